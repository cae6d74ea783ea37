"""The life of a case, told on the notice of tree felling."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okienko.language import Refusal
from okienko.language.casework import (
    CaseState,
    DeadlinePassed,
    DeadlineStarted,
    Ended,
    LetterIssued,
    Settled,
    Step,
    TaskClosed,
    TaskOpened,
    TooLate,
    add_task,
    awaited_messages,
    complete,
    delivered,
    due_dates,
    elapse,
    move,
    next_due,
    open_case,
    open_tasks,
    receive,
    turn,
    withdraw,
)
from okienko.language.tests.lives import HERE, at, do, kinds


def inspected(on: date = date(2026, 11, 10)) -> Step:
    checked = do(open_case(HERE, at(2)), {"kompletne": True}, at(3))
    return do(checked, {"data_ogledzin": on}, at(12))


def summoned() -> Step:
    step = do(do(open_case(HERE, at(2)), {"kompletne": False}, at(3)), {}, at(4))
    return delivered(HERE, step.state, "wezwanie", date(2026, 11, 6))


def test_a_case_opens_with_its_first_task_and_term() -> None:
    step = open_case(HERE, at(2))
    assert step.effects == (DeadlineStarted("ogledziny", date(2026, 11, 23)), TaskOpened("1", "sprawdz"))
    assert (turn(HERE, step.state), step.entered) == ("urzad", ("zlozono", "sprawdz"))
    assert [(task.name, task.task and task.task.label) for task in open_tasks(HERE, step.state)] == [
        ("Sprawdź zgłoszenie", "Sprawdź")
    ]


def test_a_case_filed_at_night_counts_by_the_day_in_warsaw() -> None:
    step = open_case(HERE, datetime(2026, 11, 1, 23, 30, tzinfo=UTC))
    assert step.state.events == {"zlozenie": date(2026, 11, 2)}


def test_an_instant_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zone"):
        open_case(HERE, datetime(2026, 11, 1))


def test_an_inspection_dates_the_terms_by_its_protocol() -> None:
    step = inspected()
    assert step.effects == (
        DeadlineStarted("sprzeciw", date(2026, 11, 24)),
        DeadlineStarted("wycinka", date(2027, 5, 10)),
        TaskClosed("2", "ogledziny"),
        TaskOpened("3", "rozstrzygnij"),
    )
    dues = due_dates(HERE, step.state)
    assert dues["ogledziny"].ended == "met"
    assert "(Oględziny)" in dues["sprzeciw"].sentence


@pytest.mark.parametrize("day", [None, "wczoraj", date(2026, 11, 13)], ids=["none", "text", "future"])
def test_an_inspection_without_a_true_day_is_refused(day: Any) -> None:
    checked = do(open_case(HERE, at(2)), {"kompletne": True}, at(3))
    with pytest.raises(Refusal):
        do(checked, {"data_ogledzin": day}, at(12))


@pytest.mark.parametrize("answer", ["sprzeciw", "zaswiadczenie"])
def test_the_letter_follows_the_answer_and_settles(answer: str) -> None:
    step = do(inspected(), {"rozstrzygniecie": answer}, at(20))
    assert LetterIssued(answer, "3", automatic=False) in step.effects
    assert Settled(answer, date(2026, 11, 20)) in step.effects
    assert kinds(step)[-1] == "Ended"
    assert due_dates(HERE, step.state)["sprzeciw"].sentence == "Terminu dotrzymano 20 listopada 2026."
    assert (turn(HERE, step.state), next_due(HERE, step.state)) == ("nikt", None)


def test_the_time_for_felling_is_still_told_after_the_end() -> None:
    step = do(inspected(), {"rozstrzygniecie": "zaswiadczenie"}, at(20))
    assert due_dates(HERE, step.state)["wycinka"].running


def test_silence_falls_at_midnight_after_the_last_day() -> None:
    step = inspected()
    assert next_due(HERE, step.state) == datetime(2026, 11, 24, 23, tzinfo=UTC)
    silent = elapse(HERE, step.state, datetime(2026, 11, 24, 23, tzinfo=UTC))
    assert silent.effects == (
        DeadlinePassed("sprzeciw", date(2026, 11, 24)),
        Settled("milczaca_zgoda", date(2026, 11, 25)),
        TaskClosed("3", "rozstrzygnij"),
    )
    assert (silent.state.outcome, silent.state.ended) == ("milczaca_zgoda", False)
    assert (turn(HERE, silent.state), awaited_messages(HERE, silent.state)) == (
        "nikt",
        ("zaswiadczenie_milczace",),
    )


def test_one_second_before_midnight_nothing_falls() -> None:
    step = inspected()
    assert elapse(HERE, step.state, datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC)) == Step(step.state)


def test_an_objection_in_the_last_minute_is_in_time() -> None:
    step = do(inspected(), {"rozstrzygniecie": "sprzeciw"}, datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC))
    assert step.state.outcome == "sprzeciw"


def test_an_objection_at_midnight_loses_against_silence() -> None:
    with pytest.raises(TooLate, match="Minął termin: Termin sprzeciw"):
        do(inspected(), {"rozstrzygniecie": "sprzeciw"}, datetime(2026, 11, 24, 23, tzinfo=UTC))


def test_a_disputed_last_day_lets_silence_fall_after_the_later() -> None:
    step = inspected(date(2026, 11, 7))  # the fourteenth day is a Saturday
    due = due_dates(HERE, step.state)["sprzeciw"]
    assert (due.office_by, due.resident_from) == (date(2026, 11, 21), date(2026, 11, 24))
    assert next_due(HERE, step.state) == datetime(2026, 11, 23, 23, tzinfo=UTC)


def test_an_inspection_entered_too_late_brings_silence_at_once() -> None:
    checked = do(open_case(HERE, at(2)), {"kompletne": True}, at(3))
    step = do(checked, {"data_ogledzin": date(2026, 11, 4)}, at(30))
    assert (step.state.outcome, step.state.settled_on) == ("milczaca_zgoda", date(2026, 11, 19))


def test_a_certificate_of_silence_is_given_on_request() -> None:
    silent = elapse(HERE, inspected().state, at(25))
    asked = receive(HERE, silent.state, "zaswiadczenie_milczace", {}, at(26))
    assert turn(HERE, asked.state) == "urzad"
    given_out = do(asked, {}, at(27))
    assert LetterIssued("zaswiadczenie_milczace", "6", automatic=False) in given_out.effects
    assert given_out.effects[-1] == Ended()
    assert (given_out.state.outcome, given_out.state.settled_on) == ("milczaca_zgoda", date(2026, 11, 25))
    assert due_dates(HERE, given_out.state)["wycinka"].running


def test_without_a_request_the_case_ends_with_the_time_for_felling() -> None:
    step = elapse(HERE, inspected().state, at(1, month=12, year=2027))
    assert step.state.ended
    assert [effect for effect in step.effects if isinstance(effect, (DeadlinePassed, Settled, Ended))] == [
        DeadlinePassed("sprzeciw", date(2026, 11, 24)),
        Settled("milczaca_zgoda", date(2026, 11, 25)),
        DeadlinePassed("wycinka", date(2027, 5, 10)),
        Ended(),
    ]


def test_a_summons_waits_for_delivery() -> None:
    step = do(do(open_case(HERE, at(2)), {"kompletne": False}, at(3)), {}, at(4))
    assert (turn(HERE, step.state), next_due(HERE, step.state)) == ("mieszkaniec", None)
    assert elapse(HERE, step.state, at(30)) == Step(step.state)


def test_a_delivered_summons_starts_one_term_and_stops_the_other() -> None:
    step = summoned()
    assert step.effects == (DeadlineStarted("uzupelnienie", date(2026, 11, 13)),)
    dues = due_dates(HERE, step.state)
    assert dues["ogledziny"].paused == "art. 35 § 5 KPA"
    assert "(doręczenie: Postanowienie)" in dues["uzupelnienie"].sentence


def test_an_answer_goes_back_to_checking_and_the_clock_goes_on() -> None:
    step = receive(HERE, summoned().state, "uzupelnienie", {"tresc": "mapka"}, at(10))
    dues = due_dates(HERE, step.state)
    assert (dues["uzupelnienie"].ended, dues["ogledziny"].on) == ("met", date(2026, 11, 27))
    assert open_tasks(HERE, step.state)[0].node == "sprawdz"
    assert step.state.facts["tresc"] == "mapka"


def test_a_second_summons_runs_its_own_term() -> None:
    again = receive(HERE, summoned().state, "uzupelnienie", {}, at(10))
    step = do(do(again, {"kompletne": False}, at(12)), {}, at(12))
    assert next_due(HERE, step.state) is None
    second = delivered(HERE, step.state, "wezwanie", date(2026, 11, 16))
    assert due_dates(HERE, second.state)["uzupelnienie"].on == date(2026, 11, 23)


def test_an_unanswered_summons_leads_to_an_objection() -> None:
    step = elapse(HERE, summoned().state, at(14))
    assert open_tasks(HERE, step.state)[0].node == "sprzeciw_brak"
    ended = do(step, {}, at(16))
    assert (ended.state.outcome, ended.state.ended) == ("sprzeciw", True)
    assert due_dates(HERE, ended.state)["ogledziny"].ended == "stopped"


def test_an_answer_nobody_waits_for_comes_too_late() -> None:
    with pytest.raises(TooLate, match=r"tę odpowiedź\. Minął termin: Termin uzupelnienie\."):
        receive(HERE, summoned().state, "uzupelnienie", {}, at(14))


def test_a_task_done_twice_is_refused() -> None:
    step = open_case(HERE, at(2))
    do(step, {"kompletne": True}, at(3))
    with pytest.raises(TooLate, match="nie jest już otwarty"):
        complete(HERE, step.state, "9", {}, at(3))


def test_a_letter_that_was_not_issued_cannot_be_delivered() -> None:
    with pytest.raises(Refusal, match="nie wydano"):
        delivered(HERE, open_case(HERE, at(2)).state, "wezwanie", date(2026, 11, 6))


def test_a_letter_cannot_be_delivered_twice_or_before_its_issue() -> None:
    with pytest.raises(Refusal, match="już je doręczono"):
        delivered(HERE, summoned().state, "wezwanie", date(2026, 11, 7))
    step = do(do(open_case(HERE, at(2)), {"kompletne": False}, at(3)), {}, at(4))
    with pytest.raises(Refusal, match="przed wydaniem"):
        delivered(HERE, step.state, "wezwanie", date(2026, 11, 3))


def test_a_withdrawn_case_waits_for_nothing() -> None:
    step = withdraw(HERE, inspected().state, at(13))
    assert step.effects == (Settled("wycofane", date(2026, 11, 13)), TaskClosed("3", "rozstrzygnij"), Ended())
    assert (turn(HERE, step.state), next_due(HERE, step.state)) == ("nikt", None)
    assert due_dates(HERE, step.state)["sprzeciw"].sentence == (
        "Termin przestał biec 13 listopada 2026: sprawę wycofano."
    )
    with pytest.raises(TooLate):
        withdraw(HERE, step.state, at(14))


def test_silence_falls_by_law_even_when_the_case_was_moved_by_hand() -> None:
    back = move(HERE, inspected().state, "3", "sprawdz", at(13))
    assert due_dates(HERE, back.state)["sprzeciw"].running
    silent = elapse(HERE, back.state, at(25))
    assert (silent.state.outcome, open_tasks(HERE, silent.state)[0].node) == ("milczaca_zgoda", "sprawdz")


def test_a_case_moved_back_after_silence_goes_the_way_of_silence() -> None:
    back = move(HERE, inspected().state, "3", "sprawdz", at(13))
    silent = elapse(HERE, back.state, at(25))
    token = open_tasks(HERE, silent.state)[0].token
    step = move(HERE, silent.state, token, "rozstrzygnij", at(26))
    assert awaited_messages(HERE, step.state) == ("zaswiadczenie_milczace",)
    assert not [effect for effect in step.effects if isinstance(effect, Settled)]


def test_an_inspection_after_silence_starts_no_second_silence() -> None:
    back = elapse(HERE, move(HERE, inspected().state, "3", "ogledziny", at(13)).state, at(25))
    again = do(back, {"data_ogledzin": date(2026, 11, 26)}, at(27))
    assert not [effect for effect in again.effects if effect == DeadlineStarted("sprzeciw", date(2026, 12, 10))]


def test_a_move_to_nowhere_is_refused() -> None:
    with pytest.raises(Refusal, match="inny krok"):
        move(HERE, inspected().state, "3", "nigdzie", at(13))
    with pytest.raises(Refusal, match="inny krok"):
        move(HERE, inspected().state, "3", "rozstrzygnij", at(13))
    with pytest.raises(Refusal, match="inny krok"):
        move(HERE, inspected().state, "3", "koniec_sprzeciw", at(13))
    with pytest.raises(TooLate, match="nie można już przenieść"):
        move(HERE, inspected().state, "9", "sprawdz", at(13))


def test_an_added_task_moves_nothing_and_survives_json() -> None:
    step = add_task(HERE, inspected().state, "Zadzwoń", date(2026, 11, 20), at(13))
    assert [task.name for task in open_tasks(HERE, step.state)] == ["Wydaj sprzeciw albo zaświadczenie", "Zadzwoń"]
    assert step.state.process == inspected().state.process
    assert CaseState.from_json(json.loads(json.dumps(step.state.to_json()))) == step.state
    done = complete(HERE, step.state, "obok-1", {"dodane_zdanie": "Odebrał."}, at(14))
    assert (kinds(done), done.state.facts) == (["TaskClosed"], step.state.facts)
    with pytest.raises(TooLate):
        complete(HERE, done.state, "obok-1", {}, at(15))
    with pytest.raises(Refusal, match="już minął"):
        add_task(HERE, step.state, "Zadzwoń", date(2026, 11, 12), at(13))


def test_a_case_with_an_added_task_ends_when_the_task_is_done() -> None:
    waits = add_task(HERE, inspected().state, "Zadzwoń", None, at(13)).state
    decided = do(Step(waits), {"rozstrzygniecie": "zaswiadczenie"}, at(14))
    assert (decided.state.outcome, decided.state.ended) == ("zaswiadczenie", False)
    last = complete(HERE, decided.state, "obok-1", {}, at(15))
    assert kinds(last) == ["TaskClosed", "Ended"]


def test_a_withdrawn_case_keeps_no_added_task() -> None:
    waits = add_task(HERE, inspected().state, "Zadzwoń", None, at(13)).state
    step = withdraw(HERE, waits, at(14))
    assert (open_tasks(HERE, step.state), step.state.ended) == ((), True)
    with pytest.raises(TooLate, match="zakończona"):
        add_task(HERE, step.state, "Zadzwoń", None, at(15))


def test_the_whole_life_survives_json() -> None:
    asked = receive(HERE, elapse(HERE, summoned().state, at(7)).state, "uzupelnienie", {"n": Decimal("1.50")}, at(10))
    saved = json.loads(json.dumps(asked.state.to_json()))
    assert CaseState.from_json(saved) == asked.state
    assert CaseState.from_json(CaseState.empty().to_json()) == CaseState()


VALUES = st.recursive(
    st.none() | st.booleans() | st.text() | st.dates() | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text().filter(lambda name: name[:1] != "$"), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.text(), VALUES))
def test_answers_of_every_kind_survive_json(facts: dict[str, Any]) -> None:
    saved = json.loads(json.dumps(CaseState(facts=facts).to_json()))
    assert CaseState.from_json(saved).facts == facts


def test_an_answer_that_is_no_value_is_a_bug() -> None:
    with pytest.raises(TypeError, match="set"):
        CaseState(facts={"a": {1}}).to_json()  # type: ignore[dict-item]


def test_a_step_that_silence_interrupted_is_not_called_done() -> None:
    silent = elapse(HERE, inspected().state, at(25))
    assert "rozstrzygnij" in silent.left
    assert "rozstrzygnij" not in silent.state.done


def test_steps_done_are_remembered_for_the_drawing() -> None:
    assert inspected().state.done == ("zlozono", "sprawdz", "kompletne_bramka", "ogledziny")
