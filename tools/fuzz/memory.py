"""What need not be read again in each run: files that the run did not change, expressions that stand in them.

A value read twice is equal to the value read once (trees, expressions and tables are never written to), so nothing that
is tested changes; only the changed file and what depends on it is read anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from okienko.language.loader import names, service, texts
from okienko.language.loader.problems import Notes
from okienko.language.loader.tree import Node, read_tree
from okienko.language.stories import story
from okienko.language.tables import reading

_KEPT = 30_000
_trees: dict[tuple[str, str], Node] = {}
_compiled: dict[tuple[object, ...], Any] = {}


def remember() -> None:
    """From now on trees and expressions are kept; to be filled by reading everything once."""
    for module in (service, texts, story):
        module.read_tree = _tree  # type: ignore[attr-defined]
    names.compile_expression = _kept(names.compile_expression)
    reading.compile_expression = _kept(reading.compile_expression)
    reading.compile_unary_tests = _kept(reading.compile_unary_tests)


def _tree(text: str, file: str, notes: Notes) -> Node | None:
    if (file, text) in _trees:
        return _trees[file, text]
    own = Notes()
    found = read_tree(text, file, own)
    notes.found += own.found
    if found is not None and not own.found and len(_trees) < 200:
        _trees[file, text] = found
    return found


def _kept(compiler: Callable[..., Any]) -> Callable[..., Any]:
    def compiled(text: str, *, names: object = (), words: bool = False) -> Any:
        key = (compiler, text, frozenset(names), words)  # type: ignore[call-overload]
        if key not in _compiled:
            found = compiler(text, names=names, words=words) if words else compiler(text, names=names)
            if len(_compiled) >= _KEPT:
                _compiled.clear()
            _compiled[key] = found
        return _compiled[key]

    return compiled
