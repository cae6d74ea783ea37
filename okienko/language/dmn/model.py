"""A decision model as it stands in its file; nothing is computed here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as Choice

Quantifier = Choice["for", "some", "every"]


@dataclass(frozen=True, slots=True)
class Variable:
    """A name with a type; an empty type takes all."""

    name: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Boxed:
    """Any boxed expression: the line of the file, and the type of its result."""

    line: int = field(default=0, compare=False)
    type: str = ""


@dataclass(frozen=True, slots=True)
class Text(Boxed):
    """A literal expression. `language` is empty for FEEL."""

    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """An input or output column; `values` are unary tests of what is allowed, in order of priority."""

    text: str
    type: str = ""
    values: str = ""
    label: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: input cells, output cells, annotations."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # the cells of the pipe table that the row was, if it was one
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class DecisionTable(Boxed):
    inputs: tuple[Clause, ...] = ()
    outputs: tuple[Clause, ...] = ()
    rules: tuple[Rule, ...] = ()
    hit: str = "UNIQUE"
    aggregation: str = ""
    annotations: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # the header of the pipe table


@dataclass(frozen=True, slots=True)
class Entry:
    """A named part of a context; without a name, its result."""

    variable: Variable | None
    value: Boxed


@dataclass(frozen=True, slots=True)
class Context(Boxed):
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed(Boxed):
    items: tuple[Boxed, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation(Boxed):
    columns: tuple[Variable, ...] = ()
    rows: tuple[tuple[Boxed, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Function(Boxed):
    parameters: tuple[Variable, ...] = ()
    body: Boxed | None = None
    kind: str = "FEEL"


@dataclass(frozen=True, slots=True)
class Invocation(Boxed):
    called: Boxed | None = None
    bindings: tuple[tuple[str, Boxed | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Conditional(Boxed):
    condition: Boxed | None = None
    then: Boxed | None = None
    otherwise: Boxed | None = None


@dataclass(frozen=True, slots=True)
class Filter(Boxed):
    source: Boxed | None = None
    match: Boxed | None = None


@dataclass(frozen=True, slots=True)
class Loop(Boxed):
    """`for`, `some` or `every`."""

    kind: Quantifier = "for"
    variable: Variable = Variable("")
    source: Boxed | None = None
    body: Boxed | None = None


@dataclass(frozen=True, slots=True)
class ItemType:
    """An item definition: another type, components or a function; perhaps a collection, perhaps restricted."""

    name: str
    base: str = ""
    collection: bool = False
    allowed: str = ""
    constraint: str = ""
    components: tuple[ItemType, ...] = ()
    parameters: tuple[Variable, ...] | None = None
    result: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class InputData:
    id: str
    variable: Variable


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision; `inputs`, `needs` and `knows` are references to input data, decisions and knowledge."""

    id: str
    variable: Variable
    body: Boxed | None
    inputs: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()
    question: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A business knowledge model: a function of its own name."""

    id: str
    variable: Variable
    body: Function
    knows: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Service:
    """A decision service: decisions offered outwards, and what they take."""

    id: str
    variable: Variable
    outputs: tuple[str, ...]
    encapsulated: tuple[str, ...] = ()
    input_decisions: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Import:
    """Another model, or what another language says. `kind` is empty for DMN."""

    name: str
    namespace: str
    location: str = ""
    kind: str = ""
    line: int = field(default=0, compare=False)


Element = InputData | Decision | Knowledge | Service


@dataclass(frozen=True, slots=True)
class Model:
    """A file: its elements by id, its types by name."""

    name: str
    namespace: str
    elements: dict[str, Element]
    types: dict[str, ItemType]
    imports: tuple[Import, ...] = ()

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in the order of the file."""
        return tuple(element for element in self.elements.values() if isinstance(element, Decision))

    def named(self, name: str, kind: type[Element]) -> Element | None:
        """The element of the kind with this name or id."""
        wanted = " ".join(name.split())
        found = [element for element in self.elements.values() if isinstance(element, kind)]
        return next((each for each in found if wanted in (each.variable.name, each.id)), None)
