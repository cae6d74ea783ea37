"""Days, money, counts and sizes as people in Poland write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from okienko.ui import writing

NB = "\u00a0"


def test_day_is_written_in_words():
    assert writing.day(date(2026, 11, 27)) == f"27{NB}listopada 2026"


def test_short_day_has_a_roman_month():
    assert writing.short_day(date(2026, 11, 27)) == f"27{NB}XI{NB}2026"


def test_instant_near_midnight_belongs_to_the_day_in_warsaw():
    late = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    assert writing.day(late) == f"1{NB}grudnia 2026"
    assert writing.clock(late) == f"1{NB}grudnia 2026, godz.{NB}00:30"


def test_summer_time_is_kept():
    assert writing.clock(datetime(2026, 7, 1, 10, 0, tzinfo=UTC)).endswith("12:00")


def test_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        writing.clock(datetime(2026, 11, 27, 12, 0))


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Decimal("17.00"), "17 zł"),
        (Decimal("17.5"), "17,50 zł"),
        (Decimal("1234.5"), "1234,50 zł"),
        (Decimal("12345"), "12 345 zł"),
        (Decimal("1E+3"), "1000 zł"),
        (Decimal("-5"), "−5 zł"),
        (0, "0 zł"),
    ],
    ids=str,
)
def test_money(amount, shown):
    assert writing.money(amount).replace(NB, " ") == shown


def test_money_with_grosze_always():
    assert writing.money(Decimal("17"), grosze=True) == f"17,00{NB}zł"


@pytest.mark.parametrize(
    ("n", "noun"),
    [
        *((n, "drzew") for n in (0, 5, 12, 14, 21, 101, 112)),
        (1, "drzewo"),
        *((n, "drzewa") for n in (2, 4, 22, 1004)),
    ],
)
def test_noun_follows_its_number(n, noun):
    assert writing.count(n, "drzewo", "drzewa", "drzew").split(NB)[-1] == noun


def test_one_letter_words_do_not_hang():
    shown = str(writing.nbsp("W domu i z ogrodem, o czasie"))
    assert shown == f"W{NB}domu i{NB}z{NB}ogrodem, o{NB}czasie"


def test_words_that_merely_end_in_a_letter_may_break():
    assert str(writing.nbsp("to jest la pa")) == "to jest la pa"


def test_prose_is_escaped():
    assert str(writing.nbsp("<b> i on")) == f"&lt;b&gt; i{NB}on"


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        (340, "340 B"),
        (1000, "1 KB"),
        (83_900, "84 KB"),
        (999_600, "1 MB"),
        (1_400_000, "1,4 MB"),
        (10_000_000, "10 MB"),
    ],
)
def test_size(octets, shown):
    assert writing.size(octets).replace(NB, " ") == shown
