"""A question that is answered with a file: the answer is the list of the names of what was added."""

from __future__ import annotations

from typing import Any

from okienko.language.model import Question, Service
from okienko.language.questions.base import FORBIDDEN, POLISH, Answer, Kind, NotUnderstood, Posted, Voice, clean


class File(Kind):
    """Names of files. The files themselves are kept by whoever takes them; an empty list says that none were brought,
    which only an office may write down: what somebody brings to the window is accepted as it is."""

    name = "file"
    says = "plik (kilka, gdy `at_most`); w regułach lista nazw"
    words = frozenset({"at_most"})
    simple = False
    form_only = True

    def lists(self, question: Question) -> bool:
        return True

    def asks(self, question: Question) -> str:
        return "Wybierz plik i dodaj go."

    def read(self, question: Question, posted: Posted) -> Answer:
        """Whoever takes the files says their names under the name of the question."""
        names = [name for text in posted.get(question.id, ()) if (name := clean(question, text))]
        if len(names) > question.at_most:
            raise NotUnderstood(_too_many(question))
        return names or None

    def fault(self, question: Question, value: Answer) -> str | None:
        good = isinstance(value, list) and all(isinstance(name, str) and name for name in value)
        if not good or any(FORBIDDEN.search(name) for name in value):
            return self.missing(question)
        return _too_many(question) if len(value) > question.at_most else None

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        return ", ".join(str(name) for name in value) if isinstance(value, list) else str(value)

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        return {question.id: [str(name) for name in value] if isinstance(value, list) else [str(value)]}

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "minLength": 1}, "maxItems": question.at_most}


def _too_many(question: Question) -> str:
    return f"Zostaw najwyżej tyle plików: {question.at_most}."


def asked_files(service: Service) -> dict[str, str]:
    """Questions that are answered with files: name → text."""
    return {one.id: one.text for page in service.pages for one in page.questions if one.type == File.name}


def labels_of_files(service: Service) -> dict[str, str]:
    """What each file of a submission is, by the name under which it was added."""
    return {name: one.label for name, one in service.attachments.items()} | asked_files(service)
