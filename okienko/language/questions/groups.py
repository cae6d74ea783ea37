"""Answers of several parts that mean something together.

Each part is a question of its own, posted as `<id>-<part>`; the answer is a mapping of parts. A part that was left
empty is kept as an empty text, so that rules and letters find all names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

from okienko.language.model import Question
from okienko.language.questions.base import POLISH, Answer, Kind, NotUnderstood, Posted, Voice
from okienko.language.questions.choosing import Choice
from okienko.language.questions.days import Day
from okienko.language.questions.identifiers import Krs, Nip, Pesel, Plate, Regon, Vin
from okienko.language.questions.texts import Line

_KINDS: Mapping[str, Kind] = {
    kind.name: kind for kind in (Line(), Choice(), Day(), Pesel(), Nip(), Regon(), Krs(), Plate(), Vin())
}


class Group(Kind):
    """A type made of parts. `inner`: its parts as questions whose ids are the names of the parts."""

    simple = False
    inner: ClassVar[tuple[Question, ...]]

    def parts(self, question: Question) -> tuple[Question, ...]:
        """The parts as questions on the page."""
        return _on_page(question.id, self.inner)

    def kind(self, part: Question) -> Kind:
        """The type of a part."""
        return _KINDS[part.type]

    def fields(self, question: Question) -> tuple[str, ...]:
        return tuple(name for part in self.parts(question) for name in self.kind(part).fields(part))

    def first(self, question: Question) -> str:
        part = self.parts(question)[0]
        return self.kind(part).first(part)

    def read(self, question: Question, posted: Posted) -> Answer:
        values: dict[str, Answer] = {}
        faults: dict[str, str] = {}
        for name, part in self._named(question):
            try:
                values[name] = self.kind(part).read(part, posted)
            except NotUnderstood as fault:
                faults |= {f"-{name}{suffix}": text for suffix, text in fault.texts.items()}
        if not faults and all(value is None for value in values.values()):
            return None
        for name, part in self._named(question):
            if not part.optional and name in values and values[name] is None:
                faults[f"-{name}"] = part.missing
        faults = {f"-{name}": text for name, text in self.wrong(values).items()} | faults
        if faults:
            raise NotUnderstood(parts=faults)
        return self.kept({name: "" if value is None else value for name, value in values.items()})

    def _named(self, question: Question) -> list[tuple[str, Question]]:
        return list(zip((part.id for part in self.inner), self.parts(question), strict=True))

    def wrong(self, values: Mapping[str, Answer]) -> dict[str, str]:
        """What is wrong with parts that are good each by itself: part → what to do. `values`: those that were read."""
        return {}

    def kept(self, values: dict[str, Answer]) -> Answer:
        """The answer as it is stored."""
        return values

    def fault(self, question: Question, value: Answer) -> str | None:
        if not isinstance(value, Mapping):
            return self.missing(question)
        for part in self.inner:
            given = value.get(part.id)
            if given in (None, ""):
                if not part.optional:
                    return part.missing
            elif said := self.kind(part).fault(part, given):
                return said
        whole = {part.id: value.get(part.id) or None for part in self.inner}
        return next(iter(self.wrong(whole).values()), None)

    def restored(self, question: Question, value: Any) -> Answer:
        if not isinstance(value, Mapping):
            return value
        known = {part.id: part for part in self.inner}
        return {
            name: self.kind(known[name]).restored(known[name], given) if name in known else given
            for name, given in value.items()
        }

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        if not isinstance(value, Mapping):
            return str(value)
        told = {
            part.id: self.kind(part).told(part, value[part.id], voice) if value.get(part.id) not in (None, "") else ""
            for part in self.inner
        }
        return self.joined(told, voice)

    def joined(self, told: Mapping[str, str], voice: Voice) -> str:
        """The parts in words, as one line."""
        return ", ".join(text for text in told.values() if text)

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        if not isinstance(value, Mapping):
            return {}
        found: dict[str, str | list[str]] = {}
        for name, part in self._named(question):
            if value.get(name) not in (None, ""):
                found |= self.kind(part).sent(part, value[name])
        return found

    def schema(self, question: Question) -> dict[str, Any]:
        properties = {part.id: _schema(self.kind(part), part) for part in self.inner}
        return {"type": "object", "properties": properties, "required": [part.id for part in self.inner]}


def _schema(kind: Kind, part: Question) -> dict[str, Any]:
    told = {"title": part.text, **kind.schema(part)}
    return {"title": part.text, "anyOf": [{"const": ""}, kind.schema(part)]} if part.optional else told


@lru_cache(maxsize=1024)
def _on_page(question_id: str, inner: tuple[Question, ...]) -> tuple[Question, ...]:
    names = ("id", "text", "type", "hint", "options", "optional", "missing", "max_length", "minimum", "maximum")
    return tuple(
        Question(**{name: getattr(part, name) for name in names} | {"id": f"{question_id}-{part.id}"}) for part in inner
    )
