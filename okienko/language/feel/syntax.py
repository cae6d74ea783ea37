"""An expression as its tree: for those who say it in words, and with the parts that are known already taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

from okienko.language.feel import expression, nodes
from okienko.language.feel.compiler import compiled
from okienko.language.feel.library import BUILTINS
from okienko.language.feel.parser import Parser
from okienko.language.feel.runs import Exhausted, Run
from okienko.language.feel.scope import Env
from okienko.language.feel.values import Value

__all__ = ["settled", "syntax_of"]
_LOADED = expression  # whatever can be read can be computed
_CLOSED = (nodes.For, nodes.Quantified, nodes.Filter, nodes.FunctionOf)  # they name things of their own


@lru_cache(maxsize=2048)
def _parsed(text: str, names: frozenset[str]) -> nodes.Node:
    return Parser(text, names, BUILTINS).whole()


def syntax_of(text: str, *, names: Collection[str] = ()) -> nodes.Node:
    """The tree of an expression; `FeelSyntaxError` when it cannot be read."""
    return _parsed(text, frozenset(names))


def settled(node: nodes.Node, known: Mapping[str, Value]) -> nodes.Node:
    """The tree with every part that depends on known names alone as its value, and `and` and `or` without them."""
    if isinstance(node, nodes.Literal):
        return node
    if set(_own_names(node)) <= known.keys():
        return nodes.Literal(_value(node, known))
    if isinstance(node, _CLOSED):
        return node
    inner = {each.name: _settled_part(getattr(node, each.name), known) for each in fields(node)}
    node = replace(node, **inner)
    return _shorter(node) if isinstance(node, nodes.Logic) else node


def _settled_part(part: Any, known: Mapping[str, Value]) -> Any:
    if isinstance(part, nodes.Node) and not isinstance(part, nodes.Name | nodes.Tests | nodes.Test | nodes.Type):
        return settled(part, known)
    if isinstance(part, tuple) and all(isinstance(one, nodes.Node) for one in part):
        return tuple(_settled_part(one, known) for one in part)
    return part


def _shorter(node: nodes.Logic) -> nodes.Node:
    """`true and q` is `q`, `false and q` is false; the same the other way round for `or`."""
    decisive = node.operator == "or"
    if any(isinstance(one, nodes.Literal) and one.value is decisive for one in node.operands):
        return nodes.Literal(decisive)
    kept = tuple(one for one in node.operands if not (isinstance(one, nodes.Literal) and one.value is not decisive
                                                      and isinstance(one.value, bool)))  # fmt: skip
    if not kept:
        return nodes.Literal(not decisive)
    return kept[0] if len(kept) == 1 else replace(node, operands=kept)


def _own_names(node: nodes.Node) -> Iterator[str]:
    waiting: list[object] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, nodes.Name) and (part.own or part.name not in BUILTINS):
            yield part.name
        elif isinstance(part, nodes.Node):
            waiting.extend(getattr(part, each.name) for each in fields(part))
        elif isinstance(part, tuple):
            waiting.extend(part)


def _value(node: nodes.Node, known: Mapping[str, Value]) -> Value:
    try:
        run = Run()
        return run.result(compiled(node)(Env(known, None, run)))
    except (RecursionError, Exhausted):
        return None
