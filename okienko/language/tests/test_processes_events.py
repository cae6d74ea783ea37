"""What events do: who catches them, what they end, what runs beside."""

from __future__ import annotations

import pytest

from okienko.language.processes import Gone, check
from okienko.language.tests.acts import Played
from okienko.language.tests.bpmn import (
    END,
    ERROR,
    ESCALATION,
    MESSAGE,
    SIGNAL,
    START,
    TERMINATE,
    catch,
    ends,
    guard,
    message,
    on_event,
    process,
    receive,
    sub,
    throws,
    timer,
    user,
)

PAID = '<messageEventDefinition messageRef="m2"/>'
INNER = ['<startEvent id="is"/>', '<endEvent id="ie"/>']
DAYS = "<timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition>"


# Starts and ends


def test_a_process_may_begin_by_a_message_or_a_timer_as_well() -> None:
    starts = [
        '<startEvent id="ms"><messageEventDefinition messageRef="m1"/></startEvent>',
        f'<startEvent id="ts">{DAYS}</startEvent>',
    ]
    found = process(START, *starts, user("a"), user("b"), END, "s>a", "ms>b", "ts>b", "a>e", "b>e")
    assert (Played(found).open, Played(found, "odpowiedz").open, Played(found, "P3D").open) == (["a"], ["b"], ["b"])
    with pytest.raises(Gone, match="nic"):
        Played(found, "nic")


def test_an_end_throws_its_message_and_is_an_end() -> None:
    played = Played(process(START, ends("e", MESSAGE), "s>e"))
    assert (played.thrown, played.ended, played.moved.left) == ([("message", "odpowiedz")], True, ("s", "e"))


def test_a_signal_at_the_end_is_heard_by_all_that_await_it() -> None:
    found = process(
        START, user("a"), catch("c", SIGNAL), user("b"), guard("g", "b", SIGNAL), user("d"),
        ends("e", SIGNAL), '<endEvent id="f"/>',
        "s>a", "s>c", "s>b", "a>e", "c>d", "g>d", "b>f", "d>f",
    )  # fmt: skip
    played = Played(found)
    assert played.done("a") == ["d", "d"]
    assert played.moved.cut == ("b",)


def test_an_escalation_that_nobody_catches_does_nothing() -> None:
    played = Played(process(START, throws("t", ESCALATION), user("a"), ends("e", ESCALATION), "s>t", "t>a", "a>e"))
    assert (played.open, played.thrown) == (["a"], [("escalation", "wyzej")])
    assert (played.done("a"), played.ended) == ([], True)


def test_an_error_that_nobody_catches_is_told_and_stops() -> None:
    found = process(START, ends("e", ERROR), "s>e")
    assert "nic nie obsługuje" in check(found)[0].text
    assert Played(found, sound=False).faults == ["Błędu „zle” z kroku „Koniec e” nic nie obsługuje."]


# Throwing in the middle


def test_a_message_thrown_in_the_middle_goes_out_and_the_process_on() -> None:
    played = Played(process(START, throws("t", MESSAGE), user("a"), END, "s>t", "t>a", "a>e"))
    assert (played.open, played.thrown, played.moved.left) == (["a"], [("message", "odpowiedz")], ("s", "t"))


def test_an_event_that_throws_nothing_is_passed() -> None:
    assert Played(process(START, throws("t", ""), user("a"), END, "s>t", "t>a", "a>e")).open == ["a"]


def test_a_signal_thrown_beside_is_heard_even_where_it_is_drawn_first() -> None:
    found = process(START, throws("t", SIGNAL), catch("c", SIGNAL), user("a"), END, "s>t", "s>c", "t>e", "c>a", "a>e")
    assert Played(found).open == ["a"]


def test_a_signal_from_outside_is_heard_by_all_and_a_message_by_one() -> None:
    heard = Played(
        process(START, catch("b", SIGNAL), catch("c", SIGNAL), user("a"), END, "s>b", "s>c", "b>a", "c>a", "a>e")
    )
    assert heard.came("sygnal") == ["a", "a"]
    taken = Played(process(START, catch("b", MESSAGE), receive("c"), user("a"), END, "s>b", "s>c", "b>a", "c>a", "a>e"))
    assert taken.came("odpowiedz") == ["c", "a"]


def test_a_signal_beside_a_task_may_come_again() -> None:
    found = process(
        START, user("a"), guard("g", "a", SIGNAL, interrupting=False), user("b"), END, "s>a", "a>e", "g>b", "b>e"
    )
    played = Played(found)
    assert (played.came("sygnal"), played.came("sygnal")) == (["a", "b"], ["a", "b", "b"])


LINK = '<linkEventDefinition name="dalej"/>'


def test_a_link_goes_on_where_it_comes_out() -> None:
    found = process(START, user("a"), throws("t", LINK), catch("c", LINK), user("b"), END, "s>a", "a>t", "c>b", "b>e")
    played = Played(found)
    assert played.done("a") == ["b"]
    assert played.moved.entered == ("t", "c", "b")


def test_two_links_may_come_out_at_one_place() -> None:
    gate = '<exclusiveGateway id="g" default="g_u"/>'
    found = process(START, gate, throws("t", LINK), throws("u", LINK), catch("c", LINK), user("b"), END,
                    "s>g", "g>t: x", "g>u", "c>b", "b>e")  # fmt: skip
    assert (Played(found, x=True).open, Played(found, x=False).open) == (["b"], ["b"])


# The gateway of events

RACE = ['<eventBasedGateway id="g" name="Co pierwsze?"/>', receive("r"), catch("m", PAID),
        catch("t", DAYS), catch("y", SIGNAL), user("a"), user("b"), user("c"), user("d"),
        "s>g", "g>r", "g>m", "g>t", "g>y", "r>a", "m>b", "t>c", "y>d", "a>e", "b>e", "c>e", "d>e"]  # fmt: skip


@pytest.mark.parametrize(
    ("event", "node", "through"),
    [("odpowiedz", "a", "r"), ("zaplata", "b", "m"), ("P3D", "c", "t"), ("sygnal", "d", "y")],
)
def test_the_first_event_after_the_gateway_decides_and_the_others_are_over(event: str, node: str, through: str) -> None:
    played = Played(process(START, *RACE, END))
    assert [wait.event for wait in played.waits] == ["odpowiedz", "zaplata", "P3D", "sygnal"]
    assert played.came(event) == [node]
    assert (played.moved.entered, played.moved.left) == ((through, node), ("g", through))
    with pytest.raises(Gone):
        played.came("odpowiedz" if event != "odpowiedz" else "zaplata")


# Boundary events of sub-processes


def test_an_error_in_a_sub_process_is_caught_at_its_boundary() -> None:
    inner = sub("z", *INNER, user("a"), user("b"), ends("x", ERROR), "is>a", "is>b", "a>x", "b>ie")
    found = process(START, inner, guard("g", "z", ERROR), user("c"), END, "s>z", "z>e", "g>c", "c>e")
    played = Played(found)
    assert played.open == ["a", "b"]
    assert played.done("a") == ["c"]
    assert set(played.moved.cut) == {"b", "z", "x"}


def test_an_error_goes_to_the_catch_of_its_name_before_one_of_any() -> None:
    inner = sub("z", *INNER[:1], user("a"), ends("x", ERROR), "is>a", "a>x")
    found = process(START, inner, guard("any", "z", "<errorEventDefinition/>"), guard("g", "z", ERROR),
                    user("b"), user("c"), END,
                    "s>z", "z>e", "any>b", "g>c", "b>e", "c>e")  # fmt: skip
    assert Played(found).done("a") == ["c"]


def test_an_error_of_another_name_goes_further_out() -> None:
    deep = sub("q", '<startEvent id="qs"/>', user("a"), ends("x", ERROR), "qs>a", "a>x")
    other = guard("h", "q", '<errorEventDefinition errorRef="err2"/>')
    inner = sub("z", *INNER, deep, other, user("b"), "is>q", "q>ie", "h>b", "b>ie")
    found = process(START, inner, guard("g", "z", ERROR), user("c"), END, "s>z", "z>e", "g>c", "c>e")
    assert Played(found).done("a") == ["c"]


@pytest.mark.parametrize(("interrupting", "left"), [(True, ["c"]), (False, ["b", "c"])], ids=["ends it", "beside"])
def test_an_escalation_in_a_sub_process_is_caught_at_its_boundary(interrupting: bool, left: list[str]) -> None:
    inner = sub("z", *INNER, user("a"), throws("t", ESCALATION), user("b"), "is>a", "a>t", "t>b", "b>ie")
    catching = guard("g", "z", ESCALATION, interrupting=interrupting)
    found = process(START, inner, catching, user("c"), END, "s>z", "z>e", "g>c", "c>e")
    assert sorted(Played(found).done("a")) == left


def test_a_timer_at_a_sub_process_takes_all_in_it_away() -> None:
    inner = sub("z", *INNER, user("a"), user("b"), "is>a", "is>b", "a>ie", "b>ie")
    played = Played(process(START, inner, timer("t", "z", "P3D"), user("c"), END, "s>z", "z>e", "t>c", "c>e"))
    assert (played.came("P3D"), len(played.moved.state.tokens)) == (["c"], 1)


def test_a_failed_rule_is_caught_at_its_boundary_or_stops() -> None:
    rule = '<businessRuleTask id="r" name="Policz"/>'
    found = process(START, rule, guard("g", "r", "<errorEventDefinition/>"), user("a"), END, "s>r", "r>e", "g>a", "a>e")
    assert Played(found).failed("r", "zle") == ["a"]
    bare = Played(process(START, rule, END, "s>r", "r>e"))
    assert bare.failed("r", "zle") == []
    assert bare.faults == ["„Policz” nie powiodło się: zle."]


# Event sub-processes


def test_an_interrupting_event_sub_process_ends_all_else_in_the_case() -> None:
    found = process(START, user("a"), user("b"), END, "s>a", "s>b", "a>e", "b>e",
                    on_event("z", MESSAGE, user("c"), '<endEvent id="ze"/>', "zs>c", "c>ze"))  # fmt: skip
    played = Played(found)
    assert played.came("odpowiedz") == ["c"]
    assert set(played.moved.cut) == {"a", "b"}
    with pytest.raises(Gone):
        played.came("odpowiedz")
    assert (played.done("c"), played.ended) == ([], True)


def test_an_event_sub_process_beside_may_be_opened_again() -> None:
    found = process(START, user("a"), END, "s>a", "a>e",
                    on_event("z", MESSAGE, user("c"), '<endEvent id="ze"/>', "zs>c", "c>ze",
                             interrupting=False))  # fmt: skip
    played = Played(found)
    assert (played.came("odpowiedz"), played.came("odpowiedz")) == (["a", "c"], ["a", "c", "c"])
    assert (played.done("a"), played.ended) == (["c", "c"], False)
    assert (played.done("c"), played.done("c"), played.ended) == (["c"], [], True)


def test_a_timer_of_an_event_sub_process_beside_rings_once() -> None:
    found = process(START, user("a"), END, "s>a", "a>e",
                    on_event("z", DAYS, user("c"), '<endEvent id="ze"/>', "zs>c", "c>ze",
                             interrupting=False))  # fmt: skip
    played = Played(found)
    assert played.came("P3D") == ["a", "c"]
    with pytest.raises(Gone):
        played.came("P3D")


def test_an_event_sub_process_listens_only_while_its_sub_process_runs() -> None:
    listening = on_event("q", MESSAGE, user("c"), '<endEvent id="qe"/>', "qs>c", "c>qe")
    inner = sub("z", *INNER, user("a"), "is>a", "a>ie", listening)
    found = process(START, user("b"), inner, user("d"), END, "s>b", "b>z", "z>d", "d>e")
    played = Played(found)
    with pytest.raises(Gone):
        played.came("odpowiedz")
    played.done("b")
    assert (played.came("odpowiedz"), played.done("c")) == (["c"], ["d"])


def test_an_error_is_caught_by_an_event_sub_process_before_the_boundary() -> None:
    catching = on_event("q", ERROR, user("c"), '<endEvent id="qe"/>', "qs>c", "c>qe")
    inner = sub("z", *INNER[:1], user("a"), ends("x", ERROR), "is>a", "a>x", catching)
    found = process(START, inner, guard("g", "z", ERROR), user("b"), user("d"), END, "s>z", "z>d", "g>b", "b>e", "d>e")
    played = Played(found)
    assert (played.done("a"), played.done("c")) == (["c"], ["d"])


def test_an_error_within_an_event_sub_process_goes_further_out() -> None:
    catching = on_event("q", ERROR, user("c"), ends("y", ERROR), "qs>c", "c>y")
    inner = sub("z", *INNER[:1], user("a"), ends("x", ERROR), "is>a", "a>x", catching)
    found = process(START, inner, guard("g", "z", ERROR), user("b"), END, "s>z", "z>e", "g>b", "b>e")
    played = Played(found)
    assert (played.done("a"), played.done("c")) == (["c"], ["b"])


def test_an_escalation_beside_opens_an_event_sub_process_and_goes_on() -> None:
    found = process(START, throws("t", ESCALATION), user("a"), END, "s>t", "t>a", "a>e",
                    on_event("z", ESCALATION, user("c"), '<endEvent id="ze"/>', "zs>c", "c>ze",
                             interrupting=False))  # fmt: skip
    assert sorted(Played(found).open) == ["a", "c"]


def test_a_terminating_end_of_a_sub_process_ends_only_that() -> None:
    inner = sub("z", *INNER, user("a"), user("b"), ends("x", TERMINATE), "is>a", "is>b", "a>x", "b>ie")
    found = process(START, inner, user("c"), user("d"), END, "s>z", "s>d", "z>c", "c>e", "d>e")
    assert Played(found).done("a") == ["d", "c"]


def test_a_message_at_a_sub_process_and_one_in_it_are_told_apart() -> None:
    inner = sub("z", *INNER, receive("r"), "is>r", "r>ie")
    found = process(START, inner, message("m", "z"), user("a"), user("b"), END, "s>z", "z>a", "m>b", "a>e", "b>e")
    inside, beside = Played(found), Played(found)
    assert inside.came(inside.token("r")) == ["a"]
    assert beside.came(beside.token("m")) == ["b"]
