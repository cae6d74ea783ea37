"""BPMN files: what is read, what is kept, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from okienko.language.processes import Process, Unreadable, check, link, read
from okienko.language.tests.bpmn import END, HEAD, START, catch, message, process, receive, timer, user, xml

ROOT = Path(__file__).parents[3]
TREE = (ROOT / "services" / "gm-wycinka-zgloszenie" / "process.bpmn").read_text(encoding="utf-8")


def texts(found: Process) -> str:
    return "\n".join(problem.text for problem in check(found))


def test_the_process_of_tree_felling_may_be_published() -> None:
    assert check(read(TREE)) == ()


def test_the_process_of_tree_felling_names_its_terms_and_messages() -> None:
    found = read(TREE)
    assert (found.timers, found.messages) == (
        ("uzupelnienie", "sprzeciw", "wycinka"),
        ("uzupelnienie", "zaswiadczenie_milczace"),
    )


def test_every_element_of_tree_felling_is_drawn() -> None:
    found = read(TREE)
    assert (found.nodes.keys() - found.shapes, found.flows.keys() - found.edges) == (set(), set())


def test_the_source_is_kept_letter_by_letter() -> None:
    assert read(TREE).xml == TREE


def test_bytes_are_read_like_text() -> None:
    found = read(TREE.encode())
    assert found.nodes == read(TREE).nodes
    assert "Sprawdź zgłoszenie" in found.xml


def test_elements_keep_their_names_lines_and_words() -> None:
    found = process(START, '<userTask id="a" name="Zbadaj   sprawę"><documentation>Po co.</documentation></userTask>')
    node = found.nodes["a"]
    assert (node.label, node.line, node.text, found.nodes["s"].label) == ("Zbadaj sprawę", 3, "Po co.", "s")


def test_lanes_and_notes_are_kept_and_not_run() -> None:
    lane = '<laneSet id="l"><lane id="l1" name="Urząd"/></laneSet>'
    note = '<textAnnotation id="n"><text>Uwaga</text></textAnnotation><dataObject id="d"/>'
    found = process(START, END, "s>e", lane, note)
    assert check(found) == ()
    assert {name: (extra.kind, extra.name) for name, extra in found.extras.items() if name in ("l1", "n")} == {
        "l1": ("lane", "Urząd"),
        "n": ("textAnnotation", "Uwaga"),
    }


def test_the_executable_process_is_chosen_among_several() -> None:
    other = '<process id="inny"><startEvent id="x"/></process>'
    text = xml(START, END, "s>e").replace("<process", other + "<process", 1)
    assert (read(text).id, read(text, process="inny").id) == ("p", "inny")


@pytest.mark.parametrize(
    "content",
    [
        "to nie XML",
        "<html/>",
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        f"{HEAD}</definitions>",
        " " * 2_000_001,
    ],
    ids=["no xml", "other xml", "entities", "no process", "too large"],
)
def test_what_is_no_safe_bpmn_is_refused(content: str) -> None:
    with pytest.raises(Unreadable):
        read(content)


def test_a_process_that_is_not_in_the_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="inny"):
        read(xml(START), process="inny")


GATE = '<exclusiveGateway id="g" name="Bramka"/>'
FAULTS = {
    "no start": ([END], "nie ma początku"),
    "no end": ([START, user("a"), "s>a", "a>a"], "nie ma końca"),
    "two starts": ([START, '<startEvent id="s2"/>', END, "s>e", "s2>e"], "więcej niż jeden początek"),
    "unknown kind": ([START, '<magicTask id="a"/>', END, "s>a", "a>e"], "nieznany rodzaj"),
    "refused kind": ([START, '<complexGateway id="a"/>', END, "s>a", "a>e"], "bramka złożona"),
    "nameless task": ([START, '<userTask id="a"/>', END, "s>a", "a>e"], "nie ma nazwy"),
    "conditional start": (
        ['<startEvent id="s"><conditionalEventDefinition/></startEvent>', END, "s>e"],
        "zdarzenie warunkowe",
    ),
    "timer cycle": (
        [START, catch("c", "<timerEventDefinition><timeCycle>R3</timeCycle></timerEventDefinition>"), END,
         "s>c", "c>e"],
        "timer other than duration",
    ),
    "two events": (
        [START, catch("c", "<timerEventDefinition/><signalEventDefinition/>"), END, "s>c", "c>e"],
        "multiple",
    ),
    "event elsewhere": (
        [START, catch("c", "<eventDefinitionRef>x</eventDefinitionRef>"), END, "s>c", "c>e"],
        "reference",
    ),
    "signal": ([START, catch("c", "<signalEventDefinition/>"), END, "s>c", "c>e"], "jaki to sygnał"),
    "bad timer": (
        [START, user("a"), timer("t", "a", "za 3 dni!"), END, "s>a", "a>e", "t>e"], "ani nazwa terminu"
    ),
    "no message": ([START, '<receiveTask id="a" name="A"/>', END, "s>a", "a>e"], "na jaką wiadomość"),
    "loose boundary": ([START, timer("t", "nic", "x"), END, "s>e", "t>e"], "nie jest przyczepione"),
    "idle host": (
        [START, '<task id="a" name="A"/>', timer("t", "a", "x"), END, "s>a", "a>e", "t>e"],
        "na nic nie czeka",
    ),
    "into start": ([START, user("a"), END, "s>a", "a>s", "a>e"], "nie może prowadzić strzałka"),
    "out of end": ([START, END, user("a"), "s>e", "e>a", "a>e"], "Od końca"),
    "dead end": ([START, user("a"), END, user("b"), "s>a", "a>e", "a>b"], "ślepym zaułkiem"),
    "unreachable": ([START, END, user("a"), "s>e", "a>e"], "żadna droga od początku"),
    "no way out": ([START, user("a"), user("b"), END, "s>a", "a>b", "b>b", "a>e"], "żadna droga do końca"),
    "foreign default": (
        [START, '<exclusiveGateway id="g" default="s_g"/>', END, "s>g", "g>e"], "Domyślna strzałka"
    ),
    "no default": (
        [START, GATE, user("a"), END, "s>g", "g>a: x = 1", "g>e: x = 2", "a>e"], "nie ma domyślnej"
    ),
    "bare branch": ([START, GATE, user("a"), END, "s>g", "g>a", "g>e: x = 2", "a>e"], "nie ma warunku"),
    "task without default": ([START, user("a"), END, "s>a", "a>e: x = 1"], "nie ma domyślnej"),
    "parallel condition": (
        [START, '<parallelGateway id="g"/>', user("a"), END, "s>g", "g>a: x = 1", "g>e", "a>e"], "równoległa"
    ),
    "idle loop": ([START, GATE.replace("/>", ' default="g_e"/>'), END, "s>g", "g>g: x", "g>e"], "„Bramka” → „Bramka”"),
    "unresolved call": (
        [START, '<callActivity id="a" calledElement="inny"/>', END, "s>a", "a>e"], "wywołuje proces „inny”"
    ),
    "duplicate id": ([START, END, END, "s>e"], "występuje dwa razy"),
    "no id": ([START, END, "<userTask/>", "s>e"], "nie ma identyfikatora"),
    "arrow to nowhere": ([START, END, "s>e", "s>nic"], "nieistniejący element „nic”"),
    "bad condition": ([START, user("a"), END, "s>a", "a>e: 1 +"], "nie jest wyrażeniem FEEL"),
    "multi instance": (
        [START, '<userTask id="a" name="A"><standardLoopCharacteristics/></userTask>', END, "s>a", "a>e"],
        "kiedy przestać powtarzać",
    ),
    "compensation": (
        [START, '<userTask id="a" name="A" isForCompensation="true"/>', END, "s>a", "a>e"], "compensation"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("elements", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told(elements: list[str], words: str) -> None:
    assert words in texts(process(*elements))


def test_a_fault_has_its_line() -> None:
    (problem,) = check(process(START, "<magicTask id='a'/>", END, "s>a", "a>e"))
    assert (problem.line, problem.node) == (3, "a")


def test_timers_and_messages_at_tasks_may_be_published() -> None:
    elements = [
        START,
        user("a"),
        timer("t", "a", "P14D"),
        message("m", "a", interrupting=False),
        receive("r"),
        END,
    ]
    assert texts(process(*elements, "s>a", "a>r", "r>e", "t>e", "m>e")) == ""


def test_faults_of_a_called_process_are_told_at_the_call() -> None:
    call = '<callActivity id="a" name="A" calledElement="inny"/>'
    whole = link(process(START, call, END, "s>a", "a>e"), {"inny": process(START, name="inny")})
    assert "W wywołanym procesie „inny”: Proces nie ma końca." in texts(whole)


def test_a_process_that_calls_itself_is_refused() -> None:
    whole = process(START, '<callActivity id="a" name="A" calledElement="p"/>', END, "s>a", "a>e")
    assert "zapętla" in texts(link(whole, {"p": whole}))
