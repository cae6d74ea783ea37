"""What a clerk writes into the register of a letter that came on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from okienko.cases.incoming import WAYS, Incoming, numbers_elsewhere
from okienko.catalogue.papers import Printed
from okienko.desk.forms import QuestionForm, begun, posted_form
from okienko.desk.pages import Desk
from okienko.language.model import Option, Question
from okienko.offices.queries import units
from okienko.tenancy.clock import WARSAW, now, today

FORM = Question(
    id="druk", text="Kod druku", type="text", optional=True, max_length=20,
    hint="Jest pod kreskami na naszym druku. Czytnik wpisze go sam. Zostaw puste, gdy pismo nie jest na naszym druku.",
)  # fmt: skip
MIDDAY = time(12)  # a letter of an earlier day: its hour is not known, its day is what counts


def questions() -> tuple[Question, ...]:
    """What is asked of a letter; its number only where the office's EZD gives it."""
    asked = [
        FORM,
        Question(id="wplyw", text="Kiedy wpłynęło?", type="date", hint="Dzień z pieczęci wpływu."),
        Question(
            id="sposob", text="Jak przyszło?", type="choice", options=_options(WAYS),
            missing="Zaznacz, jak przyszło pismo.",
        ),
        Question(
            id="nadano", text="Kiedy je nadano?", type="date", optional=True,
            hint="Dzień ze stempla poczty. Może zdecydować, czy nadawca zmieścił się w terminie.",
        ),
        Question(id="nadawca", text="Kto je przysłał?", type="text", missing="Wpisz nadawcę."),
        Question(id="adres", text="Adres nadawcy", type="text", optional=True),
        Question(id="obcy_znak", text="Znak nadawcy", type="text", optional=True, max_length=60),
        Question(
            id="temat", text="Czego dotyczy?", type="text", hint="Jedno zdanie.", missing="Napisz, czego dotyczy pismo."
        ),
        Question(id="strony", text="Ile ma stron?", type="number", optional=True, unit="stron"),
        Question(
            id="komorka", text="Do której komórki trafi?", type="choice",
            options=tuple(Option(str(unit.pk), f"{unit.name} ({unit.symbol})") for unit in units()),
            missing="Wybierz komórkę, do której trafi pismo.",
        ),
    ]  # fmt: skip
    number = Question(
        id="numer", text="Numer w rejestrze przesyłek", type="text", max_length=40, hint="Nadał go EZD urzędu."
    )
    return (number, *asked) if numbers_elsewhere() else tuple(asked)


def _options(choices: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in choices.items())


def letter_form(desk: Desk, form: Printed | None = None) -> QuestionForm:
    """The form as posted, else with today, the clerk's own unit, and what the code of a printed form says."""
    if desk.request.method == "POST":
        return posted_form(questions(), desk.request.POST)
    known = {"wplyw": today(), "komorka": str(desk.clerk.unit_id)}
    if form is not None:
        unit = next((unit.pk for unit in units() if unit.symbol == form.unit), desk.clerk.unit_id)
        known |= {"druk": form.code, "temat": form.service.name, "komorka": str(unit)}
        known["sposob"] = desk.request.GET.get("sposob", "")
    return begun(questions(), known)


def incoming(answers: Mapping[str, Any]) -> Incoming:
    """What the form says of the letter."""
    pages = answers.get("strony")
    return Incoming(
        sender=answers["nadawca"],
        subject=answers["temat"],
        way=answers["sposob"],
        received_at=_instant(answers["wplyw"]),
        unit_id=UUID(answers["komorka"]),
        sender_address=answers.get("adres") or "",
        their_mark=answers.get("obcy_znak") or "",
        posted_on=answers.get("nadano"),
        pages=int(pages) if pages is not None else None,
        number=answers.get("numer") or "",
        form=answers.get("druk") or "",
    )


def _instant(day: date) -> datetime:
    """Now for a letter of today, midday of an earlier day."""
    return now() if day == today() else datetime.combine(day, MIDDAY, WARSAW)
