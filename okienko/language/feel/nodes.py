"""The syntax tree of an expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal as Choice

from okienko.language.feel.values import Value


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of an expression."""


def cost_of(node: Node) -> int:
    """The steps that one evaluation of the node takes, apart from loops and calls within it."""
    count = 0
    waiting: list[object] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Node):
            count += 1
            waiting.extend(getattr(part, each.name) for each in fields(part))
        elif isinstance(part, tuple):
            waiting.extend(part)
    return max(1, count // 4)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    value: Value


@dataclass(frozen=True, slots=True)
class Name(Node):
    name: str
    own: bool  # a name of the service or of the expression; it wins over a built-in function


@dataclass(frozen=True, slots=True)
class Path(Node):
    base: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    base: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    function: Node
    positional: tuple[Node, ...]
    named: Mapping[str, Node] | None


@dataclass(frozen=True, slots=True)
class Negation(Node):
    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Test(Node):
    """One unary test: `< 5`, `[1..2]`, a value, or a condition on `?`."""

    operator: str
    operand: Node
    asks: bool


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """Alternatives, perhaps denied as a whole; without any (`-`) all is well."""

    tests: tuple[Test, ...]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class In(Node):
    value: Node
    tests: Tests


@dataclass(frozen=True, slots=True)
class Logic(Node):
    operator: Choice["and", "or"]
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Iterator(Node):
    name: str
    source: Node
    end: Node | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    iterators: tuple[Iterator, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    every: bool
    iterators: tuple[Iterator, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class Type(Node):
    """`number`, `list<string>`, `context<a: number>`, `function<date> -> string`."""

    name: str
    inner: tuple[Type, ...] = ()
    keys: tuple[str, ...] = ()
    known: Callable[[Value, str], bool] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    value: Node
    type: Type


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextOf(Node):
    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class RangeOf(Node):
    start: Node
    end: Node
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class FunctionOf(Node):
    parameters: tuple[str, ...]
    types: tuple[Type | None, ...]
    body: Node
