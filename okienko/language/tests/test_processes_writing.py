"""BPMN files are written back whole, whatever of them is not run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest

from okienko.language.processes import Process, Unreadable, read, read_all, write
from okienko.language.tests.bpmn import END, HEAD, START, user, xml

ROOT = Path(__file__).parents[3]
TREE = (ROOT / "services" / "gm-wycinka-zgloszenie" / "process.bpmn").read_text(encoding="utf-8")
HEAD_13 = (
    "<?xml version='1.0' encoding='UTF-8'?>\n<!-- z modelera -->\n"
    '<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:v="urn:vendor" v:tool="Rysownik 3">'
)
DRAWN_ELSEWHERE = f"""{HEAD_13}
<?vendor cache?>
<b:collaboration id="c"><b:participant id="p1" name="Urząd" processRef="p"/><b:messageFlow id="mf"/></b:collaboration>
<b:process id="p" isExecutable="true" v:owner="GM"><v:layout grid="10"/>
 <b:extensionElements><v:sla hours="4"><![CDATA[a < b]]></v:sla></b:extensionElements>
 <b:laneSet id="l"><b:lane id="l1" name="Kancelaria"><b:flowNodeRef>a</b:flowNodeRef></b:lane></b:laneSet>
 <b:startEvent id="s"><b:outgoing>f1</b:outgoing></b:startEvent>
 <b:subProcess id="a" name="Zbadaj&#10;dokładnie"><b:multiInstanceLoopCharacteristics id="loop"/>
  <b:userTask id="in1"/><b:subProcess id="in2"><b:task id="deep"/></b:subProcess>
  <b:sequenceFlow id="f3" sourceRef="in1" targetRef="in2"/>
 </b:subProcess>
 <b:endEvent id="e"/><b:dataObjectReference id="d" name="Akta"/>
 <b:sequenceFlow id="f1" sourceRef="s" targetRef="a"/><b:sequenceFlow id="f2" sourceRef="a" targetRef="e"/>
</b:process>
<b:process id="q"><b:task id="qt"/></b:process>
</b:definitions>
<!-- koniec -->
"""


def same(one: str | bytes, other: str | bytes) -> bool:
    def plain(content: str | bytes) -> str:
        text = content if isinstance(content, str) else content.decode()
        return canonicalize(text.partition("?>")[2] if text.startswith("<?xml") else text, with_comments=True)

    return plain(one) == plain(other)


@pytest.mark.parametrize("text", [TREE, DRAWN_ELSEWHERE, xml(START, user("a"), END)], ids=["ours", "foreign", "small"])
def test_a_file_is_written_back_without_loss(text: str) -> None:
    assert same(write(read(text)), text)


def test_what_was_written_reads_as_the_same_process() -> None:
    found = read(DRAWN_ELSEWHERE)
    assert replace(read(write(found)), xml=found.xml) == found


@pytest.mark.parametrize("kept", ["<![CDATA[a < b]]>", "<!-- z modelera -->", "<!-- koniec -->", "<?vendor cache?>"])
def test_comments_sections_and_instructions_stay(kept: str) -> None:
    assert kept in write(read(DRAWN_ELSEWHERE)).decode()


@pytest.mark.parametrize("encoding", ["iso-8859-2", "utf-16", "utf-8-sig", "windows-1250"])
def test_other_encodings_are_written_as_utf_8(encoding: str) -> None:
    declared = DRAWN_ELSEWHERE.replace("UTF-8", encoding.removesuffix("-sig"))
    written = write(read(declared.encode(encoding)))
    assert written == DRAWN_ELSEWHERE.replace("'UTF-8'", '"UTF-8"').encode()


def test_all_processes_of_a_file_are_read_with_what_lies_within() -> None:
    first, second = read_all(DRAWN_ELSEWHERE)
    within = first.inner["a"]
    assert (set(first.nodes), set(within.nodes), set(within.flows)) == ({"s", "a", "e"}, {"in1", "in2"}, {"f3"})
    assert set(within.inner["in2"].nodes) == {"deep"}
    assert (second.id, set(second.nodes)) == ("q", {"qt"})


def test_a_file_without_processes_has_none() -> None:
    assert read_all(f"{HEAD}</definitions>") == ()


def test_a_file_of_countless_processes_is_refused() -> None:
    with pytest.raises(Unreadable, match="200"):
        read_all(f"{HEAD}{'<process/>' * 201}</definitions>")


def test_a_process_that_was_never_a_file_is_not_written() -> None:
    with pytest.raises(ValueError, match="read from a file"):
        write(Process("p", "", {}, {}))
