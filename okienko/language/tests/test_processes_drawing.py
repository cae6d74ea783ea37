"""The picture and its text alternative."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from okienko.language.processes import State, Token, complete, draw, link, read, start, steps
from okienko.language.tests.bpmn import END, START, catch, process, timer, user

ROOT = Path(__file__).parents[3]
TREE = read((ROOT / "services" / "gm-wycinka-zgloszenie" / "process.bpmn").read_text(encoding="utf-8"))
SVG = "{http://www.w3.org/2000/svg}"


def shape(element: str, x: float | str, y: float = 0, more: str = "") -> str:
    return (
        f'<bpmndi:BPMNShape bpmnElement="{element}"{more}>'
        f'<dc:Bounds x="{x}" y="{y}" width="100" height="80"/></bpmndi:BPMNShape>'
    )


def edge(element: str) -> str:
    points = '<di:waypoint x="0" y="0"/><di:waypoint x="90" y="0"/>'
    return f'<bpmndi:BPMNEdge bpmnElement="{element}">{points}</bpmndi:BPMNEdge>'


def diagram(*parts: str) -> str:
    return f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{''.join(parts)}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"


def words(svg: str) -> str:
    return " ".join(" ".join(etree.fromstring(svg).itertext()).split())


def test_the_picture_of_tree_felling_is_sound_xml_with_a_title() -> None:
    root = etree.fromstring(draw(TREE))
    assert (root.tag, root.findtext(f"{SVG}title")) == (f"{SVG}svg", "Zgłoszenie zamiaru usunięcia drzewa")


def test_the_picture_has_no_inline_style_or_script() -> None:
    root = etree.fromstring(draw(TREE, start(TREE, {}).state))
    assert not root.xpath("//@style")
    assert not [element for element in root.iter() if etree.QName(element).localname in ("style", "script")]


def test_each_state_is_told_by_a_word_and_a_class() -> None:
    move = complete(TREE, start(TREE, {}).state, "1", {"kompletne": True})
    move = complete(TREE, move.state, "2", {})
    svg = draw(TREE, move.state, {"sprawdz"})
    assert "✓ zrobione" in words(svg)
    assert "▶ teraz" in words(svg)
    assert "… czeka" in words(svg)
    assert "Teraz: Wydaj sprzeciw albo zaświadczenie. Czeka: Minął termin sprzeciwu." in words(svg)
    assert 'class="node userTask now"' in svg


def test_a_timer_under_a_task_is_marked_under_it() -> None:
    state = State((Token("1", "czekaj_na_uzupelnienie"),), 1)
    root = etree.fromstring(draw(TREE, state))
    badges = [text for text in root.iter(f"{SVG}text") if text.text == "… czeka"]
    assert [badge.get("y") for badge in badges] == ["384", "484"]


def test_an_incident_is_marked() -> None:
    svg = draw(TREE, State((Token("1", "sprawdz", fault="Źle."),), 1))
    assert "! zatrzymane" in words(svg)


def test_counts_are_told_by_number_outline_and_shade() -> None:
    svg = draw(TREE, counts={"sprawdz": 1, "ogledziny": 8, "rozstrzygnij": 0})
    assert "Sprawdź zgłoszenie: 1 sprawa. Przeprowadź oględziny: 8 spraw." in words(svg)
    steps_drawn = etree.fromstring(svg).xpath("//*[contains(@class, 'heat')]")
    assert [step.get("class") for step in steps_drawn] == ["node userTask heat heat-1", "node userTask heat heat-4"]
    boxes = [step.find(f"{SVG}rect") for step in steps_drawn]
    assert [box.get("stroke-width") for box in boxes] == ["1.5", "4.5"]
    assert boxes[0].get("fill") != boxes[1].get("fill")
    assert svg.count('class="badge"') == 2


def test_a_picture_of_counts_says_when_nothing_stands_anywhere() -> None:
    svg = draw(TREE, start(TREE, {}).state, counts={})
    assert "Na żadnym kroku nie stoi sprawa." in words(svg)
    assert "teraz" not in words(svg)


def test_names_cannot_break_out_of_the_picture() -> None:
    evil = '<userTask id="a" name="&lt;script&gt;alert(1)&lt;/script&gt;&quot;"/>'
    svg = draw(process(START, evil, END, "s>a", "a>e", drawing=diagram(shape("a", 0))))
    assert "<script" not in svg
    assert etree.fromstring(svg).tag == f"{SVG}svg"


def test_a_process_without_a_drawing_says_so() -> None:
    assert "nie ma rysunku" in words(draw(process(START, END, "s>e")))


def test_all_kinds_of_elements_are_drawn() -> None:
    lane = '<laneSet id="ls"><lane id="l" name="Urząd"/></laneSet>'
    long = "NiezwykleDługaNazwaBezPrzerw i wiele innych słów które się nie zmieszczą w jednym małym kroku"
    found = process(
        START, lane, '<parallelGateway id="g"/>', '<inclusiveGateway id="i" name="I"/>',
        '<subProcess id="p" name="P"/>', f'<userTask id="a" name="{long}"/>',
        timer("t", "a", "x", interrupting=False), catch("c", '<messageEventDefinition messageRef="m1"/>'),
        '<endEvent id="e"><terminateEventDefinition/></endEvent>', "s>a",
        drawing=diagram(
            shape("l", 0), shape("g", 1), shape("i", 2), shape("p", 3, more=' isExpanded="true"'),
            shape("a", 4), shape("t", 5), shape("c", 6), shape("e", 7), shape("nic", "x"), shape("s", "nan"),
            '<bpmndi:BPMNShape bpmnElement="bez"/>', '<bpmndi:BPMNEdge bpmnElement="s_a"/>',
            edge("inna"),
        ),
    )  # fmt: skip
    svg = draw(found)
    assert "Urząd" in words(svg)
    assert "…" in words(svg)
    assert etree.fromstring(svg).tag == f"{SVG}svg"


def test_a_named_arrow_without_a_label_box_is_told_beside_it() -> None:
    arrow = '<sequenceFlow id="f" name="zawsze" sourceRef="s" targetRef="e"/>'
    assert "zawsze" in words(draw(process(START, END, arrow, drawing=diagram(shape("s", 0), edge("f")))))


def test_a_call_at_work_is_marked() -> None:
    call = '<callActivity id="c" name="C" calledElement="inny"/>'
    child = process(START, user("k"), END, "s>k", "k>e", name="inny")
    found = link(process(START, call, END, "s>c", "c>e", drawing=diagram(shape("c", 0))), {"inny": child})
    assert "▶ teraz" in words(draw(found, start(found, {}).state))


def test_steps_in_words_follow_the_path() -> None:
    told = [step.text for step in steps(TREE)]
    assert told[:5] == [
        "Początek: Zgłoszenie złożone.",
        "Sprawdź zgłoszenie.",
        "Kompletne? Jeśli „tak”: Przeprowadź oględziny. Jeśli „nie”: Nałóż obowiązek uzupełnienia.",
        "Przeprowadź oględziny.",
        "Wydaj sprzeciw albo zaświadczenie.",
    ]
    assert "Czekamy: Uzupełnienie zgłoszenia." in told
    assert (
        "W czasie kroku „Wydaj sprzeciw albo zaświadczenie” może zdarzyć się: Minął termin sprzeciwu. "
        "Wtedy: Odnotuj milczące załatwienie."
    ) in told


def test_steps_carry_their_state() -> None:
    told = {step.node: (step.status, step.word) for step in steps(TREE, start(TREE, {}).state, {"zlozono"})}
    assert (told["zlozono"], told["sprawdz"], told["ogledziny"]) == (
        ("done", "zrobione"),
        ("now", "teraz"),
        ("", ""),
    )


def test_branches_without_names_are_told_by_their_conditions() -> None:
    found = process(
        START, '<exclusiveGateway id="g" name="Ile" default="g_e"/>', '<parallelGateway id="f"/>',
        user("a"), user("b"), '<parallelGateway id="j"/>', timer("t", "brak", "x"), END,
        "s>g", "g>f: x > 3", "g>e", "f>a", "f>b", "a>j", "b>j", "j>e", "t>e", "s>t",
    )  # fmt: skip
    told = [step.text for step in steps(found)]
    assert "Ile: Jeśli x > 3: f. W pozostałych przypadkach: e." in told
    assert "Naraz: Krok a, Krok b." in told
    assert "Dalej: e." in told
    assert "Może zdarzyć się: Czas t. Wtedy: e." in told


def test_thousands_of_lanes_are_drawn_each_once() -> None:
    lanes = "".join(f'<lane id="l{at}" name="Tor {at}"/>' for at in range(2_000))
    places = "".join(
        f'<bpmndi:BPMNShape bpmnElement="l{at}"><dc:Bounds x="{at}" y="2" width="3" height="4"/></bpmndi:BPMNShape>'
        for at in range(2_000)
    )
    drawing = f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{places}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    picture = draw(process(START, END, "s>e", f"<laneSet>{lanes}</laneSet>", drawing=drawing))
    assert picture.count("Tor 1999") == 1
