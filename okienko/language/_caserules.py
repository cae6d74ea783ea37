"""Rules that are decided in the course of a case, from the submission's names and what clerks found."""

from __future__ import annotations

from collections.abc import Mapping

from okienko.language._scope import DecisionTaken, Scope, plain
from okienko.language._values import saved_value
from okienko.language.feel import Value
from okienko.language.model import Rule

Seen = Mapping[str, Value]


def decided(rule: Rule, seen: Seen, outer: Seen) -> DecisionTaken:
    """What the rule gives with these names; a value that cannot be kept is none. `outer` knows the dated law."""
    value, rows, basis = _ruled(rule, seen)
    try:
        saved_value(value)
    except TypeError:
        value = None
    inputs = {name: plain(seen.get(name)) for name in sorted(rule.reads)}
    version = outer.law.version if isinstance(outer, Scope) else ""
    return DecisionTaken(rule.name, plain(value), inputs, rows, basis, version)


def _ruled(rule: Rule, seen: Seen) -> tuple[Value, tuple[int, ...], str]:
    if rule.formula is not None:
        return rule.formula.evaluate(seen), (), rule.law.text if rule.law else ""
    found = rule.table.decide(seen) if rule.table else None
    return (found.values[rule.name], found.rows, found.basis) if found else (None, (), "")
