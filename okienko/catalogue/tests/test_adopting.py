"""Adoption: one release, many offices, each with its own values; what does not fit is refused whole."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings

from okienko.catalogue import actions
from okienko.catalogue.errors import WrongLocalValue, WrongTier
from okienko.catalogue.models import OfferVersion, Release
from okienko.catalogue.queries import offered
from okienko.demo.cast import CHORZELE, CITY, COMMUNE, COUNTY, JEDNOROZEC
from okienko.demo.offers import FOREST, WASTE, WASTE_METHODS, offered_by
from okienko.demo.setting_up import set_up
from okienko.language.assess import assess
from okienko.language.bundle import read_bundle
from okienko.language.local import RESOLUTION
from okienko.offices.law import law_data
from okienko.offices.models import Office
from okienko.tenancy.context import acting_for
from tests import world

DAY = date(2026, 11, 23)
HOUSE = {
    "pelnomocnik": False, "cel": "pierwsza", "rodzaj": "dom", "data_zamieszkania": date(2026, 11, 2),
    "przeprowadzka": False, "kompostownik": False, "karta": False,
    "adres": {"ulica": "Zmyślona", "nr": "7", "kod": "06-300", "miejscowosc": "Zmyślonka"},
}  # fmt: skip
COUNTED: dict[int, dict[str, Any]] = {
    CITY: {"liczba_osob": Decimal(4)},
    COMMUNE: {"lokale": [{"powierzchnia": Decimal(100), "karta_w_lokalu": False}]},
    CHORZELE: {"wodomierz": True, "zuzycie": Decimal(10), "liczba_gospodarstw": Decimal(1)},
    JEDNOROZEC: {"liczba_gospodarstw": Decimal(1)},
}


@pytest.fixture
def release(db: None, noon: datetime) -> Release:
    """The waste declaration, offered by the four communes of the demonstration."""
    set_up(datetime(2026, 1, 2, 8, tzinfo=UTC))
    return Release.objects.get(service=WASTE)


def adopt(release: Release, values: dict[str, str], office_id: int = CITY) -> OfferVersion:
    with acting_for(office_id):
        office = Office.objects.get(id=office_id)
        return actions.adopt(release, values, office=office, valid_from=DAY, by=world.SET_UP)


def test_four_communes_count_by_four_methods_from_one_release(release: Release) -> None:
    fees = {}
    for office_id in WASTE_METHODS:
        with acting_for(office_id):
            found = offered(WASTE, DAY)
        assert found is not None
        assert found.release_id == release.id
        told = assess(found.service, HOUSE | COUNTED[office_id], day=DAY, law=law_data(), local=found.local)
        assert told.ready, (office_id, told.first_incomplete)
        fees[office_id] = {one.name: one.text for one in told.shown}["oplata_miesieczna"]
    amounts = {office_id: fee.partition(" ")[0] for office_id, fee in fees.items()}
    assert amounts == {CITY: "126", COMMUNE: "95", CHORZELE: "124", JEDNOROZEC: "74"}


def good() -> dict[str, str]:
    return offered_by(CITY)[WASTE]


@pytest.mark.parametrize(
    ("changed", "point"),
    [
        ({"stawka_osoba": ""}, "stawka_osoba"),
        ({"stawka_osoba": "63,35"}, "stawka_osoba"),
        ({"mnoznik_podwyzszonej": "1,99"}, "mnoznik_podwyzszonej"),
        ({"mnoznik_podwyzszonej": "4,01"}, "mnoznik_podwyzszonej"),
        ({"metoda": "woda"}, "stawka_woda"),
        ({"metoda" + RESOLUTION: ""}, "metoda" + RESOLUTION),
        ({"komorka": "NIE-MA"}, "komorka"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_point(release: Release, changed: dict[str, str], point: str) -> None:
    with pytest.raises(WrongLocalValue) as refused:
        adopt(release, good() | changed)
    assert point in refused.value.faults


def test_all_faults_are_told_at_once(release: Release) -> None:
    with pytest.raises(WrongLocalValue) as refused:
        adopt(release, good() | {"stawka_osoba": "", "komorka": "NIE-MA", "mnoznik_podwyzszonej": "9"})
    assert set(refused.value.faults) == {"stawka_osoba", "komorka", "mnoznik_podwyzszonej"}


def test_an_unknown_value_and_another_tier_are_refused(release: Release) -> None:
    with pytest.raises(WrongLocalValue, match="stafka"):
        adopt(release, good() | {"stafka": "1"})
    with pytest.raises(WrongTier, match="gmina"):
        adopt(release, offered_by(COUNTY)[FOREST], COUNTY)


def test_a_new_rate_holds_from_its_day_and_the_old_one_before_it(release: Release) -> None:
    adopt(release, good() | {"stawka_osoba": "35"})
    for day, rate in ((date(2026, 11, 22), "31,50"), (DAY, "35")):
        with acting_for(CITY):
            found = offered(WASTE, day)
        assert found is not None
        assert found.values["stawka_osoba"] == rate


def test_a_release_is_the_same_for_all_and_is_never_published_twice(release: Release) -> None:
    bundle = read_bundle(settings.SERVICES_DIR / WASTE, root=settings.ROOT_DIR)
    with acting_for(CITY):
        again = actions.publish(bundle, office=Office.objects.get(id=CITY), demonstration=True, by=world.SET_UP)
    assert again.pk == release.pk
    assert Release.objects.filter(service=WASTE).count() == 1
