"""A question of a service as it stands on a page: what was typed into it, what is wrong with it, how it is drawn.

`ui/parts/asked.html` draws it: one macro for each type of question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from okienko.language.model import Option, Question
from okienko.language.questions import Group, Table, kind_of
from okienko.language.questions.tables import ROWS, rows_shown
from okienko.ui.speech import told

Typed = Mapping[str, str | list[str]]
Suggestions = Mapping[str, tuple[tuple[str, str], ...]]
NARROW = 60  # signs: longer answers get a wide field


@dataclass(frozen=True)
class Held:
    """A file that was added already."""

    id: str
    name: str
    size: int


@dataclass(frozen=True)
class Field:
    """One question on a page. `typed` and `errors` are by the names of fields, of the whole page or of more."""

    question: Question
    typed: Typed = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    hint: str = ""
    heading: bool = False  # the only question of its page: its label is the heading
    size: str = ""  # of the label
    small: bool = False  # narrow buttons and boxes, for the desk
    own: bool = True  # whoever types speaks of themselves: the browser may offer what it knows of them
    offered: bool = False  # what stands there comes from the account: it is to be confirmed and is no answer yet
    suggestions: Suggestions = field(default_factory=dict)  # by the last word of a field's name
    held: tuple[Held, ...] = ()  # files
    accept: str = ""  # endings of the names of files that are taken

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def headed(self) -> Field:
        """The same as the heading of its page."""
        return replace(self, heading=True, size="")

    @property
    def value(self) -> Any:
        """What stands in a single field."""
        empty: Any = [] if kind_of(self.question).lists(self.question) else ""
        return self.typed.get(self.id, empty)

    @property
    def error(self) -> str | None:
        """What is wrong with the answer as a whole, wherever among its parts it was found."""
        if self.id in self.errors:
            return self.errors[self.id]
        own = () if self.parts or self.question.columns else kind_of(self.question).fields(self.question)
        return next((self.errors[name] for name in own if name in self.errors), None)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in any of its fields."""
        return not any(self.typed.get(name) for name in kind_of(self.question).fields(self.question))

    @property
    def text(self) -> str:
        return self.label or self.question.text

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(option.value, option.label) for option in self.question.options]

    @property
    def width(self) -> str:
        """How wide its field is, so that one sees how much is asked."""
        return "20" if self.question.max_length <= NARROW else ""

    @property
    def suggested(self) -> tuple[tuple[str, str], ...]:
        """What the browser offers while one types."""
        return self.suggestions.get(self.id.rpartition("-")[2], ())

    def piece(self, part: str) -> str:
        """What stands in one field of several: a day, a month, a coordinate."""
        return str(self.typed.get(f"{self.id}-{part}", ""))

    def pieces(self, *parts: str) -> dict[str, str]:
        """The same of several, by their names."""
        return {part: self.piece(part) for part in parts}

    @property
    def parts(self) -> dict[str, Field]:
        """Parts of an answer of several parts, each a field of its own."""
        kind = kind_of(self.question)
        if not isinstance(kind, Group):
            return {}
        return {part.id.rpartition("-")[2]: self._own(part) for part in kind.parts(self.question)}

    def _own(self, part: Question) -> Field:
        """A part has words of ours, not of the service: they are in the language spoken now."""
        options = tuple(Option(option.value, told(option.label)) for option in part.options)
        return replace(self._inner(replace(part, options=options)), label=told(part.text))

    def touched(self, *parts: str) -> bool:
        """Whether any of these parts has something in it, or something wrong with it."""
        own = [self.parts[part] for part in parts]
        return any(not one.empty or one.error for one in own)

    @property
    def rows(self) -> list[list[Field]]:
        """The rows of a table as they stand on the page."""
        kind = kind_of(self.question)
        if not isinstance(kind, Table):
            return []
        count = rows_shown(self.question, self.typed)
        return [[self._inner(cell) for cell in kind.cells(self.question, row)] for row in range(1, count + 1)]

    @property
    def counter(self) -> str:
        """The hidden field that says how many rows stand there."""
        return f"{self.id}-{ROWS}"

    @property
    def may_grow(self) -> bool:
        return len(self.rows) < self.question.at_most

    def _inner(self, part: Question) -> Field:
        return replace(
            self, question=part, label="", hint=part.hint, heading=False, size="", offered=False, held=(),
        )  # fmt: skip


def asked(questions: Iterable[Question], answers: Mapping[str, Any], typed: Typed | None = None) -> Iterator[Field]:
    """The questions with what was typed just now, else with what was answered before."""
    for question in questions:
        value = answers.get(question.id)
        known = {} if value is None or value == "" else kind_of(question).sent(question, value)
        yield Field(question, known if typed is None else typed)


def element(question: Question, name: str) -> str:
    """The id of the element to which the error of a field leads."""
    return kind_of(question).first(question) if name == question.id else name


def summary(questions: Iterable[Question], errors: Mapping[str, str]) -> dict[str, str]:
    """Errors by the id of the element to which the summary's link leads."""
    known = {question.id: question for question in questions}
    return {element(known[name], name) if name in known else name: text for name, text in errors.items()}
