"""The life of a case on small made-up processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from okienko.language._casestate import Facts
from okienko.language.calendar import BadTerm
from okienko.language.casework import (
    CaseState,
    DeadlinePassed,
    DeadlineStarted,
    Failed,
    LetterIssued,
    Setting,
    due_dates,
    elapse,
    incidents,
    move,
    next_due,
    open_case,
    open_tasks,
    receive,
    turn,
    withdraw,
)
from okienko.language.errors import Refusal
from okienko.language.model import Letter, Task
from okienko.language.tests.bpmn import END, START, catch, process, timer, user
from okienko.language.tests.bpmn import receive as wait_for
from okienko.language.tests.lives import CALENDAR, at, do, kinds, service, setting, term


class Lazy(Mapping[str, Any]):
    """A scope that counts what is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> Any:
        self.asked.append(name)
        return {"kwota": Decimal(7)}[name]

    def __iter__(self) -> Iterator[str]:
        return iter(["kwota"])

    def __len__(self) -> int:
        return 1


GATED = service(
    process(START, '<exclusiveGateway id="g" default="g_b"/>', user("a"), user("b"), END,
            "s>g", "g>a: kwota > 5", "g>b", "a>e", "b>e"),
)  # fmt: skip


def test_gateways_read_the_submission_lazily() -> None:
    lazy = Lazy()
    step = open_case(Setting(GATED, CALENDAR, lazy), at(2))
    assert (open_tasks(setting(GATED), step.state)[0].node, lazy.asked) == ("a", ["kwota"])


def test_the_names_of_a_case_are_those_of_clerks_and_of_the_submission() -> None:
    names = Facts({"a": True}, {"a": False, "b": False})
    assert (dict(names), len(names)) == ({"a": True, "b": False}, 2)


def test_answers_of_clerks_stand_over_the_submission() -> None:
    drawn = process(START, user("a"), '<exclusiveGateway id="g" default="g_e"/>', user("b"), END,
                    "s>a", "a>g", "g>b: count([x, y]) = 2 and x = 2", "g>e", "b>e")  # fmt: skip
    here = setting(service(drawn), x=Decimal(1), y=Decimal(1))
    step = do(open_case(here, at(2)), {"x": Decimal(2)}, at(3), here=here)
    assert open_tasks(here, step.state)[0].node == "b"


def test_an_automatic_letter_goes_out_by_itself() -> None:
    drawn = process(START, '<serviceTask id="a" name="Potwierdź"/>', user("b"), END, "s>a", "a>b", "b>e")
    receipt = {"potwierdzenie": Letter("potwierdzenie", "Potwierdzenie", "p.typ", "receipt", automatic=True)}
    terms = [term("t", "7 day", "wydanie potwierdzenie"), term("u", "7 day", "a")]
    task = Task("a", "Potwierdź", letter="potwierdzenie")
    here = setting(service(drawn, special=receipt, tasks=[task], deadlines=terms))
    step = open_case(here, at(2))
    assert LetterIssued("potwierdzenie", "1", automatic=True) in step.effects
    assert "(wydanie: Potwierdzenie)" in due_dates(here, step.state)["t"].sentence
    assert step.state.events["a"] == date(2026, 11, 2)


def test_an_outcome_may_come_with_a_step_before_the_end() -> None:
    drawn = process(START, '<serviceTask id="a" name="Odnotuj"/>', user("b"), END, "s>a", "a>b", "b>e")
    here = setting(service(drawn, ends={"a": "milczaca", "e": "inny"}, deadlines=[term("t", "1 month", "zlozenie")]))
    step = open_case(here, at(2))
    assert (step.state.outcome, step.state.ended) == ("milczaca", False)
    assert due_dates(here, step.state)["t"].ended == "met"
    assert do(step, {}, at(3), here=here).state.outcome == "milczaca"


def test_a_term_settled_late_says_so() -> None:
    drawn = process(START, user("b"), END, "s>b", "b>e")
    here = setting(service(drawn, ends={"e": "x"}, deadlines=[term("t", "7 day", "zlozenie")]))
    step = do(open_case(here, at(2)), {}, at(20), here=here)
    assert due_dates(here, step.state)["t"].sentence == (
        "Zrobiono to 20 listopada 2026, po terminie, który minął 9 listopada 2026."
    )


def test_a_term_may_run_anew_from_an_event() -> None:
    drawn = process(START, wait_for("r"), user("b"), END, "s>r", "r>b", "b>e")
    here = setting(service(drawn, deadlines=[term("t", "7 day", "zlozenie", restarts=("wplyw odpowiedz",))]))
    step = receive(here, open_case(here, at(2)).state, "odpowiedz", {}, at(5))
    assert DeadlineStarted("t", date(2026, 11, 12)) in step.effects
    assert "na nowo od 5 listopada 2026 (wpływ: Wiadomość odpowiedz)" in due_dates(here, step.state)["t"].sentence


def test_a_passed_term_is_an_event_that_may_start_another() -> None:
    drawn = process(START, user("a"), timer("t", "a", "jeden"), wait_for("b"), END, "s>a", "a>e", "t>b", "b>e")
    terms = [
        term("jeden", "7 day", "zlozenie"),
        term("dwa", "7 day", "uplyw jeden"),
        term("trzy", "7 day", "t"),
    ]
    here = setting(service(drawn, deadlines=terms))
    step = elapse(here, open_case(here, at(2)).state, at(10))
    assert step.effects[:2] == (
        DeadlinePassed("jeden", date(2026, 11, 9)),
        DeadlineStarted("dwa", date(2026, 11, 16)),
    )
    assert "(upływ terminu: Termin jeden)" in due_dates(here, step.state)["dwa"].sentence


PLAIN = "<timerEventDefinition><timeDuration>{}</timeDuration></timerEventDefinition>"


@pytest.mark.parametrize(
    ("duration", "rings"),
    [
        ("PT2H", datetime(2026, 11, 2, 13, tzinfo=UTC)),
        ("P1D", datetime(2026, 11, 3, 11, tzinfo=UTC)),
        ("P6M", datetime(2027, 5, 2, 10, tzinfo=UTC)),  # noon on the wall in summer
        ("P1Y2W", datetime(2027, 11, 16, 11, tzinfo=UTC)),
    ],
)
def test_a_plain_timer_rings_by_the_clock_on_the_wall(duration: str, rings: datetime) -> None:
    here = setting(service(process(START, catch("c", PLAIN.format(duration)), END, "s>c", "c>e")))
    step = open_case(here, at(2))
    assert next_due(here, step.state) == rings
    assert elapse(here, CaseState.from_json(step.state.to_json()), rings).state.ended


def test_plain_timers_of_two_steps_do_not_mix() -> None:
    drawn = process(START, user("a"), timer("t", "a", "P2D", interrupting=False), user("b"),
                    timer("u", "b", "P1D"), END, "s>a", "a>e", "t>b", "b>e", "u>e")  # fmt: skip
    here = setting(service(drawn))
    step = elapse(here, open_case(here, at(2)).state, at(4))
    assert next_due(here, step.state) == at(5)
    last = elapse(here, step.state, at(6))
    assert [task.node for task in open_tasks(here, last.state)] == ["a"]


def test_a_bad_duration_is_refused() -> None:
    here = setting(service(process(START, catch("c", PLAIN.format("nieznany")), END, "s>c", "c>e")))
    with pytest.raises(BadTerm):
        next_due(here, replace(open_case(here, at(2)).state))


def test_timers_in_a_circle_stop_at_a_limit() -> None:
    drawn = process(START, catch("c", PLAIN.format("PT1S")), '<exclusiveGateway id="g" default="g_c"/>', END,
                    "s>c", "c>g", "g>c", "g>e: x")  # fmt: skip
    here = setting(service(drawn))
    step = elapse(here, open_case(here, at(2)).state, at(30))
    assert step.effects == (Failed("Terminy w procesie wywołują się w kółko."),)


def test_a_process_that_stands_needs_a_hand() -> None:
    drawn = process(START, user("a"), '<exclusiveGateway id="g"/>', END, "s>a", "a>g", "g>e: x = 1", "g>a: x = 2")
    here = setting(service(drawn))
    step = do(open_case(here, at(2)), {"x": Decimal(3)}, at(3), here=here)
    assert kinds(step) == ["TaskClosed", "Failed"]
    assert (turn(here, step.state), incidents(here, step.state)[0].node) == ("urzad", "g")
    assert kinds(move(here, step.state, "2", "a", at(4))) == ["TaskOpened"]


def test_a_service_without_that_outcome_cannot_be_withdrawn() -> None:
    here = setting(GATED, kwota=Decimal(7))
    with pytest.raises(Refusal, match="nie można wycofać"):
        withdraw(here, open_case(here, at(2)).state, at(3))
