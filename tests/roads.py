"""A road case for tests: the commune offers the permit, one was issued and collected. Its appeal is what follows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings

from okienko.cases import actions, letters, queries
from okienko.cases.actions import Decided
from okienko.cases.models import Case
from okienko.catalogue import actions as catalogue
from okienko.catalogue.queries import offered
from okienko.deliveries import actions as deliveries
from okienko.deliveries.queries import deliveries_about
from okienko.documents import actions as documents
from okienko.journal.drain import drain
from okienko.language.bundle import read_bundle
from okienko.language.local import RESOLUTION
from okienko.offices.models import Office
from okienko.people.models import Clerk, Resident
from okienko.submissions import actions as submissions
from okienko.submissions import queries as submission_queries
from okienko.tenancy.clock import time_is, today
from okienko.tenancy.context import acting_for
from tests import world
from tests.world import COMMUNE, PDF

ROAD = "pow-zajecie-pasa"
RATES = (
    "jezdnia_20", "jezdnia_50", "jezdnia_100", "chodnik", "zielen", "wylacznosc", "obiekt", "reklama",
    "urzadzenie_jezdnia", "urzadzenie_poza", "urzadzenie_most",
)  # fmt: skip
STRETCH = {
    "cel": "roboty", "co": "Rusztowanie", "element": "chodnik", "dlugosc": Decimal(10), "szerokosc": Decimal("1.5"),
    "od_dnia": date(2027, 1, 4), "do_dnia": date(2027, 1, 13),
}  # fmt: skip
ANSWERS: dict[str, Any] = {
    "lokalizacja": "Przykładowo, ul. Zmyślona 5", "kategoria": "gminna", "kto": "osoba", "pelnomocnik": False,
    "telekomunikacja": False, "podstawa_robot": "niepotrzebne", "wplyw_na_ruch": False, "odcinki": [STRETCH],
}  # fmt: skip
PERMIT = {
    "rozstrzygniecie": "zezwolenie", "droga": "droga gminna nr 0000X", "warunki": ["piesi"],
    "zezwolenie_zdanie": "Zajęcie nie zagraża ruchowi.",
}  # fmt: skip


@contextmanager
def at(text: str) -> Iterator[None]:
    """The instant in Warsaw's winter time."""
    with time_is(datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)):
        yield


def offer_roads(valid_from: date = date(2026, 1, 1), **values: str) -> None:
    """The commune, already open, offers the permit from that day, by the rates of a resolution."""
    rates = {f"stawka_{name}": "2" for name in RATES}
    named = {f"{name}{RESOLUTION}": "nr XII/89/2025 z 4 grudnia 2025 r." for name in rates}
    plain = {"rachunek_zajecia": "00 0000", "stawki_jednakowe": "tak"}
    given = {**world.VALUES, "klasa_jrwa": "7230", **plain, **rates, **named, **values}
    with acting_for(COMMUNE):
        office = Office.objects.get(id=COMMUNE)
        bundle = read_bundle(settings.SERVICES_DIR / ROAD, root=settings.ROOT_DIR)
        release = catalogue.publish(bundle, office=office, demonstration=True, by=world.SET_UP)
        catalogue.adopt(release, given, office=office, valid_from=valid_from, by=world.SET_UP)


def applied(by: Resident, *more: str, **answers: Any) -> Case:
    """The application is in, with these answers and attachments besides; its case open."""
    with acting_for(COMMUNE):
        here = offered(ROAD, today())
        assert here is not None
        made = submissions.begin(here, by=by)
        submissions.save_answers(made, submissions.stored(ANSWERS | answers), by=by)
        for name in ("plan_sytuacyjny", "plan_orientacyjny", "zabezpieczenie", *more):
            file = documents.keep(PDF, kind="application/pdf", name=f"{name}.pdf")
            submissions.attach(made, file, name, at_most=5, by=by)
        files = submission_queries.files_of(made.pk)
    receipt = submissions.submit(made, files, here, by=by)
    drain(COMMUNE)
    with acting_for(COMMUNE):
        case = queries.case_of_submission(receipt.submission_id)
    assert case is not None
    return case


def done(case: Case, by: Clerk, node: str, answers: dict[str, Any]) -> None:
    """The clerk did the task, with its letter set and signed when it has one."""
    with acting_for(COMMUNE):
        actions.take(case.pk, by=by)
        view = queries.case_for(by, case.pk)
        assert view is not None
        token = next(one.token for one in [*view.tasks, *view.acts] if one.node == node)
        letter = letters.letter_of_task(view.offered.service, node, answers)
        document = letters.preview(view.case, token, answers, by=by) if letter else None
        decided = Decided(document, document.preview.sha256) if document else None
        actions.complete(case.pk, token, answers, version=view.case.version, by=by, letter=decided)
    drain(COMMUNE)


def permitted(case: Case, clerk: Clerk, resident: Resident) -> None:
    """The permit was issued on 30 November and collected on 1 December: the appeal may come until 15 December."""
    with at("2026-11-24T10:00"):
        done(case, clerk, "sprawdz", {"wynik_sprawdzenia": "kompletny"})
    with at("2026-11-30T10:00"):
        done(case, clerk, "rozstrzygnij", PERMIT)
    with at("2026-12-01T10:00"):
        with acting_for(COMMUNE):
            sent = [one for one in deliveries_about(case.urn) if one.document.letter == "zezwolenie"]
            deliveries.collect(sent[0].pk, by=resident)
        drain(COMMUNE)


def fresh(case: Case) -> Case:
    """The row as it is now."""
    with acting_for(COMMUNE):
        return Case.objects.get(pk=case.pk)
