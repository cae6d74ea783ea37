"""What the offices of the demonstration offer, with invented local values: four communes, four ways to count waste."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings

from okienko.demo.cast import CHORZELE, CITY, COMMUNE, COUNTY, JEDNOROZEC
from okienko.language.bundle import read_bundle
from okienko.language.loader import load
from okienko.language.local import ANSWER, RESOLUTION
from okienko.language.model import OpenPoint
from okienko.offices.law import law_data

TREE, WASTE = "gm-wycinka-zgloszenie", "gm-smieci-deklaracja"
FOREST, ROAD = "pow-las-zaswiadczenie", "pow-zajecie-pasa"
ACCOUNT = "00 0000 0000 0000 0000 0000 0000"
CONTACT = {"kontakt": "tel. 00 000 00 00"}
OWN_QUESTION = {
    "pytanie_urzedu": "Czy do drzewa dojedzie samochód?", "pytanie_urzedu" + ANSWER: "yes-no",
}  # fmt: skip
STAMP = {"rachunek_oplaty_skarbowej": ACCOUNT}
ROAD_RATES = {
    "stawka_jezdnia_20": "3", "stawka_jezdnia_50": "5", "stawka_jezdnia_100": "8", "stawka_chodnik": "2",
    "stawka_zielen": "1", "stawka_wylacznosc": "0,40", "stawka_obiekt": "0,60", "stawka_reklama": "1,50",
    "stawka_urzadzenie_jezdnia": "60", "stawka_urzadzenie_poza": "40", "stawka_urzadzenie_most": "200",
    "stawka_telekom_dzien": "0,20", "stawka_telekom_rok": "20",
}  # fmt: skip
WASTE_METHODS: dict[int, dict[str, str]] = {
    CITY: {
        "metoda": "osoby", "stawka_osoba": "31,50", "mnoznik_podwyzszonej": "2", "ulga_kompost": "kwota",
        "kompost_kwota": "3", "kdr": "tak", "kdr_procent": "50", "laczenie_ulg": "suma", "okres_platnosci": "miesiac",
    },
    COMMUNE: {
        "metoda": "powierzchnia", "stawka_powierzchnia": "0,95", "powierzchnia_limit": "120",
        "mnoznik_podwyzszonej": "4", "ulga_kompost": "procent", "kompost_procent": "10", "kdr": "tak",
        "kdr_procent": "25", "laczenie_ulg": "wieksza", "okres_platnosci": "kwartal",
    },
    CHORZELE: {
        "metoda": "woda", "stawka_woda": "12,40", "woda_norma": "3", "mnoznik_podwyzszonej": "2,5",
        "ulga_kompost": "brak", "kdr": "nie", "okres_platnosci": "dwa_miesiace",
    },
    JEDNOROZEC: {
        "metoda": "gospodarstwo", "stawka_gospodarstwo": "74", "mnoznik_podwyzszonej": "3", "ulga_kompost": "kwota",
        "kompost_kwota": "8", "kdr": "tak", "kdr_procent": "20", "laczenie_ulg": "suma", "okres_platnosci": "kwartal",
    },
}  # fmt: skip
RESOLUTIONS = {
    COUNTY: "nr XII/87/2025 z 28 listopada 2025 r. (zmyślona)",
    CITY: "nr XV/120/2025 z 4 grudnia 2025 r. (zmyślona)",
    COMMUNE: "nr XI/66/2025 z 12 grudnia 2025 r. (zmyślona)",
    CHORZELE: "nr XIV/101/2025 z 18 grudnia 2025 r. (zmyślona)",
    JEDNOROZEC: "nr IX/54/2025 z 30 grudnia 2025 r. (zmyślona)",
}


def offered_by(office_id: int) -> dict[str, dict[str, str]]:
    """Services of the office with the values of their open points."""
    made = {
        COUNTY: {
            FOREST: _values("RŚ", "6162") | {"gmina_oplaty_skarbowej": "Miasto Przasnysz"},
            ROAD: _road("WD"),
        },
        CITY: {TREE: _values("WOŚ", "6131"), WASTE: _waste(CITY), ROAD: _road("GK")},
        COMMUNE: {TREE: _values("OŚ", "6131") | OWN_QUESTION, WASTE: _waste(COMMUNE)},
        CHORZELE: {WASTE: _waste(CHORZELE)},
        JEDNOROZEC: {WASTE: _waste(JEDNOROZEC)},
    }[office_id]
    return {service: _resolved(values, office_id, service) for service, values in made.items()}


def _values(unit: str, file_class: str) -> dict[str, str]:
    return {"komorka": unit, "klasa_jrwa": file_class, **STAMP, **CONTACT}


def _road(unit: str) -> dict[str, str]:
    return _values(unit, "7230") | {"rachunek_zajecia": ACCOUNT, "stawki_jednakowe": "tak"} | ROAD_RATES


def _waste(office_id: int) -> dict[str, str]:
    paid = {"dni_platnosci": "do 15. dnia miesiąca po okresie, za który się płaci", "rachunek_odpadow": ACCOUNT}
    return _values("GK", "6232") | paid | {"uchwala_lokale": "nie"} | WASTE_METHODS[office_id]


def _resolved(values: dict[str, str], office_id: int, service: str) -> dict[str, str]:
    """What comes from a resolution of the council names it."""
    points = _points(service)
    named = {name + RESOLUTION: RESOLUTIONS[office_id] for name in values if name in points and points[name].resolution}
    return values | named


@lru_cache
def _points(service: str) -> Mapping[str, OpenPoint]:
    """The open points of the service, as its folder has them."""
    return load(read_bundle(settings.SERVICES_DIR / service, root=settings.ROOT_DIR), law=law_data()).local
