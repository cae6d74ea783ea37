"""Who may do what, asked of every rule for every role and relation; docs/permissions.md is its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from okienko.cases.models import Case, PaperLetter, SavedFilter
from okienko.deliveries.models import Delivery
from okienko.documents.models import Document
from okienko.offices.models import Office, Unit
from okienko.payments.models import Payment
from okienko.people.models import Absence, Clerk, Mandate, Resident
from okienko.submissions.models import Draft, Invitation, Submission
from okienko.submissions.visitors import Visitor
from okienko.tenancy.context import acting_for
from okienko.tenancy.ids import uuid7
from okienko.tenancy.permits import Actor, System, may, rules
from tests import world

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/permissions.md"
HEAD = """# Who may do what

Made by `tests/test_permissions.py` from the registered rules and compared with them by it: a rule that changes
turns the test red. Rows are a verb and what it is done to; columns are who asks and how they stand to it. ✓ yes,
– no. No rule means no.

The clerks work in one commune: *prowadzi* has the case, *zastępuje* stands in for that clerk today (prowadzi w
zastępstwie), *komórka* is of its unit, *kierownik* heads the unit,
*wyłączony* heads it too but is excluded from this case (k.p.a. art. 24, unconfirmed), *nieczynny* headed it and
works there no longer, *inna komórka* is of another unit, *sekretarz* administers the office, *inny urząd* heads a
unit of another office. *Szkic przy okienku* is filled in by *prowadzi* for somebody. *Strona* filed the matter,
*inny mieszkaniec* did not, *gość* holds the link to one draft that belongs to nobody yet (a resident who has the
link may take it over).
"""
SUBJECTS = {
    Case: "sprawa", Unit: "komórka", Office: "urząd", Delivery: "doręczenie", Document: "pismo", Payment: "opłata",
    PaperLetter: "pismo na papierze", Mandate: "pełnomocnictwo", Clerk: "pracownik", Draft: "szkic",
    Submission: "podanie",
    Resident: "konto",
    Invitation: "zaproszenie",
    SavedFilter: "widok",
}  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """Who asks, by the name of their role, and what they ask about."""

    actors: dict[str, Actor]
    subjects: dict[str, object]


def _clerk(unit: Unit, **told: Any) -> Clerk:
    made = Clerk(account_id=len(_CLERKS) + 1000, unit=unit, first_name="A", last_name="B", position="inspektor", **told)
    made.save(force_insert=True)
    _CLERKS.append(made)
    return made


_CLERKS: list[Clerk] = []


@pytest.fixture
def cast(db: None, noon: object) -> Cast:
    """One commune with one case and everybody around it."""
    _CLERKS.clear()
    world.open_commune()
    world.open_commune(OTHER)
    party, stranger = world.resident(), world.resident("Ewa Obca", "00620112341")
    world.submitted(party)
    with acting_for(OTHER):
        foreign = _clerk(Unit.objects.get(symbol="OŚ"), head=True)
    own = world.draft(party)
    with acting_for(world.COMMUNE):
        unit = Unit.objects.get(symbol="OŚ")
        other_unit = Unit(symbol="GK", name="Gospodarka komunalna")
        other_unit.save(force_insert=True)
        clerks = {
            "prowadzi": _clerk(unit), "zastępuje": _clerk(unit), "komórka": _clerk(unit),
            "kierownik": _clerk(unit, head=True), "wyłączony": _clerk(unit, head=True),
            "nieczynny": _clerk(unit, head=True, active=False),
            "inna komórka": _clerk(other_unit, head=True), "sekretarz": _clerk(other_unit, admin=True),
        }  # fmt: skip
        case = Case.objects.get()
        case.clerk, case.excluded = clerks["prowadzi"], [str(clerks["wyłączony"].pk)]
        case.save()
        noon = date(2026, 11, 23)
        days = {"first_on": noon, "last_on": noon, "reason": "urlop"}
        for substitute in ("zastępuje", "wyłączony"):
            Absence(clerk=clerks["prowadzi"], substitute=clerks[substitute], **days).save(force_insert=True)
        loose = Draft(id=uuid7(), service=world.SERVICE, answers={})
        helped = Draft(
            id=uuid7(), service=world.SERVICE, answers={}, helper_id=clerks["prowadzi"].pk, channel="okienko"
        )
        subjects = _subjects(case, party.pk, own, loose) | {"szkic przy okienku": helped, "konto": party}
        subjects["zaproszenie"] = Invitation(resident_id=party.pk)
    actors: dict[str, Actor] = {
        **clerks, "inny urząd": foreign, "strona": party, "inny mieszkaniec": stranger,
        "gość": Visitor(frozenset({loose.pk})), "nikt": Visitor(frozenset()), "system": System("proba"),
    }  # fmt: skip
    return Cast(actors, subjects)


OTHER = 1481


def _subjects(case: Case, resident: Any, own: Draft, loose: Draft) -> dict[str, object]:
    return {
        "sprawa": case,
        "komórka": case.unit,
        "urząd": Office.objects.get(id=world.COMMUNE),
        "doręczenie": Delivery(resident_id=resident),
        "pismo": Document.objects.all()[0],
        "opłata": Payment(about=case.urn, resident_id=resident, amount=17),
        "pełnomocnictwo": Mandate(matter=case.urn, given_on=date(2026, 11, 23)),
        "pracownik": case.clerk or case,
        "szkic strony": own,
        "szkic gościa": loose,
        "podanie": case.submission,
        "pismo na papierze": PaperLetter(unit=case.unit, registered_by=uuid7()),
        "widok": SavedFilter(clerk=case.clerk, name="Moje"),
    }


def _table(cast: Cast) -> str:
    """The page: one row a verb and subject, one column a role."""
    lines = [HEAD, "| czynność | " + " | ".join(cast.actors) + " |", "|---|" + ":-:|" * len(cast.actors)]
    for verb, kind in sorted(rules(), key=lambda rule: (SUBJECTS[rule[1]], rule[0])):
        for name, subject in cast.subjects.items():
            if type(subject) is kind:
                cells = ("✓" if may(actor, verb, subject) else "–" for actor in cast.actors.values())
                lines.append(f"| {verb}: {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def test_the_page_says_what_the_rules_say(cast: Cast) -> None:
    # To mend it, write what _table() gives into the page, and read what has changed.
    with acting_for(world.COMMUNE):
        assert _table(cast) == PAGE.read_text("utf-8")


def test_every_rule_has_its_row(cast: Cast) -> None:
    assert {kind for _, kind in rules()} <= {type(subject) for subject in cast.subjects.values()}


@pytest.mark.parametrize("role", ["inny urząd", "inny mieszkaniec", "nikt", "nieczynny", "gość"])
def test_strangers_may_do_nothing_to_the_matter(cast: Cast, role: str) -> None:
    with acting_for(world.COMMUNE):
        allowed = [
            (verb, name)
            for verb, kind in rules()
            for name, subject in cast.subjects.items()
            if type(subject) is kind and name != "szkic gościa" and may(cast.actors[role], verb, subject)
        ]
    assert allowed == []
