"""Reading pipe tables: what is right, what is wrong and where, round trip, mutants."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language.tables import Table, TableError, parse_table

TREES = """
| gatunek                      | prog | podstawa |
| topola, klon jesionolistny   | 80   | lit. a   |
| robinia akacjowa             | 65   | lit. b   |
| -                            | 50   | lit. c   |
"""


def trees(text: str = TREES, **more: str) -> Table:
    return parse_table(text, outputs=["prog"], names={"gatunek", "obwod"}, **more)  # type: ignore[arg-type]


def test_a_table_knows_its_columns_rows_and_names() -> None:
    table = trees()
    assert [column.text for column in table.inputs] == ["gatunek"]
    assert table.outputs == ("prog",)
    assert [row.basis for row in table.rows] == ["lit. a", "lit. b", "lit. c"]
    assert [row.line for row in table.rows] == [3, 4, 5]
    assert table.names == {"gatunek"}


def test_names_in_cells_are_names_of_the_table() -> None:
    table = trees("| gatunek | prog | podstawa |\n| topola | obwod + 1 | a |")
    assert table.names == {"gatunek", "obwod"}


def test_a_rule_under_the_header_and_missing_outer_pipes_are_tolerated() -> None:
    table = trees("gatunek | prog | podstawa\n:--- | ---: | ---\n- | 50 | lit. c")
    assert len(table.rows) == 1


def test_a_pipe_in_a_cell_is_escaped() -> None:
    table = trees('| gatunek | prog | podstawa |\n| "a\\|b" | "c\\|d" | x \\| y |')
    decided = table.decide({"gatunek": "a|b"})
    assert decided is not None
    assert (decided.values, decided.basis) == ({"prog": "c|d"}, "x | y")
    assert trees(table.to_text()).to_text() == table.to_text()


def test_the_text_of_a_table_is_aligned_and_reads_back() -> None:
    table = trees()
    assert table.to_text() == (
        "| gatunek                    | prog | podstawa |\n"
        "| topola, klon jesionolistny | 80   | lit. a   |\n"
        "| robinia akacjowa           | 65   | lit. b   |\n"
        "| -                          | 50   | lit. c   |\n"
    )
    assert trees(table.to_text()).to_text() == table.to_text()


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("", 10, "", "tabela jest pusta"),
        ("| gatunek | prog | podstawa |", 10, "", "pod nagłówkiem"),
        ("| gatunek | prog |\n| - | 1 |", 10, "prog", "ostatnią kolumną"),
        ("| gatunek | podstawa |\n| - | 1 |", 10, "prog", "brak kolumny wyniku"),
        ("| gatunek | porg | podstawa |\n| - | 1 | a |", 10, "prog", "„porg”"),
        ("| gatnek | prog | podstawa |\n| - | 1 | a |", 10, "gatnek", "najbliższa znana nazwa: „gatunek”"),
        ("| gatunek | gatunek | prog | podstawa |\n| - | - | 1 | a |", 10, "gatunek", "dwa razy"),
        ("| gatunek | | prog | podstawa |\n| - | - | 1 | a |", 10, "", "nie ma nazwy"),
        ("| a + | prog | podstawa |\n| - | 1 | a |", 10, "a +", "nagłówek nie jest nazwą"),
        ("| gatunek | prog | podstawa |\n\n| - | 1 |", 12, "", "oczekiwano kolumn: 3, a jest: 2"),
        ("| gatunek | prog | podstawa |\n| [1.. | 1 | a |", 11, "gatunek", "komórka „[1..”"),
        ("| gatunek | prog | podstawa |\n| - | 1 + | a |", 11, "prog", "komórka „1 +”"),
        ("| gatunek | prog | podstawa |\n|  | 1 | a |", 11, "gatunek", "pusta komórka"),
        ("| gatunek | prog | podstawa |\n| < obwd | 1 | a |", 11, "gatunek", "nieznana nazwa „obwd”"),
        ("| gatunek | prog | podstawa |\n| a | 1 | x |\n| a | 2 | y |", 12, "", "zasłania go wiersz 1"),
        ('| gatunek | prog | podstawa |\n| a, b | 1 | x |\n| "b" | 2 | y |', 12, "", "zasłania go wiersz 1"),
        ("| gatunek | prog | podstawa |\n| - | 1 | x |\n| b | 2 | y |", 12, "", "zasłania go wiersz 1"),
    ],
)
def test_a_mistake_is_named_with_line_and_column(text: str, line: int, column: str, says: str) -> None:
    with pytest.raises(TableError) as caught:
        parse_table(text, outputs=["prog"], names={"gatunek", "obwod"}, first_line=10)
    assert (caught.value.line, caught.value.column_name) == (line, column)
    assert says in caught.value.text
    assert str(caught.value).startswith(f"Wiersz {line}")


def test_an_unknown_hit_policy_is_refused() -> None:
    with pytest.raises(TableError, match="UNIQUE"):
        trees(hit="LAST")
    with pytest.raises(TableError):
        trees(hit="FIRST +")


def test_rows_may_repeat_where_order_does_not_decide() -> None:
    text = "| gatunek | prog | podstawa |\n| a | 1 | x |\n| a | 2 | y |"
    assert len(trees(text, hit="COLLECT").rows) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [("a", "a, b"), ("a", "-"), ("a", "b"), ("[1..2]", "[1..3]"), ("not(a)", "a"), ('"a, b"', "a")],
)
def test_a_row_that_can_win_is_not_taken_for_shadowed(first: str, second: str) -> None:
    text = f"| gatunek | prog | podstawa |\n| {first} | 1 | x |\n| {second} | 2 | y |"
    assert len(trees(text).rows) == 2


def test_without_known_names_none_is_unknown() -> None:
    assert parse_table("| a | b | podstawa |\n| < c | 1 | x |", outputs=["b"]).names == {"a", "c"}


def test_mutants_change_each_thing_by_one() -> None:
    table = trees()
    what = [description for description, _ in table.mutants()]
    assert what == [
        "wiersz 1, gatunek: skreślono „topola”",
        "wiersz 1, gatunek: skreślono „klon jesionolistny”",
        "wiersz 1, prog: „80” → „79” (znak 1)",
        "wiersz 1, prog: „80” → „81” (znak 1)",
        "wiersz 1 skreślony",
        "wiersz 2, prog: „65” → „64” (znak 1)",
        "wiersz 2, prog: „65” → „66” (znak 1)",
        "wiersz 2 skreślony",
        "wiersz 3, prog: „50” → „49” (znak 1)",
        "wiersz 3, prog: „50” → „51” (znak 1)",
        "wiersz 3 skreślony",
    ]
    texts = [text for _, text in table.mutants()]
    assert len(set(texts)) == len(texts)
    assert all(trees(text).to_text() == text for text in texts)


def test_a_text_result_changes_to_another_of_its_column() -> None:
    table = trees("| gatunek | prog | podstawa |\n| a | tak | x |\n| b | nie | y |\n| c | obwod | y |")
    changes = [what for what, _ in table.mutants() if "prog" in what]
    assert changes == ["wiersz 1, prog: „tak” → „nie”", "wiersz 2, prog: „nie” → „obwod”"]
    single = trees("| gatunek | prog | podstawa |\n| a | tak | x |")
    assert [what for what, _ in single.mutants()] == ["wiersz 1, prog: „tak” → „inna wartość”"]


words = st.text("aąbcćż", min_size=1, max_size=6)
cells = st.one_of(st.just("-"), words, st.lists(words, min_size=2).map(", ".join), st.integers(0, 99).map(str))


@settings(deadline=None)
@given(st.lists(st.tuples(cells, st.integers(0, 99).map(str), st.text("abż |. ")), min_size=1))
def test_any_table_reads_back_from_its_text(rows: list[tuple[str, str, str]]) -> None:
    lines = ["| gatunek | prog | podstawa |"]
    lines += [f"| {cell} | {result} | {basis.replace('|', chr(92) + '|')} |" for cell, result, basis in rows]
    table = trees("\n".join(lines), hit="COLLECT")
    again = trees(table.to_text(), hit="COLLECT")
    assert [row.cells for row in again.rows] == [row.cells for row in table.rows]


def test_a_table_of_a_hundred_thousand_rows_is_refused() -> None:
    with pytest.raises(TableError, match="tabela ma wierszy: 100001, a może mieć najwyżej 2000"):
        trees("| gatunek | prog | podstawa |\n" + "| - | 1 | a |\n" * 100_000)
