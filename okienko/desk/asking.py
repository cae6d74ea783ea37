"""Pages that ask a few questions and do one act by hand: what such a page is, and questions that several ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from okienko.cases.queries import CaseView
from okienko.desk.pages import Desk
from okienko.language.feel import compile_expression
from okienko.language.model import Check, Option, Question

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """One act: its words, when it may be done, what it asks, what it warns of, and the doing."""

    label: str
    text: str
    button: str
    offered: Callable[[CaseView], bool]
    asks: Callable[[CaseView], tuple[Question, ...]]
    act: Callable[[Desk, CaseView, Answers], str]
    law: str = ""
    warns: Callable[[CaseView], str] = lambda view: ""


def day(name: str, text: str) -> Question:
    """A day that has come."""
    rule = compile_expression(f"{name} <= dzis", names={name, "dzis"})
    return Question(name, text, "date", checks=(Check(rule, "Ten dzień jeszcze nie nadszedł."),))


def choice(name: str, text: str, options: Mapping[str, str]) -> Question:
    """One of these."""
    return Question(name, text, "choice", options=tuple(Option(value, label) for value, label in options.items()))


def living(view: CaseView) -> dict[str, str]:
    """Living parties."""
    return {str(link.party_id): link.party.name for link in view.parties if link.died_on is None}
