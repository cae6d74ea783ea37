"""What the office says of itself on letters and pages, and who numbers its cases."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect

from okienko.cases.handling import choose_numbering
from okienko.cases.queries import any_cases
from okienko.desk.office_pages import office_page, render, said, typed
from okienko.desk.pages import Desk
from okienko.offices.actions import Letterhead, Statement, change_arms, change_letterhead, draw_statement
from okienko.offices.errors import WrongArms
from okienko.offices.queries import Place

FIELDS = {
    "name": "nazwa", "town": "miejscowosc", "address": "adres", "phone": "telefon", "email": "email",
    "bip_url": "bip", "brand": "kolor", "hours": "godziny", "officer": "inspektor",
}  # fmt: skip
STATEMENT = {
    "access_person": "dostepnosc-osoba", "access_email": "dostepnosc-email", "access_phone": "dostepnosc-telefon",
    "access_building": "dostepnosc-budynek",
}  # fmt: skip
NUMBERINGS = (
    ("own", "Okienko", "Znak powstaje razem ze sprawą: komórka, klasa, numer, rok."),
    ("external", "EZD urzędu", "Sprawa powstaje bez znaku. Znak z EZD wpisuje pracownik albo sam system EZD."),
)
ARMS_LIMIT = 1_000_000  # bytes read at most; the action refuses long before


@office_page
def letterhead(desk: Desk) -> HttpResponse:
    """The office's own words, and the switch of numbering."""
    if not desk.posted:
        return _page(desk)
    DEEDS.get(desk.request.POST.get("co", ""), _change_letterhead)(desk)
    return redirect(desk.url("naglowek"))


def _change_letterhead(desk: Desk) -> None:
    change_letterhead(Letterhead(**{field: said(desk.request, FIELDS[field]) for field in FIELDS}), by=desk.clerk)
    desk.tell("Nowe pisma i strony urzędu mają te dane. Pisma już wydane zostają, jakie były.")


def _choose_numbering(desk: Desk) -> None:
    choose_numbering(desk.request.POST.get("numery", ""), by=desk.clerk)
    desk.tell("Zmieniono, kto nadaje znaki sprawom.")


def _draw_statement(desk: Desk) -> None:
    statement = Statement(**{field: said(desk.request, STATEMENT[field]) for field in STATEMENT})
    draw_statement(statement, by=desk.clerk)
    desk.tell("Deklaracja dostępności ma te dane i dzisiejszą datę przeglądu.")


def _change_arms(desk: Desk) -> None:
    sent = desk.request.FILES.get("herb")
    gone = "bez-herbu" in desk.request.POST
    content = b"" if gone or sent is None else sent.read(ARMS_LIMIT)
    if not gone and not content:
        raise WrongArms("Wybierz plik z herbem.")
    change_arms(content, by=desk.clerk)
    desk.tell("Strony urzędu są bez herbu." if gone else "Strony urzędu mają nowy herb.")


DEEDS: dict[str, Callable[[Desk], None]] = {
    "numery": _choose_numbering, "dostepnosc": _draw_statement, "herb": _change_arms,
}  # fmt: skip
ERRORS = {"numery": {"": "numery"}, "dostepnosc": STATEMENT, "herb": {"": "herb"}}


def _page(desk: Desk) -> HttpResponse:
    place, deed = desk.place, desk.request.POST.get("co", "")
    letterhead, statement = _held(place), _held_statement(place)
    return render(
        desk,
        "letterhead.html",
        "naglowek",
        typed=letterhead if deed in DEEDS else typed(desk, tuple(letterhead), letterhead),
        statement=typed(desk, tuple(statement), statement) if deed == "dostepnosc" else statement,
        numbering=place.numbering,
        numberings=NUMBERINGS,
        fixed=any_cases(),
        here=place,
        errors=desk.faults(ERRORS.get(deed, FIELDS)),
    )


def _held(place: Place) -> dict[str, str]:
    held = (
        place.full_name, place.town, place.address, place.phone, place.email, place.bip_url, place.brand, place.hours,
        place.officer,
    )  # fmt: skip
    return dict(zip(FIELDS.values(), held, strict=True))


def _held_statement(place: Place) -> dict[str, str]:
    access = place.access
    return dict(zip(STATEMENT.values(), (access.person, access.email, access.phone, access.building), strict=True))
