"""Whole lives of a term against a clerk with a paper calendar; the count is an option of `ledgers.py`."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language.calendar import Term
from okienko.language.casework import midnight
from okienko.language.explaining import Wording, explain
from okienko.language.law import LawData
from okienko.language.model import Deadline, Law
from okienko.language.terms import Terms
from okienko.language.tests.ledgers import (
    BOOK,
    CALENDAR,
    KINDS,
    LONGEST,
    SHIFTS,
    UNITS,
    Life,
    entries_of,
    main,
    quick,
    slow,
)
from okienko.language.tests.test_terms import ROOT

WORDING = Wording(Terms(CALENDAR, LawData.load(ROOT)))
terms = st.sampled_from(UNITS).flatmap(
    lambda unit: st.builds(Term, st.integers(1, LONGEST.get(unit, 20)), st.just(unit))
)
events = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 60), st.integers(0, 25)), max_size=6).map(
    lambda found: tuple(sorted(found, key=lambda event: event[1]))
)
lives = st.builds(Life, st.integers(0, 3000), terms, st.sampled_from(SHIFTS), events)


@settings(max_examples=2000, deadline=None)
@given(lives)
def test_any_life_of_a_term_ends_where_the_paper_calendar_says(life: Life) -> None:
    assert quick(life) == slow(life)


@settings(max_examples=300, deadline=None)
@given(lives)
def test_any_life_of_a_term_is_explained_in_sentences(life: Life) -> None:
    rule = Deadline("t", "Termin", "urzad", life.term, ("zlozenie",), Law("x"), shift=life.shift)  # type: ignore[arg-type]
    found = explain(rule, entries_of(life), WORDING)
    assert found is not None
    assert all(sentence.endswith(".") and ".." not in sentence for sentence in found.why)
    assert (found.due.raw, found.due.on) == quick(life)[:2]
    assert len(set(found.why)) >= 3


def test_drawn_lives_are_counted_with_their_differences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["500", "2"]) == 0
    assert capsys.readouterr().out == "Losowych biegów terminu: 500, różnic: 0\n"


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2028, 2, 29), 24)],
    ids=["clocks go forward", "clocks go back", "leap day"],
)
def test_a_day_of_a_term_is_as_long_as_on_the_offices_wall(day: date, hours: int) -> None:
    assert midnight(day + timedelta(days=1)) - midnight(day) == timedelta(hours=hours)


def test_the_book_holds_the_leap_days() -> None:
    assert [(page.year, page.day) for page in BOOK if (page.month, page.day) == (2, 29)] == [
        (2024, 29), (2028, 29), (2032, 29), (2036, 29),
    ]  # fmt: skip
