"""BPMN files made to hurt: each is refused with words, or read in a bounded time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from okienko.language.processes import (
    Process,
    Unreadable,
    check,
    complete,
    link,
    read,
    start,
    trigger,
    waiting,
    write,
)
from okienko.language.tests.bpmn import (
    END,
    HEAD,
    SIGNAL,
    START,
    catch,
    ends,
    many,
    on_event,
    process,
    sub,
    user,
    xml,
)

LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" name="&i;">&i;</definitions>'
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
DEEP = f"{HEAD}{'<process>' * 10_000}{'</process>' * 10_000}</definitions>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (LAUGHS, "DOCTYPE"),
        (f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}'.encode("utf-16"), "Plik procesu"),
        (OUTSIDE, "DOCTYPE"),
        (f'<?xml version="1.0" encoding="UTF-16"?>{OUTSIDE}'.encode("utf-16"), "DOCTYPE"),
        (DEEP, "głębiej"),
        (f"{HEAD}\ud800</definitions>", "znaki"),
        (f"{HEAD}\0</definitions>", "poprawnym XML"),
        (b'<?xml version="1.0" encoding="nieznane"?><d/>', "poprawnym XML"),
        (b"", "poprawnym XML"),
    ],
    ids=["laughs", "laughs hidden", "outside", "outside hidden", "deep", "surrogate", "nul", "encoding", "empty"],
)
def test_a_dangerous_file_is_refused_with_words(content: bytes | str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(content)


def test_sub_processes_nested_for_ever_are_refused() -> None:
    nested = "".join(f'<subProcess id="s{depth}">' for depth in range(60)) + "</subProcess>" * 60
    with pytest.raises(Unreadable, match="50 razy"):
        read(xml(nested))


@pytest.mark.parametrize(
    "elements",
    [
        [START, user("a"), END, '<laneSet id="a"/>', "s>a", "a>e"],
        [START, user("a"), END, '<subProcess id="b"><userTask id="a"/></subProcess>', "s>a", "a>e"],
        [START, user("a"), END, "s>a", "a>e", "s>a"],
    ],
    ids=["lane", "within", "arrow"],
)
def test_an_id_given_twice_anywhere_in_the_file_is_told_once_and_kept(elements: list[str]) -> None:
    found = process(*elements)
    assert sum("występuje dwa razy" in problem.text for problem in check(found)) == 1
    assert replace(read(write(found)), xml=found.xml) == found


def test_an_id_of_another_process_of_the_file_is_told() -> None:
    text = xml(START, user("a"), END, "s>a", "a>e").replace(
        "</definitions>", '<process id="q"><task id="a"/></process></definitions>'
    )
    assert "występuje dwa razy" in check(read(text))[0].text


def wide(count: int) -> Process:
    """As many steps in a row as asked for, each of which may go back to the first."""
    lines = [START, END, "s>t0"]
    for at in range(count):
        lines += [f'<exclusiveGateway id="t{at}" default="t{at}_n"/>', f"t{at}>t0: x"]
        lines.append(
            f'<sequenceFlow id="t{at}_n" sourceRef="t{at}" targetRef="{f"t{at + 1}" if at + 1 < count else "e"}"/>'
        )
    return process(*lines)


def test_thousands_of_circles_are_told_by_the_first_few() -> None:
    told = [problem.text for problem in check(wide(3_000)) if "Koło" in problem.text]
    assert told[0] == "Koło, w którym nikt na nic nie czeka, nie skończy się nigdy: „t0” → „t0”."
    assert len(told) <= 20


def test_a_process_that_never_waits_is_stopped_with_the_name_of_the_circle() -> None:
    gate = '<exclusiveGateway id="g" name="Komplet?" default="g_a"/>'
    found = process(START, '<manualTask id="a" name="Sprawdź"/>', gate, END, "s>a", "a>g", "g>a", "g>e: x = 1")
    (incident,) = start(found, {}).incidents
    assert incident.text == "Proces krąży bez końca i nikt w nim na nic nie czeka: „Sprawdź” → „Komplet?” → „Sprawdź”."


def test_a_circle_that_doubles_its_tokens_is_stopped_with_one_fault_a_step() -> None:
    found = process(START, '<manualTask id="a" name="A"/>', '<manualTask id="b"/>', "s>a", "a>a", "a>b", "b>a")
    move = start(found, {})
    assert {incident.node for incident in move.incidents} == {"a", "b"}
    assert len(move.state.tokens) == 2
    assert all("„A” → " in incident.text for incident in move.incidents)


def test_a_circle_around_a_call_that_waits_for_nothing_is_told_and_stopped() -> None:
    call = '<callActivity id="c" name="Licz" calledElement="pusty"/>'
    gate = '<exclusiveGateway id="g" name="Jeszcze?" default="g_c"/>'
    whole = process(START, call, gate, END, "s>c", "c>g", "g>c", "g>e: x = 1")
    linked = link(whole, {"pusty": process(START, END, "s>e", name="pusty")})
    assert any("„Licz” → „Jeszcze?”" in problem.text for problem in check(linked))
    assert any("„Licz” → „Jeszcze?”" in incident.text for incident in start(linked, {}).incidents)


def test_a_circle_around_a_call_that_waits_is_no_fault() -> None:
    call = '<callActivity id="c" name="Licz" calledElement="zwykly"/>'
    gate = '<exclusiveGateway id="g" name="Jeszcze?" default="g_c"/>'
    whole = process(START, call, gate, END, "s>c", "c>g", "g>c", "g>e: x = 1")
    assert check(link(whole, {"zwykly": process(START, user("a"), END, "s>a", "a>e", name="zwykly")})) == ()


def test_a_stopped_step_may_be_left_by_hand_and_a_task_completed() -> None:
    found = process(START, user("a"), END, "s>a", "a>e")
    state = start(found, {}).state
    assert complete(found, state, waiting(found, state)[0].token, {}).ended


def test_processes_that_call_each_other_twice_over_and_over_are_linked_and_checked_once_each() -> None:
    library = {}
    for at in range(40):
        calls = [f'<callActivity id="{name}" calledElement="p{at + 1}"/>' for name in "ab"]
        lines = [*calls, "s>a", "a>b", "b>e"] if at < 39 else ["s>e"]
        library[f"p{at}"] = process(START, END, *lines, name=f"p{at}")
    whole = link(library["p0"], library)
    assert len(list(whole.within)) == 40
    assert sum("Koło" in problem.text for problem in check(whole)) == 0
    move = start(whole, {})
    assert len(move.state.tokens) < 200
    assert "ponad" in move.incidents[0].text


def test_repetition_within_repetition_is_stopped_in_the_end() -> None:
    inner = user("a")
    for depth in range(4):
        inner = many(sub(f"z{depth}", f'<startEvent id="s{depth}"/>', f'<endEvent id="e{depth}"/>', inner,
                         f"s{depth}>{'a' if depth == 0 else f'z{depth - 1}'}",
                         f"{'a' if depth == 0 else f'z{depth - 1}'}>e{depth}"), loopCardinality="100")  # fmt: skip
    move = start(process(START, inner, END, "s>z3", "z3>e"), {})
    assert any("ponad" in incident.text for incident in move.incidents)


def test_thousands_of_signals_are_heard_by_thousands() -> None:
    lines = [catch(f"c{at}", SIGNAL) for at in range(2_000)]
    flows = [text for at in range(2_000) for text in (f"s>c{at}", f"c{at}>e")]
    found = process(START, END, *lines, *flows)
    state = start(found, {}).state
    assert trigger(found, state, "sygnal", {}).ended


def test_a_file_of_thousands_of_errors_and_of_what_catches_them_is_checked() -> None:
    lines = [START, END, "s>e"]
    for at in range(1_500):
        error = f'<errorEventDefinition errorRef="f{at}"/>'
        lines.append(on_event(f"o{at}", error, ends(f"x{at}", error), f"o{at}s>x{at}"))
    errors = "".join(f'<error id="f{at}" errorCode="f{at}"/>' for at in range(1_500))
    found = read(xml(*lines).replace("<process", errors + "<process", 1))
    assert sum("nic nie obsługuje" in problem.text for problem in check(found)) == 1_500


def calls(name: str, *called: str) -> Process:
    """A process that calls these one after another."""
    steps = [f'<callActivity id="c{at}" name="{at}" calledElement="{one}"/>' for at, one in enumerate(called)]
    arrows = ["s>c0", *(f"c{at}>c{at + 1}" for at in range(len(called) - 1)), f"c{len(called) - 1}>e"]
    return process(START, *steps, END, *arrows, name=name)


def test_processes_that_call_the_next_one_twice_are_judged_each_once() -> None:
    library = {f"p{level}": calls(f"p{level}", f"p{level + 1}", f"p{level + 1}") for level in range(40)}
    library["p40"] = process(START, user("a"), "s>a", name="p40")
    told = [problem.text for problem in check(link(library["p0"], library))]
    assert told.count("W wywołanym procesie „p40”: Proces nie ma końca.") == 1


def test_processes_that_call_each_other_very_deep_are_told() -> None:
    library = {f"p{level}": calls(f"p{level}", f"p{level + 1}") for level in range(2_000)}
    told = [problem.text for problem in check(link(library["p0"], library))]
    assert any("wywołuje proces „p51”" in text for text in told)
