"""Each type of question: what people type, what is kept, what is said back, what JSON and words make of it."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okienko.language.answers import fault_of, fields_of, from_json, read_questions, to_json
from okienko.language.model import Option, Page, Question, QuestionType
from okienko.language.questions import KINDS, kind_of, schema_of, told

VECTORS = json.loads((Path(__file__).parent / "data/identifiers.json").read_text("utf-8"))
GOOD = [(kind, number) for kind in VECTORS if kind != "note" for number in VECTORS[kind]["valid"]]
BAD = [(kind, number) for kind in VECTORS if kind != "note" for number in VECTORS[kind]["invalid"]]

OPTIONS = (Option("a", "Pierwsza"), Option("b", "Druga"))
COLUMNS = (
    Question("co", "Co?", "text", max_length=20),
    Question("ile", "Ile?", "number", unit="szt."),
    Question("kwota", "Za ile?", "money", optional=True),
)
ADDRESS = {"q-nr": "5", "q-kod": "06300", "q-miejscowosc": "Las"}
ANNA = {"q-imie": "Anna", "q-nazwisko": "Zmyślona"}
FIRM = {"q-nazwa": "Zielony Dom sp. z o.o."}
PLAIN: dict[str, Any] = {
    "choice": {"options": OPTIONS}, "choices": {"options": OPTIONS, "several": True}, "file": {"at_most": 2},
    "statement": {"statement": "Dane są prawdziwe."}, "table": {"columns": COLUMNS, "at_most": 3},
}  # fmt: skip


def asked(kind: str, **more: Any) -> Question:
    return Question("q", "Pytanie?", kind, **{"max_length": KINDS[kind].length, **PLAIN.get(kind, {}), **more})  # type: ignore[arg-type]


def read(question: Question, typed: str | dict[str, str]) -> tuple[Any, dict[str, str]]:
    fields = {"q": typed} if isinstance(typed, str) else typed
    found = read_questions([question], {name: [text] for name, text in fields.items()}, {})
    return found.values.get("q"), found.errors


def test_types_are_those_of_the_model() -> None:
    assert sorted(KINDS) == sorted(get_args(QuestionType))


@pytest.mark.parametrize(("kind", "number"), GOOD)
def test_a_good_number_is_taken_and_fits_its_schema(kind: str, number: str) -> None:
    value, errors = read(asked(kind), number)
    assert errors == {}
    assert fault_of(asked(kind), value) is None
    assert re.fullmatch(schema_of(asked(kind))["pattern"], value)  # type: ignore[call-overload]


@pytest.mark.parametrize(("kind", "number"), BAD)
def test_a_bad_number_is_told_what_to_do(kind: str, number: str) -> None:
    value, errors = read(asked(kind), number)
    assert value is None
    assert errors["q"].startswith(("Podaj", "Sprawdź", "W numerze"))


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "said"),
    [
        ("bank-account", "PL 88 1010 0055 1416 2743 7326 2229", "88101000551416274373262229",
         "88 1010 0055 1416 2743 7326 2229"),
        ("land-register", "wa4m/123456/4", "WA4M/00123456/4", "WA4M/00123456/4"),
        ("land-register", "WA4M 00123456 4", "WA4M/00123456/4", "WA4M/00123456/4"),
        ("nip", "PL 117-026-77-31", "1170267731", "1170267731"),
        ("regon", "289 269 376", "289269376", "289269376"),
        ("plate", "wpz 12345", "WPZ12345", "WPZ12345"),
        ("vin", "1m8gdm9a xkp042788", "1M8GDM9AXKP042788", "1M8GDM9AXKP042788"),
        ("pesel", "850314-99850", "85031499850", "85031499850"),
        ("money", "1 250,5 zł", Decimal("1250.50"), "1\u00a0250,50\u00a0zł"),
        ("money", "1.250,50", Decimal("1250.50"), "1\u00a0250,50\u00a0zł"),
        ("money", "17", Decimal("17.00"), "17\u00a0zł"),
        ("money", "0", Decimal("0.00"), "0\u00a0zł"),
        ("statement", "tak", True, "Potwierdzam: Dane są prawdziwe."),
    ],
)  # fmt: skip
def test_what_people_type_is_kept_in_one_form(kind: str, typed: str, kept: Any, said: str) -> None:
    value, errors = read(asked(kind), typed)
    assert (value, errors) == (kept, {})
    assert told(asked(kind), value).replace(" zł", "\u00a0zł") == said


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "said"),
    [
        ("month", {"q-month": "marzec", "q-year": "2026"}, date(2026, 3, 1), "marzec 2026"),
        ("month", {"q-month": "12", "q-year": "2026"}, date(2026, 12, 1), "grudzień 2026"),
        ("period",
         {"q-od-day": "1", "q-od-month": "3", "q-od-year": "2026", "q-do-day": "1", "q-do-month": "3",
          "q-do-year": "2026"},
         {"od": date(2026, 3, 1), "do": date(2026, 3, 1)}, "od 1 marca 2026 do 1 marca 2026"),
        ("person", {**ANNA, "q-pesel": "85031499850"},
         {"imie": "Anna", "nazwisko": "Zmyślona", "pesel": "85031499850", "dokument": "", "numer": "", "kraj": ""},
         "Anna Zmyślona, PESEL 85031499850"),
        ("person", {**ANNA, "q-dokument": "paszport", "q-numer": "FA 123", "q-kraj": "Ukraina"},
         {"imie": "Anna", "nazwisko": "Zmyślona", "pesel": "", "dokument": "paszport", "numer": "FA 123",
          "kraj": "Ukraina"},
         "Anna Zmyślona, paszport FA 123 (Ukraina)"),
        ("company", {**FIRM, "q-krs": "0000012345"},
         {"nazwa": "Zielony Dom sp. z o.o.", "nip": "", "regon": "", "krs": "0000012345"},
         "Zielony Dom sp. z o.o., KRS 0000012345"),
        ("vehicle", {"q-vin": "1M8GDM9AXKP042788"}, {"tablica": "", "vin": "1M8GDM9AXKP042788"},
         "VIN 1M8GDM9AXKP042788"),
        ("map-point", {"q-polnoc": "52.2297° N", "q-wschod": "21,0122"},
         {"uklad": "WGS84", "polnoc": Decimal("52.2297"), "wschod": Decimal("21.0122")},
         "52,2297° N, 21,0122° E (WGS 84)"),
        ("map-point", {"q-polnoc": "52.229700, 21.012200"},
         {"uklad": "WGS84", "polnoc": Decimal("52.2297"), "wschod": Decimal("21.0122")},
         "52,2297° N, 21,0122° E (WGS 84)"),
        ("map-point", {"q-polnoc": "21,0122", "q-wschod": "52,2297"},
         {"uklad": "WGS84", "polnoc": Decimal("52.2297"), "wschod": Decimal("21.0122")},
         "52,2297° N, 21,0122° E (WGS 84)"),
        ("map-point", {"q-polnoc": "52°13'47\"N", "q-wschod": "21°00'43,9\"E"},
         {"uklad": "WGS84", "polnoc": Decimal("52.229722"), "wschod": Decimal("21.012194")},
         "52,229722° N, 21,012194° E (WGS 84)"),
        ("map-point", {"q-polnoc": "486 800", "q-wschod": "637400,5"},
         {"uklad": "PL-1992", "polnoc": Decimal(486800), "wschod": Decimal("637400.5")},
         "X 486800, Y 637400,5 (PL-1992)"),
        ("table", {"q-1-co": "Klon", "q-1-ile": "3", "q-3-co": "Lipa", "q-3-ile": "1", "q-3-kwota": "5"},
         [{"co": "Klon", "ile": Decimal(3), "kwota": None},
          {"co": "Lipa", "ile": Decimal(1), "kwota": Decimal("5.00")}],
         "1. Co?: Klon; Ile?: 3 szt.\n2. Co?: Lipa; Ile?: 1 szt.; Za ile?: 5 zł"),
    ],
)  # fmt: skip
def test_answers_of_several_fields_are_read_together(kind: str, typed: dict[str, str], kept: Any, said: str) -> None:
    value, errors = read(asked(kind), typed)
    assert (value, errors) == (kept, {})
    assert told(asked(kind), value).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("kind", "typed", "errors"),
    [
        ("money", "-5", {"q": "Podaj kwotę nie mniejszą niż 0 zł."}),
        ("money", "5,123", {"q": "Podaj kwotę z najwyżej dwoma cyframi po przecinku."}),
        ("money", "dużo", {"q": "Podaj kwotę w złotych, na przykład 1 250,50."}),
        ("statement", "", {"q": "Zaznacz, że potwierdzasz to oświadczenie. Bez niego nie możemy przyjąć pisma."}),
        ("statement", "nie",
         {"q": "Zaznacz, że potwierdzasz to oświadczenie. Bez niego nie możemy przyjąć pisma."}),
        ("month", {"q-month": "13", "q-year": "2026"},
         {"q": "Podaj miesiąc liczbą od 1 do 12 albo słowem, na przykład marzec."}),
        ("month", {"q-month": "3"}, {"q": "Podaj też rok."}),
        ("period",
         {"q-od-day": "2", "q-od-month": "3", "q-od-year": "2026", "q-do-day": "1", "q-do-month": "3",
          "q-do-year": "2026"},
         {"q-do": "Ostatni dzień nie może być wcześniejszy niż pierwszy."}),
        ("period", {"q-od-day": "2", "q-od-month": "3", "q-od-year": "2026"},
         {"q-do": "Podaj ostatni dzień, na przykład 14 3 2026."}),
        ("person", ANNA, {"q-pesel": "Podaj numer PESEL. Gdy ta osoba go nie ma, podaj jej dokument."}),
        ("person", {"q-imie": "Anna", "q-pesel": "85031499851"},
         {"q-pesel": "Sprawdź numer PESEL: w tym, co wpisano, jest pomyłka.", "q-nazwisko": "Wpisz nazwisko."}),
        ("person", {**ANNA, "q-numer": "FA 123"},
         {"q-dokument": "Wybierz rodzaj dokumentu.", "q-kraj": "Podaj kraj, który wydał dokument."}),
        ("company", FIRM, {"q-nip": "Podaj co najmniej jeden numer: NIP, REGON albo KRS."}),
        ("company", {**FIRM, "q-nip": "1170267732"}, {"q-nip": "Sprawdź NIP: w tym, co wpisano, jest pomyłka."}),
        ("vehicle", {"q-tablica": "!"}, {"q-tablica": "Podaj numer rejestracyjny, na przykład WPZ 12345."}),
        ("map-point", {"q-polnoc": "48,85", "q-wschod": "2,35"},
         {"q": "Ten punkt nie leży w Polsce. Sprawdź obie liczby."}),
        ("map-point", {"q-polnoc": "daleko"},
         {"q-polnoc": "Podaj szerokość geograficzną liczbą, na przykład 52,2297.",
          "q-wschod": "Podaj długość geograficzną liczbą, na przykład 21,0122."}),
        ("table", {"q-2-co": "Klon", "q-2-ile": "trzy"},
         {"q-2-ile": "Wiersz 2: Podaj liczbę (szt.), na przykład 12."}),
        ("table", {"q-1-ile": "3"}, {"q-1-co": "Wiersz 1: Napisz odpowiedź."}),
        ("table", {"q-ile": "3"}, {"q": "Wypełnij co najmniej jeden wiersz."}),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_where_and_what_to_do(kind: str, typed: str | dict[str, str], errors: dict) -> None:
    value, found = read(asked(kind), typed)
    assert (value, found) == (None, errors)


def test_a_table_wants_as_many_rows_as_it_says() -> None:
    question = asked("table", at_least=2)
    row = {"q-1-co": "Klon", "q-1-ile": "3"}
    assert read(question, row)[1] == {"q": "Wypełnij co najmniej tyle wierszy: 2."}
    assert fault_of(question, [{"co": "Klon", "ile": Decimal(3)}]) == "Wypełnij co najmniej tyle wierszy: 2."
    assert fault_of(asked("table"), [{"co": "Klon", "ile": Decimal(3)}] * 4) == "Zostaw najwyżej tyle wierszy: 3."
    assert fault_of(asked("table"), [{"co": "Klon"}]) == "Wiersz 1: Podaj liczbę (szt.), na przykład 12."


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "value", ["x" * 6000, 5, None, {}, [1], {"imie": 1}, Decimal("NaN")],
    ids=["long", "int", "none", "empty", "list", "mapping", "NaN"],
)  # fmt: skip
def test_a_stored_answer_of_another_shape_is_no_answer(kind: str, value: object) -> None:
    assert fault_of(asked(kind), value)


EXAMPLES: dict[str, Any] = {
    "yes-no": True, "choice": "a", "choices": ["a", "b"], "number": Decimal(3), "money": Decimal("17.50"), "text": "x",
    "long-text": "x\ny", "date": date(2026, 3, 1), "month": date(2026, 3, 1),
    "period": {"od": date(2026, 3, 1), "do": date(2026, 3, 2)},
    "person": {"imie": "A", "nazwisko": "B", "pesel": "85031499850", "dokument": "", "numer": "", "kraj": ""},
    "pesel": "85031499850", "company": {"nazwa": "F", "nip": "1170267731", "regon": "", "krs": ""}, "nip": "1170267731",
    "regon": "289269376", "krs": "0000012345",
    "address": {"ulica": "", "nr": "1", "kod": "06-300", "miejscowosc": "P"}, "phone": "600100200",
    "email": "a@example.org", "bank-account": "88101000551416274373262229", "parcel": "za stodołą",
    "land-register": "WA4M/00123456/4",
    "map-point": {"uklad": "WGS84", "polnoc": Decimal("52.2"), "wschod": Decimal(21)},
    "vehicle": {"tablica": "WPZ12345", "vin": ""}, "plate": "WPZ12345", "vin": "1M8GDM9AXKP042788",
    "file": ["mapka.pdf"], "statement": True, "table": [{"co": "Klon", "ile": Decimal(3), "kwota": None}],
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_survives_json_and_its_own_fields(kind: str) -> None:
    question, value = asked(kind), EXAMPLES[kind]
    assert fault_of(question, value) is None
    kept = to_json({"q": value})
    assert from_json(kept, (Page("p", "P", (question,)),)) == {"q": value}
    sent = kind_of(question).sent(question, value)
    assert set(sent) <= set(fields_of(question))
    posted = {name: [given] if isinstance(given, str) else given for name, given in sent.items()}
    assert read_questions([question], posted, {}).values == {"q": value}
    assert told(question, value)
    assert fits(schema_of(question), json.loads(kept)["q"])


def fits(schema: Any, value: Any) -> bool:
    """As much of JSON Schema as our fragments use."""
    kinds = {"string": str, "number": (int, float), "boolean": bool, "object": dict, "array": list, "null": type(None)}
    if "anyOf" in schema:
        return any(fits(one, value) for one in schema["anyOf"])
    if "const" in schema or "enum" in schema:
        return value in schema.get("enum", [schema.get("const")])
    named = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, kinds[name]) for name in named):
        return False
    if isinstance(value, str):
        return bool(re.search(schema.get("pattern", ""), value)) and len(value) <= schema.get("maxLength", 10_000)
    if isinstance(value, list):
        enough = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 1000)
        return enough and all(fits(schema["items"], item) for item in value)
    if isinstance(value, dict):
        inner = all(fits(one, value[name]) for name, one in schema["properties"].items() if name in value)
        return inner and set(schema["required"]) <= value.keys()
    return True


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("pesel", "8503149985"), ("money", "17,50"), ("table", []), ("table", [{"co": "Klon"}]),
        ("statement", False), ("company", {"nazwa": ""}), ("month", "2026-03-02"),
        ("map-point", {"uklad": "inny", "polnoc": "1", "wschod": "2"}),
        ("choices", ["c"]), ("address", {"ulica": "", "nr": "1", "kod": "06300", "miejscowosc": "P"}),
    ],
)  # fmt: skip
def test_a_schema_refuses_what_the_type_refuses(kind: str, value: Any) -> None:
    assert not fits(schema_of(asked(kind)), value)


@given(st.sampled_from(sorted(KINDS)), st.lists(st.text(max_size=40), max_size=2))
def test_no_posted_text_breaks_any_type(kind: str, posted: list[str]) -> None:
    question = asked(kind)
    found = read_questions([question], dict.fromkeys(fields_of(question), posted), {})
    value = found.values.get("q")
    assert (value is None) == bool(found.errors)
    assert value is None or fault_of(question, value) is None
    assert from_json(to_json(found.values), (Page("p", "P", (question,)),)) == found.values


NUMBERS = st.from_regex(r"[+-]?[0-9]{1,9}([.,][0-9]{1,3})?( ?zł)?", fullmatch=True)


@given(NUMBERS)
def test_money_is_read_to_the_grosz_or_refused(text: str) -> None:
    value, errors = read(asked("money"), text)
    assert errors or (value >= 0 and value == value.quantize(Decimal("0.01")))


DIGITS = st.text("0123456789", min_size=26, max_size=26)


@given(DIGITS, st.integers(2, 25))
def test_two_neighbouring_digits_of_an_account_cannot_change_places(digits: str, at: int) -> None:
    good = digits[2:] + "2521" + "00"
    number = f"{98 - int(good) % 97:02d}" + digits[2:]
    assert read(asked("bank-account"), number)[1] == {}
    swapped = number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :]
    assert swapped == number or read(asked("bank-account"), swapped)[1]
