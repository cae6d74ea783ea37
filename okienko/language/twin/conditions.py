"""A condition of a form in words that a person with a pen can follow: „w pytaniu 5 zaznaczysz »Tak«”.

Said are simple conditions over answers. What an office has settled is taken out first; a rule that is one simple
formula is looked through. Anything else is not said: the caller then asks the person to judge for themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from string import ascii_lowercase

from okienko.language.feel import Expression, Value
from okienko.language.feel.nodes import Call, Comparison, In, Literal, Logic, Name, Node, Path, Quantified
from okienko.language.feel.syntax import settled, syntax_of
from okienko.language.model import Question, Rule

_MOST = {">": "więcej niż", ">=": "co najmniej", "<": "mniej niż", "<=": "najwyżej", "=": "", "!=": "inną liczbę niż"}
_LONG = 45  # signs of an answer that are repeated elsewhere; its letter leads to the rest


@dataclass(frozen=True, slots=True)
class Condition:
    """`asked`: whether it can ever hold here. `always`: it needs no words. `text`: after „gdy”, empty if unsaid.

    `partly`: the words are needed and do not suffice.
    """

    asked: bool = True
    always: bool = False
    text: str = ""
    partly: bool = False

    def only(self, begin: str) -> str:
        """The sentence that stands before what depends on it; nothing when it always does."""
        if self.always:
            return ""
        if not self.text:
            return f"{begin}, jeżeli Cię to dotyczy."
        return (
            f"{begin}, jeżeli {self.text} i Cię to dotyczy."
            if self.partly
            else f"{begin} tylko wtedy, gdy {self.text}."
        )


@dataclass
class Speaker:
    """Says conditions over numbered questions. `known`: what the office has settled, by name."""

    known: dict[str, Value]
    rules: Mapping[str, Rule] = field(default_factory=dict)
    names: Collection[str] = ()
    numbered: dict[str, tuple[int, Question]] = field(default_factory=dict)

    def condition(self, when: Expression | None) -> Condition:
        """What must hold, in words."""
        if when is None:
            return Condition(always=True)
        node = settled(syntax_of(when.text, names=self.names), self.known)
        if _never(node):
            return Condition(asked=False)
        if isinstance(node, Literal):
            return Condition(always=node.value is True, asked=node.value is True)
        said = self._clause(node)
        return Condition(text=said) if said else self._partly(node)

    def _partly(self, node: Node) -> Condition:
        """Of several things that must hold together, those that can be said."""
        parts = node.operands if isinstance(node, Logic) and node.operator == "and" else ()
        said = [text for text in map(self._clause, parts) if text]
        return Condition(text=" i ".join(said), partly=bool(said))

    def _clause(self, node: Node, denied: bool = False) -> str:
        match node:
            case Name(name=name) if name in self.rules:
                formula = self._looked_through(name)
                return self._clause(formula, denied) if formula is not None else ""
            case Name() | Path():
                return self._equal(node, (not denied,))
            case Call(function=Name(name="not"), positional=(inner,)):
                return self._clause(inner, not denied)
            case Comparison():
                return self._comparison(node, denied)
            case In():
                return self._among(node, denied)
            case Logic():
                return self._logic(node, denied)
            case Quantified(every=False, condition=inner) if not denied:
                said = self._clause(inner)
                return f"choć raz {said}" if said else ""
        return ""

    def _looked_through(self, name: str) -> Node | None:
        rule = self.rules[name]
        if rule.formula is None or rule.each:
            return None
        return settled(syntax_of(rule.formula.text, names=self.names), self.known)

    def _comparison(self, node: Comparison, denied: bool) -> str:
        if not isinstance(node.right, Literal):
            return ""
        asked, value = self._asked(node.left), node.right.value
        if node.operator in ("=", "!="):
            return self._equal(node.left, (value,), denied != (node.operator == "!="))
        if asked is None or not isinstance(value, Decimal) or denied:
            return ""
        number, question = asked
        return f"w pytaniu {number} wpiszesz {_MOST[node.operator]} {_amount(value, question)}"

    def _among(self, node: In, denied: bool) -> str:
        tests = node.tests.tests
        if node.tests.denied or any(test.operator or not isinstance(test.operand, Literal) for test in tests):
            return ""
        return self._equal(node.value, tuple(test.operand.value for test in tests), denied)  # type: ignore[attr-defined]

    def _equal(self, node: Node, values: tuple[Value, ...], denied: bool = False) -> str:
        """That the answer is one of these, or none of them."""
        asked = self._asked(node)
        if asked is None:
            return ""
        number, question = asked
        if values == (None,):
            return f"odpowiesz na pytanie {number}" if denied else f"nie odpowiesz na pytanie {number}"
        if question.type == "statement":
            confirmed = denied != (values == (True,))
            return f"w pytaniu {number} zaznaczysz oświadczenie" if confirmed else ""
        if question.type == "yes-no" and len(values) == 1 and isinstance(values[0], bool):
            return f"w pytaniu {number} zaznaczysz „{'Tak' if values[0] != denied else 'Nie'}”"
        if question.type in ("number", "money") and len(values) == 1 and isinstance(values[0], Decimal):
            words = (_MOST["!=" if denied else "="], _amount(values[0], question))
            return f"w pytaniu {number} wpiszesz {' '.join(filter(None, words))}"
        labels = [_label(question, value) for value in values]
        if not all(labels):
            return ""
        if denied:
            return f"w pytaniu {number} zaznaczysz inną odpowiedź niż {' ani '.join(labels)}"
        return f"w pytaniu {number} zaznaczysz {' albo '.join(labels)}"

    def _asked(self, node: Node) -> tuple[int, Question] | None:
        match node:
            case Name(name=name):
                return self.numbered.get(name)
            case Path(base=Name(), name=name):
                return self.numbered.get(name)
        return None

    def _logic(self, node: Logic, denied: bool) -> str:
        """Denied, `and` and `or` change places."""
        together = (node.operator == "and") != denied
        if not together and not denied and (merged := self._merged(node.operands)):
            return merged
        said = [self._clause(part, denied) for part in node.operands]
        if not all(said):
            return ""
        mixed = any(isinstance(part, Logic) for part in node.operands)
        if together:
            return (", a także " if mixed else " i ").join(said)
        return (", albo " if mixed else " albo ").join(said)

    def _merged(self, parts: Iterable[Node]) -> str:
        """`q = "a" or q = "b"` as one question."""
        pairs = [(part.left, part.right) for part in parts if isinstance(part, Comparison) and part.operator == "="]
        if len(pairs) != len(list(parts)) or len({repr(left) for left, _ in pairs}) != 1:
            return ""
        if not all(isinstance(right, Literal) for _, right in pairs):
            return ""
        return self._equal(pairs[0][0], tuple(right.value for _, right in pairs))  # type: ignore[attr-defined]


def _never(node: Node) -> bool:
    """Whether it cannot be true: false, unknown for good, or `and` with one of these."""
    if isinstance(node, Logic) and node.operator == "and":
        return any(_never(part) for part in node.operands)
    return isinstance(node, Literal) and node.value is not True


def _label(question: Question, value: Value) -> str:
    """The answer as the sheet letters it: „b. Coś się zmieniło od ostatniej…”."""
    place = next((place for place, option in enumerate(question.options) if option.value == value), None)
    if place is None:
        return ""
    label = question.options[place].label
    short = label if len(label) <= _LONG else label[:_LONG].rsplit(" ", 1)[0].rstrip(",") + "…"
    return f"„{letter(place)}{short}”"


def letter(place: int) -> str:
    """How the sheet marks an answer, by its place from 0; nothing when letters run out."""
    return f"{ascii_lowercase[place]}. " if place < len(ascii_lowercase) else ""


def _amount(value: Decimal, question: Question) -> str:
    return f"{value.normalize():f}".replace(".", ",") + (f" {question.unit}" if question.unit else "")
