from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from okienko.language.law import LawData, NotInForce
from okienko.language.tests.small_service import LAW, LAW_FILES, NAMES, SOURCES

ROOT = Path(__file__).parents[3]
KEY = "stawki.proba"


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2026, 1, 1), "17.00"),
        (date(2026, 12, 31), "17.00"),
        (date(2027, 1, 1), "18.00"),
        (date(2099, 1, 1), "18.00"),
    ],
    ids=["first day", "last day", "new rate", "until further notice"],
)
def test_a_day_sees_its_own_rate(day: date, value: str) -> None:
    assert LAW.at(day)[KEY] == Decimal(value)
    assert LAW.at(day).contexts == {"stawki": {"proba": Decimal(value)}}
    assert LAW.cite(KEY, day).value == Decimal(value)


def test_a_day_before_the_first_value_has_none() -> None:
    assert dict(LAW.at(date(2025, 12, 31))) == {}
    with pytest.raises(NotInForce, match=r"„stawki\.proba” na dzień 2025-12-31"):
        LAW.cite(KEY, date(2025, 12, 31))


def test_a_citation_says_article_source_and_place() -> None:
    value = LAW.cite(KEY, date(2026, 5, 1))
    assert (value.law.text, value.law.confirmed, value.law.source) == ("art. 11", True, "gazeta")
    assert (value.place.file, value.place.line, value.unit) == ("data/law/stawki.yaml", 5, "zł")


def test_values_without_a_source_are_listed() -> None:
    assert [(one.what, one.text) for one in LAW.unconfirmed] == [("Stawka próby: 18.00", "art. 11")]


def test_the_version_changes_with_the_data_and_only_with_it() -> None:
    same = LawData.read(dict(LAW_FILES), sources=SOURCES, service_names=NAMES)
    other = {"data/law/stawki.yaml": LAW_FILES["data/law/stawki.yaml"].replace("18.00", "19.00")}
    assert same.version == LAW.version == LAW.at(date(2026, 1, 1)).version
    assert LawData.read(other, sources=SOURCES).version != LAW.version


def test_truth_and_text_may_be_dated_too() -> None:
    law = LawData.read({"data/law/x.yaml": "a:\n  values: [{from: 2026-01-01, value: true, law: x}]\n"
                        "b:\n  values: [{from: 2026-01-01, value: tak, law: x}]\n"})  # fmt: skip
    assert dict(law.at(date(2026, 1, 1))) == {"a": True, "b": "tak"}
    assert len(law.at(date(2026, 1, 1))) == 2


def test_services_to_send_people_to_are_known_by_name() -> None:
    assert LAW.services["gm-inna"].plain_name == "Inna"


def test_the_data_of_the_repository_loads() -> None:
    law = LawData.load(ROOT)
    assert law.cite("oplata_skarbowa.pelnomocnictwo", date(2026, 11, 23)).value == Decimal("17.00")
    assert "gm-wycinka-zezwolenie" in law.services
    assert {value.law.source for values in law.entries.values() for value in values} <= {None, *law.sources}


def test_an_empty_repository_has_no_law(tmp_path: Path) -> None:
    law = LawData.load(tmp_path)
    assert (law.keys, dict(law.sources), dict(law.services)) == (frozenset(), {}, {})
