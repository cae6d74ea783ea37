"""Charts: sound SVG, a zero baseline, words beside every mark, and no two labels one over the other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import etree

from okienko.desk import charts
from okienko.desk.charts import Line, Strip

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>alert('x')</script>"
MONTHS = [("XII", "2025"), ("I", "2026"), ("II", "2026")]


def texts(svg: str) -> list[str]:
    return [text.text or "" for text in etree.fromstring(svg).iter(f"{SVG}text")]


def circles(svg: str) -> list[tuple[float, float]]:
    found = etree.fromstring(svg).iter(f"{SVG}circle")
    return [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in found]


@pytest.mark.parametrize(
    ("count", "most", "shade"), [(0, 8, 0), (1, 8, 1), (2, 8, 1), (3, 8, 2), (8, 8, 4), (1, 1, 4), (0, 0, 0)]
)
def test_the_fullest_cell_is_the_darkest_and_an_empty_one_has_no_shade(count: int, most: int, shade: int) -> None:
    assert charts.level(count, most) == shade


@pytest.mark.parametrize(
    ("most", "expected"),
    [(0, [0, 1]), (3, [0, 1, 2, 3]), (8, [0, 2, 4, 6, 8]), (9, [0, 5, 10]), (130, [0, 50, 100, 150])],
)
def test_an_axis_begins_at_zero_and_ends_at_a_round_number(most: int, expected: list[int]) -> None:
    assert charts.ticks(most) == expected


@pytest.mark.parametrize(
    "svg",
    [charts.lines([(NASTY, NASTY)], [Line(NASTY, (1,))]), charts.dots([Strip(NASTY, NASTY, (1,), 1)], NASTY)],
    ids=["lines", "dots"],
)
def test_a_chart_is_sound_and_text_stays_text(svg: str) -> None:
    root = etree.fromstring(svg)
    assert NASTY in "".join(root.itertext())
    assert not root.xpath("//@style | //*[local-name() = 'script' or local-name() = 'style']")


def test_zero_stands_on_the_baseline_and_more_stands_higher() -> None:
    heights = [y for _, y in circles(charts.lines(MONTHS, [Line("założone", (0, 2, 4))]))]
    assert heights[0] == charts.LINE_HEIGHT - charts.BELOW
    assert heights[0] - heights[1] == heights[1] - heights[2] > 0


def test_a_year_stands_only_where_it_begins() -> None:
    told = texts(charts.lines(MONTHS, [Line("a", (1, 2, 3))]))
    assert told[-6:] == ["XII", "2025", "I", "2026", "II", "a 3"]


def test_each_line_is_named_at_its_end_with_its_last_number() -> None:
    svg = charts.lines(MONTHS[:2], [Line("założone", (1, 7)), Line("załatwione", (1, 7), main=False)])
    assert {"założone 7", "załatwione 7"} < set(texts(svg))


def test_names_of_lines_that_end_together_stand_apart() -> None:
    svg = charts.lines(MONTHS[:1], [Line("a", (0,)), Line("b", (0,), main=False), Line("c", (0,), main=False)])
    words = [text for text in etree.fromstring(svg).iter(f"{SVG}text") if (text.text or "").endswith(" 0")]
    heights = sorted(float(word.get("y", "")) for word in words)
    assert len(heights) == 3
    assert all(low - high >= charts.APART for high, low in pairwise(heights))


def test_the_second_line_differs_in_more_than_colour() -> None:
    svg = charts.lines(MONTHS[:2], [Line("a", (1, 2)), Line("b", (2, 1), main=False)])
    other = etree.fromstring(svg).xpath("//*[@class='chart__other']")[0]
    assert other.find(f"{SVG}path").get("stroke-dasharray")
    assert {mark.get("fill") for mark in other.iter(f"{SVG}circle")} == {"#ffffff"}


def test_each_value_is_a_dot_and_equal_ones_are_stacked() -> None:
    places = circles(charts.dots([Strip("Usługa", "3 sprawy", (2, 2, 9))], "dni"))
    assert len(places) == 3
    assert places[0][0] == places[1][0] < places[2][0]
    assert places[1][1] < places[0][1] == places[2][1]


def test_the_middle_is_a_line_at_its_place() -> None:
    with_middle = charts.dots([Strip("Usługa", "", (0, 10), 10)], "dni")
    without = charts.dots([Strip("Usługa", "", (0, 10))], "dni")
    place = circles(with_middle)[1][0]
    assert f'd="M{place:g} ' in with_middle
    assert "chart__main" not in without


def test_many_values_share_a_dot() -> None:
    strips = [Strip("Usługa", "", (5,) * 20)]
    assert charts.values_in_dot(strips) == 3
    assert len(circles(charts.dots(strips, "dni"))) == 7


@pytest.mark.parametrize("longest", [0, 3, 69, 70, 365, 4000])
def test_all_dots_stay_inside_the_picture(longest: int) -> None:
    svg = charts.dots([Strip("Usługa", "", (0, longest))], "dni")
    assert all(0 <= x <= charts.DOTS_WIDTH for x, _ in circles(svg))


def test_a_name_that_does_not_fit_is_cut() -> None:
    told = texts(charts.dots([Strip("Bardzo długa nazwa " * 10, "", (1,))], "dni"))
    assert told[0].startswith("Bardzo długa nazwa")
    assert told[0].endswith("…")
    assert len(told[0]) < 100
