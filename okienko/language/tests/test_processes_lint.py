"""What an analyst is told of a process that would stand still."""

from __future__ import annotations

import pytest

from okienko.language.processes import Process, check
from okienko.language.tests.bpmn import END, START, message, process, timer, user
from okienko.language.tests.small_service import refusal_of, small_bundle

FORK, JOIN = '<parallelGateway id="f" name="Naraz"/>', '<parallelGateway id="j" name="Razem"/>'
CHOICE = '<exclusiveGateway id="x" name="Która droga?" default="x_b"/>'
MERGE = '<exclusiveGateway id="m" name="Dalej"/>'
TERMINATE = '<endEvent id="t"><terminateEventDefinition/></endEvent>'


def texts(found: Process) -> list[str]:
    return [problem.text for problem in check(found)]


def test_a_gateway_that_waits_for_a_branch_not_chosen_is_told() -> None:
    found = process(START, CHOICE, user("a"), user("b"), JOIN, END, "s>x", "x>a: y = 1", "x>b", "a>j", "b>j", "j>e")
    (told,) = texts(found)
    assert told.startswith("Bramka równoległa „Razem” może utknąć: czeka na wszystkie gałęzie, a ta od „Krok ")


STUCK = {
    "branch leaves": [FORK, user("a"), CHOICE, user("b"), JOIN,
                      "s>f", "f>a", "f>x", "a>j", "x>e: y", "x>b", "b>j", "j>e"],
    "boundary leaves": [FORK, user("a"), user("b"), timer("z", "b", "P3D"), JOIN,
                        "s>f", "f>a", "f>b", "a>j", "b>j", "z>e", "j>e"],
    "conditional branch": [user("a"), '<userTask id="k" name="K" default="k_a"/>', user("b"), JOIN,
                           "s>k", "k>a", "k>b: y", "a>j", "b>j", "j>e"],
    "back into one branch": [JOIN, user("a"), '<exclusiveGateway id="x" name="X" default="x_e"/>',
                             "s>j", "j>a", "a>x", "x>j: y", "x>e"],
}  # fmt: skip


@pytest.mark.parametrize("elements", STUCK.values(), ids=STUCK.keys())
def test_a_gateway_that_can_get_stuck_is_told(elements: list[str]) -> None:
    assert any("może utknąć" in text for text in texts(process(START, *elements, END)))


SOUND = {
    "all branches": [FORK, user("a"), user("b"), JOIN, "s>f", "f>a", "f>b", "a>j", "b>j", "j>e"],
    "choice within a branch": [FORK, user("a"), CHOICE, user("b"), MERGE, JOIN,
                               "s>f", "f>a", "f>x", "a>j", "x>b", "x>m: y", "b>m", "m>j", "j>e"],
    "boundary comes back": [FORK, user("a"), user("b"), timer("z", "b", "P3D"), MERGE, JOIN,
                            "s>f", "f>a", "f>b", "a>j", "b>m", "z>m", "m>j", "j>e"],
    "beside the task": [FORK, user("a"), user("b"), message("z", "b", interrupting=False), user("c"), JOIN,
                        "s>f", "f>a", "f>b", "a>j", "b>j", "z>c", "c>e", "j>e"],
    "all is ended": [FORK, user("a"), CHOICE, user("b"), TERMINATE, JOIN,
                     "s>f", "f>a", "f>x", "a>j", "x>t: y", "x>b", "b>j", "j>e"],
    "again and again": [user("k"), FORK, user("a"), user("b"), JOIN, CHOICE,
                        "s>k", "k>f", "f>a", "f>b", "a>j", "b>j", "j>x", "x>k: y",
                        '<sequenceFlow id="x_b" sourceRef="x" targetRef="e"/>'],
}  # fmt: skip


@pytest.mark.parametrize("elements", SOUND.values(), ids=SOUND.keys())
def test_a_gateway_that_always_goes_on_is_not_told(elements: list[str]) -> None:
    assert texts(process(START, *elements, END)) == []


def test_a_process_with_more_ways_than_can_be_tried_is_not_judged_beyond_them() -> None:
    lines = ["s>f", FORK, JOIN, "j>e"]
    for at in range(30):
        choice = f'<exclusiveGateway id="x{at}" default="x{at}_a{at}"/>'
        lines += [choice, user(f"a{at}"), user(f"b{at}"), f'<exclusiveGateway id="w{at}"/>', f"f>x{at}"]
        lines += [f"x{at}>a{at}", f"x{at}>b{at}: y", f"a{at}>w{at}", f"b{at}>w{at}", f"w{at}>j"]
    assert texts(process(START, *lines, END)) == []


def test_a_gateway_of_thousands_of_arrows_is_not_tried() -> None:
    flows = [f'<sequenceFlow id="f{at}" sourceRef="x" targetRef="j"/>' for at in range(5_000)]
    told = texts(process(START, CHOICE, JOIN, END, "s>x", *flows, "j>e"))
    assert not any("utknąć" in text for text in told)


def test_a_step_that_nothing_leads_to_is_told() -> None:
    assert "Do „Krok a” nie prowadzi żadna droga od początku." in texts(process(START, END, user("a"), "s>e", "a>e"))


def test_a_task_that_nobody_would_do_is_told() -> None:
    (told,) = texts(process(START, '<task id="a" name="Zbadaj wniosek"/>', END, "s>a", "a>e"))
    assert told.startswith("„Zbadaj wniosek” to zadanie bez rodzaju: nikt go nie wykona.")


def test_a_manual_task_is_only_told_of_on_the_drawing() -> None:
    assert texts(process(START, '<manualTask id="a" name="Odłóż do akt"/>', END, "s>a", "a>e")) == []


@pytest.mark.parametrize("name", ["nieznany", "Postanowienie"])
def test_a_timer_that_names_no_term_of_the_service_is_told(name: str) -> None:
    ring = (
        '<bpmn:boundaryEvent id="zegar" name="Czas minął" attachedToRef="zbadaj"><bpmn:timerEventDefinition>'
        f"<bpmn:timeDuration>{name}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
        '<bpmn:sequenceFlow id="po_czasie" sourceRef="zegar" targetRef="koniec"/></bpmn:process>'
    )
    told = refusal_of(small_bundle({"process.bpmn": ("</bpmn:process>", ring)}))
    assert f"Nieznana nazwa „{name}”. Oczekiwano: nazwa terminu z service.yaml" in told
