"""What a process may hold, lived through in a case: rules, scripts, opinions, escalations, a resignation."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language import casework
from okienko.language.assess import assess
from okienko.language.bundle import Bundle
from okienko.language.calendar import Calendar
from okienko.language.errors import Refusal
from okienko.language.loader import DefinitionRefused, load
from okienko.language.processes import State, complete, draw, read, start, trigger, waiting
from okienko.language.stories import coverage, load_stories, play
from okienko.language.stories.mutants import mutants
from okienko.language.tests.consulting_service import PROCESS, consulting_bundle
from okienko.language.tests.lives import at
from okienko.language.tests.small_service import LAW

ROOT = Path(__file__).parents[3]
CALENDAR = Calendar.from_csv((ROOT / "data/holidays.csv").read_text("utf-8"))
BUNDLE = consulting_bundle()
SERVICE = load(BUNDLE, law=LAW)
GIVEN = {"gatunek": "topola", "obwod": Decimal(96), "rzeczy": [{"waga": Decimal(6)}]}


def setting() -> casework.Setting:
    office = {"szczebel": "gmina", "miasto_na_prawach_powiatu": False}
    found = assess(SERVICE, GIVEN, day=at(2).date(), law=LAW, local=office)
    return casework.Setting(SERVICE, CALENDAR, found.scope)


HERE = setting()


def opened() -> casework.Step:
    return casework.open_case(HERE, at(2))


def done(step: casework.Step, node: str, which: int = 0, **answers: Any) -> casework.Step:
    tokens = [task.token for task in casework.open_tasks(HERE, step.state) if task.node == node]
    after = casework.complete(HERE, step.state, tokens[which], answers, at(3))
    assert casework.CaseState.from_json(after.state.to_json()) == after.state
    return after


def consulted() -> casework.Step:
    return done(opened(), "zbadaj", drzew=22)


def tasks(step: casework.Step) -> list[str]:
    return [task.node for task in casework.open_tasks(HERE, step.state)]


@pytest.mark.parametrize("story", load_stories(BUNDLE), ids=lambda story: story.title)
def test_a_story_of_the_service_holds(story: Any) -> None:
    assert [problem.text for problem in play(SERVICE, story, LAW, CALENDAR).problems] == []


def test_the_stories_reach_each_step_at_any_depth_and_each_row() -> None:
    reached = coverage(SERVICE, [play(SERVICE, story, LAW, CALENDAR) for story in load_stories(BUNDLE)])
    assert reached.branches[0] == reached.branches[1] == len(SERVICE.process.all_nodes)
    assert not [text for text in reached.missing if "tryb" in text]


def test_changes_of_the_process_at_any_depth_are_tried() -> None:
    where = {mutant.where for mutant in mutants(SERVICE, LAW) if mutant.where.startswith("process.bpmn")}
    assert {"process.bpmn, strzałka „o3”", "process.bpmn, krok „policz”", "process.bpmn, krok „zaopiniuj”"} <= where


def test_what_a_script_and_a_rule_find_are_facts_of_the_case() -> None:
    after = consulted()
    assert (after.state.facts["razem"], after.state.facts["tryb"]) == (44, "trudny")


def test_a_rule_decided_in_the_case_is_told_with_its_row_and_inputs() -> None:
    (taken,) = [effect.taken for effect in consulted().effects if isinstance(effect, casework.RuleDecided)]
    assert (taken.name, taken.value, taken.rows, taken.basis) == ("tryb", "trudny", (1,), "art. 12")
    assert taken.inputs == {"drzew": 22, "duzy": True}


def test_each_instance_is_a_task_with_its_item_in_its_words() -> None:
    labels = [effect.label for effect in consulted().effects if isinstance(effect, casework.TaskOpened)]
    assert labels == ["Wpisz opinię (1 z 3): konserwator", "Wpisz opinię (2 z 3): lasy", "Wpisz opinię (3 z 3): wody"]


def test_answers_of_an_instance_are_its_own_until_they_are_collected() -> None:
    half = done(consulted(), "zaopiniuj", opinia="zgoda")
    assert "opinia" not in half.state.facts
    whole = done(done(half, "zaopiniuj", 1, opinia="zgoda"), "zaopiniuj", opinia="zgoda")
    assert (whole.state.facts["opinie_organow"], tasks(whole)) == (["zgoda"] * 3, ["wydaj"])


def test_one_objection_takes_the_other_opinions_away_and_escalates() -> None:
    after = done(consulted(), "zaopiniuj", 1, opinia="sprzeciw")
    assert after.state.facts["opinie_organow"] == [None, "sprzeciw", None]
    assert (tasks(after), after.state.outcome) == ([], "odmowa")
    assert sum(isinstance(effect, casework.TaskClosed) for effect in after.effects) == 3


def test_a_message_thrown_sends_the_letter_of_its_step() -> None:
    after = done(opened(), "zbadaj", drzew=2)
    letters = [
        (effect.letter, effect.automatic) for effect in after.effects if isinstance(effect, casework.LetterIssued)
    ]
    assert letters == [("list", True), ("list", True)]
    assert {"zawiadom", "oglos"} <= set(after.state.events)


def test_a_rule_that_gives_nothing_is_an_error_that_the_process_catches() -> None:
    assert tasks(done(opened(), "zbadaj", drzew=0)) == ["popraw"]


def test_a_resignation_ends_all_else_wherever_the_case_stands() -> None:
    half = done(consulted(), "zaopiniuj", opinia="zgoda")
    after = casework.receive(HERE, half.state, "rezygnacja", {}, at(4))
    assert tasks(after) == ["odnotuj"]
    assert done(after, "odnotuj").state.outcome == "odmowa"


def test_a_case_is_moved_out_of_its_opinions_but_not_into_them() -> None:
    half = consulted()
    token = casework.open_tasks(HERE, half.state)[0].token
    assert set(casework.move_targets(HERE, half.state)) == {"zbadaj", "popraw", "zaopiniuj", "wydaj"}
    moved = casework.move(HERE, half.state, token, "wydaj", at(3))
    assert set(tasks(moved)) == {"wydaj"}
    assert "zaopiniuj" not in casework.move_targets(HERE, moved.state)


RULE = ('id="tryb" name="Ustal tryb"/>', 'id="tryb" name="T" x:decisionRef="trybb" xmlns:x="x"/>')
BEGIN = ('<startEvent id="start"/>', '<startEvent id="start"><messageEventDefinition messageRef="m"/></startEvent>')
COLLECT = ("<loopDataOutputRef>opinie_organow</loopDataOutputRef>", "")
MISTAKES = {
    "rule": ("process.bpmn", RULE, "Nieznana nazwa „trybb”. Oczekiwano: nazwa reguły z rules.yaml"),
    "script": ("process.bpmn", ("drzew * 2", "drzwe * 2"), "Nieznana nazwa „drzwe” w wyrażeniu „drzwe * 2”"),
    "list": ("process.bpmn", (">organy<", ">organyy<"), "Nieznana nazwa „organyy”"),
    "condition": ("process.bpmn", ('opinia = "sprzeciw"', 'opinja = "sprzeciw"'), "Nieznana nazwa „opinja”"),
    "condition within": ("process.bpmn", ("contains(opinie_organow", "contains(opinie"), "Nieznana nazwa „opinie”"),
    "clash": ("process.bpmn", ("razem = drzew", "gatunek = drzew"), "ustalanej w procesie „gatunek” jest już użyta."),
    "answers lost": ("process.bpmn", COLLECT, "Odpowiedzi z powtarzanego kroku „Zaopiniuj” przepadną: opinia."),
    "not described": (
        "service.yaml",
        ("  odnotuj: {label: Odnotuj rezygnację}\n", ""),
        "Krok „odnotuj” z process.bpmn",
    ),
    "no outcome": (
        "service.yaml",
        (" koniec_rezygnacji: odmowa,", ""),
        "Koniec „koniec_rezygnacji” z process.bpmn nie ma",
    ),
    "other start": ("process.bpmn", BEGIN, "sprawa usługi zaczyna się tylko od złożenia"),
    "in the form": ("form.yaml", ("obwod = 13", 'tryb = "trudny"'), "Nieznana nazwa „tryb”"),
    "shown": ("rules.yaml", ("  - decide: tryb\n", "  - decide: tryb\n    show: Tryb\n"), "nie może mieć „each” ani"),
    "circle": ("process.bpmn", ('targetRef="popraw"/>', 'targetRef="tryb"/>'), "Koło, w którym nikt na nic nie czeka"),
}


@pytest.mark.parametrize(("file", "change", "words"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_file_and_line(file: str, change: tuple[str, str], words: str) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        load(consulting_bundle({file: change}), law=LAW)
    told = [line for line in refused.value.text.splitlines() if words in line]
    assert told, refused.value.text
    assert "wiersz" in told[0]


KINDS = (
    "subProcess", "userTask", "inclusiveGateway", "eventBasedGateway", "parallelGateway", "callActivity", "endEvent",
    "startEvent", "boundaryEvent", "intermediateThrowEvent", "scriptTask", "opinie", "popraw", "tryb", "false", "3",
)  # fmt: skip
WORDS = [found.span() for found in re.finditer(r"\w+", PROCESS)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(KINDS)), min_size=1, max_size=3), st.randoms())
def test_a_process_with_words_changed_loads_or_is_refused_and_never_breaks(changes: Any, chance: Random) -> None:
    text = PROCESS
    for (begin, end), word in sorted(set(changes), reverse=True):
        text = text[:begin] + word + text[end:]
    with suppress(DefinitionRefused):
        load(Bundle({**BUNDLE.files, "process.bpmn": text}), law=LAW)
    with suppress(Refusal):
        process = read(text)
        move = start(process, {"drzew": Decimal(22)})
        for _ in range(8):
            waits = [wait for wait in waiting(process, move.state) if wait.kind != "incident"]
            if waits:
                wait = chance.choice(waits)
                act = complete if wait.kind in ("user", "service", "rule") else trigger
                move = act(process, move.state, wait.token, {"drzew": Decimal(22)})
            assert draw(process, move.state)
            assert State.from_json(move.state.to_json()) == move.state
