"""Expressions and tables without anything around them; alone: `python -m tools.bench.language`."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

from okienko.language.dmn import Decisions, model_of
from okienko.language.feel import Value, compile_expression
from okienko.language.tables import parse_table

NAMES = {"gatunek", "obwod", "stawka"}
SCOPE: dict[str, Value] = {"gatunek": "topola", "obwod": Decimal(90)}
KINDS = ("klon", "wierzba", "lipa", "buk")
TURNS, BEST_OF = 2000, 5
ROWS = [f"| {KINDS[number % 4]} | >= {10 * number} | {number} | art. {number} |" for number in range(19)]
TABLE = "\n".join(["| gatunek | obwod | stawka | podstawa |", *ROWS, "| topola | > 80 | 99 | art. 20 |"])


def figures() -> dict[str, float]:
    """CPU microseconds of a simple condition, of a table of twenty rows whose last is met, of the same in DMN."""
    condition = compile_expression('obwod > 80 and gatunek = "topola"', names=NAMES)
    table = parse_table(TABLE, outputs=["stawka"], names=NAMES)
    decisions = Decisions(model_of("pomiar", {"stawka": table}))
    return {
        "expression_us": _microseconds(lambda: condition.evaluate(SCOPE)),
        "table_us": _microseconds(lambda: table.decide(SCOPE)),
        "dmn_table_us": _microseconds(lambda: decisions.decide("stawka", SCOPE)),
    }


def _microseconds(run: Callable[[], object]) -> float:
    """CPU of one turn; the best of some series, for the machine may be busy otherwise."""
    return min(_series(run) for _ in range(BEST_OF))


def _series(run: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(TURNS):
        run()
    return 1_000_000 * (time.process_time() - began) / TURNS


if __name__ == "__main__":
    for name, figure in figures().items():
        print(f"{name:<16}{figure:8.2f}")
