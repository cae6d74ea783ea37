"""What a clerk writes down of a person who came to the counter or wrote on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from okienko.desk.forms import QuestionForm, begun, posted_form
from okienko.desk.pages import Desk
from okienko.language.model import Option, Question
from okienko.submissions.counter import Sender

FIRST = Question(id="imie", text="Imię", type="text", max_length=80, missing="Wpisz imię.")
LAST = Question(id="nazwisko", text="Nazwisko", type="text", max_length=80, missing="Wpisz nazwisko.")
PROOFS = ("dowód osobisty", "mDowód", "paszport", "karta pobytu", "inny dokument ze zdjęciem")
PROOF = Question(
    id="dokument", text="Po czym sprawdzono tożsamość?", type="choice",
    options=tuple(Option(one, one) for one in PROOFS),
    hint="Nie zapisujemy numeru dokumentu.", missing="Zaznacz dokument, który pokazała osoba.",
)  # fmt: skip
ADDRESS = Question(
    id="adres", text="Adres do pism", type="text",
    hint="Ulica, numer, kod i miejscowość. Na ten adres urząd wyśle pisma.",
    missing="Wpisz adres: bez niego urząd nie wyśle pisma.",
)  # fmt: skip
PESEL = Question(id="pesel", text="Numer PESEL", type="pesel", optional=True, hint="11 cyfr.")
EMAIL = Question(
    id="email", text="E-mail", type="email", optional=True, max_length=120,
    missing="Wpisz adres w formie nazwa@domena.pl.",
)  # fmt: skip
AT_COUNTER = (FIRST, LAST, PROOF, PESEL, ADDRESS, EMAIL)
ON_PAPER = (FIRST, LAST, ADDRESS, PESEL, EMAIL)
FIELDS = {
    "first_name": FIRST, "last_name": LAST, "pesel": PESEL, "address": ADDRESS, "email": EMAIL, "proof": PROOF
}  # fmt: skip


def person_form(desk: Desk, questions: tuple[Question, ...], known: Sender | None = None) -> QuestionForm:
    """The form as posted, else with what is known of the person."""
    if desk.request.method == "POST":
        return posted_form(questions, desk.request.POST)
    held = {FIELDS[name].id: getattr(known, name) for name in FIELDS} if known else {}
    return begun(questions, held)


def sender_in(answers: Mapping[str, Any]) -> Sender:
    """Whom the form names."""
    return Sender(**{name: answers.get(question.id) or "" for name, question in FIELDS.items()})
