"""The demonstration comes about through the real actions: each row has its facts, nothing is left hanging."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from okienko.cases.models import Case, CaseDocument, Reply, Task
from okienko.deliveries.models import Delivery
from okienko.demo import cast
from okienko.demo.commands import run
from okienko.demo.plan import planned
from okienko.demo.playing import stories
from okienko.documents.models import Document
from okienko.journal.models import Fact, Todo
from okienko.journal.queries import verify
from okienko.payments.models import Payment
from okienko.people.models import Clerk, Resident
from okienko.submissions.models import Draft, Matter, Submission
from okienko.tenancy.context import acting_for

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OFFICES = cast.OFFICES


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[None]:
    """The dozen of the first stage, played once for all tests of this module and rolled back after them."""
    from django.db import transaction

    from okienko.catalogue import queries as catalogue
    from okienko.offices import queries as offices

    progress = settings.DEMO_PROGRESS
    settings.DEMO_PROGRESS = Path(tmp_path_factory.mktemp("pokaz")) / "demo.json"
    catalogue.forget()
    offices.forget()
    with django_db_blocker.unblock(), transaction.atomic():
        run("first", NOW)
        yield
        transaction.set_rollback(True)
    settings.DEMO_PROGRESS = progress


def counted(model: Any, **where: Any) -> int:
    total = 0
    for office_id in OFFICES:
        with acting_for(office_id):
            total += model.objects.filter(**where).count()
    return total


def facts() -> Counter[str]:
    kinds: Counter[str] = Counter()
    for office_id in OFFICES:
        with acting_for(office_id):
            kinds.update(Fact.objects.values_list("kind", flat=True))
    return kinds


def test_four_hundred_matters_of_four_kinds_are_planned_and_some_of_each_come_first() -> None:
    first, rest = planned("first"), planned("rest")
    assert (len(first), len(rest) >= 370) == (21, True)
    assert len({one.service for one in first}) == len({one.service for one in rest}) == 4
    assert len({one.key for one in (*first, *rest)}) == len(first) + len(rest)
    assert [one.weeks for one in rest] == sorted((one.weeks for one in rest), reverse=True)


def test_every_planned_story_is_one_of_its_service() -> None:
    told = {one.service: stories(one.service) for one in planned("first")}
    assert {(one.service, one.story) for stage in ("first", "rest") for one in planned(stage)} <= {
        (service, title) for service, known in told.items() for title in known
    }


@pytest.mark.usefixtures("played")
class TestFirstDozen:
    @pytest.mark.parametrize(
        ("model", "kind"),
        [
            (Submission, "submissions.SubmissionAccepted"),
            (Case, "cases.CaseOpened"),
            (Task, "cases.TaskOpened"),
            (Delivery, "deliveries.LetterSent"),
            (Document, "documents.DocumentIssued"),
            (CaseDocument, "cases.LetterIssued"),
            (Reply, "cases.ReplyReceived"),
            (Payment, "payments.FeeDemanded"),
            (Clerk, "people.ClerkEmployed"),
        ],
        ids=lambda value: getattr(value, "__name__", value),
    )
    def test_each_row_has_its_fact(self, model: Any, kind: str) -> None:
        assert counted(model) == facts()[kind] > 0

    def test_each_letter_is_sealed_and_no_draft_is_left(self) -> None:
        assert counted(Document) == counted(Document, state="opieczetowane")
        assert counted(Draft) == 0

    def test_nothing_waits_for_the_worker(self) -> None:
        assert counted(Todo) == 0

    def test_the_journal_holds(self) -> None:
        for office_id in OFFICES:
            with acting_for(office_id):
                assert verify(office_id).breaches == ()

    def test_every_state_is_there(self) -> None:
        outcomes = set()
        for office_id in OFFICES:
            with acting_for(office_id):
                outcomes |= set(Case.objects.values_list("outcome", flat=True))
        assert outcomes == {
            "", "milczaca_zgoda", "sprzeciw", "zaswiadczenie", "wycofane", "przyjeta", "zezwolenie"
        }  # fmt: skip

    def test_no_matter_got_stuck(self) -> None:
        known = json.loads(settings.DEMO_PROGRESS.read_text("utf-8"))["known"]
        assert {key: one["stuck"] for key, one in known.items() if "stuck" in one} == {}

    def test_residents_see_their_matters(self) -> None:
        assert Matter.objects.count() == counted(Submission)

    def test_people_have_pesel_numbers_that_nobody_has(self) -> None:
        months = {int(resident.pesel[2:4]) for resident in Resident.objects.all()}
        assert all(61 <= month <= 72 for month in months)

    def test_played_again_nothing_is_added(self) -> None:
        before = facts()
        run("first", NOW)
        assert facts() == before
