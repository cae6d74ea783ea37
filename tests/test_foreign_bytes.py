"""Every address of the portal and the desk, asked by everybody whom it does not concern: no byte of the matter
comes out, nothing changes, and what is forbidden looks the same as what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from okienko.cases.filters import keep
from okienko.cases.incoming import Incoming, register
from okienko.cases.models import Case, CaseDocument, PaperLetter, SavedFilter, Task
from okienko.cases.queries import case_of_submission
from okienko.cases.sieves import Sieve
from okienko.deliveries.models import Delivery
from okienko.desk.tests.browser import Browser as Desk
from okienko.desk.tests.browser import clerk_of_another_unit, task_path
from okienko.journal.drain import drain
from okienko.journal.models import Fact
from okienko.offices.models import Unit
from okienko.offices.queries import Place, place
from okienko.people import actions as people
from okienko.people.models import Authorisation, Clerk
from okienko.portal.tests.browser import Browser
from okienko.portal.views import plain, start
from okienko.submissions.counter import Sender, begin_for
from okienko.submissions.models import Draft, SubmissionFile
from okienko.tenancy.context import acting_for
from tests import world

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
OTHER = 1481
ABSENT = UUID("01a00000-0000-7000-8000-000000000000")
SECRETS = ("Przykładny", "00610112345", "142207", "mapka.pdf", "ul. Lipowa 3", "%PDF", "kończy się na")
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[A-Za-z0-9]{64}\"")


@pytest.fixture(autouse=True)
def plain_pages(settings: Any, tmp_path: Path) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN}}
    settings.STATIC_ROOT = tmp_path
    start.forget()
    plain.forget()


@pytest.fixture
def matter(db: None, noon: datetime) -> dict[str, object]:
    """A matter with a letter under way, and what stands in its addresses."""
    commune = world.open_commune()
    world.clerks()
    receipt = world.submitted(world.resident())
    case = _summoned(commune, receipt.submission_id)
    with acting_for(commune.id):
        case.refresh_from_db()
        return {
            "slug": commune.slug, "service": world.SERVICE, "submission": receipt.submission_id, "case_id": case.pk,
            "token": Task.objects.filter(case=case).order_by("-id")[0].token, "message": "uzupelnienie",
            "draft_id": _helped(case).pk, "act": "zadanie", "letter_id": _paper(case).pk,
            "delivery_id": Delivery.objects.all()[0].pk, "at": "start", "to": "koniec",
            "submission_id": receipt.submission_id,
            "filter_id": _kept(case).pk,
            "link": SubmissionFile.objects.all()[0].pk, "file_id": SubmissionFile.objects.all()[0].file_id,
            "delivery": Delivery.objects.all()[0].pk, "document_id": CaseDocument.objects.all()[0].document_id,
            "draft": world.draft(world.resident()).pk, "page": "dzialka", "number": 1, "sheet": "terminy",
            "clerk_id": case.clerk_id, "authorisation_id": Authorisation.objects.all()[0].pk, "version": "1.0.0",
            "plan_id": ABSENT,
        }  # fmt: skip


def _helped(case: Case) -> Draft:
    """A draft that a clerk of the unit fills in at the counter."""
    sender = Sender("Jan", "Przykładny", "00610112345", "ul. Lipowa 3")
    assert case.clerk is not None
    return begin_for(world.offer(), sender, by=case.clerk)


def _kept(case: Case) -> SavedFilter:
    """A view of the queue that the clerk of the case keeps."""
    assert case.clerk is not None
    return keep("Moje", Sieve(holder="ja"), by=case.clerk)


def _paper(case: Case) -> PaperLetter:
    """A letter on paper that waits in the unit."""
    told = Incoming("Jan Przykładny", "ul. Lipowa 3", "poczta", case.opened_at, case.unit_id)
    assert case.clerk is not None
    return register(told, [], by=case.clerk)


def _summoned(commune: Place, submission_id: UUID) -> Case:
    """The case after its order to complete went out."""
    with acting_for(commune.id):
        case = case_of_submission(submission_id)
    assert case is not None
    desk = Desk(commune)
    desk.take(case)
    desk.send(task_path(commune, case), {"kompletne": "nie"})
    check = desk.send(task_path(commune, case), {"braki": ["mapka"]})["Location"]
    assert desk.send(check).status_code == 302
    drain(commune.id)
    return case


def addresses(found: Any = None, before: str = "/") -> Iterator[str]:
    """Every address of the installation, with its holes."""
    for pattern in (found or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


PERSONAL = ("wniosek", "sprawa", "okienko/szkic", "okienko/przyjete", "letter_id")
PRIVATE = sorted({route for route in addresses() if HOLE.search(route) and any(word in route for word in PERSONAL)})
OFFICE = sorted({route for route in addresses() if route.startswith("/biurko/<") and route not in PRIVATE})


def filled(route: str, known: dict[str, object]) -> str:
    """The address with its holes filled; a hole of a new kind must be taught to `matter`."""
    return HOLE.sub(lambda hole: str(known[hole[1]]), route)


def _clerk_elsewhere() -> Desk:
    """A head of a unit of another office, with a session there."""
    elsewhere = world.open_commune(OTHER)
    with acting_for(OTHER):
        account = people.open_account("daleki", "okienko")
        clerk = Clerk(account_id=account.pk, first_name="Adam", last_name="Daleki", position="kierownik", head=True)
        people.employ(clerk, Unit.objects.get(symbol="OŚ"), by=world.SET_UP)
    return Desk(elsewhere, "daleki")


def strangers(office: Place) -> dict[str, Client]:
    """Who has nothing to do with the matter, each with a session of their own."""
    stranger = Browser(Client(), office)
    stranger.log_in(world.resident("Ewa Obca", "00620112341"))
    return {
        "nobody": Client(),
        "another resident": stranger.client,
        "another unit": Desk(office, clerk_of_another_unit(office)).client,
        "another office": _clerk_elsewhere().client,
    }


def sent(client: Client, method: str, path: str) -> HttpResponse:
    answer: Any = client.get(path) if method == "GET" else client.post(path, {"co": "notatka", "czego": "telefon"})
    return answer


def bare(answer: HttpResponse) -> tuple[int, str]:
    """Status and words, without what differs by nature: ids and tokens."""
    return answer.status_code, CHANGING.sub("", answer.content.decode("utf-8", "replace"))


@pytest.mark.parametrize("who", ["nobody", "another resident", "another unit", "another office"])
def test_a_stranger_sees_and_changes_nothing(matter: dict[str, object], who: str) -> None:
    office = _commune()
    client = strangers(office)[who]
    before = _facts(office)
    for route in PRIVATE:
        for method in ("GET", "POST"):
            there = sent(client, method, filled(route, matter))
            absent = sent(client, method, filled(route, matter | dict.fromkeys(IDS, ABSENT)))
            words = there.content.decode("utf-8", "replace")
            assert there.status_code in (302, 303, 404, 405), (method, route, there.status_code)
            assert [secret for secret in SECRETS if secret in words] == [], (method, route)
            assert bare(there) == bare(absent), (method, route)
    assert _facts(office) == before


@pytest.mark.parametrize("who", ["nobody", "another resident", "another office"])
def test_the_desk_of_an_office_is_for_its_own(matter: dict[str, object], who: str) -> None:
    office = _commune()
    client = strangers(office)[who]
    before = _facts(office)
    for route in OFFICE:
        for method in ("GET", "POST"):
            answer = sent(client, method, filled(route, matter))
            assert answer.status_code in (302, 404, 405), (method, route, answer.status_code)
    assert _facts(office) == before


def test_a_clerk_who_does_not_administer_finds_no_settings(matter: dict[str, object]) -> None:
    client = Desk(_commune(), "zwykly").client
    for route in (route for route in OFFICE if "/urzad/" in route):
        for method in ("GET", "POST"):
            assert sent(client, method, filled(route, matter)).status_code in (404, 405), (method, route)


def test_every_private_address_is_walked() -> None:
    assert len(PRIVATE) >= 20
    assert len(OFFICE) >= 15


IDS = (
    "letter_id",
    "submission",
    "submission_id",
    "draft_id",
    "delivery_id",
    "case_id",
    "draft",
    "link",
    "file_id",
    "delivery",
    "document_id",
)


def _commune() -> Place:
    with acting_for(world.COMMUNE):
        found = place()
    assert found is not None
    return found


def _facts(office: Place) -> int:
    with acting_for(office.id):
        return Fact.objects.count()
