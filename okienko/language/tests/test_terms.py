"""Terms against a calendar of paper, and the reasons that are told for them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language import Refusal
from okienko.language.calendar import Calendar, OutsideCalendar, Term, Unit, parse_term
from okienko.language.law import LawData, NotInForce
from okienko.language.ledger import NotCounted, Started, due
from okienko.language.model import Deadline, Law
from okienko.language.terms import UNCONFIRMED, Shift, Terms
from okienko.language.tests.slow_calendar import Page, moved, pages, prolonged, raw_end

ROOT = Path(__file__).parents[3]
CALENDAR = Calendar.from_csv((ROOT / "data/holidays.csv").read_text("utf-8"))
TERMS = Terms(CALENDAR, LawData.load(ROOT))
BOOK = pages()
UNITS: tuple[Unit, ...] = ("day", "working-day", "week", "month", "year")
LONGEST = {"day": 1500, "working-day": 400, "week": 200, "month": 60, "year": 12}
EACH_DAY = ("1 day", "14 days", "7 working days", "2 weeks", "1 month", "3 months", "1 year")

counted = st.sampled_from(UNITS).flatmap(lambda unit: st.builds(Term, st.integers(1, LONGEST[unit]), st.just(unit)))
# A third of the starts lies where terms go wrong: ends of months, leap days, days around holidays.
hard = [
    place
    for place, page in enumerate(BOOK)
    if page.day >= 28
    or (page.month, page.day) in {(12, 23), (12, 24), (1, 5), (4, 30)}
    or (page.free and page.weekday < 6)
]
starts = st.one_of(st.integers(0, len(BOOK) - 1), st.integers(0, len(BOOK) - 1), st.sampled_from(hard))


def _date(page: Page) -> date:
    return date(page.year, page.month, page.day)


def _slow(start: int, term: Term) -> tuple[date, date] | None:
    raw = raw_end(BOOK, start, term.count, term.unit)
    end = None if raw is None else moved(BOOK, raw)
    return None if raw is None or end is None else (_date(BOOK[raw]), _date(BOOK[end]))


def _quick(start: int, term: Term) -> tuple[date, date] | None:
    try:
        found = CALENDAR.end_of(term, _date(BOOK[start]))
    except OutsideCalendar:
        return None
    return found.raw, found.due


def test_the_paper_calendar_has_our_days_and_free_days() -> None:
    assert [_date(page) for page in BOOK] == [date(2024, 1, 1) + timedelta(days=at) for at in range(len(BOOK))]
    assert (_date(BOOK[-1]), len(BOOK)) == (date(2036, 12, 31), 4749)
    assert [page for page in BOOK if page.free is CALENDAR.is_working(_date(page))] == []


@settings(max_examples=2000, deadline=None)
@given(starts, counted)
def test_any_term_ends_where_the_paper_calendar_says(start: int, term: Term) -> None:
    assert _quick(start, term) == _slow(start, term)


@pytest.mark.parametrize("text", EACH_DAY)
def test_a_term_from_each_day_of_thirteen_years_ends_where_the_paper_calendar_says(text: str) -> None:
    term = parse_term(text)
    differences = [_date(BOOK[at]) for at in range(len(BOOK)) if _quick(at, term) != _slow(at, term)]
    assert differences == []


@settings(max_examples=500, deadline=None)
@given(starts, counted, st.sampled_from(("yes", "no", "disputed")))
def test_the_explanation_ends_on_the_day_of_the_ledger(start: int, term: Term, shift: Shift) -> None:
    day = _date(BOOK[start])
    rule = Deadline("t", "Termin", "urzad", term, ("zlozenie",), Law("x"), shift=shift)
    try:
        found, kept = TERMS.explain(term, day, shift=shift), due(rule, [Started("t", day, "zlozenie")], CALENDAR)
    except OutsideCalendar:
        return
    assert kept is not None
    assert (found.end, found.act_by, found.rely_from) == (kept.on, kept.office_by, kept.resident_from)


short = st.sampled_from(UNITS).flatmap(
    lambda unit: st.builds(Term, st.integers(1, {"month": 6, "year": 1}.get(unit, 20)), st.just(unit))
)
pauses = st.lists(st.tuples(st.integers(-10, 60), st.integers(0, 20)), max_size=4)


@settings(max_examples=2000, deadline=None)
@given(st.integers(0, 3000), short, pauses, st.sampled_from(("yes", "no", "disputed")))
def test_days_that_do_not_count_prolong_a_term_as_on_paper(
    start: int, term: Term, apart: list[tuple[int, int]], shift: Shift
) -> None:
    day = _date(BOOK[start])
    entries = [
        NotCounted("t", day + timedelta(days=ahead), day + timedelta(days=ahead + long), "x", str(number))
        for number, (ahead, long) in enumerate(apart)
    ]
    rule = Deadline("t", "Termin", "urzad", term, ("zlozenie",), Law("x"), shift=shift)
    kept = due(rule, [Started("t", day, "zlozenie"), *entries], CALENDAR)
    spans = [(start + ahead, start + ahead + long) for ahead, long in apart]
    raw, last = prolonged(BOOK, start, (term.count, term.unit), spans, moves=shift != "no")
    assert kept is not None
    assert (kept.raw, kept.on) == (_date(BOOK[raw]), _date(BOOK[last]))


def test_the_day_of_the_event_is_not_counted_and_what_no_source_confirms_is_marked() -> None:
    found = TERMS.explain(Term(14, "day"), date(2026, 11, 2))
    assert (found.end, found.why) == (
        date(2026, 11, 16),
        (
            "Termin 14 dni od 2 listopada 2026 kończy się w poniedziałek 16 listopada 2026.",
            f"Dnia, w którym nastąpiło zdarzenie, nie liczy się (art. 57 § 1 KPA; {UNCONFIRMED}).",
        ),
    )


def test_a_moved_end_names_each_free_day_and_the_article() -> None:
    assert TERMS.explain(Term(14, "day"), date(2026, 12, 10)).why[2:] == (
        "Dni wolne: 24 grudnia 2026 (Wigilia Bożego Narodzenia), 25 grudnia 2026 (Boże Narodzenie (pierwszy dzień)), "
        "26 grudnia 2026 (Boże Narodzenie (drugi dzień), sobota), 27 grudnia 2026 (niedziela).",
        "Termin przechodzi na najbliższy dzień, który nie jest wolny od pracy ani sobotą (art. 57 § 4 KPA).",
        "Ostatni dzień terminu to 28 grudnia 2026.",
    )


def test_a_single_free_day_is_told_in_the_singular() -> None:
    assert TERMS.explain(Term(7, "day"), date(2026, 11, 4)).why[2] == (
        "Dzień wolny: 11 listopada 2026 (Narodowe Święto Niepodległości)."
    )


def test_where_the_shift_is_disputed_both_safe_days_are_told() -> None:
    found = TERMS.explain(Term(14, "day"), date(2026, 12, 10), shift="disputed")
    assert (found.act_by, found.end, found.rely_from) == (date(2026, 12, 24), date(2026, 12, 28), date(2026, 12, 29))
    assert found.why[-1] == (
        "Kto ma coś zrobić w tym terminie, zdąży na pewno do 24 grudnia 2026; "
        "kto czeka na jego upływ, może na to liczyć od 29 grudnia 2026."
    )


def test_a_disputed_end_on_a_working_day_has_nothing_to_dispute() -> None:
    found = TERMS.explain(Term(14, "day"), date(2026, 11, 2), shift="disputed")
    assert found == TERMS.explain(Term(14, "day"), date(2026, 11, 2))


def test_a_term_that_does_not_move_says_so() -> None:
    found = TERMS.explain(Term(14, "day"), date(2026, 12, 10), shift="no")
    assert (found.end, found.rely_from) == (date(2026, 12, 24), date(2026, 12, 25))
    assert found.why[-1] == "Koniec terminu prawa materialnego nie przechodzi na dzień roboczy (art. 57 § 4 KPA)."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 weeks", "art. 57 § 2 KPA"),
        ("1 month", "art. 57 § 3 KPA"),
        ("1 year", "art. 57 § 3a KPA"),
        ("3 working days", "Pominięto 4 dni wolne i soboty."),
        ("2 working days", "Pominięto 4 dni wolne i soboty."),
    ],
)
def test_each_kind_of_term_has_its_own_rule(text: str, said: str) -> None:
    assert said in " ".join(TERMS.explain(parse_term(text), date(2026, 12, 23)).why)


def test_working_days_without_a_free_day_skip_nothing() -> None:
    assert "Pominięto" not in " ".join(TERMS.explain(Term(3, "working-day"), date(2026, 11, 2)).why)


@pytest.mark.parametrize("text", ["14 days", "2000 weeks", "3 months", "90 years", "2 working days"])
def test_a_term_that_leaves_the_years_of_dates_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        TERMS.explain(parse_term(text), date(9999, 12, 30))


def test_a_rule_that_is_not_in_the_data_is_refused() -> None:
    with pytest.raises(NotInForce, match=r"liczenie_terminow\.dni"):
        Terms(CALENDAR, LawData({})).explain(Term(14, "day"), date(2026, 11, 2))
