"""With Django: a commune that offers the service, residents, and drafts ready to be sent, all by the real actions."""

from __future__ import annotations

from typing import Any

from django.db import connection

from okienko.documents import actions as documents
from okienko.documents.models import File
from okienko.people.models import Resident
from okienko.submissions import actions as submissions
from okienko.submissions import queries as submission_queries
from okienko.submissions.models import Draft
from okienko.tenancy.context import acting_for
from tests import world

PEOPLE = tuple(f"Jan Zmyślony{number:02}" for number in range(12))
BATCH = 100


def ready(count: str) -> dict[str, Any]:
    """The office offers the service, residents are known, so many drafts are complete."""
    place = world.open_commune()
    world.clerks()
    people = [who.subject for who in _residents()]
    return {"slug": place.slug, "residents": people, "drafts": drafts(count)}


def _residents() -> list[Resident]:
    return [world.resident(name) for name in PEOPLE]


def drafts(count: str) -> list[tuple[str, str]]:
    """So many complete drafts, in turn for each resident: the resident's name and the draft."""
    people = _residents()
    here = world.offer()
    made: list[tuple[str, str]] = []
    while len(made) < int(count):
        with acting_for(world.COMMUNE):
            file = documents.keep(world.PDF, kind="application/pdf", name="mapka.pdf")
            for number in range(len(made), min(len(made) + BATCH, int(count))):
                who = people[number % len(people)]
                made.append((who.subject, str(_draft(here, file, who).pk)))
    return made


def _draft(here: Any, file: File, who: Resident) -> Draft:
    draft = submissions.begin(here, by=who)
    submissions.save_answers(draft, submissions.stored(world.ANSWERS), by=who)
    submissions.attach(draft, file, "mapka", at_most=5, by=who)
    return draft


def submitted_call() -> dict[str, Any]:
    """One draft is submitted; what the database was given, word for word."""
    who = _residents()[0]
    draft = world.draft(who)
    with acting_for(world.COMMUNE):
        (link,) = submission_queries.files_of(draft.pk)
    calls: list[Any] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        if "submissions_submit" in sql:
            calls.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        receipt = world.submit(draft, who)
    ((sql, (office, payload, salt, body)),) = calls
    ids = {"draft": str(draft.pk), "link": str(link.pk), "submission": str(receipt.submission_id)}
    return {"sql": sql, "office": office, "payload": payload, "salt": salt.hex(), "body": body, "ids": ids}
