"""Which names a release defines, collected before any expression is read; expressions read against them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from okienko.language.feel import Expression, FeelSyntaxError, compile_expression
from okienko.language.loader.fields import Source
from okienko.language.loader.problems import nearest
from okienko.language.loader.tree import Node
from okienko.language.questions import KINDS, Group

TODAY = "dzis"
OFFICE_FACTS = ("miasto_na_prawach_powiatu", "szczebel")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|$)')  # one that is not closed goes on to the end: no search from each sign
_FIELD = re.compile(r"(?<![\d.])\.\s*([^\W\d]\w*)")
_BUILT_IN = frozenset(
    {
        *("year", "month", "day", "weekday", "hour", "minute", "second", "start", "end"),
        *("days", "hours", "minutes", "seconds", "years", "months"),
        *(part.id for kind in KINDS.values() if isinstance(kind, Group) for part in kind.inner),
        *("uklad", "polnoc", "wschod"),
    }
)


@dataclass
class Names:
    """`lists`: list → names of one item's questions; `each`: list → rules that run for one item."""

    questions: set[str] = field(default_factory=set)
    lists: dict[str, set[str]] = field(default_factory=dict)
    each: dict[str, set[str]] = field(default_factory=dict)
    rules: set[str] = field(default_factory=set)
    dated: set[str] = field(default_factory=set)
    local: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)  # of tables, after a dot
    unruled: set[str] = field(default_factory=set)  # local names that no rule may read: an office's own questions
    later: set[str] = field(default_factory=set)  # answers of clerks and of messages, what the process finds
    in_case: set[str] = field(default_factory=set)  # rules that a step of the process asks

    def top(self) -> set[str]:
        """Names that mean something everywhere in the form and the rules."""
        dated = {key.split(".")[0] for key in self.dated}
        local = self.local - self.unruled
        return {*self.questions, *self.lists, *self.rules, *local, *dated, *OFFICE_FACTS, TODAY}

    def everything(self) -> set[str]:
        """Names that mean something in the course of a case."""
        return self.top() | self.later

    def item(self, many: str | None) -> set[str]:
        """Names that mean something inside one item of a list, or everywhere when there is no list."""
        return self.top() | self.lists.get(many or "", set()) | self.each.get(many or "", set())

    def fields(self) -> set[str]:
        """Names that may stand after a dot."""
        inner = {name for names in (*self.lists.values(), *self.each.values()) for name in names}
        dated = {part for key in self.dated for part in key.split(".")[1:]}
        return inner | dated | self.columns | _BUILT_IN


def expression(source: Source, node: Node | None, known: Iterable[str], fields: Iterable[str]) -> Expression | None:
    """The expression, with every name in it checked; nothing, and a note, when it cannot be read."""
    if node is None or node.empty:
        return None
    if node.kind != "text":
        source.fault(node, "Warunek jest jednym wierszem FEEL.", "wyrażenie FEEL")
        return None
    text = node.text.strip()
    if "\n" in text:
        source.fault(node, "Wyrażenie ma więcej niż jeden wiersz.", "jeden wiersz; dłuższe reguły to tabela")
        return None
    names = set(known)
    try:
        read = compile_expression(text, names=names)
    except FeelSyntaxError as fault:
        source.fault(node, f"Wyrażenie „{text}”: {fault}", fault.expected)
        return None
    check_names(source, node.line, text, {*read.names, *read.fields}, names, set(fields))
    return read


def check_names(source: Source, line: int, text: str, used: Iterable[str], known: set[str], fields: set[str]) -> None:
    """Note each name that the release does not define."""
    for name in sorted(set(used) - known - fields):
        _unknown(source, line, text, name, known)
    for name in _FIELD.findall(_STRING.sub('""', text)):
        if name not in fields:
            _unknown(source, line, text, name, fields)


def _unknown(source: Source, line: int, text: str, name: str, known: set[str]) -> None:
    source.notes.add(
        source.file,
        line,
        f"Nieznana nazwa „{name}” w wyrażeniu „{text}”.",
        "nazwa pytania, listy, reguły albo danych prawa",
        nearest(name, known),
    )


def dated_used(text: str, roots: Mapping[str, set[str]]) -> Iterator[str]:
    """Dated keys that a text reads: `oplata_skarbowa.pelnomocnictwo`."""
    for root, rest in re.findall(r"\b([a-z][a-z0-9_]*)\.([a-z][a-z0-9_.]*[a-z0-9_])", _STRING.sub('""', text)):
        if root in roots:
            yield f"{root}.{rest}"
