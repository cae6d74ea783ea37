"""Scripts, scopes, steps done more than once, and gateways that take several ways."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okienko.language.processes import Gone, Process, check, jump, link, targets
from okienko.language.tests.acts import Played
from okienko.language.tests.bpmn import (
    END,
    ERROR,
    START,
    ends,
    guard,
    loop,
    many,
    process,
    receive,
    script,
    sub,
    timer,
    user,
)

INNER = ['<startEvent id="is"/>', '<endEvent id="ie"/>']


def number(value: int) -> Decimal:
    return Decimal(value)


# Scripts, rules, sending


def test_a_script_gives_names_their_values_at_once() -> None:
    gate = '<exclusiveGateway id="g" default="g_b"/>'
    found = process(START, script("c", "x = 2\ny = x * 3"), gate, user("a"), user("b"), END,
                    "s>c", "c>g", "g>a: y = 6", "g>b", "a>e", "b>e")  # fmt: skip
    played = Played(found)
    assert (played.open, played.moved.facts) == (["a"], {"x": number(2), "y": number(6)})


def test_a_script_sees_the_facts_of_the_case() -> None:
    assert Played(process(START, script("c", "x = x + 1"), END, "s>c", "c>e"), x=4).facts["x"] == number(5)


def test_a_script_whose_result_cannot_be_kept_stops() -> None:
    played = Played(process(START, script("c", "x = [1..3]\ny = function(a) a"), END, "s>c", "c>e"))
    assert "nie da się zapisać" in played.faults[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("licz()", "nie ma postaci"),
        ("x = 1 +", "nie jest wyrażeniem FEEL"),
        ("x >= 5", "nie ma postaci"),
        ("", "niczego nie ustala"),
    ],
)
def test_a_script_that_is_no_assignment_is_told(text: str, words: str) -> None:
    told = " ".join(problem.text for problem in check(process(START, script("c", text), END, "s>c", "c>e")))
    assert words in told


def test_a_script_of_another_language_is_told() -> None:
    other = '<scriptTask id="c" name="Licz" scriptFormat="javascript"><script>x = 1</script></scriptTask>'
    assert "„javascript”" in check(process(START, other, END, "s>c", "c>e"))[0].text


def test_scripts_and_rules_of_other_tools_are_understood() -> None:
    result = 'xmlns:camunda="x" camunda:resultVariable="x" scriptFormat="feel"'
    camunda = f'<scriptTask id="c" {result}><script>1 + 1</script></scriptTask>'
    zeebe = (
        '<scriptTask id="d"><extensionElements><zeebe:script xmlns:zeebe="z" expression="=x * 2" resultVariable="y"/>'
        "</extensionElements></scriptTask>"
    )
    rule = '<businessRuleTask id="r" xmlns:camunda="x" camunda:decisionRef="oplata" camunda:resultVariable="kwota"/>'
    played = Played(process(START, camunda, zeebe, rule, END, "s>c", "c>d", "d>r", "r>e"))
    assert played.facts == {"x": number(2), "y": number(4)}
    (wait,) = played.waits
    assert (wait.kind, wait.event, played.process.nodes["r"].gives) == ("rule", "oplata", "kwota")


def test_a_task_that_sends_waits_for_the_system() -> None:
    (wait,) = Played(process(START, '<sendTask id="w" name="Wyślij"/>', END, "s>w", "w>e")).waits
    assert wait.kind == "service"


# Several instances


def test_instances_at_once_each_with_its_item() -> None:
    found = process(START, many(user("a"), each="drzewo in drzewa"), user("b"), END, "s>a", "a>b", "b>e")
    played = Played(found, drzewa=["lipa", "buk"])
    assert played.open == ["a", "a"]
    assert [wait.name for wait in played.waits] == ["Krok a (1 z 2): lipa", "Krok a (2 z 2): buk"]
    assert [token.data.get("drzewo") for token in played.moved.state.tokens] == [None, "lipa", "buk"]
    assert (played.done("a", 1), played.done("a")) == (["a"], ["b"])


def test_instances_one_after_another() -> None:
    played = Played(process(START, many(user("a"), each="x in xs", sequential=True), END, "s>a", "a>e"), xs=[1, 2])
    assert [wait.name for wait in played.waits] == ["Krok a (1 z 2)"]
    assert played.done("a") == ["a"]
    assert (played.done("a"), played.ended) == ([], True)


@pytest.mark.parametrize(("count", "open_"), [("3", ["a", "a", "a"]), ("0", ["b"]), ("n + 1", ["a", "a"])])
def test_instances_by_number(count: str, open_: list[str]) -> None:
    found = process(START, many(user("a"), loopCardinality=count), user("b"), END, "s>a", "a>b", "b>e")
    assert Played(found, n=1).open == open_


@pytest.mark.parametrize("count", ["null", '"dwa"', "1.5", "-1", "201", "1000000000"])
def test_a_number_of_instances_that_is_none_is_an_incident(count: str) -> None:
    played = Played(process(START, many(user("a"), loopCardinality=count), END, "s>a", "a>e"))
    assert played.faults[0].startswith("Nie wiadomo, ile razy wykonać „Krok a”")


def test_a_list_that_is_none_is_an_incident_and_the_step_may_be_tried_again() -> None:
    found = process(START, many(user("a"), each="x in xs"), END, "s>a", "a>e")
    played = Played(found)
    assert played.faults
    assert len(jump(found, played.moved.state, "1", "a", {"xs": [True, False]}).state.tokens) == 3


@pytest.mark.parametrize("sequential", [False, True], ids=["at once", "in turn"])
def test_what_instances_give_is_collected_in_order(sequential: bool) -> None:
    step = many(user("a"), each="x in xs", sequential=sequential, loopDataOutputRef="opinie",
                inside='<outputDataItem id="o" name="opinia"/>')  # fmt: skip
    played = Played(process(START, step, user("b"), END, "s>a", "a>b", "b>e"), xs=["p", "q"])
    played.done("a", 0 if sequential else 1, given={"opinia": "nie" if not sequential else "tak"})
    played.done("a", given={"opinia": "tak" if not sequential else "nie"})
    assert played.facts["opinie"] == ["tak", "nie"]
    assert "opinia" not in played.facts


def test_all_that_an_instance_kept_is_collected_where_no_name_is_given() -> None:
    played = Played(
        process(START, many(user("a"), each="x in xs", loopDataOutputRef="ys"), END, "s>a", "a>e"), xs=["p"]
    )
    played.done("a", given={"opinia": True})
    assert played.facts["ys"] == [{"x": "p", "opinia": True}]


def test_a_condition_ends_the_instances_that_still_run() -> None:
    step = many(user("a"), loopCardinality="3", completionCondition="numberOfCompletedInstances = 2")
    played = Played(process(START, step, user("b"), END, "s>a", "a>b", "b>e"))
    played.done("a")
    assert played.done("a") == ["b"]
    assert played.moved.cut == ("a",)


def test_a_condition_sees_what_the_instance_was_given() -> None:
    step = many(user("a"), loopCardinality="3", completionCondition='opinia = "sprzeciw"')
    played = Played(process(START, step, user("b"), END, "s>a", "a>b", "b>e"))
    assert played.done("a", given={"opinia": "zgoda"}) == ["a", "a"]
    assert played.done("a", given={"opinia": "sprzeciw"}) == ["b"]


def test_instances_of_a_sub_process_have_scopes_of_their_own() -> None:
    gate = '<exclusiveGateway id="g" default="g_b"/>'
    inner = sub("z", *INNER, script("c", "y = x * 2"), gate, user("a"), user("b"), "is>c", "c>g", "g>a: y > 2", "g>b",
                "a>ie", "b>ie")  # fmt: skip
    played = Played(process(START, many(inner, each="x in xs"), END, "s>z", "z>e"), xs=[1, 2])
    assert played.open == ["b", "a"]
    assert "y" not in played.facts
    assert (played.done("a"), played.done("b"), played.ended) == (["b"], [], True)


def test_a_timer_at_repeated_steps_ends_all_instances() -> None:
    found = process(START, many(user("a"), loopCardinality="3"), timer("t", "a", "P3D"), user("b"), END,
                    "s>a", "a>e", "t>b", "b>e")  # fmt: skip
    played = Played(found)
    assert sum(wait.node == "t" for wait in played.waits) == 1
    assert (played.came("P3D"), played.moved.cut) == (["b"], ("a", "a", "a"))


def test_an_error_in_one_instance_ends_all() -> None:
    inner = sub("z", '<startEvent id="is"/>', user("a"), ends("x", ERROR), "is>a", "a>x")
    found = process(START, many(inner, loopCardinality="2"), guard("g", "z", ERROR), user("b"), END,
                    "s>z", "z>e", "g>b", "b>e")  # fmt: skip
    assert Played(found).done("a") == ["b"]


def test_repeated_messages_are_taken_one_by_one() -> None:
    played = Played(process(START, many(receive("r"), loopCardinality="2"), END, "s>r", "r>e"))
    assert (played.came("odpowiedz"), played.came("odpowiedz"), played.ended) == (["r"], [], True)


def test_repeated_scripts_run_at_once_and_may_be_collected() -> None:
    step = many(script("c", "y = x * x"), each="x in xs", loopDataOutputRef="ys",
                inside='<outputDataItem id="o" name="y"/>')  # fmt: skip
    played = Played(process(START, step, END, "s>c", "c>e"), xs=[1, 2, 3])
    assert (played.ended, played.facts["ys"]) == (True, [1, 4, 9])


def test_instances_within_instances_nest() -> None:
    inner = sub("z", *INNER, many(user("a"), each="y in x"), "is>a", "a>ie")
    played = Played(process(START, many(inner, each="x in xs"), END, "s>z", "z>e"), xs=[[1, 2], [3]])
    assert played.open == ["a", "a", "a"]
    last = next(token for token in played.moved.state.tokens if token.data.get("y") == 3)
    assert last.id == played.token("a", 2)


# Loops


def test_a_loop_asks_after_each_turn() -> None:
    played = Played(process(START, loop(user("a"), "not(dobrze)"), user("b"), END, "s>a", "a>b", "b>e"))
    assert (played.done("a", dobrze=False), played.done("a", dobrze=True)) == (["a"], ["b"])


def test_a_loop_may_ask_before() -> None:
    found = process(START, loop(user("a"), "x", ' testBefore="true"'), user("b"), END, "s>a", "a>b", "b>e")
    assert (Played(found, x=False).open, Played(found, x=True).open) == (["b"], ["a"])


def test_a_loop_ends_at_its_maximum() -> None:
    played = Played(process(START, loop(user("a"), "true", ' loopMaximum="2"'), END, "s>a", "a>e"))
    assert (played.done("a"), played.done("a"), played.ended) == (["a"], [], True)


def test_what_a_loop_gives_stays_for_its_next_turn() -> None:
    played = Played(process(START, loop(script("c", "n = n * 2"), "n < 50"), END, "s>c", "c>e"), n=3)
    assert (played.facts["n"], played.ended) == (number(96), True)


def test_a_loop_counts_its_turns() -> None:
    played = Played(process(START, loop(script("c", "x = loopCounter"), "loopCounter < 4"), END, "s>c", "c>e"))
    assert played.facts["x"] == number(4)


def test_a_loop_that_never_ends_is_stopped_by_name() -> None:
    played = Played(process(START, loop(script("c", "x = 1"), "true"), END, "s>c", "c>e"))
    assert played.faults == ["Proces krąży bez końca i nikt w nim na nic nie czeka: „Skrypt c” jest powtarzane."]


# Scopes


def test_a_property_of_a_sub_process_is_its_own() -> None:
    inner = sub(
        "z", '<property id="px" name="x"/>', *INNER, script("c", "x = 5\ny = x"), user("a"), "is>c", "c>a", "a>ie"
    )
    played = Played(process(START, inner, END, "s>z", "z>e"), x=1)
    assert (played.facts["x"], played.facts["y"]) == (number(1), number(5))


def test_a_called_process_keeps_its_names_and_gives_back_what_it_declares() -> None:
    gives = '<ioSpecification><dataOutput id="dy" name="y"/><inputSet/><outputSet/></ioSpecification>'
    child = process(gives, START, script("c", "x = x + 1\ny = x * 10"), END, "s>c", "c>e", name="inny")
    whole = process(START, '<callActivity id="k" calledElement="inny"/>', END, "s>k", "k>e")
    played = Played(link(whole, {"inny": child}), x=1)
    assert (played.facts["x"], played.facts["y"]) == (number(1), number(20))


def test_a_call_within_a_sub_process_is_resolved_too() -> None:
    inner = sub("z", *INNER, '<callActivity id="k" calledElement="inny"/>', "is>k", "k>ie")
    child = process(START, user("a"), END, "s>a", "a>e", name="inny")
    assert Played(link(process(START, inner, END, "s>z", "z>e"), {"inny": child})).open == ["a"]


# By hand

NESTED = process(
    START, user("k"), many(sub("z", *INNER, user("a"), user("b"), "is>a", "a>b", "b>ie"), each="x in xs"),
    user("c"), END, "s>k", "k>z", "z>c", "c>e",
)  # fmt: skip


def nested() -> Played:
    played = Played(NESTED, xs=[1, 2])
    played.done("k")
    return played


def test_a_step_within_is_moved_within_its_own_instance() -> None:
    played = nested()
    state = jump(NESTED, played.moved.state, played.token("a", 1), "b", {}).state
    assert [token.node for token in state.tokens if token.node in "ab"] == ["a", "b"]


def test_a_step_moved_out_of_its_sub_process_leaves_all_of_it() -> None:
    played = nested()
    moved = jump(NESTED, played.moved.state, played.token("a"), "c", {})
    assert [token.node for token in moved.state.tokens] == ["c"]
    assert sorted(moved.cut) == ["a", "a", "z", "z"]


def test_no_step_is_moved_into_a_sub_process() -> None:
    played = Played(NESTED, xs=[1])
    with pytest.raises(Gone):
        jump(NESTED, played.moved.state, played.token("k"), "a", {})
    assert set(targets(NESTED, played.moved.state, played.token("k"))) == {"k", "z", "c", "e"}
    inside = nested()
    assert set(targets(NESTED, inside.moved.state, inside.token("a"))) == {"ie", "a", "b", "k", "z", "c", "e"}
    assert targets(NESTED, inside.moved.state, "99") == {}


def test_one_instance_may_only_be_begun_anew() -> None:
    found = process(START, many(user("a"), loopCardinality="2"), user("b"), END, "s>a", "a>b", "b>e")
    played = Played(found)
    again = jump(found, played.moved.state, played.token("a"), "a", {})
    assert again.state == played.moved.state
    out = jump(found, played.moved.state, played.token("a"), "b", {})
    assert [token.node for token in out.state.tokens] == ["b"]


# The inclusive gateway

SPLIT, MERGE = '<inclusiveGateway id="f" name="Które?" default="f_c"/>', '<inclusiveGateway id="j" name="Razem"/>'
BRANCHES = process(
    START, SPLIT, user("a"), user("b"), user("c"), MERGE, user("d"), END,
    "s>f", "f>a: x", "f>b: y", "f>c", "a>j", "b>j", "c>j", "j>d", "d>e",
)  # fmt: skip


@pytest.mark.parametrize(
    ("x", "y", "taken"), [(True, True, ["a", "b"]), (True, False, ["a"]), (False, True, ["b"]), (False, None, ["c"])]
)
def test_an_inclusive_gateway_takes_all_that_fit_and_waits_for_just_them(
    x: bool, y: bool | None, taken: list[str]
) -> None:
    played = Played(BRANCHES, x=x, y=y)
    assert played.open == taken
    for node in taken[:-1]:
        assert "d" not in played.done(node)
    assert played.done(taken[-1]) == ["d"]


def test_an_inclusive_gateway_goes_on_once_the_missing_branch_ended_elsewhere() -> None:
    gate = '<exclusiveGateway id="g" default="g_j"/>'
    found = process(START, '<parallelGateway id="f"/>', user("a"), user("b"), gate, MERGE, user("d"), END,
                    '<endEvent id="z"/>', "s>f", "f>a", "f>b", "a>j", "b>g", "g>z: y", "g>j", "j>d", "d>e")  # fmt: skip
    played = Played(found)
    assert (played.done("a"), played.done("b", y=True)) == (["b"], ["d"])


def test_an_inclusive_gateway_does_not_wait_for_one_that_can_only_come_as_another_has() -> None:
    """BPMN 2.0, 13.3.3: a token that could still come by an arrow which has brought one holds nothing up."""
    gate = '<exclusiveGateway id="g" default="g_j"/>'
    found = process(START, '<parallelGateway id="f"/>', user("a"), user("b"), gate, '<manualTask id="m"/>',
                    '<exclusiveGateway id="w"/>', MERGE, user("d"), END,
                    "s>f", "f>a", "f>b", "a>w", "b>g", "g>w: y", "g>j", "w>m", "m>j", "j>d", "d>e")  # fmt: skip
    assert Played(found).done("a") == ["b", "d"]


def test_an_inclusive_gateway_within_a_loop_waits_for_no_later_round() -> None:
    again = '<exclusiveGateway id="g" default="g_e"/>'
    enter = '<exclusiveGateway id="w"/>'
    found = process(START, enter, SPLIT, user("a"), user("b"), user("c"), MERGE, user("d"), again, END,
                    "s>w", "w>f", "f>a: x", "f>b: y", "f>c", "a>j", "b>j", "c>j", "j>d", "d>g",
                    "g>w: z", "g>e")  # fmt: skip
    played = Played(found, x=True, y=True, z=True)
    assert (played.done("a"), played.done("b"), played.done("d")) == (["b"], ["d"], ["a", "b"])


def test_an_inclusive_gateway_waits_for_what_runs_within_a_sub_process() -> None:
    inner = sub("z", *INNER, user("a"), "is>a", "a>ie")
    found = process(START, '<inclusiveGateway id="f"/>', inner, user("b"), MERGE, user("d"), END,
                    "s>f", "f>z", "f>b", "z>j", "b>j", "j>d", "d>e")  # fmt: skip
    played = Played(found)
    assert (played.done("b"), played.done("a")) == (["a"], ["d"])


def test_an_inclusive_gateway_waits_for_a_step_whose_exception_would_begin_all_anew() -> None:
    """Each way out of a step is looked at alone: the one over its boundary event says nothing of the plain one."""
    found = process(START, '<exclusiveGateway id="w"/>', '<inclusiveGateway id="f"/>', user("a"), user("b"), MERGE,
                    timer("t", "a", "P3D"), user("d"), END,
                    "s>w", "w>f", "f>a", "f>b", "a>j", "b>j", "t>w", "j>d", "d>e")  # fmt: skip
    played = Played(found)
    assert (played.done("b"), played.done("a")) == (["a"], ["d"])


def crossed() -> Process:
    """Two gateways, each of which could be come to only after the other."""
    gates = '<inclusiveGateway id="j" name="Jedna"/><inclusiveGateway id="k" name="Druga"/>'
    return process(
        START, '<parallelGateway id="f"/>', user("a"), user("b"), gates,
        '<exclusiveGateway id="x" default="x_e"/>', '<exclusiveGateway id="y" default="y_e"/>', END,
        "s>f", "f>a", "f>b", "a>j", "b>k", "j>x", "x>k: p", "x>e", "k>y", "y>j: p", "y>e",
    )  # fmt: skip


def test_inclusive_gateways_that_wait_for_each_other_are_told_and_stop() -> None:
    assert any("może utknąć" in problem.text and "inna bramka" in problem.text for problem in check(crossed()))
    played = Played(crossed(), sound=False)
    played.done("a")
    played.done("b")
    assert all("czekają na siebie nawzajem" in fault for fault in played.faults)
    assert len(played.faults) == 2
