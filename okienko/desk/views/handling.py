"""What else may be done with a case: acts of procedure, and who handles it under what mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from okienko.cases import filing as cases_filing
from okienko.cases import handling, moving
from okienko.cases.queries import CaseView, case_for
from okienko.desk import case_page, forms
from okienko.desk.pages import Desk, desk_page
from okienko.desk.presence import arrive
from okienko.desk.views.case import found
from okienko.desk.views.moving import MOVE
from okienko.desk.views.procedure import offered_pages
from okienko.language.calendar import day_words
from okienko.offices import filing
from okienko.offices.queries import units
from okienko.people.absences import away_today
from okienko.people.queries import clerks_of_unit
from okienko.tenancy.clock import day_of

if TYPE_CHECKING:
    from okienko.people.absences import Absence, Clerk


@desk_page
def more(desk: Desk, case_id: UUID) -> HttpResponse:
    """The page of all that may be done; each form of it posts here and names itself in `co`."""
    view = found(desk, case_id)
    if not desk.posted:
        return _page(desk, view)
    done = FORMS.get(desk.request.POST.get("co", ""))
    if done is None:
        return redirect(_address(desk, view))
    if desk.request.POST.get("co") != ANYBODYS and not view.may_work:
        return _page(desk, view)  # somebody has taken the case over meanwhile: what was typed is not lost
    desk.tell(done(desk, view))
    still_seen = case_for(desk.clerk, case_id)  # another unit may have it by now
    return redirect(desk.case_url(view) if still_seen else desk.url("kolejka"))


def _address(desk: Desk, view: CaseView) -> str:
    return desk.url("czynnosci", case_id=view.case.pk)


def _page(desk: Desk, view: CaseView) -> HttpResponse:
    case, posted = view.case, desk.request.POST
    acts = [
        {"label": act.label, "text": act.text, "href": desk.url("zadanie", case_id=case.pk, token=act.token)}
        for act in view.acts
    ]
    acts += [
        {"label": page.label, "text": page.text, "href": desk.url("czynnosc", case_id=case.pk, act=name)}
        for name, page in offered_pages(view)
    ]
    if view.may_move and moving.origins(view.running):
        acts.append(
            {"label": MOVE.label, "text": MOVE.text, "href": desk.url("przeniesienie", case_id=case.pk)}
        )  # fmt: skip
    people = [clerk for clerk in clerks_of_unit(case.unit_id) if str(clerk.pk) not in case.excluded]
    away = away_today(clerk.pk for clerk in people)
    return desk.render(
        "desk/more.html",
        **_clash(desk, view),
        bar=case_page.bar(desk, view),
        acts=acts,
        address=_address(desk, view),
        version=case.version,
        here=arrive(desk, view),
        people=[(str(clerk.pk), _named(clerk, away)) for clerk in people if clerk.pk != case.clerk_id],
        units=[(str(unit.pk), f"{unit.name} ({unit.symbol})") for unit in units() if unit.pk != case.unit_id],
        excludable=[(str(one.pk), one.name) for one in people if desk.clerk.head or one.pk == desk.clerk.pk],
        grounds=list(handling.GROUNDS.items()),
        reasons=list(handling.REASONS.items()),
        asks_class=case.class_to_mend,
        classes=list(filing.opens(day_of(case.opened_at)).items()) if case.class_to_mend else [],
        own_marks=desk.place.gives_marks,
        ways=_ways(view),
        asks_mark=not case.mark and not desk.place.gives_marks,
        typed={name: posted.get(name, "") for name in TYPED} if desk.refusal else dict.fromkeys(TYPED, ""),
        may_work=view.may_work,
    )


def _ways(view: CaseView) -> list[tuple[str, str]]:
    """How a mandate that is missing may be acknowledged; nothing when none is missing."""
    if not any(link.unproven for link in view.parties):
        return []
    family = bool(view.case.submission.answers.get("bliska_rodzina"))
    return [(way, text) for way, text in handling.MANDATE_WAYS.items() if way != "rodzina" or family]


def _named(clerk: Clerk, away: Mapping[UUID, Absence]) -> str:
    absence = away.get(clerk.pk)
    return f"{clerk.name} ({_absent(absence)})" if absence else clerk.name


def _absent(absence: Absence) -> str:
    by = f"zastępuje {absence.substitute.name}" if absence.substitute else "bez zastępstwa"
    return f"poza urzędem do {day_words(absence.last_on)}, {by}"


def _clash(desk: Desk, view: CaseView) -> dict[str, Any]:
    """What the next form remembers of the case as it is seen now; after a clash what changed and what was typed."""
    posted = desk.request.POST
    lost = desk.request.method == "POST" and not view.may_work and posted.get("co") != ANYBODYS
    told: dict[str, Any] = {
        "seen": case_page.last_seen(view),
        "changes": case_page.changes_since(view, posted.get(forms.SEEN, "")) if desk.stale or lost else [],
        "kept": _kept(posted) if lost else [],
    }
    return told | ({"errors": {"": TAKEN_OVER}, "status": 409} if lost and not desk.refusal else {})


def _kept(posted: QueryDict) -> list[tuple[str, str]]:
    """What was typed into forms that are not shown any more."""
    said = {**posted.dict(), "czego": handling.REASONS.get(posted.get("czego", ""), "")}
    return [(label, str(said[name])) for name, label in WRITTEN.items() if said.get(name)]


ANYBODYS = "wylacz"  # the one form that does not need the case in hand
TAKEN_OVER = "Sprawę prowadzi teraz kto inny, więc nic nie zapisano."
WRITTEN = {
    "czego": "Czego dotyczy notatka", "notatka": "Notatka", "zdanie": "Dlaczego przekazujesz", "znak": "Znak sprawy",
    "rejestr": "Numer w rejestrze przesyłek",
}  # fmt: skip
TYPED = (
    "co",
    "osoba",
    "komorka",
    "powod",
    "zdanie",
    "czego",
    "notatka",
    "wylaczany",
    "podstawa",
    "znak",
    "rejestr",
    "klasa",
)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)  # nobody: the action says what is missing


def _assign(desk: Desk, view: CaseView) -> str:
    posted = desk.request.POST
    version = forms.version_of(posted)
    case = handling.assign(view.case.pk, _uuid(posted.get("osoba", "")), version=version, by=desk.clerk)
    if case.clerk is None:
        return "Sprawy nikt teraz nie prowadzi."
    absence = away_today([case.clerk.pk]).get(case.clerk.pk)
    warning = f" Uwaga: ta osoba jest {_absent(absence)}." if absence else ""
    return f"Sprawę prowadzi teraz {case.clerk.name}.{warning}"


def _hand_over(desk: Desk, view: CaseView) -> str:
    posted = desk.request.POST
    unit, why = _uuid(posted.get("komorka", "")), posted.get("zdanie", "")
    case = handling.hand_over(view.case.pk, unit, why, version=forms.version_of(posted), by=desk.clerk)
    return f"Sprawa {case.mark or 'bez znaku'} jest teraz w komórce {case.unit.symbol}."


def _exclude(desk: Desk, view: CaseView) -> str:
    posted = desk.request.POST
    who, ground = _uuid(posted.get("wylaczany", "")), posted.get("podstawa", "")
    handling.exclude(view.case.pk, who, ground, version=forms.version_of(posted), by=desk.clerk)
    return "Pracownik jest wyłączony od udziału w tej sprawie."


def _note(desk: Desk, view: CaseView) -> str:
    posted = desk.request.POST
    handling.note(view.case.pk, posted.get("czego", ""), posted.get("notatka", ""), by=desk.clerk)
    return "Notatka jest w sprawie."


def _mandate(desk: Desk, view: CaseView) -> str:
    posted = desk.request.POST
    handling.accept_mandate(
        view.case.pk, posted.get("dlaczego", ""), version=forms.version_of(posted), by=desk.clerk
    )  # fmt: skip
    return "Pełnomocnictwo jest uznane. Pisma idą teraz do pełnomocnika."


def _mark(desk: Desk, view: CaseView) -> str:
    posted = desk.request.POST
    said: dict[str, Any] = {"version": forms.version_of(posted), "by": desk.clerk}
    case = handling.give_mark(view.case.pk, posted.get("znak", ""), posted.get("rejestr", ""), **said)
    return f"Sprawa ma znak {case.mark}."


def _class(desk: Desk, view: CaseView) -> str:
    posted = desk.request.POST
    symbol, version = posted.get("klasa", "").strip(), forms.version_of(posted)
    case = cases_filing.mend_class(view.case.pk, symbol, version=version, by=desk.clerk)
    return f"Sprawa jest w klasie {case.file_class}" + (f" i ma znak {case.mark}." if case.mark else ".")


FORMS: dict[str, Callable[[Desk, CaseView], str]] = {
    "przydziel": _assign, "przekaz": _hand_over, "wylacz": _exclude, "notatka": _note, "znak": _mark,
    "klasa": _class,
    "pelnomocnictwo": _mandate,
}  # fmt: skip
