"""How each type of question looks on paper. One table: a type without a line in it gets lines to write on.

What comes out is plain data that the sheet (`documents/sheets/druk.typ`) knows how to draw, by its `rodzaj`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from okienko.language.model import Question
from okienko.language.twin.conditions import letter

Drawn: TypeAlias = Mapping[str, object]
ROW = 64  # signs that a hand writes in one line across the page
SHORT, MIDDLE = 35, 70  # widths of a line in mm
TABLE_ROWS = 8
YES_NO = ("Tak", "Nie")


def drawn(question: Question) -> Drawn:
    """The place for the answer."""
    return _DRAWN.get(question.type, _lines_for)(question)


def boxes(*groups: int, between: str = "", under: tuple[str, ...] = ()) -> Drawn:
    """A box for each sign, in groups; `under`: what each group is."""
    return {"rodzaj": "kratki", "grupy": list(groups), "miedzy": between, "podpisy": list(under)}


def line(width: int = 0, unit: str = "") -> Drawn:
    """A line to write on; without a width, to the edge."""
    return {"rodzaj": "linia", "szerokosc": width, "jednostka": unit}


def lines(count: int) -> Drawn:
    """Lines across the page."""
    return {"rodzaj": "linie", "ile": count}


def ticks(options: tuple[str, ...], several: bool = False) -> Drawn:
    """A box to tick beside each answer; `litery`: the answers are lettered, so that conditions can name them."""
    lettered = [letter(place) for place in range(len(options))] if options != YES_NO else []
    return {"rodzaj": "wybor", "opcje": list(options), "litery": lettered, "kilka": several}


def parts(**fields: tuple[str, Drawn]) -> Drawn:
    """Several places, each with its name."""
    return {"rodzaj": "czesci", "czesci": [{"nazwa": name, "pole": place} for name, place in fields.values()]}


def _lines_for(question: Question) -> Drawn:
    most = {"long-text": 6}.get(question.type, 2)
    return lines(max(1, min(most, -(-question.max_length // (2 * ROW)))))


def _choice(question: Question) -> Drawn:
    return ticks(tuple(option.label for option in question.options), question.several)


DAY = boxes(2, 2, 4, between="–", under=("dzień", "miesiąc", "rok"))
NIP = boxes(3, 3, 2, 2, between="–")
ADDRESS = parts(
    ulica=("Ulica", line(MIDDLE)),
    nr=("Numer domu i mieszkania", line(SHORT)),
    kod=("Kod", boxes(2, 3, between="–")),
    miejscowosc=("Miejscowość", line(MIDDLE)),
)


def _period(question: Question) -> Drawn:
    return parts(od=("Od (włącznie)", DAY), do=("Do (włącznie)", DAY))


def _person(question: Question) -> Drawn:
    return parts(
        imie=("Imię", line()),
        nazwisko=("Nazwisko", line()),
        pesel=("PESEL", boxes(11)),
        dokument=("Bez numeru PESEL: rodzaj dokumentu", line()),
        numer=("Seria i numer", line()),
        kraj=("Kraj, który go wydał", line()),
    )


def _company(question: Question) -> Drawn:
    return parts(
        nazwa=("Nazwa", line()),
        nip=("NIP", NIP),
        regon=("REGON", boxes(9, 5)),
        krs=("KRS", boxes(10)),
    )


def _vehicle(question: Question) -> Drawn:
    return parts(tablica=("Numer rejestracyjny", boxes(8)), vin=("VIN", boxes(17)))


def _point(question: Question) -> Drawn:
    return parts(polnoc=("Szerokość (N) albo X", line()), wschod=("Długość (E) albo Y", line()))


def _file(question: Question) -> Drawn:
    return {"rodzaj": "oswiadczenie", "tekst": "Dołączam na osobnej kartce albo na nośniku."}


def _statement(question: Question) -> Drawn:
    return {"rodzaj": "oswiadczenie", "tekst": question.statement}


def _table(question: Question) -> Drawn:
    """As many rows as it may have, up to what a hand needs; a column says its unit."""
    names = [f"{one.text}{f' ({one.unit})' if one.unit else ''}" for one in question.columns]
    rows = max(question.at_least, min(question.at_most, TABLE_ROWS))
    return {"rodzaj": "tabela", "kolumny": names, "wiersze": rows}


_DRAWN: Mapping[str, Callable[[Question], Drawn]] = {
    "yes-no": lambda question: ticks(YES_NO),
    "choice": _choice,
    "number": lambda question: line(SHORT, question.unit),
    "date": lambda question: DAY,
    "address": lambda question: ADDRESS,
    "pesel": lambda question: boxes(11),
    "nip": lambda question: NIP,
    "regon": lambda question: boxes(9, 5),
    "choices": _choice,
    "money": lambda question: line(SHORT, "zł"),
    "month": lambda question: boxes(2, 4, between="–", under=("miesiąc", "rok")),
    "period": _period,
    "person": _person,
    "company": _company,
    "bank-account": lambda question: boxes(2, 4, 4, 4, 4, 4, 4),
    "land-register": lambda question: boxes(4, 8, 1, between="/"),
    "map-point": _point,
    "vehicle": _vehicle,
    "plate": lambda question: boxes(8),
    "vin": lambda question: boxes(17),
    "file": _file,
    "statement": _statement,
    "table": _table,
    "krs": lambda question: boxes(10),
    "phone": lambda question: line(MIDDLE),
    "email": lambda question: line(),
}
