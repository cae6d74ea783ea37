"""Who plays: invented residents and clerks, as plain values. PESEL numbers are of birth years 2200–2299."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okienko.people.identity import Identity

COUNTY, CITY, COMMUNE = 155, 1481, 1487
CHORZELE, JEDNOROZEC = 1482, 1484
OFFICES = (COUNTY, CITY, COMMUNE, CHORZELE, JEDNOROZEC)
PASSWORD = "okienko"
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


def pesel(born: date, serial: int) -> str:
    """A PESEL with its check digit; months of years 2200–2299 are raised by 60."""
    assert 2200 <= born.year < 2300
    digits = f"{born.year % 100:02}{born.month + 60:02}{born.day:02}{serial:04}"
    check = -sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 10
    return f"{digits}{check}"


FIRST = (
    "Anna", "Jan", "Świętosława", "Piotr", "Maria", "Krzysztof", "Oksana", "Tomasz", "Ewa", "Grzegorz",
    "Halina", "Łukasz", "Barbara", "Stanisław", "Zofia", "Marek", "Iwona", "Paweł", "Jadwiga", "Rafał",
)  # fmt: skip
LAST = (
    "Zmyślona", "Przykładny", "Żółć-Wzorcowa", "Niebyły", "Wymyślna", "Próbny", "Przykładenko", "Ćwiczebny",
    "Pokazowa", "Nierzeczywisty", "Fikcyjna", "Umowny", "Domniemana", "Przypuszczalny", "Nibylandzka", "Bajeczny",
    "Teoretyczna", "Papierowy", "Zastępcza", "Modelowy",
)  # fmt: skip
PLACES = ("ul. Lipowa", "ul. Klonowa", "ul. Łąkowa", "ul. Sosnowa", "Bajkowo", "Niebywałe", "ul. Polna", "ul. Rzeczna")


def _resident(number: int) -> Identity:
    first = FIRST[number % len(FIRST)]
    last = LAST[(number + 6 * (number // len(LAST))) % len(LAST)]
    born = date(2201 + number * 2 % 80, 1 + number % 12, 1 + number * 2 % 28)
    street = f"{PLACES[number % len(PLACES)]} {1 + number * 3 % 40}"
    login = f"mieszkaniec-{number}"
    number_pesel, email = pesel(born, 1200 + number * 7), f"{login}@przyklad.example"
    return Identity("atrapa", login, first, last, number_pesel, f"{street}, 06-300 Zmyślonka", email)


RESIDENTS = tuple(_resident(number) for number in range(40))


@dataclass(frozen=True, slots=True)
class Staff:
    """An invented clerk; `signs` with an authorisation of this number."""

    login: str
    first: str
    last: str
    position: str
    unit: str
    head: bool = False
    signs: str = ""
    admin: bool = False


STAFF = {
    COUNTY: (
        Staff("wilk", "Ewa", "Wilk-Pokazowa", "dyrektor wydziału", "RŚ", head=True, signs="3/2026"),
        Staff("bober", "Jacek", "Bober-Zmyślony", "inspektor", "RŚ"),
        Staff("drozd", "Alicja", "Drozd-Przykładowa", "dyrektor wydziału", "WD", head=True, signs="4/2026"),
        Staff("czyz", "Adam", "Czyż-Umowny", "podinspektor", "WD"),
        Staff("sekretarz", "Danuta", "Sekretarska-Wzorcowa", "sekretarz powiatu", "OR", head=True, admin=True),
    ),
    CITY: (
        Staff("zawada", "Joanna", "Zawada-Wzorcowa", "naczelnik wydziału", "WOŚ", head=True, signs="31/2026"),
        Staff("sowa", "Marek", "Sowa-Zmyślony", "podinspektor", "WOŚ"),
        Staff("kruk", "Olga", "Kruk-Fikcyjna", "naczelnik wydziału", "GK", head=True, signs="32/2026"),
    ),
    COMMUNE: (
        Staff("nowak", "Agnieszka", "Nowak-Pokazowa", "kierownik referatu", "OŚ", head=True, signs="7/2026"),
        Staff("lis", "Paweł", "Lis-Przykładowy", "inspektor", "OŚ"),
        Staff("wrobel", "Kamil", "Wróbel-Niebyły", "kierownik referatu", "GK", head=True, signs="8/2026"),
        Staff("admin", "Beata", "Porządna-Wymyślna", "sekretarz gminy", "OR", head=True, admin=True),
    ),
    CHORZELE: (Staff("jelen", "Rafał", "Jeleń-Próbny", "kierownik referatu", "GK", head=True, signs="2/2026"),),
    JEDNOROZEC: (Staff("sarna", "Irena", "Sarna-Bajeczna", "inspektor", "GK", head=True, signs="5/2026"),),
}

PROFILES = {
    COUNTY: ("Starostwo Powiatowe w Przasnyszu (pokaz)", "Przasnysz"),
    CITY: ("Urząd Miasta Przasnysz (pokaz)", "Przasnysz"),
    COMMUNE: ("Urząd Gminy Przasnysz (pokaz)", "Przasnysz"),
    CHORZELE: ("Urząd Miasta i Gminy Chorzele (pokaz)", "Chorzele"),
    JEDNOROZEC: ("Urząd Gminy Jednorożec (pokaz)", "Jednorożec"),
}
BODIES = {
    COUNTY: (
        ("starosta", "Starosta Przasnyski", "Starosty Przasnyskiego"),
        ("zarzad_powiatu", "Zarząd Powiatu Przasnyskiego", "Zarządu Powiatu Przasnyskiego"),
    ),
    CITY: (("burmistrz", "Burmistrz Miasta Przasnysz", "Burmistrza Miasta Przasnysz"),),
    COMMUNE: (("wojt", "Wójt Gminy Przasnysz", "Wójta Gminy Przasnysz"),),
    CHORZELE: (("burmistrz", "Burmistrz Miasta i Gminy Chorzele", "Burmistrza Miasta i Gminy Chorzele"),),
    JEDNOROZEC: (("wojt", "Wójt Gminy Jednorożec", "Wójta Gminy Jednorożec"),),
}
_WASTE = ("GK", "Referat Gospodarki Komunalnej")
UNITS = {
    COUNTY: (
        ("RŚ", "Wydział Rolnictwa i Środowiska"), ("WD", "Wydział Dróg"), ("OR", "Wydział Organizacyjny"),
    ),
    CITY: (("WOŚ", "Wydział Ochrony Środowiska"), ("GK", "Wydział Gospodarki Komunalnej")),
    COMMUNE: (("OŚ", "Referat Ochrony Środowiska"), _WASTE, ("OR", "Referat Organizacyjny")),
    CHORZELE: (_WASTE,),
    JEDNOROZEC: (_WASTE,),
}  # fmt: skip


def told() -> str:
    """Who to log in as; printed by the supervisor, which knows no Django."""
    lines = [
        "Mieszkańcy: wybierz osobę na stronie logowania (atrapa dostawcy tożsamości).",
        "Urzędnicy, hasło okienko:",
    ]
    lines += [
        f"  {staff.login:10} {staff.first} {staff.last}, {staff.position}, {PROFILES[office][0]}"
        for office, staffs in STAFF.items()
        for staff in staffs
    ]
    return "\n".join([*lines, "Biurko urzędnika: /biurko/", "Osoby, sprawy i działki są zmyślone.\n"])
