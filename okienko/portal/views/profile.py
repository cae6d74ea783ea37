"""The profile of a resident: how to reach them, about what, sessions, own data, where the account stands in law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from okienko.deliveries.notices import ask_for_address
from okienko.deliveries.queries import last_notice_failed
from okienko.language.answers import PageInput, read_questions
from okienko.language.model import Option, Question
from okienko.people import profile as own
from okienko.people.profile import Contact, Profile, Wanted
from okienko.people.queries import Resident
from okienko.portal import forms
from okienko.portal.pages import SeeOther, Visit, portal_page, show
from okienko.portal.spoken import asked
from okienko.submissions.queries import matters_of
from okienko.submissions.words import in_words
from okienko.ui.speech import say

PROFILE = "/konto/profil/"
PHONE = Question(
    "telefon", "Numer telefonu", "phone", "Na przykład 600 123 456.", optional=True, max_length=20,
    missing="Podaj numer telefonu cyframi, na przykład 600 123 456.",
)  # fmt: skip
ADDRESS = Question("adres", "Adres do korespondencji", "address", "Na papierze piszemy pod ten adres.", optional=True)
EMAIL = Question(
    "email", "Na jaki adres e-mail mamy pisać?", "email", max_length=254,
    hint="Wyślemy na niego link. Zaczniemy używać adresu, gdy ten link otworzysz.",
    missing="Podaj adres e-mail, na przykład jan@przyklad.pl.",
)  # fmt: skip
WANTED = Question(
    "zawiadomienia", "O czym chcesz dostawać e-maile?", "choice",
    options=tuple(Option(value, label) for value, label in Wanted.choices), missing="Wybierz jedną odpowiedź.",
    hint="E-mail mówi tylko, że coś czeka. Pismo i tak leży na koncie, a jego terminy biegną bez e-maila.",
)  # fmt: skip
SAVED = {
    "kontakt": "Kontakt zapisany.",
    "zawiadomienia": "Zapisane: od teraz piszemy tylko o tym.",
    "email": "Wysłaliśmy link na nowy adres. Otwórz go w ciągu 24 godzin.",
    "usuniety": "Adres usunięty.",
    "potwierdzony": "Adres potwierdzony. Od teraz piszemy na niego.",
}


@portal_page
def profile(visit: Visit) -> HttpResponse:
    """Everything that the account holds of its owner, each thing with its change."""
    resident = visit.required()
    kept = own.profile_of(resident)
    return show(
        visit, "profile/profile.html", kept=kept, person=resident, email=kept.email or resident.email,
        address=in_words(ADDRESS, kept.address), wanted=Wanted(kept.wanted).label, events=own.events_of(resident),
        saved=SAVED.get(visit.request.GET.get("zapisano", ""), ""), failed=last_notice_failed(resident),
        fake_post=settings.DEMO and not settings.MAIL["host"], back="/konto/",
    )  # fmt: skip


@portal_page
def contact(visit: Visit) -> HttpResponse:
    """Telephone and address for letters on paper."""
    resident = visit.required()
    kept = own.profile_of(resident)
    read = _read(visit, PHONE, ADDRESS)
    if read is not None and not read.errors:
        said: dict[str, Any] = read.values
        own.keep_contact(resident, Contact(said.get("telefon") or "", said.get("adres") or {}), by=resident)
        return _saved("kontakt")
    told = {"telefon": kept.phone, "adres": kept.address}
    return _form(visit, say("Jak się z Tobą skontaktować?"), told, PHONE, ADDRESS)


@portal_page
def email(visit: Visit) -> HttpResponse:
    """A new address waits until its link is opened; the old one is used so long."""
    resident = visit.required()
    kept = own.profile_of(resident)
    if visit.posted and "usun" in visit.request.POST:
        own.drop_email(resident, by=resident)
        return _saved("usuniety")
    read = _read(visit, EMAIL)
    if read is not None and not read.errors:
        ask_for_address(resident, str(read.values["email"]), by=resident)
        return _saved("email")
    return _form(visit, "", {"email": kept.asked_email or kept.email}, EMAIL, droppable=_droppable(kept))


def _droppable(kept: Profile) -> bool:
    return bool(kept.email or kept.asked_email)


@portal_page
def confirm(visit: Visit, token: str) -> HttpResponse:
    """The link of the mail: GET asks (programs open links too), POST confirms."""
    resident = visit.required()
    if visit.posted:
        own.confirm_email(resident, token[:64], by=resident)
        return _saved("potwierdzony")
    return show(visit, "profile/confirm.html", back=PROFILE)


@portal_page
def wanted(visit: Visit) -> HttpResponse:
    """About what e-mails come."""
    resident = visit.required()
    read = _read(visit, WANTED)
    if read is not None and not read.errors:
        own.choose_notices(resident, Wanted(str(read.values["zawiadomienia"])), by=resident)
        return _saved("zawiadomienia")
    return _form(visit, "", {"zawiadomienia": own.profile_of(resident).wanted}, WANTED)


@require_POST
@portal_page
def take(visit: Visit) -> HttpResponse:
    """The resident's own data as a file: who they are, how to reach them, their matters."""
    resident = visit.required(PROFILE)
    told = _own_data(resident)
    own.note_taken(resident, by=resident)
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="okienko-moje-dane.json"'
    response["Cache-Control"] = "private, no-store"
    return response


def _own_data(resident: Resident) -> dict[str, Any]:
    kept = own.profile_of(resident)
    names = ("first_name", "last_name", "pesel", "address", "email")
    return {
        "osoba": {name: getattr(resident, name) for name in names} | {"provider": resident.provider},
        "profil": {"email": kept.email, "telefon": kept.phone, "adres": kept.address, "zawiadomienia": kept.wanted},
        "historia_konta": [{"kiedy": one.at, "co": one.get_what_display()} for one in own.events_of(resident, 10_000)],
        "sprawy": [
            {
                "urzad": one.office.name, "znak": one.mark, "sprawa": one.title, "stan": one.status,
                "czyj_ruch": one.turn, "do_kiedy": one.until, "zmieniono": one.changed_at,
                "strona": f"{settings.PUBLIC_URL}/{one.office.slug}/sprawa/{one.submission_id}/",
            }
            for one in matters_of(resident)
        ],
    }  # fmt: skip


def _read(visit: Visit, *questions: Question) -> PageInput | None:
    return read_questions(asked(*questions), forms.posted(visit.request), {}) if visit.posted else None


def _saved(what: str) -> HttpResponse:
    return SeeOther(f"{PROFILE}?zapisano={what}")


def _form(
    visit: Visit, title: str, kept: Mapping[str, Any], *questions: Question, droppable: bool = False
) -> HttpResponse:
    """The questions with what is kept, or with what was typed and what is wrong with it."""
    questions = asked(*questions)
    posted = visit.request.method == "POST"
    read = read_questions(questions, forms.posted(visit.request), {}) if posted else None
    errors = forms.summary(questions, read.errors) if read else {}
    return show(
        visit, "profile/form.html", errors=errors, title=title or questions[0].text, one=not title,
        fields=forms.fields(questions, kept, read), droppable=droppable, back=PROFILE,
    )  # fmt: skip
