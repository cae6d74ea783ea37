"""A clerk's browser for tests: logs in, reads forms from pages and sends them as the page would."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from okienko.cases import actions
from okienko.cases.models import Case
from okienko.cases.reactions import OPENING
from okienko.offices.models import Unit
from okienko.offices.queries import Place
from okienko.people import actions as people
from okienko.people.models import Clerk
from okienko.tenancy.context import acting_for
from tests import world


class _Hidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input" and found.get("type") == "hidden":
            self.values[found.get("name") or ""] = found.get("value") or ""


class Browser:
    """One clerk's session in one office."""

    def __init__(self, place: Place, login: str = "podpis", password: str = "okienko") -> None:
        self.place = place
        self.client = Client()
        self.base = f"/biurko/{place.slug}/"
        answer = self.client.post("/biurko/logowanie/", {"login": login, "haslo": password})
        assert answer.status_code == 302, answer.content.decode()

    def get(self, path: str = "") -> HttpResponse:
        """A page of the office."""
        return self.client.get(path if path.startswith("/") else self.base + path)

    def text(self, path: str) -> str:
        """What the page says."""
        return self.get(path).content.decode()

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the page as it is now."""
        page = _Hidden()
        page.feed(self.text(path))
        return page.values

    def send(self, path: str, answers: dict[str, Any] | None = None, **hidden: str) -> HttpResponse:
        """The form of the page with its hidden fields, and these answers; `hidden` replaces some."""
        target = path if path.startswith("/") else self.base + path
        return self.client.post(target, self.form(path) | hidden | (answers or {}))

    def take(self, case: Case) -> None:
        """The clerk has the case."""
        with acting_for(self.place.id):
            holder = Case.objects.get(pk=case.pk).clerk_id
        taken = self.client.post(f"{self.base}sprawa/{case.pk}/wez/", {"zamiast": str(holder or "")})
        assert taken.status_code == 302


def case_of(place: Place) -> Case:
    """The newest case of the office."""
    with acting_for(place.id):
        return Case.objects.order_by("-id")[0]


def task_path(place: Place, case: Case) -> str:
    """The page of the case's first open task."""
    with acting_for(place.id):
        token = case.tasks.filter(closed_at=None).order_by("id")[0].token
    return f"sprawa/{case.pk}/zadanie/{token}/"


def open_cases(place: Place, count: int) -> list[Case]:
    """So many open cases, none of them touched by the worker yet."""
    resident = world.resident()
    receipts = [world.submit(world.draft(resident), resident) for _ in range(count)]
    with acting_for(place.id):
        return [actions.open_from(receipt.submission_id, by=OPENING) for receipt in receipts]


def clerk_of_another_unit(place: Place) -> str:
    """The login of a clerk of the same office who has nothing to do with the cases."""
    with acting_for(place.id):
        unit = Unit(symbol="FN", name="Finanse")
        unit.save(force_insert=True)
        account = people.open_account("finanse", "okienko")
        clerk = Clerk(account_id=account.pk, first_name="Ewa", last_name="Obca", position="inspektor")
        people.employ(clerk, unit, by=world.SET_UP)
    return "finanse"
