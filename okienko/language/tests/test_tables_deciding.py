"""Deciding by tables: rows, bases, hit policies, nulls."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okienko.language.feel import Value, to_feel
from okienko.language.tables import Decided, Table, parse_table

TREES = """
| gatunek                    | prog | podstawa |
| topola, klon jesionolistny | 80   | lit. a   |
| robinia akacjowa           | 65   | lit. b   |
| -                          | 50   | lit. c   |
"""
FEE = """
| przez_pelnomocnika | bliska_rodzina | oplata | podstawa   |
| true               | false          | 17     | część IV   |
| -                  | -              | 0      | nie trzeba |
"""
BANDS = """
| wiek     | stopien | kwota     | podstawa |
| >= 18    | niski   | 10        | art. 1   |
| [16..65) | wysoki  | 2 * 10    | art. 2   |
| < 16     | sredni  | wiek      | art. 3   |
| > 60     | niski   | 10        | art. 4   |
"""


def bands(hit: str, **more: object) -> Table:
    return parse_table(BANDS, outputs=["stopien", "kwota"], names={"wiek"}, hit=hit, **more)  # type: ignore[arg-type]


def decide(table: Table, **scope: object) -> Decided | None:
    return table.decide({name: to_feel(item) for name, item in scope.items()})


@pytest.mark.parametrize(
    ("species", "threshold", "row", "basis"),
    [
        ("topola", 80, 1, "lit. a"),
        ("klon jesionolistny", 80, 1, "lit. a"),
        ("robinia akacjowa", 65, 2, "lit. b"),
        ("dąb", 50, 3, "lit. c"),
        (None, 50, 3, "lit. c"),
    ],
)
def test_the_first_row_that_fits_decides(species: str | None, threshold: int, row: int, basis: str) -> None:
    table = parse_table(TREES, outputs=["prog"], names={"gatunek"})
    assert decide(table, gatunek=species) == Decided({"prog": Decimal(threshold)}, (row,), basis)


@pytest.mark.parametrize(
    ("scope", "fee"),
    [
        ({"przez_pelnomocnika": True, "bliska_rodzina": False}, 17),
        ({"przez_pelnomocnika": True, "bliska_rodzina": True}, 0),
        ({"przez_pelnomocnika": False, "bliska_rodzina": False}, 0),
        ({"przez_pelnomocnika": True}, 0),
        ({}, 0),
    ],
)
def test_a_fee_follows_the_answers(scope: dict[str, bool], fee: int) -> None:
    table = parse_table(FEE, outputs=["oplata"], names={"przez_pelnomocnika", "bliska_rodzina"})
    decided = table.decide(scope)
    assert decided is not None
    assert decided.values == {"oplata": Decimal(fee)}


def test_no_row_no_decision() -> None:
    table = parse_table("| a | b | podstawa |\n| 1 | 2 | x |", outputs=["b"])
    assert decide(table, a=3) is None
    assert decide(parse_table(table.to_text(), outputs=["b"], hit="COLLECT #"), a=3) is None


def test_unique_is_kept_by_one_row_and_broken_by_two() -> None:
    assert decide(bands("UNIQUE"), wiek=10) == Decided({"stopien": "sredni", "kwota": Decimal(10)}, (3,), "art. 3")
    decided, problems = bands("U").explain({"wiek": Decimal(20)})
    assert decided is None
    assert problems == ("Pasuje więcej niż jeden wiersz tabeli: 1, 2, a wolno tylko jednemu (UNIQUE).",)
    assert bands("U").decide({"wiek": Decimal(20)}) is None


def test_any_wants_equal_results() -> None:
    assert decide(bands("ANY"), wiek=70) == Decided(
        {"stopien": "niski", "kwota": Decimal(10)}, (1, 4), "art. 1; art. 4"
    )
    decided, problems = bands("A").explain({"wiek": Decimal(20)})
    assert decided is None
    assert problems == ("Wiersze 1, 2 pasują, ale dają różne wyniki (ANY).",)


@pytest.mark.parametrize(
    ("hit", "values", "rows"),
    [
        ("FIRST", {"stopien": "niski", "kwota": 10}, (1,)),
        ("PRIORITY", {"stopien": "niski", "kwota": 10}, (1,)),
        ("RULE ORDER", {"stopien": ["niski", "wysoki", "niski"], "kwota": [10, 20, 10]}, (1, 2, 4)),
        ("OUTPUT ORDER", {"stopien": ["niski", "niski", "wysoki"], "kwota": [10, 10, 20]}, (1, 4, 2)),
        ("COLLECT", {"stopien": ["niski", "wysoki", "niski"], "kwota": [10, 20, 10]}, (1, 2, 4)),
        ("C#", {"stopien": 3, "kwota": 3}, (1, 2, 4)),
        ("COLLECT COUNT", {"stopien": 3, "kwota": 3}, (1, 2, 4)),
        ("collect +", {"stopien": None, "kwota": 40}, (1, 2, 4)),
        ("COLLECT MIN", {"stopien": "niski", "kwota": 10}, (1, 2, 4)),
        ("C>", {"stopien": "wysoki", "kwota": 20}, (1, 2, 4)),
        ("rule_order", {"stopien": ["niski", "wysoki", "niski"], "kwota": [10, 20, 10]}, (1, 2, 4)),
    ],
)
def test_each_hit_policy(hit: str, values: dict[str, object], rows: tuple[int, ...]) -> None:
    decided = decide(bands(hit), wiek=62)
    assert decided is not None
    assert (decided.values, decided.rows) == (to_feel(values), rows)


def test_priority_follows_the_given_ranks() -> None:
    ranks: dict[str, list[Value]] = {"stopien": ["wysoki", "sredni"]}
    decided = decide(bands("PRIORITY", priorities=ranks), wiek=62)
    assert decided is not None
    assert decided.rows == (2,)


def test_a_column_may_be_any_expression() -> None:
    table = parse_table(
        "| count(drzewa) | drzewa[1].obwod | duzo | podstawa |\n| > 1 | [50..60] | true | a |\n| - | - | false | b |",
        outputs=["duzo"],
        names={"drzewa"},
    )
    assert decide(table, drzewa=[{"obwod": 50}, {"obwod": 1}]) == Decided({"duzo": True}, (1,), "a")


def test_an_explanation_says_what_was_missing_and_why_it_failed() -> None:
    table = parse_table("| a | b | podstawa |\n| < 5 | 1 + c | x |", outputs=["b"])
    assert table.explain({}) == (None, ("Brak wartości „a”.",))
    decided, problems = table.explain({"a": Decimal(1)})
    assert decided == Decided({"b": None}, (1,), "x")
    assert problems == ("Brak wartości „c”.",)


def test_a_column_of_dashes_is_not_computed() -> None:
    table = parse_table("| a | b | c | podstawa |\n| 1 | - | 7 | x |", outputs=["c"])
    assert table.explain({"a": Decimal(1)}) == (Decided({"c": Decimal(7)}, (1,), "x"), ())


def test_columns_may_stand_in_any_order() -> None:
    table = parse_table("| c | a | podstawa |\n| 7 | 1 | x |", outputs=["c"])
    assert decide(table, a=1) == Decided({"c": Decimal(7)}, (1,), "x")
    assert table.mutants()[0][0] == "wiersz 1, a: „1” → „0” (znak 1)"


ENDLESS = """
| wiek                                                 | kwota | podstawa |
| ? in (for a in 1..999, b in 1..9999 return -1)       | 1     | art. 1   |
"""


def test_table_that_would_never_end_is_stopped_with_the_reason() -> None:
    table = parse_table(ENDLESS, outputs=["kwota"], names={"wiek"})
    assert table.decide({"wiek": Decimal(1)}) is None
    decided, problems = table.explain({"wiek": Decimal(1)})
    assert decided is None
    assert "przerwano" in problems[-1]
