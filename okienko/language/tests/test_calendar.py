"""Terms of law: k.p.a. art. 57, free days, words."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from okienko.language import Refusal
from okienko.language.calendar import (
    BadTerm,
    Calendar,
    OutsideCalendar,
    Term,
    add_months,
    day_words,
    on_day_words,
    parse_term,
)

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
VECTORS = json.loads((HERE / "data" / "kpa_deadlines.json").read_text(encoding="utf-8"))["vectors"]
CALENDAR = Calendar.from_csv((ROOT / "data" / "holidays.csv").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_deadlines_of_art_57(vector: dict[str, str]) -> None:
    reckoned = CALENDAR.end_of(parse_term(f"P{vector['n']}{vector['unit']}"), date.fromisoformat(vector["start_event"]))
    assert (reckoned.raw.isoformat(), reckoned.due.isoformat()) == (vector["raw_end"], vector["deadline"])


def test_our_holidays_are_those_of_the_holidays_package() -> None:
    years = range(2024, 2037)
    assert set(CALENDAR.holidays) == set(holidays.country_holidays("PL", years=years))


@pytest.mark.parametrize(
    ("text", "term", "words"),
    [
        ("21 days", Term(21, "day"), "21 dni"),
        ("1 day", Term(1, "day"), "1 dzień"),
        ("7 dni", Term(7, "day"), "7 dni"),
        ("P21D", Term(21, "day"), "21 dni"),
        ("6 miesięcy", Term(6, "month"), "6 miesięcy"),
        ("6 months", Term(6, "month"), "6 miesięcy"),
        ("2 miesiące", Term(2, "month"), "2 miesiące"),
        ("22 months", Term(22, "month"), "22 miesiące"),
        ("12 months", Term(12, "month"), "12 miesięcy"),
        ("1 miesiąc", Term(1, "month"), "1 miesiąc"),
        ("P2W", Term(2, "week"), "2 tygodnie"),
        ("1 year", Term(1, "year"), "1 rok"),
        ("5 lat", Term(5, "year"), "5 lat"),
        ("  7   working   days ", Term(7, "working-day"), "7 dni roboczych"),
        ("2 dni robocze", Term(2, "working-day"), "2 dni robocze"),
    ],
)
def test_a_term_is_read_and_told(text: str, term: Term, words: str) -> None:
    assert (parse_term(text), str(parse_term(text))) == (term, words)


@pytest.mark.parametrize("text", ["", "wkrótce", "0 days", "-3 days", "3 parsecs", "P0D", "P1Y6M", "101 years"])
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(BadTerm):
        parse_term(text)


def test_the_reason_names_the_holiday_and_the_article() -> None:
    why = CALENDAR.end_of(Term(14, "day"), date(2026, 12, 10)).why
    assert why == (
        "Termin 14 dni od 10 grudnia 2026 kończy się w czwartek 24 grudnia 2026 "
        "(Wigilia Bożego Narodzenia), więc przechodzi na dzień roboczy, 28 grudnia 2026 (art. 57 § 4 KPA)."
    )


def test_the_reason_on_a_working_day_is_short() -> None:
    why = CALENDAR.end_of(Term(14, "day"), date(2026, 11, 2)).why
    assert why == "Termin 14 dni od 2 listopada 2026 kończy się w poniedziałek 16 listopada 2026."


def test_the_reason_on_a_saturday_holiday_names_both() -> None:
    assert "(Boże Narodzenie (drugi dzień), sobota)" in CALENDAR.end_of(Term(2, "day"), date(2026, 12, 24)).why


def test_without_shift_the_term_ends_on_a_holiday() -> None:
    assert CALENDAR.end_of(Term(14, "day"), date(2026, 12, 10), shift=False).due == date(2026, 12, 24)


def test_weeks_end_on_the_day_of_the_same_name() -> None:
    assert CALENDAR.end_of(Term(2, "week"), date(2026, 11, 3)).due == date(2026, 11, 17)


def test_working_days_skip_christmas() -> None:
    assert CALENDAR.end_of(Term(2, "working-day"), date(2026, 12, 23)).due == date(2026, 12, 29)


@pytest.mark.parametrize("start", [date(2023, 12, 29), date(2036, 12, 30)], ids=["before", "after"])
def test_a_year_without_known_holidays_is_refused(start: date) -> None:
    with pytest.raises(OutsideCalendar, match="Nie znamy dni wolnych"):
        CALENDAR.end_of(Term(2, "day"), start)


def test_an_empty_calendar_knows_no_year() -> None:
    with pytest.raises(OutsideCalendar, match="brak"):
        Calendar({}).is_working(date(2026, 1, 2))


@pytest.mark.parametrize(
    "text", ["date,name\njutro,Nic\n", "day\n2026-01-01\n", "date,name\n2026-01-01,A\n2026-01-01,B\n"]
)
def test_a_broken_file_of_holidays_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        Calendar.from_csv(text)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 18), "dziś"),
        (date(2026, 11, 19), "za 1 dzień roboczy"),
        (date(2026, 11, 23), "za 3 dni robocze"),
        (date(2027, 5, 18), "za 181 dni"),
        (date(2026, 11, 17), "po terminie od 1 dnia"),
        (date(2026, 11, 16), "po terminie od 2 dni"),
    ],
)
def test_distance_in_words(due: date, words: str) -> None:
    assert CALENDAR.in_words(due, date(2026, 11, 18)) == words


def test_a_deadline_on_a_free_day_is_told_in_plain_days() -> None:
    assert CALENDAR.in_words(date(2026, 11, 21), date(2026, 11, 20)) == "za 1 dzień"


def test_a_day_in_words() -> None:
    assert (day_words(date(2026, 5, 3)), on_day_words(date(2026, 11, 24))) == (
        "3 maja 2026",
        "we wtorek 24 listopada 2026",
    )


TERMS = st.builds(Term, st.integers(1, 40), st.sampled_from(["day", "working-day", "week", "month"]))
STARTS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(TERMS, STARTS)
def test_a_term_ends_on_the_first_working_day_from_its_raw_end(term: Term, start: date) -> None:
    reckoned = CALENDAR.end_of(term, start)
    assert CALENDAR.is_working(reckoned.due)
    assert CALENDAR.working_days_between(reckoned.raw - timedelta(days=1), reckoned.due) == 1


@given(STARTS, STARTS, st.integers(1, 30))
def test_a_later_event_never_ends_earlier(one: date, other: date, months: int) -> None:
    assert add_months(min(one, other), months) <= add_months(max(one, other), months)


@given(TERMS)
def test_words_are_read_back(term: Term) -> None:
    assert parse_term(term.words()) == term
