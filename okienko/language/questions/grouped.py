"""What an address, a person, a company, a vehicle and a period are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from okienko.language.model import Option, Question
from okienko.language.questions.base import Answer, NotUnderstood, Posted, Voice
from okienko.language.questions.groups import Group

DOCUMENTS = (
    Option("paszport", "paszport"),
    Option("dowod", "dowód osobisty"),
    Option("karta-pobytu", "karta pobytu"),
    Option("inny", "inny dokument"),
)
_ADDRESS_LENGTH = 100


def _text(name: str, text: str, missing: str = "", length: int = _ADDRESS_LENGTH) -> Question:
    return Question(name, text, "text", optional=not missing, missing=missing, max_length=length)


class Address(Group):
    """Where something is. A village has no streets: the street may be left out."""

    name = "address"
    says = "adres: ulica, nr, kod, miejscowosc"
    inner = (
        _text("ulica", "Ulica"),
        _text("nr", "Numer domu i mieszkania", "Podaj numer domu."),
        _text("kod", "Kod pocztowy", "Podaj kod pocztowy, na przykład 06-300."),
        _text("miejscowosc", "Miejscowość", "Podaj miejscowość."),
    )

    def asks(self, question: Question) -> str:
        return "Podaj adres: kod pocztowy, miejscowość i numer domu."

    def read(self, question: Question, posted: Posted) -> Answer:
        try:
            return super().read(question, posted)
        except NotUnderstood as fault:
            short = {name: _shorter(text) for name, text in fault.texts.items()}
            raise NotUnderstood(parts=short) from fault

    def wrong(self, values: Mapping[str, Answer]) -> dict[str, str]:
        code = values.get("kod")
        return {} if code is None or _digits(code) else {"kod": "Podaj kod pocztowy, na przykład 06-300."}

    def kept(self, values: dict[str, Answer]) -> Answer:
        code = _digits(values["kod"])
        return {**values, "kod": f"{code[:2]}-{code[2:]}"}

    def fault(self, question: Question, value: Answer) -> str | None:
        """Addresses of old matters are taken as they were kept."""
        kept = isinstance(value, Mapping) and all(isinstance(value.get(part.id), str) for part in self.inner)
        return None if kept else self.missing(question)

    def joined(self, told: Mapping[str, str], voice: Voice) -> str:
        street = " ".join(filter(None, (told["ulica"], told["nr"])))
        town = " ".join(filter(None, (told["kod"], told["miejscowosc"])))
        return ", ".join(filter(None, (street, town)))

    def schema(self, question: Question) -> dict[str, Any]:
        found = super().schema(question)
        found["properties"]["kod"] = {"title": "Kod pocztowy", "type": "string", "pattern": "^[0-9]{2}-[0-9]{3}$"}
        return found


def _digits(code: str) -> str:
    """The five digits of a postal code; nothing when it is none."""
    bare = code.replace(" ", "").replace("-", "")
    return bare if len(bare) == 5 and bare.isascii() and bare.isdigit() else ""


def _shorter(text: str) -> str:
    return f"Skróć do {_ADDRESS_LENGTH} znaków." if text.startswith("Skróć odpowiedź") else text


class Person(Group):
    """A person by name and PESEL; one who has no PESEL by a document."""

    name = "person"
    says = "osoba: imie, nazwisko i pesel albo dokument, numer, kraj"
    inner = (
        _text("imie", "Imię", "Wpisz imię.", 80),
        _text("nazwisko", "Nazwisko", "Wpisz nazwisko.", 120),
        Question("pesel", "Numer PESEL", "pesel", optional=True, max_length=11),
        Question("dokument", "Rodzaj dokumentu", "choice", options=DOCUMENTS, optional=True),
        _text("numer", "Seria i numer dokumentu", length=40),
        _text("kraj", "Kraj, który go wydał", length=60),
    )
    _OF_DOCUMENT: ClassVar[Mapping[str, str]] = {
        "dokument": "Wybierz rodzaj dokumentu.",
        "numer": "Podaj serię i numer dokumentu.",
        "kraj": "Podaj kraj, który wydał dokument.",
    }

    def asks(self, question: Question) -> str:
        return "Podaj imię, nazwisko i numer PESEL."

    def wrong(self, values: Mapping[str, Answer]) -> dict[str, str]:
        given = {name for name in self._OF_DOCUMENT if values.get(name) is not None}
        if not given and "pesel" in values and values["pesel"] is None:
            return {"pesel": "Podaj numer PESEL. Gdy ta osoba go nie ma, podaj jej dokument."}
        lacking = {name: text for name, text in self._OF_DOCUMENT.items() if name in values and name not in given}
        return lacking if given else {}

    def joined(self, told: Mapping[str, str], voice: Voice) -> str:
        number = f"PESEL {told['pesel']}" if told["pesel"] else ""
        kind = voice.say(told["dokument"]) if told["dokument"] else ""
        document = f"{kind} {told['numer']} ({told['kraj']})" if kind else ""
        return ", ".join(filter(None, (f"{told['imie']} {told['nazwisko']}".strip(), number, document)))


class Company(Group):
    """A company or another organisation by name and at least one of its numbers."""

    name = "company"
    says = "firma: nazwa i co najmniej jeden z numerów nip, regon, krs"
    inner = (
        _text("nazwa", "Nazwa", "Wpisz nazwę firmy albo organizacji.", 200),
        Question("nip", "NIP", "nip", optional=True, max_length=13),
        Question("regon", "REGON", "regon", optional=True, max_length=14),
        Question("krs", "Numer KRS", "krs", optional=True, max_length=10),
    )
    NUMBERS: ClassVar[tuple[str, ...]] = ("nip", "regon", "krs")

    def asks(self, question: Question) -> str:
        return "Podaj nazwę firmy i co najmniej jeden numer: NIP, REGON albo KRS."

    def wrong(self, values: Mapping[str, Answer]) -> dict[str, str]:
        known = all(name in values for name in self.NUMBERS)
        none = known and all(values[name] is None for name in self.NUMBERS)
        return {"nip": "Podaj co najmniej jeden numer: NIP, REGON albo KRS."} if none else {}

    def joined(self, told: Mapping[str, str], voice: Voice) -> str:
        numbers = [f"{name.upper()} {told[name]}" for name in self.NUMBERS if told[name]]
        return ", ".join(filter(None, (told["nazwa"], *numbers)))


class Vehicle(Group):
    """A vehicle by its plate, its VIN or both: one that was brought in from abroad has no plate yet."""

    name = "vehicle"
    says = "pojazd: tablica, vin albo oba"
    inner = (
        Question("tablica", "Numer rejestracyjny", "plate", optional=True, max_length=12),
        Question("vin", "Numer VIN", "vin", optional=True, max_length=25),
    )

    def asks(self, question: Question) -> str:
        return "Podaj numer rejestracyjny albo numer VIN."

    def joined(self, told: Mapping[str, str], voice: Voice) -> str:
        return ", ".join(filter(None, (told["tablica"], f"VIN {told['vin']}" if told["vin"] else "")))

    def wrong(self, values: Mapping[str, Answer]) -> dict[str, str]:
        none = all(part.id in values and values[part.id] is None for part in self.inner)
        return {"tablica": "Podaj numer rejestracyjny albo numer VIN."} if none else {}


class Period(Group):
    """From a day to a day, both counted in."""

    name = "period"
    says = "okres: od i do, oba dni włącznie"
    inner = (
        Question("od", "Od kiedy?", "date", missing="Podaj pierwszy dzień, na przykład 1 3 2026."),
        Question("do", "Do kiedy?", "date", missing="Podaj ostatni dzień, na przykład 14 3 2026."),
    )

    def asks(self, question: Question) -> str:
        return "Podaj pierwszy i ostatni dzień."

    def wrong(self, values: Mapping[str, Answer]) -> dict[str, str]:
        first, last = values.get("od"), values.get("do")
        if first is None or last is None or first <= last:
            return {}
        return {"do": "Ostatni dzień nie może być wcześniejszy niż pierwszy."}

    def joined(self, told: Mapping[str, str], voice: Voice) -> str:
        return voice.say("od {first} do {last}", first=told["od"], last=told["do"])
