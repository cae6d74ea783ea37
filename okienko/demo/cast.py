"""Who plays: invented residents and clerks, as plain values. PESEL numbers are of birth years 2200–2299."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okienko.people.identity import Identity

COUNTY, CITY, COMMUNE = 155, 1481, 1487
PASSWORD = "okienko"
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


def pesel(born: date, serial: int) -> str:
    """A PESEL with its check digit; months of years 2200–2299 are raised by 60."""
    assert 2200 <= born.year < 2300
    digits = f"{born.year % 100:02}{born.month + 60:02}{born.day:02}{serial:04}"
    check = -sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 10
    return f"{digits}{check}"


def _resident(number: int, first: str, last: str, street: str) -> Identity:
    born = date(2201 + number * 3, 1 + number % 12, 1 + number * 2 % 28)
    login = f"mieszkaniec-{number}"
    return Identity("atrapa", login, first, last, pesel(born, 1200 + number * 7), f"{street}, 06-300 Zmyślonka")


RESIDENTS = tuple(
    _resident(number, *told)
    for number, told in enumerate(
        [
            ("Anna", "Zmyślona", "ul. Lipowa 3"),
            ("Jan", "Przykładny", "ul. Klonowa 8"),
            ("Świętosława", "Żółć-Wzorcowa", "ul. Łąkowa 11"),
            ("Piotr", "Niebyły", "ul. Sosnowa 2"),
            ("Maria", "Wymyślna", "Bajkowo 14"),
            ("Krzysztof", "Próbny", "Bajkowo 21"),
            ("Oksana", "Przykładenko", "ul. Polna 5"),
            ("Tomasz", "Ćwiczebny", "Niebywałe 7"),
            ("Ewa", "Pokazowa", "Niebywałe 30"),
            ("Grzegorz", "Nierzeczywisty", "ul. Szkolna 1"),
            ("Halina", "Fikcyjna", "ul. Rzeczna 9"),
            ("Łukasz", "Umowny", "Zmyślonka Dolna 4"),
        ]
    )
)


@dataclass(frozen=True, slots=True)
class Staff:
    """An invented clerk; `signs` with an authorisation of this number."""

    login: str
    first: str
    last: str
    position: str
    head: bool = False
    signs: str = ""


STAFF = {
    COMMUNE: (
        Staff("nowak", "Agnieszka", "Nowak-Pokazowa", "kierownik referatu", head=True, signs="7/2026"),
        Staff("lis", "Paweł", "Lis-Przykładowy", "inspektor"),
    ),
    CITY: (
        Staff("zawada", "Joanna", "Zawada-Wzorcowa", "naczelnik wydziału", head=True, signs="31/2026"),
        Staff("sowa", "Marek", "Sowa-Zmyślony", "podinspektor"),
    ),
}

PROFILES = {
    COUNTY: ("Starostwo Powiatowe w Przasnyszu (pokaz)", "Przasnysz"),
    CITY: ("Urząd Miasta Przasnysz (pokaz)", "Przasnysz"),
    COMMUNE: ("Urząd Gminy Przasnysz (pokaz)", "Przasnysz"),
}
BODIES = {
    COUNTY: (
        ("starosta", "Starosta Przasnyski", "Starosty Przasnyskiego"),
        ("zarzad_powiatu", "Zarząd Powiatu Przasnyskiego", "Zarządu Powiatu Przasnyskiego"),
    ),
    CITY: (("burmistrz", "Burmistrz Miasta Przasnysz", "Burmistrza Miasta Przasnysz"),),
    COMMUNE: (("wojt", "Wójt Gminy Przasnysz", "Wójta Gminy Przasnysz"),),
}
UNITS = {
    COUNTY: (("RŚ", "Wydział Rolnictwa i Środowiska"),),
    CITY: (("WOŚ", "Wydział Ochrony Środowiska"),),
    COMMUNE: (("OŚ", "Referat Ochrony Środowiska"),),
}


def told() -> str:
    """Who to log in as; printed by the supervisor, which knows no Django."""
    lines = [
        "Mieszkańcy: wybierz osobę na stronie logowania (atrapa dostawcy tożsamości).",
        "Urzędnicy, hasło okienko:",
    ]
    lines += [
        f"  {staff.login:8} {staff.first} {staff.last}, {staff.position}, {PROFILES[office][0]}"
        for office, staffs in STAFF.items()
        for staff in staffs
    ]
    return "\n".join([*lines, "Biurko urzędnika: /biurko/", "Osoby, sprawy i działki są zmyślone.\n"])
