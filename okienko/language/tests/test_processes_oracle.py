"""Random block-structured processes: the interpreter against what the blocks say, and against SpiffWorkflow.

`OKIENKO_MODELS=5000 pytest …` runs more; `make oracle ARGS='--models 5000'` counts and explains the differences.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language.tests.acts import Played
from okienko.language.tests.blocks import bpmn_of, grown
from okienko.language.tests.bpmn import END, SIGNAL, START, catch, on_event, process, throws, user, xml
from okienko.language.tests.engines import AGREED, played, reason
from okienko.language.tests.slow_process import Key
from okienko.language.tests.spiff import SpiffProcess

MODELS = int(os.environ.get("OKIENKO_MODELS", "200"))
SEEDS = st.integers(0, 10**9)


@settings(max_examples=MODELS, deadline=None)
@given(SEEDS)
def test_a_random_process_runs_as_its_blocks_say(seed: int) -> None:
    assert played(seed, spiff=False).slow == ""


@settings(max_examples=MODELS, deadline=None)
@given(SEEDS)
def test_a_random_process_runs_as_on_spiff_where_that_is_right(seed: int) -> None:
    life = played(seed, AGREED)
    assert (life.slow, life.spiff) == ("", "")


def test_random_processes_hold_all_kinds_of_blocks_and_acts() -> None:
    lives = [played(seed, spiff=False) for seed in range(150)]
    kinds = set().union(*(life.block.kinds for life in lives))
    assert kinds == {"task", "script", *AGREED, "again", "guarded", "beside", "fails"}
    assert sum(life.acts for life in lives) > 200
    assert {log.split()[0] for life in lives for log in life.log} == {"do", "hear"}


def test_a_process_of_a_seed_is_always_the_same() -> None:
    assert bpmn_of(grown(7)) == bpmn_of(grown(7))
    assert bpmn_of(grown(7)) != bpmn_of(grown(8))


def _opened_by_spiff(bpmn: str) -> list[Key] | str:
    try:
        return SpiffProcess(bpmn, {}).open
    except Exception as fault:  # whatever it raises, it does not run it
        return str(fault)


# Where SpiffWorkflow is wrong, and what we do there


def test_spiff_goes_on_with_the_rest_beside_an_interrupting_event_sub_process() -> None:
    elements = [START, user("a"), END, "s>a", "a>e",
                on_event("z", SIGNAL, user("c"), '<endEvent id="ze"/>', "zs>c", "c>ze")]  # fmt: skip
    spiff = SpiffProcess(xml(*elements), {})
    spiff.hear("sygnal")
    assert spiff.open == [("a", ()), ("c", ())]
    assert Played(process(*elements)).came("sygnal") == ["c"]


def test_spiff_does_not_read_link_events() -> None:
    link = '<linkEventDefinition name="dalej"/>'
    elements = [START, throws("t", link), catch("c", link), user("b"), END, "s>t", "c>b", "b>e"]
    assert _opened_by_spiff(xml(*elements)) != [("b", ())]
    assert Played(process(*elements)).open == ["b"]


@pytest.mark.parametrize(
    ("seed", "why"), [(78, "gubi żetony"), (65, "bramka równoległa w pętli"), (109, "błąd wewnętrzny")]
)
def test_spiff_departs_from_the_blocks_and_we_do_not(seed: int, why: str) -> None:
    life = played(seed)
    assert life.slow == ""
    assert reason(life).startswith(why)
