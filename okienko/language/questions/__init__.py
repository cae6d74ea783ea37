"""Types of questions. A type is one object: what is posted, read, refused, kept, told and described (adr/078).

    kind_of(question).read(question, posted)

To add one: write it here, name it in `model.QuestionType`, draw it in `ui/parts/asked.html`.
"""

from okienko.language.model import Question
from okienko.language.questions.base import FORBIDDEN, INVISIBLE, POLISH, Answer, Kind, NotUnderstood, Posted, Voice
from okienko.language.questions.choosing import Choice, Choices, Statement, YesNo
from okienko.language.questions.days import DATE_PARTS, MONTH_PARTS, Day, Month
from okienko.language.questions.files import File
from okienko.language.questions.grouped import Address, Company, Period, Person, Vehicle
from okienko.language.questions.groups import Group
from okienko.language.questions.identifiers import (
    BankAccount,
    Krs,
    LandRegister,
    Nip,
    Pesel,
    Plate,
    Regon,
    Vin,
)
from okienko.language.questions.numbers import NUMBER, Money, Number, zloty
from okienko.language.questions.places import MapPoint
from okienko.language.questions.tables import Table
from okienko.language.questions.texts import Email, Line, Lines, Parcel, Phone

__all__ = [
    "DATE_PARTS",
    "FORBIDDEN",
    "INVISIBLE",
    "KINDS",
    "MONTH_PARTS",
    "NUMBER",
    "POLISH",
    "Answer",
    "Group",
    "Kind",
    "NotUnderstood",
    "Posted",
    "Table",
    "Voice",
    "kind_of",
    "schema_of",
    "told",
    "zloty",
]


def kind_of(question: Question) -> Kind:
    """The type of the question."""
    return KINDS[question.type]


_ALL: tuple[Kind, ...] = (
    YesNo(), Choice(), Choices(), Number(), Money(), Line(), Lines(), Day(), Month(), Period(), Person(), Pesel(),
    Company(), Nip(), Regon(), Krs(), Address(), Phone(), Email(), BankAccount(), Parcel(), LandRegister(), MapPoint(),
    Vehicle(), Plate(), Vin(), File(), Statement(), Table(kind_of),
)  # fmt: skip
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}


def told(question: Question, value: Answer, voice: Voice = POLISH) -> str:
    """The answer in words; nothing where there is none."""
    if value is None or value == "":
        return ""
    return kind_of(question).told(question, value, voice)


def schema_of(question: Question) -> dict[str, object]:
    """The stored answer as a fragment of JSON Schema (2020-12), with its question."""
    hint = {"description": question.hint} if question.hint else {}
    return {"title": question.text, **hint, **kind_of(question).schema(question)}
