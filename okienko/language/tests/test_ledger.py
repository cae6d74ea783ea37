"""The deadline ledger: what was written decides the day, and the day explains itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okienko.language.calendar import Calendar, OutsideCalendar, Term
from okienko.language.ledger import (
    Due,
    Entry,
    Extended,
    Met,
    NotCounted,
    Passed,
    Restarted,
    Resumed,
    Started,
    Stopped,
    Suspended,
    due,
    entry_from_json,
    entry_to_json,
    is_open,
    open_pause,
    standing,
)
from okienko.language.model import Deadline, Law

ROOT = Path(__file__).parents[3]
CALENDAR = Calendar.from_csv((ROOT / "data" / "holidays.csv").read_text(encoding="utf-8"))
DEADLINE = Deadline("t", "Termin", "urzad", Term(14, "day"), ("zlozenie",), Law("art. 35 KPA"))
START = Started("t", date(2026, 11, 2), "zlozenie", "złożenie")
PAUSE = "art. 35 § 5 KPA"


def reckon(*entries: Entry, deadline: Deadline = DEADLINE) -> Due:
    found = due(deadline, entries, CALENDAR)
    assert found is not None
    return found


def test_a_term_that_has_not_started_has_no_day() -> None:
    assert due(DEADLINE, [replace(START, deadline="inny"), Met("t", date(2026, 11, 3))], CALENDAR) is None


def test_a_term_runs_from_the_day_after_its_event() -> None:
    found = reckon(START)
    assert found == Due(
        on=date(2026, 11, 16),
        raw=date(2026, 11, 16),
        office_by=date(2026, 11, 16),
        resident_from=date(2026, 11, 17),
        running=True,
        paused=None,
        sentence="Termin 14 dni biegnie od 2 listopada 2026 (złożenie) i kończy się w poniedziałek 16 listopada 2026.",
    )


def test_a_shift_is_explained_by_its_holiday() -> None:
    found = reckon(replace(START, on=date(2026, 12, 10), words=""))
    assert found.on == date(2026, 12, 28)
    assert "od 10 grudnia 2026 i kończy się w czwartek 24 grudnia 2026 (Wigilia Bożego Narodzenia)" in found.sentence


def test_a_disputed_shift_gives_each_side_its_safe_day() -> None:
    found = reckon(replace(START, on=date(2026, 12, 10)), deadline=replace(DEADLINE, shift="disputed"))
    assert (found.office_by, found.on, found.resident_from) == (
        date(2026, 12, 24),
        date(2026, 12, 28),
        date(2026, 12, 29),
    )
    assert found.sentence.endswith(
        "urząd działa do 24 grudnia 2026, a mieszkaniec może na to liczyć od 29 grudnia 2026."
    )


def test_a_disputed_shift_of_the_residents_own_term_tells_him_the_earlier_day() -> None:
    deadline = replace(DEADLINE, shift="disputed", whose="mieszkaniec")
    found = reckon(replace(START, on=date(2026, 12, 10)), deadline=deadline)
    assert found.sentence.endswith("mieszkaniec zdąży na pewno do 24 grudnia 2026, urząd czeka do 28 grudnia 2026.")


def test_a_disputed_shift_on_a_working_day_is_no_matter() -> None:
    found = reckon(START, deadline=replace(DEADLINE, shift="disputed"))
    assert (found.office_by, found.on) == (date(2026, 11, 16), date(2026, 11, 16))


def test_a_term_without_shift_ends_on_the_holiday() -> None:
    found = reckon(replace(START, on=date(2026, 12, 10)), deadline=replace(DEADLINE, shift="no"))
    assert (found.on, found.office_by) == (date(2026, 12, 24), date(2026, 12, 24))


def test_days_from_the_summons_to_the_answer_do_not_count() -> None:
    found = reckon(START, NotCounted("t", date(2026, 11, 5), date(2026, 11, 10), PAUSE))
    assert found.on == date(2026, 11, 23)  # 16 + 5 days is a Saturday
    assert found.raw == date(2026, 11, 21)
    assert found.sentence.endswith("Nie liczy się dni od 6 listopada 2026 do 10 listopada 2026 (art. 35 § 5 KPA).")


def test_one_day_that_does_not_count_is_told_as_one() -> None:
    found = reckon(START, NotCounted("t", date(2026, 11, 4), date(2026, 11, 5), PAUSE))
    assert found.sentence.endswith("Nie liczy się dnia 5 listopada 2026 (art. 35 § 5 KPA).")


def test_overlapping_pauses_count_each_day_once() -> None:
    found = reckon(
        START,
        NotCounted("t", date(2026, 11, 3), date(2026, 11, 6), PAUSE, "a"),
        NotCounted("t", date(2026, 11, 4), date(2026, 11, 5), PAUSE, "b"),
        NotCounted("t", date(2026, 11, 5), date(2026, 11, 9), PAUSE, "c"),
    )
    assert found.raw == date(2026, 11, 22)


def test_days_before_the_start_prolong_nothing() -> None:
    assert reckon(START, NotCounted("t", date(2026, 10, 1), date(2026, 11, 1), PAUSE)).on == date(2026, 11, 16)


def test_a_pause_after_the_last_day_prolongs_nothing() -> None:
    assert reckon(START, NotCounted("t", date(2026, 11, 17), date(2026, 11, 30), PAUSE)).on == date(2026, 11, 16)


def test_a_pause_on_a_day_the_term_was_moved_to_still_counts() -> None:
    start = replace(START, on=date(2026, 11, 7))  # raw Saturday 21, moved to Monday 23
    found = reckon(start, NotCounted("t", date(2026, 11, 23), date(2026, 11, 26), PAUSE))
    assert found.on == date(2026, 11, 26)


def test_working_days_do_not_end_within_days_that_do_not_count() -> None:
    deadline = replace(DEADLINE, within=Term(3, "working-day"))
    start = replace(START, on=date(2026, 11, 2))  # ends on Thursday 5 November, the day the pause begins
    found = reckon(start, NotCounted("t", date(2026, 11, 5), date(2026, 11, 8), PAUSE), deadline=deadline)
    assert (found.raw, found.on) == (date(2026, 11, 8), date(2026, 11, 9))


def test_working_days_lost_are_given_back_as_working_days() -> None:
    deadline = replace(DEADLINE, within=Term(3, "working-day"))
    found = reckon(START, NotCounted("t", date(2026, 11, 3), date(2026, 11, 9), PAUSE), deadline=deadline)
    assert found.on == date(2026, 11, 12)  # Thursday 5 and four working days; the 11th is free


def test_an_open_pause_stops_the_clock() -> None:
    found = reckon(START, NotCounted("t", date(2026, 11, 5), None, PAUSE, "doreczenie wezwanie"))
    assert (found.running, found.paused) == (False, PAUSE)
    assert found.sentence.startswith("Termin nie biegnie od 5 listopada 2026 (art. 35 § 5 KPA).")


def test_an_answer_closes_the_open_pause() -> None:
    open_one = NotCounted("t", date(2026, 11, 5), None, PAUSE, "doreczenie wezwanie")
    entries = [START, open_one]
    standing = open_pause("t", "doreczenie wezwanie", entries)
    assert standing == open_one
    entries.append(replace(standing, until=date(2026, 11, 10)))
    assert open_pause("t", "doreczenie wezwanie", entries) is None
    assert reckon(*entries).raw == date(2026, 11, 21)


def test_no_pause_is_open_in_a_term_that_has_not_started() -> None:
    assert open_pause("t", "x", []) is None


def test_suspension_shifts_until_it_is_lifted() -> None:
    suspended = (START, Suspended("t", date(2026, 11, 4), "art. 97 KPA"))
    assert reckon(*suspended).paused == "art. 97 KPA"
    resumed = reckon(*suspended, Resumed("t", date(2026, 12, 4)))
    assert (resumed.running, resumed.raw) == (True, date(2026, 12, 16))


def test_what_stands_under_one_law_does_not_go_on_under_another() -> None:
    both = (START, Suspended("t", date(2026, 11, 4), "art. 97 KPA"), Suspended("t", date(2026, 11, 6), "art. 106 KPA"))
    one = (*both, Resumed("t", date(2026, 11, 9), "art. 97 KPA"))
    assert (standing("t", both), standing("t", one)) == (("art. 97 KPA", "art. 106 KPA"), ("art. 106 KPA",))
    assert reckon(*one).paused == "art. 106 KPA"
    assert reckon(*one, Resumed("t", date(2026, 11, 12), "art. 106 KPA")).raw == date(2026, 11, 24)


def test_an_old_entry_that_names_no_law_ends_every_suspension() -> None:
    saved = {"kind": "resumed", "deadline": "t", "on": "2026-11-09"}
    suspended = (START, Suspended("t", date(2026, 11, 4), "a"), Suspended("t", date(2026, 11, 6), "b"))
    assert reckon(*suspended, entry_from_json(saved)).running is True


def test_a_suspension_that_ended_before_it_began_prolongs_nothing() -> None:
    suspended = (START, Suspended("t", date(2026, 11, 6), "a"), Resumed("t", date(2026, 11, 4), "a"))
    assert (reckon(*suspended).running, reckon(*suspended).on) == (True, date(2026, 11, 16))


def test_a_suspension_of_a_term_that_has_passed_stops_nothing() -> None:
    found = reckon(START, Suspended("t", date(2026, 11, 17), "a"))
    assert (found.running, found.on) == (True, date(2026, 11, 16))


@pytest.mark.parametrize("shift", ["no", "yes"])
def test_a_term_that_leaves_the_years_of_dates_is_refused(shift: Literal["no", "yes"]) -> None:
    last = replace(START, on=date(9999, 12, 17))
    with pytest.raises(OutsideCalendar):
        reckon(last, deadline=replace(DEADLINE, shift=shift))
    pause = NotCounted("t", date(9999, 11, 1), date(9999, 12, 31), PAUSE)
    with pytest.raises(OutsideCalendar):
        reckon(replace(last, on=date(9999, 10, 31)), pause, deadline=replace(DEADLINE, shift=shift))


def test_an_extension_names_the_day_and_the_reason() -> None:
    found = reckon(START, Extended("t", date(2026, 12, 19), "opinia biegłego"))
    assert found.on == date(2026, 12, 19)  # a Saturday that the office itself named
    assert found.sentence == "Termin przedłużono do 19 grudnia 2026 (opinia biegłego)."


def test_a_pause_after_an_extension_prolongs_it() -> None:
    found = reckon(
        START,
        Extended("t", date(2026, 12, 18), "opinia biegłego"),
        NotCounted("t", date(2026, 12, 1), date(2026, 12, 7), PAUSE),
    )
    assert found.on == date(2026, 12, 28)
    assert "kończy się w czwartek 24 grudnia 2026" in found.sentence


def test_a_restarted_term_forgets_its_pauses() -> None:
    found = reckon(
        START,
        NotCounted("t", date(2026, 11, 5), date(2026, 11, 10), PAUSE),
        Restarted("t", date(2026, 11, 12), "wplyw uzupelnienie", "wpływ uzupełnienia"),
    )
    assert found.on == date(2026, 11, 26)
    assert "biegnie na nowo od 12 listopada 2026 (wpływ uzupełnienia)" in found.sentence


@pytest.mark.parametrize(
    ("end", "ended", "sentence"),
    [
        (Met("t", date(2026, 11, 9)), "met", "Terminu dotrzymano 9 listopada 2026."),
        (
            Met("t", date(2026, 11, 19)),
            "met",
            "Zrobiono to 19 listopada 2026, po terminie, który minął 16 listopada 2026.",
        ),
        (Passed("t", date(2026, 11, 16)), "passed", "Termin minął 16 listopada 2026."),
        (
            Stopped("t", date(2026, 11, 9), "sprawę wycofano"),
            "stopped",
            "Termin przestał biec 9 listopada 2026: sprawę wycofano.",
        ),
    ],
    ids=["met", "met late", "passed", "stopped"],
)
def test_a_term_that_ended_says_how(end: Entry, ended: str, sentence: str) -> None:
    found = reckon(START, end)
    assert (found.running, found.ended, found.sentence) == (False, ended, sentence)
    assert not is_open("t", [START, end])


def test_a_term_met_may_start_again() -> None:
    entries = [START, Met("t", date(2026, 11, 9)), Started("t", date(2026, 12, 1), "zlozenie")]
    assert is_open("t", entries)
    assert reckon(*entries).on == date(2026, 12, 15)


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
TEXTS = st.text(max_size=8)
ENTRIES = st.one_of(
    st.builds(Started, TEXTS, DAYS, TEXTS, TEXTS),
    st.builds(NotCounted, TEXTS, DAYS, st.none() | DAYS, TEXTS, TEXTS),
    st.builds(Suspended, TEXTS, DAYS, TEXTS),
    st.builds(Resumed, TEXTS, DAYS, TEXTS),
    st.builds(Extended, TEXTS, DAYS, TEXTS, st.none() | DAYS),
    st.builds(Restarted, TEXTS, DAYS, TEXTS, TEXTS),
    st.builds(Met, TEXTS, DAYS),
    st.builds(Passed, TEXTS, DAYS),
    st.builds(Stopped, TEXTS, DAYS, TEXTS),
)


@given(ENTRIES)
def test_every_entry_survives_json(entry: Entry) -> None:
    assert entry_from_json(entry_to_json(entry)) == entry


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5))
def test_pauses_never_shorten_a_term(spans: list[tuple[int, int]]) -> None:
    pauses = [
        NotCounted("t", date(2026, 11, 1 + a), date(2026, 11, 1 + max(a, b)), PAUSE, str(number))
        for number, (a, b) in enumerate(spans)
    ]
    assert reckon(START, *pauses).raw >= reckon(START).raw
