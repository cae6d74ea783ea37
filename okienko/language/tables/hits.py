"""Hit policies: what becomes of the rows that are met (DMN 8.2.10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from okienko.language.feel import Value, compile_expression

Ranks = Mapping[str, tuple[Value, ...]]
Settled = tuple[dict[str, Value] | None, tuple[int, ...]]

_CODES = {
    "UNIQUE": "U",
    "ANY": "A",
    "FIRST": "F",
    "PRIORITY": "P",
    "RULE ORDER": "R",
    "OUTPUT ORDER": "O",
    "COLLECT": "C",
}
_AGGREGATIONS = {"SUM": "+", "MIN": "<", "MAX": ">", "COUNT": "#"}
_HITS = {code: name for name, code in _CODES.items()}
_WORDS = {sign: word for word, sign in _AGGREGATIONS.items()}
_SUMS = {"+": "sum", "<": "min", ">": "max", "#": "count"}
RANKING = ("P", "O")  # these ask which values of a result go before which
KNOWN = "UNIQUE, ANY, FIRST, PRIORITY, RULE ORDER, OUTPUT ORDER, COLLECT (także z +, <, >, #)"


@dataclass(frozen=True, slots=True)
class Policy:
    """A hit policy by its DMN letter; COLLECT may carry an aggregation."""

    code: str
    aggregation: str = ""

    @property
    def hit(self) -> str:
        """The English name."""
        return _HITS[self.code]

    @property
    def aggregated(self) -> str:
        """The English name of the aggregation, or nothing."""
        return _WORDS.get(self.aggregation, "")

    def __str__(self) -> str:
        return self.hit + self.aggregation


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was met, and what it gives."""

    number: int
    values: dict[str, Value]


def policy_of(text: str) -> Policy | None:
    """The policy meant by its English name or DMN letter, or nothing."""
    words = " ".join(text.upper().replace("_", " ").split())
    aggregation = ""
    for word, sign in _AGGREGATIONS.items():
        if words.endswith((sign, " " + word)):
            aggregation = sign
            words = words.removesuffix(sign).removesuffix(word).rstrip(" ")
            break
    code = _CODES.get(words, words)
    if code not in _CODES.values() or (aggregation and code != "C"):
        return None
    return Policy(code, aggregation)


def settle(
    policy: Policy, hits: Sequence[Hit], outputs: Sequence[str], ranks: Ranks, problems: list[str] | None
) -> Settled:
    """The values and the rows that gave them."""
    if not hits:
        return None, ()
    if policy.code in ("R", "O", "C"):
        return _many(policy, hits, outputs, ranks)
    return _SINGLE[policy.code](hits, outputs, ranks, problems)


def _first(hits: Sequence[Hit], outputs: Sequence[str], ranks: Ranks, problems: list[str] | None) -> Settled:
    return hits[0].values, (hits[0].number,)


def _unique(hits: Sequence[Hit], outputs: Sequence[str], ranks: Ranks, problems: list[str] | None) -> Settled:
    if len(hits) == 1:
        return _first(hits, outputs, ranks, problems)
    _say(problems, f"Pasuje więcej niż jeden wiersz tabeli: {_numbers(hits)}, a wolno tylko jednemu (UNIQUE).")
    return None, ()


def _any(hits: Sequence[Hit], outputs: Sequence[str], ranks: Ranks, problems: list[str] | None) -> Settled:
    if all(hit.values == hits[0].values for hit in hits):
        return hits[0].values, tuple(hit.number for hit in hits)
    _say(problems, f"Wiersze {_numbers(hits)} pasują, ale dają różne wyniki (ANY).")
    return None, ()


def _priority(hits: Sequence[Hit], outputs: Sequence[str], ranks: Ranks, problems: list[str] | None) -> Settled:
    return _first(_ranked(hits, outputs, ranks), outputs, ranks, problems)


_SINGLE: dict[str, Callable[[Sequence[Hit], Sequence[str], Ranks, list[str] | None], Settled]] = {
    "F": _first,
    "U": _unique,
    "A": _any,
    "P": _priority,
}


def _ranked(hits: Sequence[Hit], outputs: Sequence[str], ranks: Ranks) -> list[Hit]:
    """The hits by the rank of their results, earlier outputs first; equals keep the order of rows."""

    def rank(hit: Hit) -> list[int]:
        return [
            ranks[name].index(hit.values[name]) if hit.values[name] in ranks[name] else len(ranks[name])
            for name in outputs
            if name in ranks
        ]

    return sorted(hits, key=rank)


def _many(policy: Policy, hits: Sequence[Hit], outputs: Sequence[str], ranks: Ranks) -> Settled:
    ordered = _ranked(hits, outputs, ranks) if policy.code == "O" else hits
    numbers = tuple(hit.number for hit in ordered)
    lists: dict[str, list[Value]] = {name: [hit.values[name] for hit in ordered] for name in outputs}
    if not policy.aggregation:
        return dict(lists), numbers
    return {name: _aggregate(policy.aggregation, values) for name, values in lists.items()}, numbers


def _aggregate(sign: str, values: list[Value]) -> Value:
    if sign == "#":
        return Decimal(len(values))
    return compile_expression(f"{_SUMS[sign]}(wartości)", names={"wartości"}).evaluate({"wartości": values})


def _numbers(hits: Sequence[Hit]) -> str:
    return ", ".join(str(hit.number) for hit in hits)


def _say(problems: list[str] | None, problem: str) -> None:
    if problems is not None:
        problems.append(problem)
