"""What comes after its term: received, sent on, and undone where it was posted in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from okienko.language import casework
from okienko.language.bundle import read_bundle
from okienko.language.casework import CaseState, due_dates, late_messages, open_tasks
from okienko.language.errors import Refusal
from okienko.language.law import LawData
from okienko.language.loader import load
from okienko.language.tests.lives import at, setting
from okienko.language.tests.small_service import LAW, refusal_of, small_bundle

ROOT = Path(__file__).parents[3]
ROAD = load(read_bundle(ROOT / "services/pow-zajecie-pasa", root=ROOT), law=LawData.load(ROOT))
HERE = setting(ROAD)
WORDS = {"odwolanie_tresc": "Za dużo."}


def permitted() -> CaseState:
    """Issued on 30 November, collected on 1 December: the appeal may come until 15 December."""
    state = casework.open_case(HERE, at(23)).state
    for day, answers in ((24, {"wynik_sprawdzenia": "kompletny"}), (30, {"rozstrzygniecie": "zezwolenie"})):
        state = casework.complete(HERE, state, open_tasks(HERE, state)[0].token, answers, at(day)).state
    return casework.delivered(HERE, state, "zezwolenie", date(2026, 12, 1)).state


def final() -> CaseState:
    return casework.elapse(HERE, permitted(), at(16, month=12)).state


def test_a_state_saved_before_there_were_tasks_beside_the_process_is_read() -> None:
    saved = final().to_json()
    del saved["beside"], saved["received"]
    assert CaseState.from_json(saved) == final()


def test_what_came_late_survives_being_saved() -> None:
    late = casework.receive(HERE, final(), "odwolanie", WORDS, at(17, month=12)).state
    assert CaseState.from_json(late.to_json()) == late
    assert (late.received[0].late, late.received[0].on) == (True, date(2026, 12, 17))


def test_nothing_is_late_while_the_term_runs() -> None:
    assert late_messages(HERE, permitted()) == {}
    assert list(late_messages(HERE, final())) == ["odwolanie", "kpa_przywrocenie"]


def test_a_waiver_cannot_come_late() -> None:
    with pytest.raises(casework.TooLate):
        casework.receive(HERE, final(), "zrzeczenie", {"zrzekam_sie": True}, at(17, month=12))


def test_posting_after_the_receipt_is_refused() -> None:
    with pytest.raises(Refusal, match="nadane po tym"):
        casework.receive(HERE, final(), "odwolanie", WORDS, at(17, month=12), counted_on=date(2026, 12, 18))


@pytest.mark.parametrize(
    ("posted", "late"), [(date(2026, 12, 15), False), (date(2026, 12, 16), True)], ids=["last day", "a day late"]
)
def test_the_day_of_posting_decides(posted: date, late: bool) -> None:
    step = casework.receive(HERE, final(), "odwolanie", WORDS, at(21, month=12), counted_on=posted)
    assert step.state.received[0].late is late
    assert due_dates(HERE, step.state)["odwolanie"].ended == ("passed" if late else "met")
    assert due_dates(HERE, step.state)["zaplata"].running is late


def test_where_receipt_keeps_the_term_the_day_of_posting_does_not() -> None:
    term = replace(ROAD.deadlines["odwolanie"], kept_by="receipt")
    here = setting(replace(ROAD, deadlines={**ROAD.deadlines, "odwolanie": term}))
    step = casework.receive(here, final(), "odwolanie", WORDS, at(21, month=12), counted_on=date(2026, 12, 15))
    assert step.state.received[0].late


def test_brought_on_the_last_day_and_entered_later_it_is_in_time() -> None:
    step = casework.receive(HERE, final(), "odwolanie", WORDS, at(15, 15, month=12))
    assert not step.state.received[0].late


@pytest.mark.parametrize(
    ("ceased", "late"), [(date(2026, 12, 14), False), (date(2026, 12, 9), True)], ids=["in time", "too late"]
)
def test_a_request_to_restore_has_a_term_of_its_own(ceased: date, late: bool) -> None:
    step = casework.receive(HERE, final(), "kpa_przywrocenie", {"kpa_ustanie": ceased}, at(17, month=12))
    assert step.state.received[0].late is late
    assert "razem z prośbą" in step.state.received[0].why
    assert [task.node for task in open_tasks(HERE, step.state)] == ["kpa_przekaz_spoznione"]


def test_a_request_posted_in_time_is_in_time() -> None:
    answers = {"kpa_ustanie": date(2026, 12, 10)}
    step = casework.receive(HERE, final(), "kpa_przywrocenie", answers, at(21, month=12), counted_on=date(2026, 12, 17))
    assert not step.state.received[0].late


def test_an_act_that_nothing_calls_for_is_refused() -> None:
    with pytest.raises(casework.TooLate, match="nie wpłynęło nic"):
        casework.perform(HERE, final(), "kpa_przekaz_spoznione", {}, at(17, month=12))
    with pytest.raises(casework.TooLate, match="nie poprzedziło"):
        casework.perform(HERE, final(), "kpa_uchybiono", {}, at(17, month=12))


def test_a_step_at_which_the_matter_is_settled_stands_for_its_end() -> None:
    settled = small_bundle({"service.yaml": ("ends: {koniec: zgoda}", "ends: {zbadaj: zgoda}")})
    assert load(settled, law=LAW).ends == {"zbadaj": "zgoda"}
    unsettled = small_bundle({"service.yaml": ("ends: {koniec: zgoda}", "ends: {czekaj: zgoda}")})
    assert "Koniec „koniec” z process.bpmn nie ma wyniku." in refusal_of(unsettled)


PROCEDURE = {"service.yaml": ("organ: wojt", "organ: wojt\nprocedure: proba")}
CALLED = "- act: proba_przekaz\n  label: Przekaż\n  after: called\n"
PLEA = (
    "- message: proba_prosba\n  label: Prośba\n  late: proba_przekaz\n  within: 7 days\n  since: proba_dzien\n"
    "  ask: [{id: proba_dzien, text: Kiedy?, type: date}]\n"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CALLED + PLEA.replace("late: proba_przekaz", "late: proba_przekaaz"), "„proba_przekaaz”"),
        (CALLED.replace("called", "open") + PLEA, "„proba_przekaz”"),
        (CALLED + PLEA.replace("since: proba_dzien", "since: proba_dnia"), "„proba_dnia”"),
        (CALLED + CALLED.replace("proba_przekaz", "proba_inna") + "  follows: proba_zadna\n", "„proba_zadna”"),
    ],
)
def test_mistakes_in_what_may_come_late_are_named(text: str, said: str) -> None:
    assert said in refusal_of(small_bundle(PROCEDURE, **{"shared/acts/proba.yaml": text}))


def test_another_partys_appeal_in_time_is_received_after_the_first() -> None:
    first = casework.receive(HERE, permitted(), "odwolanie", WORDS, at(3, month=12)).state
    assert "15 grudnia" in late_messages(HERE, first)["odwolanie"]
    second = casework.receive(HERE, first, "odwolanie", WORDS, at(14, month=12)).state
    assert [(one.message, one.late, one.on) for one in second.received] == [("odwolanie", False, date(2026, 12, 14))]
    assert "Przekaż też pismo kolejnej strony: Odwołanie" in [task.label for task in second.open_beside]
    posted = casework.receive(HERE, first, "odwolanie", WORDS, at(18, month=12), counted_on=date(2026, 12, 15)).state
    assert posted.received[0].late is False


def test_another_partys_appeal_after_the_term_is_late_all_the_same() -> None:
    first = casework.receive(HERE, permitted(), "odwolanie", WORDS, at(3, month=12)).state
    third = casework.receive(HERE, first, "odwolanie", WORDS, at(16, month=12)).state
    assert third.received[0].late is True
    assert "kpa_przekaz_spoznione" in [task.node for task in open_tasks(HERE, third)]


def test_nothing_answers_what_was_not_sent_yet() -> None:
    with pytest.raises(Refusal, match="wpłynęło 25 listopada 2026, a to, na co miałoby odpowiadać, jest z 1 grudnia"):
        casework.receive(HERE, permitted(), "odwolanie", WORDS, at(25))


def test_a_case_moved_back_after_its_decision_gets_no_second_one() -> None:
    state = permitted()
    token = state.process.tokens[0].id
    moved = casework.move(HERE, state, token, "rozstrzygnij", at(2, month=12)).state
    task = next(one for one in open_tasks(HERE, moved) if one.node == "rozstrzygnij")
    with pytest.raises(Refusal, match="wydano już decyzję"):
        casework.complete(HERE, moved, task.token, {"rozstrzygniecie": "odmowa"}, at(2, month=12))
