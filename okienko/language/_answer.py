"""Reading one answer by the type of its question, with sentences that say what to do.

Text is taken as it is (HTML and emoji are text), but for what the eye does not see: direction and zero-width
marks come along when people paste and mean nothing, so they are removed; control signs, NUL and broken halves
of signs are refused with a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from stdnum.exceptions import ValidationError
from stdnum.pl import nip, pesel

from okienko.language.calendar import MONTHS
from okienko.language.model import Question

Answer: TypeAlias = Any  # bool, str, Decimal, date, list of options, {ulica, nr, kod, miejscowosc}

DATE_PARTS = ("day", "month", "year")
ADDRESS_PARTS = ("ulica", "nr", "kod", "miejscowosc")
INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,9})?")
_PARCEL = re.compile(r"[0-9]{6}_[0-9]\.[0-9]{4}(\.AR_[0-9]+)?\.[0-9]+(/[0-9]+)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>\"',;:()\[\]\\]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", re.IGNORECASE)
_UNITS = {
    "cm": "w centymetrach",
    "m": "w metrach",
    "m²": "w metrach kwadratowych",
    "zł": "w złotych",
    "%": "w procentach",
}
_MONTHS = {
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    **{name: number for number, name in enumerate(("i", "ii", "iii", "iv", "v", "vi"), 1)},
    **{name: number for number, name in enumerate(("vii", "viii", "ix", "x", "xi", "xii"), 7)},
    "maj": 5,
}


class NotUnderstood(Exception):
    """The answer cannot be taken; `texts`: field suffix ("" for the whole) → what to do."""

    def __init__(self, text: str = "", **parts: str) -> None:
        super().__init__(text)
        self.texts = {"": text} if text else {f"-{part}": said for part, said in parts.items()}


def fields_of(question: Question) -> tuple[str, ...]:
    """The names under which the answer is posted."""
    if question.type == "date":
        return tuple(f"{question.id}-{part}" for part in DATE_PARTS)
    if question.type == "address":
        return tuple(f"{question.id}-{part}" for part in ADDRESS_PARTS)
    return (question.id,)


def missing(question: Question) -> str:
    """What to say when there is no answer."""
    return question.missing or _missing_by_type(question)


def _missing_by_type(question: Question) -> str:
    match question.type:
        case "yes-no":
            return "Wybierz „Tak” albo „Nie”."
        case "choice":
            return "Zaznacz co najmniej jedną odpowiedź." if question.several else "Wybierz jedną z odpowiedzi."
        case "number":
            unit = _UNITS.get(question.unit, f"({question.unit})" if question.unit else "")
            example = question.minimum if question.minimum is not None and question.minimum > 12 else 12
            return f"Podaj liczbę{' ' + unit if unit else ''}, na przykład {example}."
        case "date":
            return "Podaj datę: dzień, miesiąc i rok, na przykład 27 3 2026."
        case "parcel":
            return "Podaj identyfikator działki, na przykład 142299_2.0099.12/3, albo napisz słowami, gdzie leży."
        case "address":
            return "Podaj adres: kod pocztowy, miejscowość i numer domu."
        case "pesel":
            return "Podaj numer PESEL: 11 cyfr."
        case "nip":
            return "Podaj NIP: 10 cyfr, na przykład 123-456-32-18."
        case "krs":
            return "Podaj numer KRS: 10 cyfr, na przykład 0000012345."
        case "phone":
            return "Podaj numer telefonu, na przykład 600 100 200."
        case "email":
            return "Podaj adres e-mail, na przykład anna@example.org."
        case _:
            return "Napisz odpowiedź."


def value_of(question: Question, posted: Mapping[str, Sequence[str]]) -> Answer:
    """The typed answer; nothing when the fields are empty; `NotUnderstood` when they cannot be read."""
    if question.type in ("date", "address"):
        parts = {name.rpartition("-")[2]: _single(question, posted, name) for name in fields_of(question)}
        if not any(parts.values()):
            return None
        return _date(question, parts) if question.type == "date" else _address(parts)
    if question.several:
        given = [_clean(question, text) for text in posted.get(question.id, ())]
        return _options(question, [text for text in given if text])
    text = _single(question, posted, question.id)
    return _READERS[question.type](question, text) if text else None


def _single(question: Question, posted: Mapping[str, Sequence[str]], name: str) -> str:
    given = [text for text in posted.get(name, ()) if text]
    if len(given) > 1:
        raise NotUnderstood("Podaj tylko jedną odpowiedź.")
    return _clean(question, given[0]) if given else ""


def _clean(question: Question, text: str) -> str:
    if len(text) > question.max_length * 4 + 1000:
        raise NotUnderstood(_too_long(question, len(text)))
    if FORBIDDEN.search(text):
        raise NotUnderstood("Usuń znaki, których nie widać, i wpisz odpowiedź jeszcze raz.")
    visible = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    if question.type == "long-text":
        return "\n".join(line.rstrip() for line in visible.replace("\t", " ").splitlines()).strip()
    return " ".join(visible.split())


def _too_long(question: Question, length: int) -> str:
    return f"Skróć odpowiedź do {question.max_length} znaków: teraz ma {length}."


def _yes_no(question: Question, text: str) -> bool:
    answers = {"tak": True, "nie": False, "true": True, "false": False}
    if text.lower() not in answers:
        raise NotUnderstood(missing(question))
    return answers[text.lower()]


def _choice(question: Question, text: str) -> str:
    if text not in {option.value for option in question.options}:
        raise NotUnderstood("Wybierz jedną z odpowiedzi na liście.")
    return text


def _options(question: Question, given: list[str]) -> list[str] | None:
    known = [option.value for option in question.options]
    if not all(text in known for text in given):
        raise NotUnderstood("Wybierz odpowiedzi z listy.")
    return [value for value in known if value in given] or None


def _number(question: Question, text: str) -> Decimal:
    digits = text.removesuffix(question.unit).replace(" ", "") if question.unit else text.replace(" ", "")
    if not NUMBER.fullmatch(digits):
        raise NotUnderstood(missing(question))
    value = _plain(Decimal(digits.replace(",", ".")))
    if (said := _number_fault(question, value)) is not None:
        raise NotUnderstood(said)
    return value


def _plain(value: Decimal) -> Decimal:
    """The number without trailing zeros, exponent or a minus before zero."""
    if value == 0:
        return Decimal(0)
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def _number_fault(question: Question, value: Decimal) -> str | None:
    places = -int(value.as_tuple().exponent) if value.is_finite() else 0
    if places > question.decimals:
        if question.decimals:
            return f"Podaj liczbę z najwyżej {question.decimals} miejscami po przecinku."
        return "Podaj liczbę całkowitą, bez przecinka."
    unit = f" {question.unit}" if question.unit else ""
    low, high = question.minimum, question.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    if low is not None and high is not None:
        return f"Podaj liczbę od {_said(low)} do {_said(high)}{unit}."
    if low is not None:
        return f"Podaj liczbę nie mniejszą niż {_said(low)}{unit}."
    return f"Podaj liczbę nie większą niż {_said(high or Decimal(0))}{unit}."


def _said(number: Decimal) -> str:
    return format(number, "f").replace(".", ",")


def _text(question: Question, text: str) -> str:
    if len(text) > question.max_length:
        raise NotUnderstood(_too_long(question, len(text)))
    return text


def _parcel(question: Question, text: str) -> str:
    compact = text.replace(" ", "")
    return compact.upper().replace("ar_", "AR_") if _PARCEL.fullmatch(compact) else _text(question, text)


def _pesel(question: Question, text: str) -> str:
    """A number of any century that PESEL knows: those born in 2200–2299 serve demonstrations."""
    digits = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"[0-9]{11}", digits):
        raise NotUnderstood(missing(question))
    try:
        pesel.get_birth_date(digits)
        if pesel.calc_check_digit(digits[:-1]) != digits[-1]:
            raise NotUnderstood("Sprawdź numer PESEL: w tym, co wpisano, jest pomyłka.")
    except ValidationError as fault:
        raise NotUnderstood("Sprawdź numer PESEL: w tym, co wpisano, jest pomyłka.") from fault
    return digits


def _nip(question: Question, text: str) -> str:
    digits = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise NotUnderstood(missing(question))
    if not nip.is_valid(digits):
        raise NotUnderstood("Sprawdź NIP: w tym, co wpisano, jest pomyłka.")
    return digits


def _krs(question: Question, text: str) -> str:
    digits = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise NotUnderstood(missing(question))
    return digits


def _phone(question: Question, text: str) -> str:
    digits = re.sub(r"[ ()./-]", "", text)
    if not re.fullmatch(r"\+?[0-9]{7,15}", digits):
        raise NotUnderstood(missing(question))
    return digits


def _email(question: Question, text: str) -> str:
    if len(text) > question.max_length or not _EMAIL.fullmatch(text):
        raise NotUnderstood(missing(question))
    return text


_READERS = {
    "yes-no": _yes_no,
    "choice": _choice,
    "number": _number,
    "text": _text,
    "long-text": _text,
    "parcel": _parcel,
    "pesel": _pesel,
    "nip": _nip,
    "krs": _krs,
    "phone": _phone,
    "email": _email,
}


def _date(question: Question, parts: Mapping[str, str]) -> date:
    names = {"day": "dzień", "month": "miesiąc", "year": "rok"}
    empty = [names[part] for part in DATE_PARTS if not parts[part]]
    if empty:
        raise NotUnderstood(f"Podaj też {' i '.join(empty)}.")
    month = _month(parts["month"])
    if not re.fullmatch(r"[0-9]{1,2}", parts["day"]) or month is None:
        raise NotUnderstood("Podaj dzień i miesiąc cyframi, na przykład 27 3.")
    if not re.fullmatch(r"[0-9]{4}", parts["year"]):
        raise NotUnderstood("Podaj rok czterema cyframi, na przykład 2026.")
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError as fault:
        raise NotUnderstood("Takiego dnia nie ma w kalendarzu. Sprawdź dzień i miesiąc.") from fault


def _month(text: str) -> int | None:
    word = text.lower().strip(".")
    if re.fullmatch(r"[0-9]{1,2}", word):
        return int(word)
    if word in _MONTHS:
        return _MONTHS[word]
    folded = {name: number for number, name in enumerate(MONTHS, 1)}
    nominative = {
        "styczeń": 1,
        "luty": 2,
        "marzec": 3,
        "kwiecień": 4,
        "czerwiec": 6,
        "lipiec": 7,
        "sierpień": 8,
    }
    nominative |= {"wrzesień": 9, "październik": 10, "listopad": 11, "grudzień": 12}
    return folded.get(word) or nominative.get(word)


def _address(parts: Mapping[str, str]) -> dict[str, str]:
    """A village has no streets: the street may be left out."""
    faults: dict[str, str] = {}
    code = re.sub(r"[ -]", "", parts["kod"])
    if not re.fullmatch(r"[0-9]{5}", code):
        faults["kod"] = "Podaj kod pocztowy, na przykład 06-300."
    if not parts["miejscowosc"]:
        faults["miejscowosc"] = "Podaj miejscowość."
    if not parts["nr"]:
        faults["nr"] = "Podaj numer domu."
    faults.update({part: "Skróć do 100 znaków." for part in ADDRESS_PARTS if len(parts[part]) > 100})
    if faults:
        raise NotUnderstood(**faults)
    return {**{part: parts[part] for part in ADDRESS_PARTS}, "kod": f"{code[:2]}-{code[2:]}"}


def fault_of(question: Question, value: Answer) -> str | None:
    """Why a stored answer does not fit the question (any more); nothing when it does."""
    fits = _SHAPES[question.type](question, value)
    return None if fits is True else (fits or missing(question))


def _fits_choice(question: Question, value: Answer) -> bool | str:
    known = {option.value for option in question.options}
    if question.several:
        return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one in known for one in value)
    return isinstance(value, str) and value in known


def _fits_number(question: Question, value: Answer) -> bool | str:
    if not isinstance(value, Decimal) or not value.is_finite():
        return False
    return _number_fault(question, value) or True


def _fits_text(question: Question, value: Answer) -> bool | str:
    if not isinstance(value, str) or not value or FORBIDDEN.search(value):
        return False
    return _too_long(question, len(value)) if len(value) > question.max_length else True


def _fits_nip(question: Question, value: Answer) -> bool | str:
    return isinstance(value, str) and bool(re.fullmatch(r"[0-9]{10}", value)) and nip.is_valid(value)


def _fits_krs(question: Question, value: Answer) -> bool | str:
    return isinstance(value, str) and bool(re.fullmatch(r"[0-9]{10}", value))


def _fits_address(question: Question, value: Answer) -> bool | str:
    return isinstance(value, Mapping) and all(isinstance(value.get(part), str) for part in ADDRESS_PARTS)


_SHAPES = {
    "yes-no": lambda question, value: isinstance(value, bool),
    "choice": _fits_choice,
    "number": _fits_number,
    "date": lambda question, value: type(value) is date,
    "address": _fits_address,
    "nip": _fits_nip,
    "krs": _fits_krs,
    **dict.fromkeys(("text", "long-text", "parcel", "pesel", "phone", "email"), _fits_text),
}
