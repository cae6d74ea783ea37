"""One definition, a form to print: sections, numbered questions, what is filled in when, attachments, fee.

The result is plain data for the sheet that the press sets; nothing here knows how it looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from okienko.language.assess import zloty
from okienko.language.model import Attachment, Page, Question, Service
from okienko.language.twin.conditions import Condition, Speaker
from okienko.language.twin.drawing import ADDRESS, boxes, drawn, line
from okienko.language.twin.prices import prices

Data = dict[str, Any]
BLOCKS = 3  # at most so many things of a list on the sheet; the rest goes on paper of one's own
BLOCK_ROWS = 36  # rows of questions that all things of a list may take together: about one page
SIGNERS = 3  # places for others who apply together
CERTAIN = Condition(always=True)


@dataclass(frozen=True)
class Setting:
    """What the sheet is told beside the service. `known`: what the office has settled, by name (null: not asked).

    `frame`: parts of the sheet that are ready: office, code, clause, where to bring it.
    """

    known: Mapping[str, Any] = field(default_factory=dict)
    law: Mapping[str, Any] = field(default_factory=dict)
    account: str = ""
    unsure_fee: bool = True
    frame: Mapping[str, object] = field(default_factory=dict)


def paper(service: Service, setting: Setting) -> Data:
    """Everything the sheet says."""
    building = _Building(service, setting)
    sections = list(building.sections())
    return {
        **setting.frame,
        "nazwa": service.name,
        "zwykla_nazwa": service.plain_name,
        "skladajacy": _applicant(),
        "czesci": sections,
        "zalaczniki": list(building.attachments()),
        "wspolnie": building.together(),
        "oplata": _fee(service, setting),
        "wyliczenia": [rule.show for rule in service.rules.values() if rule.show],
    }


def _applicant() -> list[Data]:
    """Whoever logs in need not write this; on paper it must stand."""
    return [
        {"nazwa": "Imię i nazwisko", "pole": line()},
        {"nazwa": "PESEL", "pole": boxes(11)},
        {"nazwa": "Adres do pism", "pole": ADDRESS},
        {"nazwa": "E-mail, jeśli chcesz", "pole": line()},
    ]


class _Building:
    """Goes through the form once, from the top: what is left out is known to have no answer."""

    def __init__(self, service: Service, setting: Setting) -> None:
        self.service = service
        names = {*service.rules, *service.local, *setting.known, *setting.law, "dzis"}
        names |= {name for page in service.pages for name in _names(page)}
        self.speaker = Speaker({**setting.law, **setting.known}, service.rules, names)

    def sections(self) -> Iterator[Data]:
        for page in self.service.pages:
            when = self.speaker.condition(page.when)
            if not when.asked:
                self._leave_out(page.questions)
            elif page.kind == "questions":
                yield self._section(page, when)

    def _leave_out(self, questions: tuple[Question, ...]) -> None:
        self.speaker.known.update({question.id: None for question in questions})

    def _section(self, page: Page, when: Condition) -> Data:
        asked = [one for question in page.questions if (one := self._question(question))]
        return {
            "tytul": page.title,
            "kiedy": when.only("Wypełnij tę część"),
            "wstep": page.intro,
            "pytania": asked,
            "rzeczy": _blocks(page, asked),
            "rzecz": page.one,
            "najwyzej": page.at_most if page.many else 0,
            "uwagi": [*self._stops(page), *self._warnings(page)],
        }

    def _question(self, question: Question) -> Data | None:
        when = self.speaker.condition(question.when)
        if not when.asked:
            self._leave_out((question,))
            return None
        number = len(self.speaker.numbered) + 1
        self.speaker.numbered[question.id] = number, question
        return {
            "numer": number,
            "pytanie": question.text,
            "podpowiedz": question.hint,
            "kiedy": when.only("Wypełnij"),
            "puste": question.optional,
            "pole": drawn(question),
        }

    def _stops(self, page: Page) -> Iterator[Data]:
        for stop in page.stops:
            when = self.speaker.condition(stop.when)
            if when.text and not when.partly:
                yield {"kiedy": f"Jeśli {when.text}, nie składaj tego pisma.", "tekst": stop.text}
            elif when.asked:
                yield {"kiedy": "To zależy od przepisów i obliczeń. Może się okazać:", "tekst": stop.text}

    def _warnings(self, page: Page) -> Iterator[Data]:
        for warn in page.warnings:
            when = self.speaker.condition(warn.when)
            if when.text and not when.partly:
                yield {"kiedy": f"Jeśli {when.text}:", "tekst": warn.text}
            elif when.asked:
                yield {"kiedy": "" if when.always else "To może Cię dotyczyć:", "tekst": warn.text}

    def attachments(self) -> Iterator[Data]:
        for one in self.service.attachments.values():
            when = self.speaker.condition(one.needed) if one.needed else CERTAIN
            if when.asked:
                yield {
                    "nazwa": one.label,
                    "kiedy": _needed(one, when),
                    "podpowiedz": one.hint,
                    "pozniej": one.later,
                }

    def together(self) -> Data | None:
        """Places for those who apply together: they sign here instead of consenting on their accounts."""
        joint = self.service.applicants
        when = self.speaker.condition(joint.when) if joint else None
        if joint is None or when is None or not when.asked:
            return None
        return {"tytul": joint.label, "kiedy": when.only("Wypełnij tę część"), "ile": max(SIGNERS, joint.at_least)}


def _names(page: Page) -> set[str]:
    return {question.id for question in page.questions} | ({page.many} if page.many else set())


def _blocks(page: Page, asked: list[Data]) -> int:
    """How many things of a list have their place on the sheet: as many as fill a page."""
    if not page.many:
        return 0
    rows = sum(_rows(one["pole"]) for one in asked) or 1
    return max(min(page.at_least, BLOCKS), min(BLOCKS, page.at_most, BLOCK_ROWS // rows), 1)


def _rows(place: Mapping[str, Any]) -> int:
    kind = place["rodzaj"]
    if kind == "wybor":
        return 1 + len(place["opcje"]) // 2
    return {"linie": 1 + int(place.get("ile", 0)), "czesci": 1 + len(place.get("czesci", ()))}.get(kind, 2)


def _needed(one: Attachment, when: Condition) -> str:
    if one.needed is None:
        return "Możesz dołączyć, nie musisz."
    return "Dołącz zawsze." if when.always else when.only("Dołącz")


def _fee(service: Service, setting: Setting) -> Data | None:
    if service.fee is None:
        return None
    found = prices(service, {**setting.law, **setting.known})
    amounts = {price.amount for price in found.known}
    one = len(amounts) == 1 and found.whole
    known = found.known[:1] if one else found.known
    return {
        "za": service.fee.what,
        "kwoty": [{"kwota": _amount(price.amount), "gdy": "" if one else price.why} for price in known],
        "cala": found.whole,
        "odbiorca": service.fee.payee,
        "rachunek": setting.account,
        "skutek": service.fee.consequence,
        "potwierdzone": not setting.unsure_fee,
    }


def _amount(amount: Decimal) -> str:
    return zloty(amount) if amount else "bez opłaty"
