"""Local values of an office: typed for the rules, judged before they are adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from okienko.language.feel import Value
from okienko.language.model import OpenPoint, Option, Question, Service

RESOLUTION = ".uchwala"  # `stawka.uchwala`: the council's resolution from which the point `stawka` comes
ANSWER = ".odpowiedz"  # `pytanie.odpowiedz`: how the question that the office asks in the point `pytanie` is answered
ANSWERS = (
    Option("text", "Jednym wierszem tekstu"),
    Option("long-text", "Kilkoma zdaniami"),
    Option("yes-no", "Tak albo nie"),
    Option("number", "Liczbą całkowitą"),
    Option("date", "Datą"),
)
OWN_HINT = "O to pyta urząd, do którego piszesz. Możesz nie odpowiadać: na wynik sprawy to nie wpływa."
QUESTION_AT_MOST = 200
_NUMBERS = ("money", "number")


def local_values(service: Service, given: Mapping[str, Any]) -> dict[str, Value]:
    """What rules read by name: each point as its type has it, null when it is empty or does not apply.

    Names that are no points (facts about the office) are kept as they are. Questions of the office are not read.
    """
    own = {name for name, point in service.local.items() if point.type == "question"}
    points = {name: point for name, point in service.local.items() if name not in own}
    given = {name: value for name, value in given.items() if name.partition(".")[0] not in own}
    found: dict[str, Value] = {name: value for name, value in given.items() if name not in points}
    found |= {name: _typed(point, given.get(name, point.default)) for name, point in points.items()}
    for name, point in points.items():
        if not applies(point, found):
            found[name] = None
    return found


def applies(point: OpenPoint, values: Mapping[str, Value]) -> bool:
    """Whether the office is asked for the point, with these values of the others."""
    return point.when is None or point.when.evaluate(values) is True


def adopted(service: Service, given: Mapping[str, str]) -> dict[str, str]:
    """What is written down when the office adopts: the points that apply, with their resolutions."""
    values = local_values(service, given)
    kept: dict[str, str] = {}
    for name, point in service.local.items():
        if applies(point, values):
            kept[name] = str(given.get(name, point.default) or "").strip()
            if point.resolution and kept[name]:
                kept[name + RESOLUTION] = given.get(name + RESOLUTION, "").strip()
            if point.type == "question" and kept[name]:
                kept[name + ANSWER] = given.get(name + ANSWER, "").strip()
    return kept


def with_own_questions(service: Service, values: Mapping[str, str]) -> Service:
    """The service with the questions that the office adds to its form; no rule knows their names."""
    own = list(_own_questions(service, values))
    if not own:
        return service
    pages = tuple(
        replace(page, questions=(*page.questions, *(question for where, question in own if where == page.id)))
        for page in service.pages
    )
    return replace(service, pages=pages)


def _own_questions(service: Service, values: Mapping[str, str]) -> Iterator[tuple[str, Question]]:
    known = {option.value for option in ANSWERS}
    for name, point in service.local.items():
        text, kind = values.get(name, "").strip(), values.get(name + ANSWER, "")
        if point.type == "question" and text and kind in known:
            length = {"max_length": 2000} if kind == "long-text" else {}
            yield point.page, Question(name, text, kind, OWN_HINT, optional=True, **length)  # type: ignore[arg-type]


def local_faults(service: Service, given: Mapping[str, str]) -> dict[str, str]:
    """What keeps the office from adopting with these values: name of the point (or its resolution) → a sentence."""
    values = local_values(service, given)
    found: dict[str, str] = {}
    for name, point in service.local.items():
        if not applies(point, values):
            continue
        text = str(given.get(name, point.default) or "").strip()
        said = _fault(point, text)
        if said:
            found[name] = said
        elif point.type == "question" and text and given.get(name + ANSWER, "") not in {one.value for one in ANSWERS}:
            found[name + ANSWER] = f"{point.text}: wybierz, jak się na nie odpowiada."
        elif point.resolution and text and not given.get(name + RESOLUTION, "").strip():
            found[name + RESOLUTION] = f"Podaj numer i dzień uchwały, z której jest: {point.text}."
    return found


def unknown_names(service: Service, given: Mapping[str, Any]) -> list[str]:
    """Names that are neither points of the service nor resolutions of such points."""
    known = {*service.local, *(name + RESOLUTION for name, point in service.local.items() if point.resolution)}
    known |= {name + ANSWER for name, point in service.local.items() if point.type == "question"}
    return sorted(set(given) - known)


def _fault(point: OpenPoint, text: str) -> str:
    if not text:
        return f"Podaj wartość: {point.text}." if point.required else ""
    if point.options and text not in {option.value for option in point.options}:
        return f"{point.text}: wybierz jedną z wartości z listy."
    if point.type == "question" and len(text) > QUESTION_AT_MOST:
        return f"{point.text}: skróć do {QUESTION_AT_MOST} znaków."
    if point.type not in _NUMBERS:
        return ""
    number = _number(text)
    if number is None:
        return f"{point.text}: podaj liczbę."
    if point.minimum is not None and number < point.minimum:
        return f"{point.text}: najmniej {_told(point.minimum)}."
    if point.maximum is not None and number > point.maximum:
        return f"{point.text}: najwyżej {_told(point.maximum)}."
    return f"{point.text}: najwyżej dwa miejsca po przecinku." if point.type == "money" and _cents(number) else ""


def _cents(number: Decimal) -> bool:
    return number != number.quantize(Decimal("0.01"))


def _told(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def _typed(point: OpenPoint, value: Any) -> Value:
    if not isinstance(value, str):
        return value  # type: ignore[no-any-return]
    text = value.strip()
    return (_number(text) if point.type in _NUMBERS else text) if text else None


def _number(text: str) -> Decimal | None:
    """A number as people write it: `1 200,50`. At most twelve digits before the comma."""
    try:
        number = Decimal(text.replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 12 else None
