"""What every letter about a submission is told: office, body, parties, answers (services/shared/letters)."""

from __future__ import annotations

from typing import Any

from okienko.catalogue.queries import Offered, pinned
from okienko.offices.queries import Place, place
from okienko.people.models import Party
from okienko.submissions import queries
from okienko.submissions.models import Role, Submission
from okienko.submissions.words import Said, judged, said
from okienko.tenancy.clock import WARSAW, day_of


def common(submission: Submission, *, body: str, mark: str = "", register_number: str = "") -> dict[str, Any]:
    """The parts of a letter's data that do not depend on the letter."""
    offered = pinned(submission.offer_version_id)
    here = place()
    assert here is not None, "an office that has cases has a profile"
    assessed = judged(offered, submission.answers, day_of(submission.accepted_at))
    parties = queries.parties_of(submission.pk)
    return {
        "sprawa": _matter(submission, offered, mark, register_number),
        "urzad": _office(here),
        "organ": _body(here, body),
        "strona": _party(parties),
        "strony": [_person(party) for role, party in parties if role == Role.APPLICANT],
        "odpowiedzi": [{"pytanie": line.text, "odpowiedz": line.answer} for line in _asked(said(assessed))],
        "dzialka": str(submission.answers.get("dzialka", "")),
        "drzewa": trees(assessed.scope),
        "terminy": [],
        "podpis": None,
        "demo": here.demo or offered.demonstration,
    }


def _asked(lines: list[Said]) -> list[Said]:
    return [line for line in lines if line.answer and line.item is None]


def trees(scope: Any) -> list[dict[str, str]]:
    """The trees of a notice with the threshold that the law's table gives each."""
    return [
        {name: str(tree[name]) for name in ("gatunek", "obwod", "prog") if tree[name] is not None}
        for tree in scope["drzewa"] or []
    ]


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
    return {"nazwa": party.name, "adres": party.address}
