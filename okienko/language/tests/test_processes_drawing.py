"""The picture and its text alternative."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from okienko.language.processes import State, Token, complete, draw, link, read, standing, start, steps
from okienko.language.tests.acts import Played
from okienko.language.tests.bpmn import (
    END,
    ERROR,
    ESCALATION,
    MESSAGE,
    SIGNAL,
    START,
    catch,
    ends,
    guard,
    loop,
    many,
    on_event,
    process,
    script,
    sub,
    throws,
    timer,
    user,
)

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
    steps_drawn = etree.fromstring(svg).xpath("//*[contains(@class, 'held')]")
    assert [step.get("class") for step in steps_drawn] == ["node userTask held held-1", "node userTask held held-4"]
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


INNER = ['<startEvent id="is"/>', '<endEvent id="ie"/>']
HELD = [START, sub("z", *INNER, user("a"), "is>a", "a>ie"), user("b"), END, "s>z", "z>b", "b>e"]


def held(frame: str, inside: float) -> str:
    """The drawing of a sub-process and the step within."""
    frame_of = '<dc:Bounds x="0" y="0" width="400" height="300"/></bpmndi:BPMNShape>'
    outer = f'<bpmndi:BPMNShape bpmnElement="z"{frame}>{frame_of}'
    return diagram(outer, shape("a", inside, 50), shape("b", 500), shape("e", 700), edge("is_a"), edge("z_b"))


def test_steps_of_an_open_sub_process_are_drawn_in_its_frame() -> None:
    played = Played(process(*HELD, drawing=held(' isExpanded="true"', 40)))
    svg = draw(played.process, played.moved.state, {"s"})
    assert svg.count('class="node userTask now"') == 1
    assert 'class="node subProcess now"' in svg
    assert "Teraz: Część z, Krok a." in words(svg)


def test_a_sub_process_that_is_not_said_to_be_open_is_if_its_steps_stand_in_it() -> None:
    svg = draw(process(*HELD, drawing=held("", 40)))
    assert svg.count('class="node userTask"') == 2


def test_a_closed_sub_process_stands_for_the_steps_within() -> None:
    played = Played(process(*HELD, drawing=held(' isExpanded="false"', 900)))
    svg = draw(played.process, played.moved.state)
    assert "userTask now" not in svg
    assert 'class="node subProcess now"' in svg
    assert svg.count('class="flow"') == 1
    counts = draw(played.process, counts={"a": 2, "z": 1})
    assert 'class="node subProcess held held-4"' in counts
    assert "Krok a: 2 sprawy." in words(counts)


def test_of_several_drawings_the_one_that_shows_the_process_is_taken() -> None:
    drawn = diagram(shape("inny", 0)) + diagram(shape("z", 0), shape("b", 200), edge("z_b")) + diagram(shape("a", 0))
    found = process(*HELD, drawing=drawn)
    assert (set(found.shapes), set(found.edges)) == ({"z", "b"}, {"z_b"})
    assert draw(found).count('class="node') == 2


def test_an_incident_within_a_closed_sub_process_is_marked_at_it() -> None:
    found = process(*HELD, drawing=held(' isExpanded="false"', 900))
    state = State((Token("1", "z"), Token("2", "a", "1", fault="Źle.")), 2)
    assert 'class="node subProcess incident"' in draw(found, state)


def paths_of(svg: str, node: str) -> int:
    (group,) = etree.fromstring(svg).xpath(f"//*[contains(@class, '{node}')]")
    return sum(1 for part in group.iter() if etree.QName(part).localname in ("path", "polygon", "circle", "rect"))


def test_repetition_and_closed_sub_processes_have_markers() -> None:
    plain, at_once = user("a"), many(user("a"), loopCardinality="2")
    in_turn, again = many(user("a"), loopCardinality="2", sequential=True), loop(user("a"), "x")
    counts = [
        paths_of(draw(process(START, one, END, "s>a", "a>e", drawing=diagram(shape("a", 0)))), "userTask")
        for one in (plain, at_once, in_turn, again)
    ]
    assert counts == [counts[0], *[counts[0] + 1] * 3]


def test_each_kind_of_event_and_task_has_a_sign_of_its_own() -> None:
    kinds = [MESSAGE, SIGNAL, ERROR, ESCALATION, '<linkEventDefinition name="x"/>', "<terminateEventDefinition/>", ""]
    drawn = {draw(process(ends("e", kind), drawing=diagram(shape("e", 0)))).split("</title>")[2] for kind in kinds}
    assert len(drawn) == len(kinds)
    tasks = ("userTask", "serviceTask", "receiveTask", "sendTask", "scriptTask", "businessRuleTask", "manualTask")
    signs = {
        draw(process(f'<{kind} id="a"/>', drawing=diagram(shape("a", 0)))).split("</title>")[2].split("</g>")[0]
        for kind in (*tasks, "task")
    }
    assert len(signs) == len(tasks) + 1
    gates = ("exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway")
    assert len({draw(process(f'<{gate} id="a"/>', drawing=diagram(shape("a", 0)))) for gate in gates}) == len(gates)


def test_a_thrown_sign_is_filled_and_a_caught_one_is_not() -> None:
    thrown = draw(process(throws("t", SIGNAL), drawing=diagram(shape("t", 0))))
    caught = draw(process(catch("t", SIGNAL), drawing=diagram(shape("t", 0))))
    assert 'fill="#0b0c0c"' in etree.tostring(etree.fromstring(thrown).find(f".//{SVG}polygon")).decode()
    assert 'fill="#ffffff"' in etree.tostring(etree.fromstring(caught).find(f".//{SVG}polygon")).decode()


def test_a_call_counts_where_a_case_stands_within_it() -> None:
    call = '<callActivity id="c" name="C" calledElement="inny"/>'
    child = process(START, user("k"), END, "s>k", "k>e", name="inny")
    found = link(process(START, call, END, "s>c", "c>e"), {"inny": child})
    assert set(standing(found, start(found, {}).state).values()) == {"c"}


def test_all_kinds_of_steps_are_told_in_words() -> None:
    race = '<eventBasedGateway id="g" name="Co pierwsze?"/>'
    split = '<inclusiveGateway id="f" name="Które" default="f_z"/>'
    found = process(
        START, split, many(user("a"), each="x in xs", completionCondition="y"), loop(user("b"), "z < 3"),
        sub("z", *INNER, script("c", "k = 1"), "is>c", "c>ie"), '<inclusiveGateway id="j"/>',
        guard("q", "z", ESCALATION, interrupting=False), throws("t", ESCALATION), race, catch("m", MESSAGE),
        catch("y", SIGNAL), '<businessRuleTask id="r" name="Policz"/>', ends("v", SIGNAL), END,
        "s>f", "f>a: p", "f>b: q", "f>z", "a>j", "b>j", "z>j", "q>t", "t>e", "j>g", "g>m", "g>y", "m>r", "y>r", "r>v",
        on_event("o", MESSAGE, user("d"), '<endEvent id="oe"/>', "os>d", "d>oe"),
    )  # fmt: skip
    told = [step.text for step in steps(found)]
    for expected in (
        "Każda pasująca droga. Które: Jeśli p: Krok a. Jeśli q: Krok b. W pozostałych przypadkach: Część z.",
        "Krok a. Powtarzane dla każdego z „xs”, naraz. Koniec wcześniej, gdy y.",
        "Krok b. Powtarzane, dopóki z < 3.",
        "Kilka kroków: Część z.",
        "System ustala (k): Skrypt c.",
        "W czasie kroku „Część z” może zdarzyć się: Przerwa q. Wtedy: Wysłanie t. Krok trwa dalej.",
        "Sprawa idzie wyżej: Wysłanie t.",
        "Zależnie od tego, co nastąpi pierwsze: Zdarzenie m, Zdarzenie y.",
        "System pyta regułę: Policz.",
        "Koniec: Koniec v. Wychodzi sygnał: sygnal.",
        "Gdy nastąpi: Początek o, przerywa to wszystko inne: Część o.",
        "Krok d.",
    ):
        assert expected in told
    assert told.index("Kilka kroków: Część z.") + 2 == told.index("System ustala (k): Skrypt c.")


def test_thousands_of_lanes_are_drawn_each_once() -> None:
    lanes = "".join(f'<lane id="l{at}" name="Tor {at}"/>' for at in range(2_000))
    places = "".join(
        f'<bpmndi:BPMNShape bpmnElement="l{at}"><dc:Bounds x="{at}" y="2" width="3" height="4"/></bpmndi:BPMNShape>'
        for at in range(2_000)
    )
    drawing = f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{places}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    picture = draw(process(START, END, "s>e", f"<laneSet>{lanes}</laneSet>", drawing=drawing))
    assert picture.count("Tor 1999") == 1
