import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from okienko.language.assess import Assessment, DecisionTaken, assess
from okienko.language.bundle import read_bundle
from okienko.language.law import LawData
from okienko.language.loader import load
from okienko.language.tests.small_service import LAW, small_bundle

DAY = date(2026, 11, 23)
SMALL = load(small_bundle(), law=LAW)
GOOD = {"gatunek": "topola", "obwod": Decimal(96), "rzeczy": [{"waga": Decimal(6)}, {"waga": Decimal(5)}]}
ROOT = Path(__file__).parents[3]


def _assess(answers: dict, **options: object) -> Assessment:
    return assess(SMALL, answers, **{"day": DAY, "law": LAW, **options})  # type: ignore[arg-type]


def test_good_answers_are_ready() -> None:
    found = _assess(GOOD)
    assert found.ready
    assert [(asked.page.id, asked.complete) for asked in found.pages] == [
        ("pierwsza", True), ("rzeczy", True), ("pliki", True),
    ]  # fmt: skip
    assert (found.first_incomplete, found.stopped, found.problems, found.warnings) == (None, None, (), ())


def test_nothing_answered_is_incomplete_and_undecided() -> None:
    found = _assess({})
    assert found.first_incomplete is not None
    assert found.first_incomplete.id == "pierwsza"
    assert (found.fee, found.competent, found.ready) == (None, None, False)


def test_not_asked_is_null_and_not_false() -> None:
    found = _assess({"gatunek": "inny", "obwod": Decimal(96)})
    assert found.scope["obwod"] is None
    assert found.scope["duzy"] is None
    assert [need.needed for need in found.attachments] == [False]
    assert [question.id for question in found.pages[0].asked] == ["gatunek"]


def test_the_fee_says_why_on_what_basis_and_whether_it_is_confirmed() -> None:
    fee = _assess(GOOD).fee
    assert fee is not None
    assert (fee.amount, fee.why, fee.basis, fee.confirmed) == (Decimal("17.00"), "17 zł, bo art. 9", "art. 9", False)


def test_a_fee_is_confirmed_only_when_all_it_stands_on_is() -> None:
    confirmed = "{text: art. 5, confirmed: yes, source: gazeta}"
    changes = {
        "service.yaml": ("payee: gmina, law: art. 5", f"payee: gmina, law: {confirmed}"),
        "rules.yaml": ("law: art. 8", f"law: {confirmed}"),
    }
    service = load(small_bundle(changes), law=LAW)
    found = [assess(service, GOOD, day=day, law=LAW).fee for day in (DAY, date(2027, 1, 1))]
    assert [fee.confirmed for fee in found if fee] == [True, False]


def test_another_day_sees_another_rate() -> None:
    fee = _assess(GOOD, day=date(2027, 1, 1)).fee
    assert fee is not None
    assert fee.amount == Decimal(18)


def test_a_day_without_a_rate_has_no_fee() -> None:
    assert _assess(GOOD, day=date(2025, 1, 1)).fee is None


def test_a_service_ends_where_it_must_and_shows_no_later_page() -> None:
    found = _assess({**GOOD, "obwod": Decimal(13)})
    assert found.stopped is not None
    assert (found.stopped.page, found.stopped.stop.go) == ("pierwsza", "gm-inna")
    assert [asked.page.id for asked in found.pages] == ["pierwsza"]
    assert not found.ready


def test_a_warning_stops_nothing() -> None:
    found = _assess({**GOOD, "obwod": Decimal(701)})
    assert [(warned.page, warned.warn.text) for warned in found.warnings] == [("pierwsza", "Grubo.")]
    assert found.ready


def test_a_broken_check_is_a_problem_of_its_page() -> None:
    found = _assess({**GOOD, "obwod": Decimal(850)})
    assert [(one.page, one.question, one.text, one.item) for one in found.problems] == [
        ("pierwsza", "obwod", "Za gruby.", None)
    ]
    assert not found.ready


@pytest.mark.parametrize(
    "answers",
    [
        {"gatunek": "baobab"},
        {"gatunek": ["topola"]},
        {"obwod": "gruby"},
        {"obwod": Decimal("NaN")},
        {"rzeczy": "dwie"},
        {"rzeczy": []},
        {"rzeczy": [{"waga": "ciężka"}]},
        {"rzeczy": [{}]},
        {"rzeczy": ["x"]},
        {"rzeczy": [{"waga": Decimal(1)}] * 4},
    ],
    ids=str,
)
def test_answers_of_another_shape_are_never_ready(answers: dict) -> None:
    found = _assess({**GOOD, **answers})
    assert not found.ready
    assert found.decisions


def test_a_list_that_is_too_long_says_so() -> None:
    found = _assess({**GOOD, "rzeczy": [{"waga": Decimal(1)}] * 4})
    assert [one.text for one in found.problems] == ["Zostaw najwyżej 3."]


def test_each_thing_of_a_list_is_judged_by_itself() -> None:
    found = _assess({**GOOD, "rzeczy": [{"waga": Decimal(1)}, {}]})
    assert [item.complete for item in found.pages[1].items] == [True, False]


def test_every_legal_result_keeps_its_inputs_row_and_version() -> None:
    taken = _assess(GOOD).decisions["oplata"]
    assert isinstance(taken, DecisionTaken)
    assert taken.inputs["gatunek"] == "topola"
    assert (taken.value, taken.rows, taken.basis, taken.law_version) == (
        Decimal("17.00"), (1,), "art. 9", LAW.version,
    )  # fmt: skip


def test_a_rule_for_each_thing_decides_each() -> None:
    taken = _assess(GOOD).decisions["ciezka"]
    assert isinstance(taken, tuple)
    assert [one.value for one in taken] == [True, False]
    assert _assess({}).decisions["ciezka"] == ()


def test_the_competent_body_comes_from_the_table() -> None:
    assert _assess(GOOD).competent == "starosta"
    assert _assess({"gatunek": "inny"}).competent == "wojt"


def test_without_a_table_the_body_of_the_service_is_competent() -> None:
    text = small_bundle().files["service.yaml"]
    start, end = text.index("competence:"), text.index("fee:")
    service = load(small_bundle({"service.yaml": (text[start:end], "")}), law=LAW)
    found = assess(service, {}, day=DAY, law=LAW)
    assert (found.competent, found.competence) == ("wojt", None)


def test_attachments_are_judged_only_when_files_are_told() -> None:
    assert _assess(GOOD).ready
    assert not _assess(GOOD, attached=()).ready
    assert _assess(GOOD, attached={"mapka"}).ready
    assert [need.needed for need in _assess(GOOD).attachments] == [True]


def test_the_scope_knows_answers_rules_day_office_and_law() -> None:
    scope = _assess(GOOD, local={"klasa": "6131"}).scope
    assert (scope["dzis"], scope["klasa"], scope["duzy"]) == (DAY, "6131", True)
    assert scope["stawki"] == {"proba": Decimal("17.00")}
    assert set(scope) >= {"gatunek", "obwod", "rzeczy", "duzy", "oplata", "dzis", "klasa", "stawki"}
    assert len(scope) == len(set(scope))
    assert "nieznana" not in scope


def test_a_thing_of_a_list_shows_its_own_names_only() -> None:
    thing = _assess(GOOD).scope["rzeczy"][0]
    assert dict(thing) == {"waga": Decimal(6), "ciezka": True}
    assert len(thing) == 2
    assert thing["gatunek"] == "topola"


def test_a_page_that_is_not_shown_asks_nothing() -> None:
    changes = {"form.yaml": ("  - page: rzeczy\n", "  - page: rzeczy\n    when: obwod > 100\n")}
    service = load(small_bundle(changes), law=LAW)
    found = assess(service, GOOD, day=DAY, law=LAW)
    assert [asked.page.id for asked in found.pages] == ["pierwsza", "pliki"]
    assert found.scope["rzeczy"] is None


def test_a_name_that_turns_on_itself_is_null() -> None:
    scope = _assess(GOOD).scope
    scope.busy.add("duzy")
    assert scope["duzy"] is None


def test_a_service_without_fee_has_none() -> None:
    line = "fee: {rule: oplata, what: próba, payee: gmina, law: art. 5}\n"
    service = load(small_bundle({"service.yaml": (line, "")}), law=LAW)
    assert assess(service, GOOD, day=DAY, law=LAW).fee is None


def test_grosze_are_shown_with_a_comma() -> None:
    changes = {"rules.yaml": ("| topola  | stawki.proba | art. 9   |", "| topola  | 17.5 | art. 9 |")}
    fee = assess(load(small_bundle(changes), law=LAW), GOOD, day=DAY, law=LAW).fee
    assert fee is not None
    assert fee.why == "17,50 zł, bo art. 9"


def test_assessing_the_tree_service_is_quick_enough_for_every_form_page() -> None:
    """Measured at 0.4 ms; the bound is loose, so that a busy machine does not fail it."""
    law = LawData.load(ROOT)
    service = load(read_bundle(ROOT / "services/gm-wycinka-zgloszenie", root=ROOT), law=law)
    answers = {
        "pelnomocnik": False, "dzialka": "142299_2.0099.12/3", "wlasciciel_gruntu": "osoba", "wspolwlasnosc": False,
        "firma": False, "budowa_firmowa": "nie", "rejestr_zabytkow": False, "las": False, "teren_zieleni": False,
        "drzewa": [{"gatunek": "topola", "stan": "stoi", "kilka_pni": False, "obwod": Decimal(96)}],
    }  # fmt: skip
    start = time.process_time()
    ready = [assess(service, answers, day=DAY, law=law).ready for _ in range(50)]
    assert all(ready)
    assert (time.process_time() - start) / 50 < 0.02
