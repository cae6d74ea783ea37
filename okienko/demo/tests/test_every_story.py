"""Every usual story of every service is played through the real actions: each letter of it is set and sealed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from okienko.catalogue import queries as catalogue
from okienko.demo import cast, commands
from okienko.demo.offers import WASTE, WASTE_METHODS, offered_by
from okienko.demo.plan import Planned
from okienko.demo.playing import stories
from okienko.documents.models import Document, State
from okienko.language.bundle import read_bundle
from okienko.language.loader import load
from okienko.language.stories.story import Story
from okienko.offices import queries as offices
from okienko.offices.law import law_data
from okienko.tenancy.context import acting_for

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BACK = 11  # weeks: the stories' own weeks, so their days stay free of holidays
USUAL = "stories/zwykle.yaml"


def _planned() -> list[Planned]:
    """Each usual story once, in an office that its local values fit."""
    found = []
    for service in sorted({service for office_id in cast.OFFICES for service in offered_by(office_id)}):
        for title, story in stories(service).items():
            if story.place.file == USUAL:
                found.append((_office(service, story), service, title))
    return [
        Planned(
            f"proba-{number:03}", office_id, service, title, cast.RESIDENTS[0].subject, {}, BACK, False, True, False
        )
        for number, (office_id, service, title) in enumerate(found)
    ]


def _office(service: str, story: Story) -> int:
    local = story.office.plain_value() if story.office else {}
    if service == WASTE:
        return next(office for office, values in WASTE_METHODS.items() if values["metoda"] == local["metoda"])
    return next(office_id for office_id in cast.OFFICES if service in offered_by(office_id))


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[dict[str, Any]]:
    """What the demonstration remembers after all of them."""
    progress, planned = settings.DEMO_PROGRESS, commands.planned
    settings.DEMO_PROGRESS = Path(tmp_path_factory.mktemp("historie")) / "demo.json"
    commands.planned = lambda stage: _planned()
    catalogue.forget()
    offices.forget()
    with django_db_blocker.unblock(), transaction.atomic():
        commands.run("first", NOW)
        yield json.loads(settings.DEMO_PROGRESS.read_text("utf-8"))
        transaction.set_rollback(True)
    settings.DEMO_PROGRESS, commands.planned = progress, planned


def test_no_story_gets_stuck(played: dict[str, Any]) -> None:
    titles = {one.key: one.story for one in _planned()}
    assert {titles[key]: one["stuck"] for key, one in played["known"].items() if "stuck" in one} == {}
    assert len(played["known"]) == len(titles) > 30


@pytest.mark.usefixtures("played")
def test_every_letter_of_these_stories_is_sealed() -> None:
    for office_id in cast.OFFICES:
        with acting_for(office_id):
            states = set(Document.objects.exclude(state=State.PREVIEW).values_list("state", flat=True))
            assert states <= {State.SEALED}


@pytest.mark.usefixtures("played")
@pytest.mark.parametrize("service", sorted(path.name for path in Path("services").glob("*-*")))
def test_every_letter_of_the_service_was_set(service: str) -> None:
    about = load(read_bundle(settings.SERVICES_DIR / service, root=settings.ROOT_DIR), law=law_data())
    made: set[str] = set()
    for office_id in cast.OFFICES:
        with acting_for(office_id):
            made |= set(Document.objects.values_list("letter", flat=True))
    assert set(about.letters) - set(about.acts) - made == set()
