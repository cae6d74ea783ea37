"""A point on the map, in text fields: no script and no map of others is needed to say where something is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from okienko.language.model import Question
from okienko.language.questions.base import POLISH, Answer, Kind, NotUnderstood, Posted, Voice, single
from okienko.language.questions.numbers import plain, said

# Where Poland lies, ashore and at sea: EPSG registry, area of use of EPSG:2180 (PL-1992), in degrees and in metres.
WGS84 = ((Decimal("49.00"), Decimal("55.93")), (Decimal("14.14"), Decimal("24.15")))
PL1992 = ((Decimal(125_000), Decimal(910_000)), (Decimal(140_000), Decimal(880_000)))
_BOXES = {"WGS84": WGS84, "PL-1992": PL1992}
_PLACES = {"WGS84": Decimal("0.000001"), "PL-1992": Decimal("0.01")}
_PAIR = re.compile(r"(\S*[0-9]\S*?)\s*[,;\s]\s+(\S*[0-9]\S*)|([0-9]+\.[0-9]+)\s*,\s*([0-9]+\.[0-9]+)")
_SEXAGESIMAL = re.compile(r"([0-9]{1,2})°\s*([0-9]{1,2})['′]\s*([0-9]{1,2}(?:[.,][0-9]{1,6})?)[\"″]")
_KEPT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,9})?")
_EXAMPLE = "na przykład 52,2297 i 21,0122"


class MapPoint(Kind):
    """How far north and east: degrees of WGS 84 or metres of PL-1992; the numbers themselves tell which."""

    name = "map-point"
    says = "punkt na mapie: uklad (WGS84 albo PL-1992), polnoc, wschod"
    simple = False
    PARTS = ("polnoc", "wschod")

    def fields(self, question: Question) -> tuple[str, ...]:
        return tuple(f"{question.id}-{part}" for part in self.PARTS)

    def first(self, question: Question) -> str:
        return f"{question.id}-polnoc"

    def asks(self, question: Question) -> str:
        return f"Podaj dwie liczby: szerokość i długość geograficzną, {_EXAMPLE}."

    def read(self, question: Question, posted: Posted) -> Answer:
        north, east = (single(question, posted, name) for name in self.fields(question))
        if not north and not east:
            return None
        if not east and (pair := _PAIR.fullmatch(north)):
            north, east = (text for text in pair.groups() if text)
        numbers = {part: _number(text) for part, text in zip(self.PARTS, (north, east), strict=True)}
        if faults := {f"-{part}": _sentence(part) for part, number in numbers.items() if number is None}:
            raise NotUnderstood(parts=faults)
        found = _placed(numbers["polnoc"] or Decimal(0), numbers["wschod"] or Decimal(0))
        if found is None:
            raise NotUnderstood("Ten punkt nie leży w Polsce. Sprawdź obie liczby.")
        return found

    def fault(self, question: Question, value: Answer) -> str | None:
        if not isinstance(value, Mapping) or value.get("uklad") not in _BOXES:
            return self.missing(question)
        numbers = [value.get(part) for part in self.PARTS]
        if not all(isinstance(number, Decimal) and number.is_finite() for number in numbers):
            return self.missing(question)
        box = _BOXES[value["uklad"]]
        inside = all(low <= number <= high for number, (low, high) in zip(numbers, box, strict=True))  # type: ignore[operator]
        return None if inside else "Ten punkt nie leży w Polsce. Sprawdź obie liczby."

    def restored(self, question: Question, value: Any) -> Answer:
        if not isinstance(value, Mapping):
            return value
        numbers = {part: value[part] for part in self.PARTS if isinstance(value.get(part), str)}
        return {**value, **{part: Decimal(text) for part, text in numbers.items() if _KEPT.fullmatch(text)}}

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        if self.fault(question, value):
            return str(value)
        north, east = (said(value[part]) for part in self.PARTS)
        return f"{north}° N, {east}° E (WGS 84)" if value["uklad"] == "WGS84" else f"X {north}, Y {east} (PL-1992)"

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        if not isinstance(value, Mapping):
            return {}
        return {
            f"{question.id}-{part}": said(number)
            for part in self.PARTS
            if isinstance(number := value.get(part), Decimal)
        }

    def schema(self, question: Question) -> dict[str, Any]:
        number = {"type": ["string", "number"], "pattern": r"^[0-9]{1,15}(\.[0-9]{1,9})?$"}
        properties = {"uklad": {"enum": list(_BOXES)}, **dict.fromkeys(self.PARTS, number)}
        return {"type": "object", "properties": properties, "required": list(properties)}


def _sentence(part: str) -> str:
    word = "szerokość geograficzną" if part == "polnoc" else "długość geograficzną"
    return f"Podaj {word} liczbą, na przykład {'52,2297' if part == 'polnoc' else '21,0122'}."


def _number(text: str) -> Decimal | None:
    """A coordinate as maps and people write it: 52.2297, 52,2297°N, 52°13'47\"N, 486 800 m."""
    bare = text.upper().strip(" ,;").rstrip("NEM ").lstrip("NEXY= ")
    parts = _SEXAGESIMAL.fullmatch(bare)
    if parts:
        degrees, minutes, seconds = (Decimal(part.replace(",", ".")) for part in parts.groups())
        if minutes >= 60 or seconds >= 60:
            return None
        return degrees + minutes / 60 + seconds / 3600
    digits = bare.rstrip("°").replace(" ", "").replace(",", ".")
    return Decimal(digits) if re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", digits) else None


def _placed(north: Decimal, east: Decimal) -> dict[str, Any] | None:
    """The point in the system whose bounds hold it. Degrees that were swapped can be told apart, metres cannot."""
    for system, swapped in (("WGS84", False), ("WGS84", True), ("PL-1992", False)):
        pair = (east, north) if swapped else (north, east)
        if all(low <= number <= high for number, (low, high) in zip(pair, _BOXES[system], strict=True)):
            first, second = (plain(number.quantize(_PLACES[system])) for number in pair)
            return {"uklad": system, "polnoc": first, "wschod": second}
    return None
