"""What every letter about a submission is told: office, body, parties, answers (services/shared/letters)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from okienko.catalogue.queries import Offered, pinned
from okienko.language.assess import Assessment, plain
from okienko.language.model import Page
from okienko.offices.queries import Place, place
from okienko.people.models import Party
from okienko.submissions import queries
from okienko.submissions.models import Role, Submission
from okienko.submissions.words import Said, in_words, judged, said
from okienko.tenancy.clock import WARSAW, day_of

Parties = list[tuple[str, Party]]
APPLYING = (Role.APPLICANT, Role.CO_APPLICANT)


def common(
    submission: Submission, *, body: str, mark: str = "", register_number: str = "", parties: Parties | None = None
) -> dict[str, Any]:
    """The parts of a letter's data that do not depend on the letter. `parties`: as they are now, else as filed."""
    offered = pinned(submission.offer_version_id)
    here = place()
    assert here is not None, "an office that has cases has a profile"
    assessed = judged(offered, submission.answers, day_of(submission.accepted_at))
    parties = parties or queries.parties_of(submission.pk)
    return {
        "sprawa": _matter(submission, offered, mark, register_number),
        "urzad": _office(here),
        "organ": _body(here, body),
        "strona": _party(parties),
        "strony": [_person(party) for role, party in parties if role in APPLYING],
        **_answers(assessed),
        "punkty": {name: str(value) for name, value in offered.values.items()},
        "terminy": [],
        "podpis": None,
        "demo": here.demo or offered.demonstration,
    }


def _answers(assessed: Assessment) -> dict[str, Any]:
    """Answers in words and by name, things of lists, and what the rules say of them."""
    lines = [line for line in said(assessed) if line.answer]
    pages = [asked.page for asked in assessed.pages if asked.page.many]
    return {
        "odpowiedzi": [_pair(line) for line in lines if line.item is None],
        "odp": {line.question: line.answer for line in lines if line.item is None},
        "listy": {page.many: [_thing(page, item) for item in assessed.scope[page.many or ""] or []] for page in pages},
        "listy_slowami": [{"tytul": page.title, "rzeczy": _things(page, lines)} for page in pages],
        "wyliczenia": [
            {
                "regula": shown.name,
                "nazwa": shown.label,
                "wartosc": shown.text,
                "dlaczego": shown.why,
                "potwierdzone": shown.confirmed,
            }
            for shown in assessed.shown
        ],
    }


def _pair(line: Said) -> dict[str, str]:
    return {"pytanie": line.text, "odpowiedz": line.answer}


def _things(page: Page, lines: list[Said]) -> list[list[dict[str, str]]]:
    """Questions with answers, thing by thing."""
    own = [line for line in lines if line.page == page.id and line.item is not None]
    return [[_pair(line) for line in own if line.item == item] for item in sorted({line.item or 0 for line in own})]


def _thing(page: Page, item: Mapping[str, Any]) -> dict[str, str]:
    """One thing by name: answers with their labels, numbers and days plain, and what its rules say."""
    asked = {question.id: question for question in page.questions}
    told = {}
    for name in item:
        value = plain(item[name])
        if value is None:
            continue
        words = name in asked and not isinstance(value, (Decimal, date))
        told[name] = in_words(asked[name], value) if words else str(value)
    return told


def _matter(submission: Submission, offered: Offered, mark: str, register_number: str) -> dict[str, Any]:
    return {
        "znak": mark or None,
        "numer_rejestru": register_number or None,
        "zlozono": submission.accepted_at.astimezone(WARSAW).isoformat(timespec="seconds"),
        "nazwa": offered.service.name,
        "uslugi": offered.service.plain_name,
    }


def _office(here: Place) -> dict[str, str]:
    contact = "kontakt: dane zmyślone na potrzeby pokazu" if here.demo else ""
    return {
        "nazwa": here.full_name, "adres": here.address, "kontakt": contact, "telefon": here.phone,
        "email": here.email, "miejscowosc": here.town,
    }  # fmt: skip


def _body(here: Place, body: str) -> dict[str, str]:
    name, genitive = here.bodies.get(here.body_for(body), (here.full_name, here.full_name))
    return {"nazwa": name, "nazwa_dopelniacz": genitive}


def _party(parties: list[tuple[str, Party]]) -> dict[str, Any]:
    applicant = next(party for role, party in parties if role == Role.APPLICANT)
    attorney = next((party for role, party in parties if role == Role.ATTORNEY), None)
    told: dict[str, Any] = _person(applicant)
    return told | {"pelnomocnik": _person(attorney)} if attorney else told


def _person(party: Party) -> dict[str, str]:
    return {"nazwa": party.name, "adres": party.address, "nip": party.nip, "krs": party.krs}
