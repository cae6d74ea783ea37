"""What the office says of itself on letters and pages, and who numbers its cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from okienko.cases.handling import choose_numbering
from okienko.cases.queries import any_cases
from okienko.desk.office_pages import faults, office_page, render, said, typed
from okienko.desk.pages import Desk
from okienko.offices.actions import Letterhead, change_letterhead

FIELDS = {
    "name": "nazwa", "town": "miejscowosc", "address": "adres", "phone": "telefon", "email": "email",
    "bip_url": "bip", "brand": "kolor",
}  # fmt: skip
NUMBERINGS = (
    ("own", "Okienko", "Znak powstaje razem ze sprawą: komórka, klasa, numer, rok."),
    ("external", "EZD urzędu", "Sprawa powstaje bez znaku. Znak z EZD wpisuje pracownik albo sam system EZD."),
)


@office_page
def letterhead(desk: Desk) -> HttpResponse:
    """The office's own words, and the switch of numbering."""
    if not desk.posted:
        return _page(desk)
    if desk.request.POST.get("co") == "numery":
        choose_numbering(desk.request.POST.get("numery", ""), by=desk.clerk)
        desk.tell("Zmieniono, kto nadaje znaki sprawom.")
    else:
        change_letterhead(Letterhead(**{field: said(desk.request, FIELDS[field]) for field in FIELDS}), by=desk.clerk)
        desk.tell("Nowe pisma i strony urzędu mają te dane. Pisma już wydane zostają, jakie były.")
    return redirect(desk.url("naglowek"))


def _page(desk: Desk) -> HttpResponse:
    place = desk.place
    held = dict(zip(
        FIELDS.values(),
        (place.full_name, place.town, place.address, place.phone, place.email, place.bip_url, place.brand),
        strict=True,
    ))  # fmt: skip
    refused_numbers = desk.refusal is not None and desk.request.POST.get("co") == "numery"
    return render(
        desk,
        "letterhead.html",
        "naglowek",
        typed=held if refused_numbers else typed(desk, tuple(held), held),
        numbering=place.numbering,
        numberings=NUMBERINGS,
        fixed=any_cases(),
        errors=faults(desk, FIELDS | {"": "numery"} if refused_numbers else FIELDS),
    )
