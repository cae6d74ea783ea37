"""Comparing what a story expects with what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from okienko.language._scope import DecisionTaken
from okienko.language.assess import Assessment, zloty
from okienko.language.ledger import Due
from okienko.language.loader.tree import Node
from okienko.language.stories.story import Expected

Fault = tuple[int, str]
CASE_WORDS = ("deadlines", "tasks", "acts", "turn", "letters", "outcome")


@dataclass(frozen=True)
class Seen:
    """A case as a story sees it. `letters`: those issued in this step."""

    deadlines: Mapping[str, Due]
    tasks: tuple[str, ...]
    acts: tuple[str, ...]
    turn: str
    letters: tuple[str, ...]
    outcome: str | None

    @staticmethod
    def concerns_case(expect: Expected) -> bool:
        """Whether the expectations speak of a case that was opened."""
        return any(word in expect.values for word in CASE_WORDS)


def form_faults(expect: Expected, assessment: Assessment) -> Iterator[Fault]:
    """Where the form and the rules depart from the story."""
    for word, node in expect.values.items():
        judge = _FORM.get(word)
        if judge is not None:
            yield from ((node.line, f"{word}: {text}") for text in judge(node, assessment))


def case_faults(expect: Expected, seen: Seen) -> Iterator[Fault]:
    """Where the case departs from the story."""
    for word, node in expect.values.items():
        if word == "deadlines":
            yield from _deadline_faults(node, seen)
        elif word in ("tasks", "acts", "letters"):
            actual = sorted(getattr(seen, word))
            yield from ((node.line, f"{word}: {text}") for text in _differ(sorted(texts(node)), actual))
        elif word in ("turn", "outcome"):
            actual_one = seen.turn if word == "turn" else seen.outcome
            yield from ((node.line, f"{word}: {text}") for text in _differ(_one(node), actual_one))


def texts(node: Node) -> list[str]:
    """The texts of a list; one text is a list of one."""
    return [item.text for item in node.items or []] if node.kind == "list" else [node.text] if node.text else []


def _one(node: Node) -> str | None:
    return None if node.truth is False or node.empty else node.text


def _differ(expected: object, actual: object) -> Iterable[str]:
    if expected != actual:
        yield f"oczekiwano {_said(expected)}, a jest {_said(actual)}."


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(str, value))}]"
    if isinstance(value, bool):
        return "tak" if value else "nie"
    return "nic" if value is None else f"„{value}”"


def _pages(node: Node, assessment: Assessment) -> Iterable[str]:
    return _differ(texts(node), [asked.page.id for asked in assessment.pages])


def _stopped(node: Node, assessment: Assessment) -> Iterable[str]:
    return _differ(_one(node), assessment.stopped.page if assessment.stopped else None)


def _sent_to(node: Node, assessment: Assessment) -> Iterable[str]:
    return _differ(_one(node), assessment.stopped.stop.go if assessment.stopped else None)


def _incomplete(node: Node, assessment: Assessment) -> Iterable[str]:
    page = assessment.first_incomplete
    return _differ(_one(node), page.id if page else None)


def _fee(node: Node, assessment: Assessment) -> Iterable[str]:
    expected = None if node.number is None else zloty(node.number)
    return _differ(expected, zloty(assessment.fee.amount) if assessment.fee else None)


def _why(node: Node, assessment: Assessment) -> Iterable[str]:
    why = assessment.fee.why if assessment.fee else ""
    if node.text not in why:
        yield f"w wyjaśnieniu „{why}” nie ma słów „{node.text}”."


def _attachments(node: Node, assessment: Assessment) -> Iterable[str]:
    needed = [need.attachment.name for need in assessment.attachments if need.needed]
    return _differ(sorted(texts(node)), sorted(needed))


def _applicants(node: Node, assessment: Assessment) -> Iterable[str]:
    return _differ(node.truth, assessment.applicants is not None)


def _warnings(node: Node, assessment: Assessment) -> Iterable[str]:
    return _differ(sorted(texts(node)), sorted(warned.page for warned in assessment.warnings))


def _competent(node: Node, assessment: Assessment) -> Iterable[str]:
    return _differ(_one(node), assessment.competent)


def _problems(node: Node, assessment: Assessment) -> Iterable[str]:
    return _differ(sorted(texts(node)), sorted(problem.question for problem in assessment.problems))


def _decisions(node: Node, assessment: Assessment) -> Iterable[str]:
    for key, value in node.pairs or []:
        taken = assessment.decisions.get(key.text)
        actual = taken.value if isinstance(taken, DecisionTaken) else [one.value for one in taken or ()]
        yield from (f"{key.text}: {text}" for text in _differ(value.plain_value(), _bare(actual)))


def _shown(node: Node, assessment: Assessment) -> Iterable[str]:
    """Each named rule is shown with these words in its value or reason; false when it is not shown."""
    shown = {one.name: f"{one.text}, bo {one.why}" for one in assessment.shown}
    for key, value in node.pairs or []:
        said = shown.get(key.text)
        if value.truth is False:
            yield from (f"{key.text}: {text}" for text in _differ(None, said))
        elif said is None or value.text not in said:
            yield f"{key.text}: w „{said or 'nic'}” nie ma słów „{value.text}”."


def _bare(value: Any) -> Any:
    """As a story writes it."""
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value + 0 if isinstance(value, Decimal) else value


_FORM: Mapping[str, Callable[[Node, Assessment], Iterable[str]]] = {
    "pages": _pages,
    "stopped": _stopped,
    "sent_to": _sent_to,
    "incomplete": _incomplete,
    "fee": _fee,
    "why": _why,
    "attachments": _attachments,
    "applicants": _applicants,
    "warnings": _warnings,
    "competent": _competent,
    "problems": _problems,
    "decisions": _decisions,
    "shown": _shown,
}


def _deadline_faults(node: Node, seen: Seen) -> Iterator[Fault]:
    """A day; two where the shift is disputed; `stoi` when the clock stands; false when it is not open."""
    for key, value in node.pairs or []:
        found = seen.deadlines.get(key.text)
        actual: object = None
        if found is not None and found.paused:
            actual = ["stoi"]
        elif found is not None and found.running:
            actual = [day.isoformat() for day in dict.fromkeys((found.office_by, found.on))]
        expected = None if value.truth is False else texts(value)
        yield from ((value.line, f"deadlines: {key.text}: {text}") for text in _differ(expected, actual))
