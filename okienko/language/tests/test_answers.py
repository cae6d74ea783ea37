from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okienko.language.answers import (
    fault_of,
    fields_of,
    from_json,
    missing,
    read_page,
    read_questions,
    to_json,
    typed,
)
from okienko.language.feel import compile_expression
from okienko.language.model import Check, Option, Page, Question

GATUNEK = Question("gatunek", "Gatunek?", "choice", options=(Option("topola", "Topola"), Option("inny", "Inny")))
ZNAKI = Question("znaki", "Jakie?", "choice", options=(Option("a", "A"), Option("b", "B")), several=True)
OBWOD = Question("obwod", "Obwód?", "number", unit="cm", minimum=Decimal(1), maximum=Decimal(900), decimals=1)
SZTUK = Question("sztuk", "Ile?", "number")
TAK = Question("tak", "Czy?", "yes-no")
OPIS = Question("opis", "Opis?", "long-text", max_length=50)
IMIE = Question("imie", "Imię?", "text", max_length=20)
DZIEN = Question("dzien", "Kiedy?", "date")
DZIALKA = Question("dzialka", "Gdzie?", "parcel")
ADRES = Question("adres", "Adres?", "address")
PESEL = Question("pesel", "PESEL?", "pesel", max_length=11)
TELEFON = Question("telefon", "Telefon?", "phone")
EMAIL = Question("email", "E-mail?", "email", max_length=254)
ALL = (GATUNEK, ZNAKI, OBWOD, SZTUK, TAK, OPIS, IMIE, DZIEN, DZIALKA, ADRES, PESEL, TELEFON, EMAIL)


def _read(question: Question, *posted: str) -> tuple[object, str | None]:
    read = read_questions([question], {question.id: list(posted)}, {})
    return read.values.get(question.id), read.errors.get(question.id)


def _read_date(day: str, month: str, year: str) -> tuple[object, str | None]:
    read = read_questions([DZIEN], {"dzien-day": [day], "dzien-month": [month], "dzien-year": [year]}, {})
    return read.values.get("dzien"), read.errors.get("dzien")


@pytest.mark.parametrize(
    ("typed_in", "value"),
    [
        ("96", "96"), ("96,5", "96.5"), ("96.5", "96.5"), (" 96 cm ", "96"), ("96cm", "96"), ("096", "96"),
        ("96,0", "96"), ("+96", "96"), ("1", "1"), ("900", "900"), ("9\u00a06", "96"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed_in: str, value: str) -> None:
    found, error = _read(OBWOD, typed_in)
    assert (str(found), error) == (value, None)


@pytest.mark.parametrize(
    ("question", "typed_in", "value"),
    [(SZTUK, "1 500", "1500"), (SZTUK, "-0", "0"), (SZTUK, "-0,0", "0"), (SZTUK, "-3", "-3"), (SZTUK, "100", "100")],
)
def test_zero_has_no_sign_and_thousands_may_be_spaced(question: Question, typed_in: str, value: str) -> None:
    assert str(_read(question, typed_in)[0]) == value


@pytest.mark.parametrize(
    "typed_in",
    ["1e999", "NaN", "Infinity", "-inf", "٣", "９", "²", "1,2,3", "dwa", "0x10", "1_000", "--1", "1" * 16, "½"],
)
def test_what_is_no_number_is_told_what_to_do(typed_in: str) -> None:
    assert _read(SZTUK, typed_in) == (None, "Podaj liczbę, na przykład 12.")


@pytest.mark.parametrize(
    ("question", "typed_in", "error"),
    [
        (OBWOD, "0,9", "Podaj liczbę od 1 do 900 cm."),
        (OBWOD, "900,1", "Podaj liczbę od 1 do 900 cm."),
        (OBWOD, "9,55", "Podaj liczbę z najwyżej 1 miejscami po przecinku."),
        (SZTUK, "1,5", "Podaj liczbę całkowitą, bez przecinka."),
        (Question("n", "?", "number", minimum=Decimal(20)), "19", "Podaj liczbę nie mniejszą niż 20."),
        (Question("n", "?", "number", maximum=Decimal("20")), "21", "Podaj liczbę nie większą niż 20."),
        (Question("n", "?", "number", unit="szt."), "x", "Podaj liczbę (szt.), na przykład 12."),
        (Question("n", "?", "number", unit="cm", minimum=Decimal(50)), "x",
         "Podaj liczbę w centymetrach, na przykład 50."),
        (TAK, "może", "Wybierz „Tak” albo „Nie”."),
        (GATUNEK, "baobab", "Wybierz jedną z odpowiedzi na liście."),
        (ZNAKI, "c", "Wybierz odpowiedzi z listy."),
        (IMIE, "x" * 21, "Skróć odpowiedź do 20 znaków: teraz ma 21."),
        (IMIE, "x" * 1_000_000, "Skróć odpowiedź do 20 znaków: teraz ma 1000000."),
        (SZTUK, "1" * 1_000_000, "Skróć odpowiedź do 200 znaków: teraz ma 1000000."),
        (IMIE, "a\x00b", "Usuń znaki, których nie widać, i wpisz odpowiedź jeszcze raz."),
        (IMIE, "a\x1bb", "Usuń znaki, których nie widać, i wpisz odpowiedź jeszcze raz."),
        (IMIE, "a\ud83d", "Usuń znaki, których nie widać, i wpisz odpowiedź jeszcze raz."),
        (PESEL, "1234", "Podaj numer PESEL: 11 cyfr."),
        (PESEL, "٤٤٠٥١٤٠١٣٥٩", "Podaj numer PESEL: 11 cyfr."),
        (PESEL, "85031499851", "Sprawdź numer PESEL: w tym, co wpisano, jest pomyłka."),
        (PESEL, "85033212345", "Sprawdź numer PESEL: w tym, co wpisano, jest pomyłka."),
        (TELEFON, "12", "Podaj numer telefonu, na przykład 600 100 200."),
        (EMAIL, "anna@", "Podaj adres e-mail, na przykład anna@example.org."),
        (EMAIL, "a@b.pl\r\nBcc: c@d.pl", "Podaj adres e-mail, na przykład anna@example.org."),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_what_to_do(question: Question, typed_in: str, error: str) -> None:
    assert _read(question, typed_in) == (None, error)


@pytest.mark.parametrize(
    ("question", "error"),
    [
        (TAK, "Wybierz „Tak” albo „Nie”."),
        (GATUNEK, "Wybierz jedną z odpowiedzi."),
        (ZNAKI, "Zaznacz co najmniej jedną odpowiedź."),
        (OBWOD, "Podaj liczbę w centymetrach, na przykład 12."),
        (DZIEN, "Podaj datę: dzień, miesiąc i rok, na przykład 27 3 2026."),
        (DZIALKA, "Podaj identyfikator działki, na przykład 142299_2.0099.12/3, albo napisz słowami, gdzie leży."),
        (ADRES, "Podaj adres: kod pocztowy, miejscowość i numer domu."),
        (PESEL, "Podaj numer PESEL: 11 cyfr."),
        (TELEFON, "Podaj numer telefonu, na przykład 600 100 200."),
        (EMAIL, "Podaj adres e-mail, na przykład anna@example.org."),
        (IMIE, "Napisz odpowiedź."),
    ],
    ids=lambda value: value.type if isinstance(value, Question) else "",
)
def test_a_missing_answer_is_told_what_to_do(question: Question, error: str) -> None:
    assert read_questions([question], {}, {}).errors == {question.id: error}
    assert missing(question) == error


def test_the_service_may_say_it_better() -> None:
    question = Question("obwod", "?", "number", missing="Podaj obwód pnia w centymetrach, na przykład 96.")
    assert _read(question, "gruby") == (None, "Podaj obwód pnia w centymetrach, na przykład 96.")


@pytest.mark.parametrize(
    ("question", "typed_in", "value"),
    [
        (TAK, "tak", True), (TAK, "Nie", False), (TAK, "true", True),
        (GATUNEK, "topola", "topola"),
        (IMIE, "  Anna   Maria ", "Anna Maria"),
        (IMIE, "<b>Ala</b> 👩‍🌾", "<b>Ala</b> 👩‍🌾"),
        (IMIE, "\u202eanna\u200f\ufeff", "anna"),
        (IMIE, "Z\u0307aneta", "Żaneta"),
        (IMIE, "a\nb\tc", "a b c"),
        (OPIS, "raz \r\ndwa\ttrzy\n", "raz\ndwa trzy"),
        (DZIALKA, "142299_2.0099.12 / 3", "142299_2.0099.12/3"),
        (DZIALKA, "142299_2.0099.ar_7.12", "142299_2.0099.AR_7.12"),
        (DZIALKA, "za  stodołą", "za stodołą"),
        (PESEL, "85 0314 99850", "85031499850"),
        (PESEL, "00610112346", "00610112346"),
        (TELEFON, "+48 600-100-200", "+48600100200"),
        (EMAIL, "Anna.Nowak@example.org", "Anna.Nowak@example.org"),
    ],
)  # fmt: skip
def test_answers_are_kept_as_text_and_tidied(question: Question, typed_in: str, value: object) -> None:
    assert _read(question, typed_in) == (value, None)


def test_several_answers_keep_the_order_of_the_question() -> None:
    assert _read(ZNAKI, "b", "a", "b") == (["a", "b"], None)
    assert _read(ZNAKI, "", "") == (None, "Zaznacz co najmniej jedną odpowiedź.")


def test_a_field_sent_twice_is_refused_for_a_single_answer() -> None:
    assert _read(IMIE, "Anna", "Maria") == (None, "Podaj tylko jedną odpowiedź.")
    assert _read(IMIE, "", "Maria") == ("Maria", None)


@pytest.mark.parametrize("month", ["3", "03", "marzec", "marca", "Marca", "mar", "III", "mar."])
def test_a_month_is_read_as_people_write_it(month: str) -> None:
    assert _read_date("27", month, "2026") == (date(2026, 3, 27), None)


@pytest.mark.parametrize(
    ("month", "number"), [("maj", 5), ("maja", 5), ("wrzesień", 9), ("października", 10), ("luty", 2)]
)
def test_polish_months_have_their_numbers(month: str, number: int) -> None:
    assert _read_date("1", month, "2026") == (date(2026, number, 1), None)


@pytest.mark.parametrize(
    ("day", "month", "year", "error"),
    [
        ("27", "", "", "Podaj też miesiąc i rok."),
        ("", "3", "2026", "Podaj też dzień."),
        ("31", "2", "2026", "Takiego dnia nie ma w kalendarzu. Sprawdź dzień i miesiąc."),
        ("27", "3", "26", "Podaj rok czterema cyframi, na przykład 2026."),
        ("27", "brumaire", "2026", "Podaj dzień i miesiąc cyframi, na przykład 27 3."),
        ("٣", "3", "2026", "Podaj dzień i miesiąc cyframi, na przykład 27 3."),
        ("0", "13", "2026", "Takiego dnia nie ma w kalendarzu. Sprawdź dzień i miesiąc."),
        ("27", "3", "0000", "Takiego dnia nie ma w kalendarzu. Sprawdź dzień i miesiąc."),
    ],
)
def test_a_wrong_date_is_told_what_to_do(day: str, month: str, year: str, error: str) -> None:
    assert _read_date(day, month, year) == (None, error)


def test_an_address_may_have_no_street() -> None:
    posted = {"adres-nr": ["12a"], "adres-kod": ["06 300"], "adres-miejscowosc": ["Przasnysz"]}
    read = read_questions([ADRES], posted, {})
    assert read.values["adres"] == {"ulica": "", "nr": "12a", "kod": "06-300", "miejscowosc": "Przasnysz"}
    assert fault_of(ADRES, read.values["adres"]) is None


def test_each_part_of_an_address_has_its_own_error() -> None:
    read = read_questions([ADRES], {"adres-ulica": ["x" * 101], "adres-kod": ["0630"]}, {})
    assert read.errors == {
        "adres-kod": "Podaj kod pocztowy, na przykład 06-300.",
        "adres-miejscowosc": "Podaj miejscowość.",
        "adres-nr": "Podaj numer domu.",
        "adres-ulica": "Skróć do 100 znaków.",
    }


def test_what_was_typed_is_given_back_cut_to_size() -> None:
    read = read_questions([IMIE, ZNAKI], {"imie": ["x" * 20_000], "znaki": ["c", "a\x00"]}, {})
    assert read.typed == {"imie": "x" * 10_000, "znaki": ["c", "a"]}


def test_a_question_that_is_not_asked_is_kept_but_never_wrong() -> None:
    asked = Question("kto", "?", "text", when=compile_expression("tak"))
    page = Page("p", "P", (TAK, asked))
    assert read_page(page, {"tak": ["nie"], "kto": ["Anna"]}, {}).values == {"tak": False, "kto": "Anna"}
    assert read_page(page, {"tak": ["nie"]}, {}).errors == {}
    assert read_page(page, {"tak": ["nie"], "kto": ["\x00"]}, {}).errors == {}
    assert read_page(page, {"tak": ["tak"]}, {}).errors == {"kto": "Napisz odpowiedź."}


def test_an_optional_question_may_be_left_empty() -> None:
    assert read_questions([Question("a", "?", "text", optional=True)], {"a": [" "]}, {}).errors == {}


def test_a_check_sees_what_is_known_from_other_pages() -> None:
    check = Check(compile_expression("sztuk < limit"), "Za dużo.")
    question = Question("sztuk", "?", "number", checks=(check,))
    assert read_questions([question], {"sztuk": ["5"]}, {"limit": Decimal(5)}).errors == {"sztuk": "Za dużo."}
    assert read_questions([question], {"sztuk": ["4"]}, {"limit": Decimal(5)}).errors == {}
    assert read_questions([question], {"sztuk": ["4"]}, {}).errors == {}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (TAK, "tak"), (GATUNEK, "baobab"), (GATUNEK, ["topola"]), (ZNAKI, "a"), (ZNAKI, []), (ZNAKI, [1]),
        (OBWOD, "96"), (OBWOD, 96), (OBWOD, True), (OBWOD, Decimal("NaN")), (OBWOD, Decimal(901)),
        (DZIEN, "2026-01-01"),
        (IMIE, 5), (IMIE, ""), (IMIE, "x" * 21), (IMIE, "\x00"),
        (ADRES, "Przasnysz"), (ADRES, {"nr": "1"}),
    ],
)  # fmt: skip
def test_a_stored_answer_of_another_shape_does_not_fit(question: Question, value: object) -> None:
    assert fault_of(question, value)


PAGES = (
    Page("p", "P", (OBWOD, SZTUK, TAK, DZIEN, IMIE, ADRES, ZNAKI)),
    Page("l", "L", (OBWOD, GATUNEK), many="drzewa", one="drzewo"),
)
ANSWERS = {
    "obwod": Decimal("96.5"), "sztuk": Decimal(100), "tak": False, "dzien": date(2026, 3, 27), "imie": "3",
    "adres": {"ulica": "", "nr": "1", "kod": "06-300", "miejscowosc": "P"}, "znaki": ["a"],
    "drzewa": [{"obwod": Decimal("80.1"), "gatunek": "topola"}], "nieznane": "x",
}  # fmt: skip


def test_answers_return_from_json_as_they_were() -> None:
    assert from_json(to_json(ANSWERS), PAGES) == ANSWERS


def test_json_of_answers_is_canonical() -> None:
    assert to_json({"b": Decimal("1.50"), "a": "ż"}) == '{"a":"ż","b":"1.50"}'


def test_broken_answers_from_json_stay_as_they_are() -> None:
    broken = {"obwod": "x", "dzien": "jutro", "drzewa": ["x", {"obwod": [1]}], "sztuk": True}
    assert typed(broken, PAGES) == broken
    assert typed({"drzewa": "x", "sztuk": 3}, PAGES) == {"drzewa": "x", "sztuk": Decimal(3)}
    assert from_json('{"sztuk": 1e5, "tak": NaN}') == {"sztuk": Decimal(100000), "tak": None}
    with pytest.raises(ValueError, match="object"):
        from_json("[]")


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=3, allow_nan=False))
def test_any_number_survives_json(number: Decimal) -> None:
    page = Page("p", "P", (SZTUK,))
    assert from_json(to_json({"sztuk": number}), (page,)) == {"sztuk": number}


@given(st.sampled_from(ALL), st.lists(st.text(max_size=60), max_size=3))
def test_no_posted_text_breaks_reading(question: Question, posted: list[str]) -> None:
    read = read_questions([question], dict.fromkeys(fields_of(question), posted), {})
    value = read.values.get(question.id)
    assert (value is None) == bool(read.errors)
    assert value is None or fault_of(question, value) is None
    assert from_json(to_json(read.values), (Page("p", "P", (question,)),)) == read.values
