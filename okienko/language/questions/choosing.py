"""Answers that are chosen: yes or no, one option, several, a declaration that is confirmed."""

from __future__ import annotations

from typing import Any

from okienko.language.model import Question
from okienko.language.questions.base import POLISH, Answer, Kind, NotUnderstood, Posted, Voice, clean

YES, NO = "tak", "nie"
_ANSWERS = {YES: True, NO: False, "true": True, "false": False}


class YesNo(Kind):
    """True or false."""

    name = "yes-no"
    says = "tak albo nie; w regułach true albo false"

    def asks(self, question: Question) -> str:
        return "Wybierz „Tak” albo „Nie”."

    def value(self, question: Question, text: str) -> bool:
        if text.lower() not in _ANSWERS:
            raise NotUnderstood(self.missing(question))
        return _ANSWERS[text.lower()]

    def fault(self, question: Question, value: Answer) -> str | None:
        return None if isinstance(value, bool) else self.missing(question)

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        return voice.say("Tak") if value else voice.say("Nie")

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        return {question.id: YES if value else NO}

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "boolean"}


class Statement(YesNo):
    """A declaration under which one puts one's name: it can only be confirmed."""

    name = "statement"
    says = "oświadczenie do potwierdzenia; jego treść stoi w `statement`, pouczenie w `hint`"
    words = frozenset({"statement"})
    simple = False

    def asks(self, question: Question) -> str:
        return "Zaznacz, że potwierdzasz to oświadczenie. Bez niego nie możemy przyjąć pisma."

    def read(self, question: Question, posted: Posted) -> Answer:
        """What is not ticked is no answer, so an optional declaration may be left out."""
        return super().read(question, posted) or None

    def fault(self, question: Question, value: Answer) -> str | None:
        return None if value is True else self.missing(question)

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        return voice.say("Potwierdzam: {statement}", statement=question.statement) if value else ""

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        return {question.id: YES if value else ""}

    def schema(self, question: Question) -> dict[str, Any]:
        return {"const": True, "description": question.statement}


class Choice(Kind):
    """One of the options, or several where the question says so."""

    name = "choice"
    says = "jedna z odpowiedzi w `options` (kilka, gdy `several: yes`)"
    words = frozenset({"options", "several"})

    def lists(self, question: Question) -> bool:
        return question.several

    def asks(self, question: Question) -> str:
        return "Zaznacz co najmniej jedną odpowiedź." if question.several else "Wybierz jedną z odpowiedzi."

    def read(self, question: Question, posted: Posted) -> Answer:
        if not question.several:
            return super().read(question, posted)
        given = [clean(question, text) for text in posted.get(question.id, ())]
        return self._several(question, [text for text in given if text])

    def _several(self, question: Question, given: list[str]) -> list[str] | None:
        known = [option.value for option in question.options]
        if not all(text in known for text in given):
            raise NotUnderstood("Wybierz odpowiedzi z listy.")
        return [value for value in known if value in given] or None

    def value(self, question: Question, text: str) -> str:
        if text not in {option.value for option in question.options}:
            raise NotUnderstood("Wybierz jedną z odpowiedzi na liście.")
        return text

    def fault(self, question: Question, value: Answer) -> str | None:
        known = {option.value for option in question.options}
        if question.several:
            fits = (
                isinstance(value, list) and bool(value) and all(isinstance(one, str) and one in known for one in value)
            )
        else:
            fits = isinstance(value, str) and value in known
        return None if fits else self.missing(question)

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        labels = {option.value: option.label for option in question.options}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in chosen)

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        if question.several:
            return {question.id: [str(one) for one in value] if isinstance(value, list) else [str(value)]}
        return {question.id: str(value)}

    def schema(self, question: Question) -> dict[str, Any]:
        one = {"enum": [option.value for option in question.options]}
        return {"type": "array", "items": one, "minItems": 1, "uniqueItems": True} if question.several else one


class Choices(Choice):
    """Several of the options."""

    name = "choices"
    says = "kilka odpowiedzi z `options`; w regułach lista"
    words = frozenset({"options"})
    simple = False
