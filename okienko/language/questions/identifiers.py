"""Numbers that somebody has given: to a person, a company, an account, a land register, a vehicle."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from stdnum import iban
from stdnum.exceptions import ValidationError
from stdnum.pl import nip, pesel, regon

from okienko.language.model import Question
from okienko.language.questions.base import POLISH, Answer, Kind, NotUnderstood, Voice

_BLANKS = re.compile(r"[\s.\-\u2010-\u2015]")
_KW_SIGNS = "0123456789XABCDEFGHIJKLMNOPRSTUWYZ"  # the value of a sign is its place here
_KW_WEIGHTS = (1, 3, 7)


class Identifier(Kind):
    """A number of a known shape. `shape`: as it is kept; `good`: whether its control digit fits."""

    shape: ClassVar[str]
    sentence: ClassVar[str]
    mistake: ClassVar[str]

    def asks(self, question: Question) -> str:
        return self.sentence

    def tidy(self, text: str) -> str:
        """The number as it is kept, out of the ways in which people write it."""
        return _BLANKS.sub("", text)

    def good(self, number: str) -> bool:
        """Whether nobody made a slip while copying it, as far as the number itself can tell."""
        return True

    def value(self, question: Question, text: str) -> str:
        number = self.tidy(text)
        if not re.fullmatch(self.shape, number):
            raise NotUnderstood(self.missing(question))
        if not self.good(number):
            raise NotUnderstood(self.mistake)
        return number

    def fault(self, question: Question, value: Answer) -> str | None:
        if not isinstance(value, str) or not re.fullmatch(self.shape, value):
            return self.missing(question)
        return None if self.good(value) else self.mistake

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        return self.grouped(str(value))

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        return {question.id: self.grouped(str(value))}

    def grouped(self, number: str) -> str:
        """The number in groups that can be read aloud."""
        return number

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.shape}$"}


class Pesel(Identifier):
    """A number of any century that PESEL knows: those born in 2200–2299 serve demonstrations."""

    name = "pesel"
    says = "numer PESEL"
    length = 11
    shape = "[0-9]{11}"
    sentence = "Podaj numer PESEL: 11 cyfr."
    mistake = "Sprawdź numer PESEL: w tym, co wpisano, jest pomyłka."

    def good(self, number: str) -> bool:
        try:
            pesel.get_birth_date(number)
        except ValidationError:
            return False
        return bool(pesel.calc_check_digit(number[:-1]) == number[-1])


class Nip(Identifier):
    """The tax number of a company. Ten zeros fit the control digit and belong to nobody."""

    name = "nip"
    says = "numer NIP"
    length = 13
    shape = "[0-9]{10}"
    sentence = "Podaj NIP: 10 cyfr, na przykład 123-456-32-18."
    mistake = "Sprawdź NIP: w tym, co wpisano, jest pomyłka."

    def tidy(self, text: str) -> str:
        return _BLANKS.sub("", text).upper().removeprefix("PL")

    def good(self, number: str) -> bool:
        return bool(nip.is_valid(number)) and set(number) != {"0"}


class Regon(Identifier):
    """The statistical number of a company: 9 digits, or 14 of its local unit."""

    name = "regon"
    says = "numer REGON, 9 albo 14 cyfr"
    length = 14
    shape = "([0-9]{9}|[0-9]{14})"
    sentence = "Podaj REGON: 9 albo 14 cyfr."
    mistake = "Sprawdź REGON: w tym, co wpisano, jest pomyłka."

    def good(self, number: str) -> bool:
        return bool(regon.is_valid(number)) and set(number) != {"0"}


class Krs(Identifier):
    """The number in the court's register. It has no control digit."""

    name = "krs"
    says = "numer KRS"
    length = 10
    shape = "[0-9]{10}"
    sentence = "Podaj numer KRS: 10 cyfr, na przykład 0000012345."
    mistake = ""


class BankAccount(Identifier):
    """A Polish account (NRB): 26 digits, the first two of which are for control."""

    name = "bank-account"
    says = "polski rachunek bankowy, 26 cyfr"
    length = 34
    shape = "[0-9]{26}"
    sentence = "Podaj numer rachunku: 26 cyfr."
    mistake = "Sprawdź numer rachunku: w tym, co wpisano, jest pomyłka."

    def tidy(self, text: str) -> str:
        return _BLANKS.sub("", text).upper().removeprefix("PL")

    def good(self, number: str) -> bool:
        return bool(iban.is_valid(f"PL{number}"))

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        return {question.id: self.grouped(str(value))}

    def grouped(self, number: str) -> str:
        return " ".join((number[:2], *(number[at : at + 4] for at in range(2, len(number), 4))))


class LandRegister(Identifier):
    """The number of a land and mortgage register: court, number, control digit."""

    name = "land-register"
    says = "numer księgi wieczystej"
    length = 20
    shape = "[A-Z]{2}[0-9][A-Z]/[0-9]{8}/[0-9]"
    sentence = "Podaj numer księgi wieczystej, na przykład WA4M/00123456/4."
    mistake = "Sprawdź numer księgi wieczystej: w tym, co wpisano, jest pomyłka."

    def tidy(self, text: str) -> str:
        """Zeros at the head of the number are often left out."""
        parts = re.fullmatch(r"([A-Z]{2}[0-9][A-Z])/?([0-9]{1,8})/([0-9])", _blankless(text))
        whole = re.fullmatch(r"([A-Z]{2}[0-9][A-Z])([0-9]{8})([0-9])", _blankless(text))
        found = parts or whole
        return f"{found[1]}/{found[2]:0>8}/{found[3]}" if found else text

    def good(self, number: str) -> bool:
        signs = number.replace("/", "")
        if not all(sign in _KW_SIGNS for sign in signs):
            return False
        total = sum(_KW_SIGNS.index(sign) * _KW_WEIGHTS[at % 3] for at, sign in enumerate(signs[:12]))
        return total % 10 == int(signs[12])


class Plate(Identifier):
    """The registration number of a vehicle. Judged mildly: there are plates of many kinds and countries."""

    name = "plate"
    says = "numer rejestracyjny pojazdu"
    length = 12
    shape = "(?=[A-Z]*[0-9])[A-Z][A-Z0-9]{3,8}"
    sentence = "Podaj numer rejestracyjny, na przykład WPZ 12345."
    mistake = ""

    def tidy(self, text: str) -> str:
        return _blankless(text)


class Vin(Identifier):
    """The number of a vehicle's chassis. Its ninth sign is a control digit in North America only."""

    name = "vin"
    says = "numer VIN pojazdu, 17 znaków"
    length = 25
    shape = "[A-HJ-NPR-Z0-9]{17}"
    sentence = "Podaj numer VIN: 17 znaków, same cyfry i litery."
    mistake = ""

    def tidy(self, text: str) -> str:
        return _blankless(text)

    def value(self, question: Question, text: str) -> str:
        number = self.tidy(text)
        if re.fullmatch("[A-Z0-9]{17}", number) and re.search("[IOQ]", number):
            raise NotUnderstood("W numerze VIN nie ma liter I, O ani Q. Wpisz cyfrę 1 albo 0.")
        return super().value(question, text)


def _blankless(text: str) -> str:
    return _BLANKS.sub("", text).upper()
