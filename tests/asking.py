"""The notice of tree removal with pages that ask questions of every sort, and a question of the office: for tests."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from okienko.catalogue import actions as catalogue
from okienko.language.bundle import Bundle, read_bundle
from okienko.offices.models import Office
from okienko.tenancy.context import acting_for
from tests import world

PAGES = """
  - page: rozne
    title: Różne rzeczy
    when: uwagi = "wszystko"
    ask:
      - {id: kwota, text: Ile to kosztowało?, type: money}
      - {id: rachunek, text: Na jaki rachunek?, type: bank-account}
      - {id: okres, text: Na jaki okres?, type: period}
      - {id: adres_budowy, text: Gdzie to jest?, type: address, optional: yes}
      - {id: kto, text: Kto jeszcze?, type: person}
      - {id: ksiega, text: Która księga wieczysta?, type: land-register}
      - {id: punkt, text: Gdzie?, type: map-point, optional: yes}
      - {id: zgoda, text: Oświadczenie, type: statement, statement: Dane są prawdziwe.}
  - page: spis
    title: Spis
    when: uwagi = "wszystko"
    ask:
      - id: rzeczy
        text: Co oddajesz?
        type: table
        at_most: 3
        columns:
          - {id: co, text: Co?, type: text}
          - {id: ile, text: Ile?, type: number, unit: szt.}
  - page: zdjecia
    title: Zdjęcia
    when: uwagi = "wszystko"
    warn: {when: kwota > 100000 and okres.do > okres.od and sum(rzeczy.ile) > 5, text: Dużo.}
    ask:
      - {id: zdjecie, text: Zdjęcie drzewa, type: file, at_most: 2}
      - {id: opis, text: Co na nim widać?, type: text}
"""
STORY = """
- story: Każdy rodzaj odpowiedzi da się opowiedzieć
  day: 2026-11-23
  given:
    pelnomocnik: false
    dzialka: 142207_2.0099.12/3
    wlasciciel_gruntu: osoba
    wspolwlasnosc: false
    firma: false
    budowa_firmowa: nie
    rejestr_zabytkow: false
    las: false
    teren_zieleni: false
    drzewa: [{gatunek: inny, stan: stoi, owocowe: false, kilka_pni: false, obwod: 96}]
    uwagi: wszystko
    kwota: 200000.50
    rachunek: "88101000551416274373262229"
    okres: {od: 2026-03-01, do: 2026-03-14}
    kto: {imie: Anna, nazwisko: Zmyślona, dokument: paszport, numer: FA 1, kraj: Ukraina}
    ksiega: WA4M/00123456/4
    punkt: {uklad: WGS84, polnoc: "52.2", wschod: "21.0"}
    zgoda: true
    rzeczy: [{co: Kanapa, ile: 1}, {co: Fotel, ile: 5}]
    zdjecie: [mapa.pdf]
    opis: Drzewo
  expect: {incomplete: false, problems: [], warnings: [zdjecia]}
"""
GOOD = {
    "kwota": "1 250,50 zł", "rachunek": "88 1010 0055 1416 2743 7326 2229", "okres-od-day": "1", "okres-od-month": "3",
    "okres-od-year": "2026", "okres-do-day": "14", "okres-do-month": "3", "okres-do-year": "2026", "kto-imie": "Anna",
    "kto-nazwisko": "Zmyślona", "kto-pesel": "85031499850", "ksiega": "wa4m/123456/4", "zgoda": "tak",
    "punkt-polnoc": "52.2297, 21.0122",
}  # fmt: skip
ROWS = {"rzeczy-ile": "2", "rzeczy-1-co": "Kanapa", "rzeczy-1-ile": "1", "rzeczy-2-co": "Fotel", "rzeczy-2-ile": "2"}
SHOWN = (
    "1 250,50 zł", "88 1010 0055 1416 2743 7326 2229", "od 1 marca 2026 do 14 marca 2026",
    "Anna Zmyślona, PESEL 85031499850", "WA4M/00123456/4", "52,2297° N, 21,0122° E (WGS 84)",
    "Potwierdzam: Dane są prawdziwe.", "1. Co?: Kanapa; Ile?: 1 szt.", "mapa.pdf", "Czy jest brama?",
)  # fmt: skip
OWN = {"pytanie_urzedu": "Czy jest brama?", "pytanie_urzedu.odpowiedz": "yes-no"}


def offer_more(office_id: int = world.COMMUNE) -> None:
    """The office offers the service with these pages too, and asks a question of its own."""
    files = read_bundle(settings.SERVICES_DIR / world.SERVICE, root=settings.ROOT_DIR).files
    told = files["service.yaml"].replace("version: 1.0.0", "version: 1.0.1")
    form = files["form.yaml"].rstrip() + "\n" + PAGES
    bundle = Bundle({**files, "service.yaml": told, "form.yaml": form, "stories/rozne.yaml": STORY})
    office = Office.objects.get(id=office_id)
    with acting_for(office_id):
        release = catalogue.publish(bundle, office=office, demonstration=True, by=world.SET_UP)
        catalogue.adopt(release, world.VALUES | OWN, office=office, valid_from=date(2026, 1, 1), by=world.SET_UP)
