"""The gallery of questions: every type empty, filled, wrong and read back, by the real readers of the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from okienko.language.answers import read_questions, to_json
from okienko.language.model import Option, Question
from okienko.language.questions import KINDS, kind_of
from okienko.language.questions import told as in_words
from okienko.ui.asking import Field, Held

Typed = Mapping[str, str]
TREES = (Option("topola", "Topola"), Option("brzoza", "Brzoza"), Option("inny", "Inny gatunek"))
TOWNS = (("Przasnysz", "gmina miejska"), ("Chorzele", "gmina miejsko-wiejska"))
COLUMNS = (
    Question("co", "Co?", "text", max_length=40),
    Question("ile", "Ile?", "number", unit="szt."),
    Question("stan", "Stan?", "choice", options=(Option("dobry", "dobry"), Option("zly", "zły")), optional=True),
)


@dataclass(frozen=True)
class Sample:
    """One type: a question, and what somebody might type well and badly, by the part of the field's name."""

    question: Question
    good: Typed
    bad: Typed


def _sample(kind: str, text: str, good: str | Typed, bad: str | Typed, **more: Any) -> Sample:
    question = Question("q", text, kind, **{"max_length": KINDS[kind].length, **more})  # type: ignore[arg-type]
    return Sample(question, *({"": one} if isinstance(one, str) else one for one in (good, bad)))


SAMPLES = (
    _sample("yes-no", "Czy działasz w czyimś imieniu?", "nie", ""),
    _sample("choice", "Jaki to gatunek?", "topola", "", options=TREES),
    _sample("choices", "Jakie drzewa rosną na działce?", "brzoza", "", options=TREES, several=True),
    _sample(
        "number", "Jaki obwód ma pień?", "96,5 cm", "osiem", unit="cm", decimals=1, minimum=Decimal(1),
        hint="Zmierz na wysokości 5 cm.",
    ),
    _sample("money", "Ile zapłacono?", "1 250,50 zł", "12,345"),
    _sample("text", "Jak nazywa się ulica?", "  Długa  ", "Bardzo długa ulica " * 4, max_length=60),
    _sample("long-text", "Opisz, co się stało", "Wiatr złamał konar.\nLeży na drodze.", "", max_length=500),
    _sample(
        "date", "Kiedy to się stało?", {"day": "27", "month": "III", "year": "2026"},
        {"day": "31", "month": "2", "year": "2026"},
    ),
    _sample("month", "Od którego miesiąca?", {"month": "marzec", "year": "2026"}, {"month": "13", "year": "2026"}),
    _sample(
        "period", "W jakim okresie zajmiesz pas drogi?",
        {"od-day": "1", "od-month": "3", "od-year": "2026", "do-day": "14", "do-month": "3", "do-year": "2026"},
        {"od-day": "14", "od-month": "3", "od-year": "2026", "do-day": "1", "do-month": "3", "do-year": "2026"},
    ),
    _sample(
        "person", "W czyim imieniu działasz?",
        {"imie": "Anna", "nazwisko": "Zmyślona", "dokument": "paszport", "numer": "FA 123456", "kraj": "Ukraina"},
        {"imie": "Anna", "pesel": "85031499851"},
    ),
    _sample("pesel", "Jaki masz numer PESEL?", "006101 12346", "8503149985"),
    _sample(
        "company", "Jaka to firma?", {"nazwa": "Zielony Dom sp. z o.o.", "nip": "117-026-77-31"},
        {"nazwa": "Zielony Dom", "regon": "289269377"},
    ),
    _sample("nip", "Jaki NIP ma firma?", "PL 117-026-77-31", "1170267732"),
    _sample("regon", "Jaki REGON ma firma?", "289 269 376", "12345678"),
    _sample("krs", "Jaki numer ma w KRS?", "0000 012345", "12345"),
    _sample(
        "address", "Jaki jest adres?", {"ulica": "Lipowa", "nr": "3", "kod": "06 300", "miejscowosc": "Przasnysz"},
        {"ulica": "Lipowa", "kod": "0630"},
    ),
    _sample("phone", "Pod jaki numer możemy zadzwonić?", "+48 600-100-200", "600"),
    _sample("email", "Na jaki adres e-mail?", "anna@example.org", "anna@"),
    _sample(
        "bank-account", "Na jaki rachunek mamy zwrócić pieniądze?", "88 1010 0055 1416 2743 7326 2229",
        "88 1010 0055 1416 2743 7326 2220",
    ),
    _sample("parcel", "Na jakiej działce?", "142299_2.0099.12 / 3", ""),
    _sample("land-register", "Jaki numer ma księga wieczysta?", "wa4m/123456/4", "WA4M/00123456/5"),
    _sample(
        "map-point", "W którym miejscu?", {"polnoc": "52.229700, 21.012200"}, {"polnoc": "48,85", "wschod": "2,35"},
        hint="Skopiuj obie liczby z mapy w telefonie do pierwszego pola albo wpisz każdą osobno.",
    ),
    _sample("vehicle", "Jaki to pojazd?", {"tablica": "wpz 12345"}, {"vin": "1M8GDM9AXKPO42788"}),
    _sample("plate", "Jaki jest numer rejestracyjny?", "WPZ 12345", "12345"),
    _sample("vin", "Jaki jest numer VIN?", "1m8gdm9axkp042788", "1M8GDM9AXKP04278"),
    _sample("file", "Dodaj zdjęcie drzewa", "brzoza.jpg", "", at_most=2, hint="PDF, JPG albo PNG."),
    _sample(
        "statement", "Oświadczenie", "tak", "", statement="Oświadczam, że dane w piśmie są prawdziwe.",
        hint="Pouczenie wpisuje autor usługi, razem z podstawą prawną.",
    ),
    _sample(
        "table", "Co oddajesz?",
        {"ile": "2", "1-co": "Kanapa", "1-ile": "1", "2-co": "Fotel", "2-ile": "2", "2-stan": "zly"},
        {"ile": "2", "1-co": "Kanapa", "1-ile": "dwie", "2-ile": "1"}, columns=COLUMNS, at_most=5,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One type as the gallery shows it."""

    name: str
    says: str
    states: tuple[tuple[str, Field], ...]
    told: str
    kept: str


def shown(sample: Sample) -> Shown:
    """The sample in its states. Errors are those of the type itself."""
    name = sample.question.type
    states = (
        ("pusta", _field(sample, "pusta", None)),
        ("wypełniona", _field(sample, "wypelniona", sample.good)),
        ("błędna", _field(sample, "bledna", sample.bad)),
    )
    question = states[1][1].question
    value = read_questions([question], _posted(question, sample.good), {}).values.get(question.id)
    return Shown(name, KINDS[name].says, states, in_words(question, value), to_json({"": value})[4:-1])


def _posted(question: Question, typed: Typed) -> dict[str, list[str]]:
    return {"-".join(filter(None, (question.id, part))): [text] for part, text in typed.items()}


def _field(sample: Sample, state: str, typed: Typed | None) -> Field:
    question = replace(sample.question, id=f"{sample.question.type}-{state}")
    plain = Field(question, hint=question.hint, size="s", suggestions={"miejscowosc": TOWNS})
    if typed is None:
        return plain
    read = read_questions([question], _posted(question, typed), {})
    value = read.values.get(question.id)
    known = read.typed if read.errors or value is None else kind_of(question).sent(question, value)
    held = (Held("brzoza", "brzoza.jpg", 340_000),) if question.type == "file" and not read.errors else ()
    return replace(plain, typed=known, errors=read.errors, held=held)


def questions(request: HttpRequest) -> HttpResponse:
    """The page with all types of questions."""
    context: dict[str, Any] = {
        "office": None,
        "demo": True,
        "errors": {},
        "types": [shown(sample) for sample in SAMPLES],
    }
    return render(request, "ui/gallery_questions.html", context)
