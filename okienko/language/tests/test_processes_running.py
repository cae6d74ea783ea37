"""The token interpreter: where tokens stand after each act."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language.processes import (
    Gone,
    Move,
    Process,
    State,
    Token,
    check,
    complete,
    jump,
    link,
    start,
    trigger,
    waiting,
)
from okienko.language.tests.bpmn import END, START, catch, message, process, receive, timer, user

GATE = '<exclusiveGateway id="g" default="g_c"/>'
PARALLEL = '<parallelGateway id="f"/><parallelGateway id="j"/>'


def stands(found: Process, move: Move) -> list[tuple[str, str]]:
    return [(wait.node, wait.kind) for wait in waiting(found, move.state)]


def test_a_straight_process_runs_to_its_end() -> None:
    found = process(START, '<task id="t" name="T"/>', user("a"), END, "s>t", "t>a", "a>e")
    first = start(found, {})
    assert (first.entered, first.left, stands(found, first)) == (("s", "t", "a"), ("s", "t"), [("a", "user")])
    last = complete(found, first.state, "1", {})
    assert (last.entered, last.left, last.ended) == (("e",), ("a", "e"), True)


BRANCHES = process(
    START, GATE, user("a"), user("b"), user("c"), END,
    "s>g", "g>a: x > 5", "g>b: x > 3", "g>c", "a>e", "b>e", "c>e",
)  # fmt: skip


@pytest.mark.parametrize(("x", "node"), [(6, "a"), (4, "b"), (1, "c"), (None, "c")])
def test_an_exclusive_gateway_takes_the_first_branch_that_fits(x: int | None, node: str) -> None:
    assert stands(BRANCHES, start(BRANCHES, {"x": x})) == [(node, "user")]


def test_no_branch_that_fits_is_an_incident_and_the_token_stays() -> None:
    found = process(START, '<exclusiveGateway id="g"/>', user("a"), END, "s>g", "g>a: x = 1", "g>e: x = 2", "a>e")
    move = start(found, {"x": 3})
    assert stands(found, move) == [("g", "incident")]
    assert move.incidents[0].text == "Po kroku „g” żaden warunek nie pasuje do odpowiedzi."
    assert stands(found, jump(found, move.state, "1", "g", {"x": 1})) == [("a", "user")]


def test_a_parallel_join_waits_for_all_branches() -> None:
    found = process(START, PARALLEL, user("a"), user("b"), END, "s>f", "f>a", "f>b", "a>j", "b>j", "j>e")
    first = start(found, {})
    second = complete(found, first.state, "1", {})
    assert (stands(found, first), stands(found, second)) == ([("a", "user"), ("b", "user")], [("b", "user")])
    assert complete(found, second.state, "2", {}).ended


def test_a_join_whose_branch_cannot_come_is_an_incident() -> None:
    found = process(
        START, GATE, '<parallelGateway id="j"/>', user("a"), user("c"), END,
        "s>g", "g>a: x", "g>c", "a>j", "c>j", "j>e",
    )  # fmt: skip
    move = complete(found, start(found, {}).state, "1", {})
    assert stands(found, move) == [("j", "incident")]
    assert "gałąź, która już nie przyjdzie" in move.incidents[0].text


def test_a_token_moved_to_a_join_by_hand_stands_for_the_missing_branch() -> None:
    found = process(START, PARALLEL, user("a"), user("b"), END, "s>f", "f>a", "f>b", "a>j", "b>j", "j>e")
    half = complete(found, start(found, {}).state, "1", {})
    assert jump(found, half.state, "2", "j", {}).ended


def test_a_step_with_several_arrows_forks() -> None:
    found = process(START, user("a"), user("b"), END, "s>a", "s>b", "a>e", "b>e")
    assert stands(found, start(found, {})) == [("a", "user"), ("b", "user")]


def test_an_interrupting_timer_ends_its_task() -> None:
    found = process(START, user("a"), timer("t", "a", "termin"), user("b"), END, "s>a", "a>e", "t>b", "b>e")
    first = start(found, {})
    (_, ring) = waiting(found, first.state)
    assert (ring.token, ring.kind, ring.event, ring.attached_to) == ("1:t", "timer", "termin", "1")
    move = trigger(found, first.state, "1:t", {})
    assert (move.left, move.cut, stands(found, move)) == (("a", "t"), ("a",), [("b", "user")])


def test_a_timer_beside_rings_once_and_the_task_goes_on() -> None:
    found = process(
        START,
        user("a"),
        timer("t", "a", "P7D", interrupting=False),
        user("b"),
        END,
        "s>a",
        "a>e",
        "t>b",
        "b>e",
    )
    move = trigger(found, start(found, {}).state, "P7D", {})
    assert stands(found, move) == [("a", "user"), ("b", "user")]
    assert State.from_json(json.loads(json.dumps(move.state.to_json()))) == move.state


def test_a_message_beside_may_come_again() -> None:
    found = process(START, user("a"), message("m", "a", interrupting=False), user("b"), END,
                    "s>a", "a>e", "m>b", "b>e")  # fmt: skip
    twice = trigger(found, trigger(found, start(found, {}).state, "odpowiedz", {}).state, "odpowiedz", {})
    assert [node for node, kind in stands(found, twice) if kind == "user"] == ["a", "b", "b"]


@pytest.mark.parametrize(
    "waiter",
    [
        receive("c"),
        catch("c", '<messageEventDefinition messageRef="m1"/>'),
        catch("c", "<timerEventDefinition><timeDuration>odpowiedz</timeDuration></timerEventDefinition>"),
    ],
    ids=["receive task", "message", "timer"],
)
def test_an_event_is_awaited_and_comes(waiter: str) -> None:
    found = process(START, waiter, END, "s>c", "c>e")
    first = start(found, {})
    assert trigger(found, first.state, "odpowiedz", {}).ended
    assert trigger(found, first.state, "1", {}).ended


def test_a_terminating_end_takes_all_tokens_with_it() -> None:
    end = '<endEvent id="x"><terminateEventDefinition/></endEvent>'
    found = process(START, user("a"), user("b"), end, END, "s>a", "s>b", "a>x", "b>e")
    assert complete(found, start(found, {}).state, "1", {}).ended


CHILD = process(START, user("k"), user("l"), END, '<endEvent id="x"><terminateEventDefinition/></endEvent>',
                "s>k", "s>l", "k>x", "l>e", name="inny")  # fmt: skip
CALL = '<callActivity id="c" name="C" calledElement="inny"/>'


def test_a_called_process_runs_inside_and_gives_back() -> None:
    found = link(process(START, CALL, user("a"), END, "s>c", "c>a", "a>e"), {"inny": CHILD})
    first = start(found, {})
    assert stands(found, first) == [("k", "user"), ("l", "user")]
    assert State.from_json(first.state.to_json()) == first.state
    half = complete(found, first.state, "3", {})
    assert stands(found, half) == [("k", "user")]
    assert stands(found, complete(found, half.state, "2", {})) == [("a", "user")]


def test_a_terminating_end_of_a_called_process_ends_only_that() -> None:
    found = link(process(START, CALL, user("a"), END, "s>c", "s>a", "c>a", "a>e"), {"inny": CHILD})
    move = complete(found, start(found, {}).state, "3", {})
    assert [node for node, _ in stands(found, move)] == ["a", "a"]


def test_a_timer_at_a_call_takes_the_inside_with_it() -> None:
    found = link(
        process(START, CALL, timer("t", "c", "termin"), user("a"), END, "s>c", "c>e", "t>a", "a>e"),
        {"inny": CHILD},
    )
    move = trigger(found, start(found, {}).state, "termin", {})
    assert (stands(found, move), len(move.state.tokens)) == ([("a", "user")], 1)


def test_a_call_without_its_process_is_an_incident() -> None:
    found = process(START, CALL, END, "s>c", "c>e")
    assert stands(found, start(found, {})) == [("c", "incident")]


def test_a_kind_that_does_not_run_is_an_incident() -> None:
    found = process(START, '<complexGateway id="c"/>', END, "s>c", "c>e")
    assert stands(found, start(found, {})) == [("c", "incident")]


def test_a_circle_without_waiting_is_an_incident_and_not_for_ever() -> None:
    found = process(START, '<task id="a"/>', '<task id="b"/>', END, "s>a", "a>b", "b>a", "b>e: x")
    assert stands(found, start(found, {"x": False})) == [("a", "incident")] or stands(
        found, start(found, {"x": False})
    ) == [("b", "incident")]


@pytest.mark.parametrize("token", ["9", "1:t", "2"], ids=["unknown", "a timer", "done"])
def test_a_step_that_is_gone_cannot_be_done(token: str) -> None:
    found = process(START, user("a"), timer("t", "a", "x"), END, "s>a", "a>e", "t>e")
    with pytest.raises(Gone):
        complete(found, start(found, {}).state, token, {})


def test_an_event_nobody_waits_for_is_refused() -> None:
    found = process(START, user("a"), END, "s>a", "a>e")
    with pytest.raises(Gone):
        trigger(found, start(found, {}).state, "odpowiedz", {})


@pytest.mark.parametrize(("token", "to"), [("9", "a"), ("1", "nic"), ("1", "s"), ("1", "t")])
def test_a_jump_to_nowhere_is_refused(token: str, to: str) -> None:
    found = process(START, user("a"), timer("t", "a", "x"), END, "s>a", "a>e", "t>e")
    with pytest.raises(Gone):
        jump(found, start(found, {}).state, token, to, {})


def test_a_token_id_is_never_used_twice() -> None:
    found = process(START, user("a"), GATE.replace("g_c", "g_e"), END, "s>a", "a>g", "g>a: x", "g>e")
    first = start(found, {})
    again = complete(found, first.state, "1", {"x": True})
    assert [token.id for token in again.state.tokens] == ["2"]
    with pytest.raises(Gone):
        complete(found, again.state, "1", {"x": True})


def test_a_state_saved_before_there_were_scopes_reads_as_it_did() -> None:
    saved = {
        "issued": 7,
        "tokens": [
            {"id": "1", "at": "a", "fired": ["t"]},
            {"id": "5", "at": "c"},
            {"id": "6", "at": "j", "in": "5", "via": "f1", "fault": "Stoi."},
        ],
    }
    kept = (Token("1", "a", fired=("t",)), Token("5", "c"), Token("6", "j", "5", "f1", (), "Stoi."))
    assert State.from_json(saved) == State(kept, 7)
    assert State(kept, 7).to_json() == saved


def test_a_saved_state_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a state"):
        State.from_json({"tokens": "x"})


# Random structured processes: blocks within blocks.
TREES = st.recursive(
    st.sampled_from(["user", "task", "receive", "timed"]),
    lambda inner: st.tuples(st.sampled_from(["then", "either", "both", "again"]), inner, inner),
    max_leaves=8,
)


class Builder:
    """Writes a tree of blocks as BPMN; each block has one way in and one way out."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.count = 0

    def name(self) -> str:
        self.count += 1
        return f"n{self.count}"

    def leaf(self, kind: str) -> tuple[str, str]:
        name = self.name()
        if kind == "timed":
            join, ring = self.name(), self.name()
            self.lines += [user(name), timer(ring, name, "termin"), f'<manualTask id="{join}"/>']
            self.lines += [f"{name}>{join}", f"{ring}>{join}"]
            return name, join
        self.lines.append({"user": user, "receive": receive}.get(kind, lambda n: f'<manualTask id="{n}"/>')(name))
        return name, name

    def block(self, tree: Any) -> tuple[str, str]:
        if isinstance(tree, str):
            return self.leaf(tree)
        kind, one, other = tree
        (a, b), (c, d) = self.block(one), self.block(other)
        if kind == "then":
            self.lines.append(f"{b}>{c}")
            return a, d
        first, last = self.name(), self.name()
        if kind == "again":  # one, then either out or through other back to one
            self.lines += [f'<exclusiveGateway id="{first}"/>', user(last)]
            self.lines += [
                f'<exclusiveGateway id="{last}g" default="{last}g_{last}"/>',
                f'<manualTask id="{last}o"/>',
            ]
            self.lines += [f"{first}>{a}", f"{b}>{last}g", f"{last}g>{c}: go", f"{last}g>{last}"]
            self.lines += [f"{d}>{last}w", user(f"{last}w"), f"{last}w>{first}", f"{last}>{last}o"]
            return first, f"{last}o"
        gate = "parallelGateway" if kind == "both" else "exclusiveGateway"
        default = f' default="{first}_{c}"' if kind == "either" else ""
        self.lines += [f'<{gate} id="{first}"{default}/>', f'<{gate} id="{last}"/>']
        self.lines += [f"{first}>{a}{': go' if kind == 'either' else ''}", f"{first}>{c}"]
        self.lines += [f"{b}>{last}", f"{d}>{last}"]
        return first, last


def built(tree: Any) -> Process:
    builder = Builder()
    first, last = builder.block(tree)
    return process(START, END, *builder.lines, f"s>{first}", f"{last}>e")


@settings(max_examples=150, deadline=None)
@given(TREES, st.lists(st.tuples(st.integers(0, 99), st.booleans()), min_size=60, max_size=60))
def test_structured_processes_always_end_and_lose_no_token(tree: Any, choices: list[tuple[int, bool]]) -> None:
    found = built(tree)
    assert check(found) == ()
    move = start(found, {"go": True})
    seen = {token.id for token in move.state.tokens}
    for step in range(400):
        waits = waiting(found, move.state)
        if not waits:
            break
        assert State.from_json(json.loads(json.dumps(move.state.to_json()))) == move.state
        pick, go = choices[step % len(choices)]
        chosen = waits[pick % len(waits)]
        act = complete if chosen.kind == "user" else trigger
        before = {token.id for token in move.state.tokens}
        move = act(found, move.state, chosen.token, {"go": go and step < 200})
        fresh = {token.id for token in move.state.tokens} - before
        assert not fresh & seen
        assert not move.incidents
        seen |= fresh
    assert move.ended


@given(st.builds(State, st.lists(st.builds(Token, st.text(), st.text(), st.text(), st.text(),
                                           st.lists(st.text()).map(tuple), st.text())).map(tuple),
                 st.integers(0)))  # fmt: skip
def test_every_state_survives_json(state: State) -> None:
    assert State.from_json(json.loads(json.dumps(state.to_json()))) == state
