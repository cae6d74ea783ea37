"""The portal in English and Ukrainian: chosen by a link, whole, and nothing changes for the office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client

from okienko.catalogue.queries import offered
from okienko.language.texts import texts_of
from okienko.offices.queries import Place
from okienko.people.models import AccountEvent, Wanted
from okienko.portal.tests.browser import SERVICE, TREE, Browser, pdf
from okienko.portal.views import profile, together
from okienko.submissions.models import Draft, Invitation, Submission, Unsent
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from okienko.ui.speech import catalogue
from tests import world

PROFILE = "/konto/profil/"
OTHERS = ["en", "uk"]
OFFICE = "/gmina-przasnysz/"
OPEN = ["/", "/?q=drzewo", "/?q=xyzzy", OFFICE, SERVICE, f"{SERVICE}dane/", "/zycie/", "/zycie/dzialka-i-drzewa/",
        "/dostepnosc/", f"{OFFICE}dostepnosc/", "/nie-ma-takiej/", "/logowanie/"]  # fmt: skip
PAGES = ("zglaszajacy", "dzialka", "wlasciciel", "firma", "budowa", "miejsce")


class Words(HTMLParser):
    """Texts of a page outside what is marked as Polish, and of the labels that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        polish = said.get("lang") == "pl" or (bool(self.open) and self.open[-1][1])
        if not polish:
            self.found += [said[name] or "" for name in ("aria-label", "alt", "placeholder", "title") if name in said]
        if tag not in ("input", "meta", "link", "br", "img", "path", "circle"):
            self.open.append((tag, polish or tag in ("script", "style")))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and not self.open[-1][1] and data.strip():
            self.found.append(" ".join(data.split()))


def polish_left(page: str, sources: frozenset[str]) -> list[str]:
    """Texts that are a Polish source text, or hold Polish words outside brackets and quotation marks.

    In the title of a page nothing can be marked, so it holds the office's own name as it is.
    """
    reader = Words()
    reader.feed(page.replace("\u00a0", " "))
    found = []
    for text in reader.found:
        bare = re.sub(
            r"\([^)]*\)|„[^”]*”|\S+@\S+|zł\b|– Urząd: Gmina Przasnysz|Przasnysz|Polski|Przykładny|Zmyślona|Okienko",
            "",
            text,
        )
        if text in sources or re.search("[ąćęłńśźż]", bare.lower()):
            found.append(text)
    return found


@pytest.fixture
def sources(commune: Place) -> frozenset[str]:
    with acting_for(commune.id):
        found = offered(world.SERVICE, today())
    assert found is not None
    frame = {text for text, other in catalogue("en").items() if text != other}
    return frozenset(frame | {text for text in texts_of(found.service).values() if text})


@pytest.fixture(params=OTHERS)
def abroad(home: Browser, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Jan's browser in another language."""
    home.client.get(f"/jezyk/{request.param}/")
    return home


def test_a_link_chooses_the_language_and_leads_back(browser: Browser) -> None:
    page = browser.open(f"{SERVICE}?a=1").content.decode()
    [href] = re.findall(r'href="([^"]+)" lang="uk" hreflang="uk"', page)
    there = browser.open(href.replace("&amp;", "&"))
    assert (there.status_code, there["Location"]) == (303, f"{SERVICE}?a=1")
    assert '<html lang="uk"' in browser.open(SERVICE).content.decode()
    browser.open("/jezyk/pl/")
    assert '<html lang="pl"' in browser.open(SERVICE).content.decode()


def test_a_language_that_we_do_not_have_is_absent(browser: Browser) -> None:
    assert browser.open("/jezyk/xx/").status_code == 404
    browser.client.cookies["okienko_jezyk"] = "../../etc"
    assert '<html lang="pl"' in browser.open("/").content.decode()


def test_the_link_leads_nowhere_else(browser: Browser) -> None:
    assert browser.open("/jezyk/en/?dalej=https://zly.example/")["Location"] == "/konto/"


@pytest.mark.parametrize("path", OPEN)
def test_no_polish_is_left_on_an_open_page(abroad: Browser, sources: frozenset[str], path: str) -> None:
    assert polish_left(abroad.open(path).content.decode(), sources) == []


def test_no_polish_is_left_on_the_way(abroad: Browser, sources: frozenset[str]) -> None:
    left: dict[str, list[str]] = {}

    def look(path: str) -> None:
        if found := polish_left(abroad.open(path).content.decode(), sources):
            left[path.rpartition("/wniosek/")[2]] = found

    def faults(path: str) -> None:
        answer = abroad.send(path, {})
        assert answer.status_code == 422, path
        if found := polish_left(answer.content.decode(), sources):
            left[f"{path.rpartition('/')[2]} with faults"] = found

    abroad.begin()
    for page in PAGES:
        look(f"{abroad.draft}{page}/")
        faults(f"{abroad.draft}{page}/")
        assert abroad.answer(page).status_code == 303
    look(f"{abroad.draft}drzewa/1/")
    faults(f"{abroad.draft}drzewa/1/")
    abroad.send(f"{abroad.draft}drzewa/1/", TREE)
    look(f"{abroad.draft}drzewa/")
    abroad.send(f"{abroad.draft}drzewa/")
    look(f"{abroad.draft}uwagi/")
    abroad.answer("uwagi")
    look(f"{abroad.draft}zalaczniki/")
    faults(f"{abroad.draft}zalaczniki/")
    abroad.send(f"{abroad.draft}zalaczniki/", {"plik-mapka": pdf()})
    for page in ("sprawdz", "zapisz", "druk"):
        look(f"{abroad.draft}{page}/")
    sent = str(abroad.send(f"{abroad.draft}wyslij/")["Location"])
    look(sent)
    assert left == {}


def left(browser: Browser, path: str, sources: frozenset[str], sent: dict[str, str] | None = None) -> list[str]:
    """Polish on a page, or on the answer to what is sent there."""
    answer = browser.open(path) if sent is None else browser.send(path, sent)
    assert answer.status_code in (200, 409, 422), (path, answer.status_code)
    return [f"{path}: {text}" for text in polish_left(answer.content.decode(), sources)]


def test_no_polish_is_left_on_the_profile(abroad: Browser, sources: frozenset[str]) -> None:
    assert abroad.send(f"{PROFILE}kontakt/", {"telefon": "600 123 456"}).status_code == 303
    assert abroad.send(f"{PROFILE}email/", {"email": "nowy@przyklad.example"}).status_code == 303
    found = left(abroad, f"{PROFILE}email/", sources, {"email": "inny@przyklad.example"})  # too soon
    found += left(abroad, f"{PROFILE}adres/nie-ma/", sources) + left(abroad, f"{PROFILE}adres/x/", sources, {})
    found += left(abroad, f"{PROFILE}?zapisano=email", sources) + left(abroad, "/konto/", sources)
    for path in ("kontakt/", "email/", "zawiadomienia/"):
        found += left(abroad, PROFILE + path, sources)
    found += left(abroad, f"{PROFILE}kontakt/", sources, {"telefon": "abc", "adres-nr": "1"})
    for path in ("email/", "zawiadomienia/"):
        found += left(abroad, PROFILE + path, sources, {})
    assert found == []


@pytest.mark.parametrize("name", OTHERS)
def test_what_the_profile_and_invitations_tell_is_in_the_catalogue(name: str) -> None:
    asked = (profile.PHONE, profile.ADDRESS, profile.EMAIL, profile.WANTED, together.NAME, together.EMAIL)
    said = {text for one in asked for text in (one.text, one.hint, one.missing) if text}
    said |= {*profile.SAVED.values(), *Wanted.labels, *AccountEvent.What.labels, *Invitation.Said.labels}
    assert said - catalogue(name).keys() == set()


def test_no_polish_is_left_where_several_file_together(abroad: Browser, sources: frozenset[str]) -> None:
    ewa = Browser(Client(), abroad.place)
    ewa.log_in(world.resident("Ewa Zmyślona", "00620112341"))
    ewa.client.cookies["okienko_jezyk"] = abroad.client.cookies["okienko_jezyk"].value
    abroad.fill()
    abroad.answer("wlasciciel", {"wspolwlasnosc": "tak", "zgody_jak": "konto"})
    people, check = f"{abroad.draft}razem/", f"{abroad.draft}sprawdz/"
    person = {"dodaj": "1", "imie_nazwisko": "Ewa Zmyślona", "email": "ewa@przyklad.example"}
    found = left(abroad, people, sources) + left(abroad, check, sources)
    found += left(abroad, people, sources, {"dodaj": "1"}) + left(abroad, people, sources, person)
    [link] = re.findall(r"/gmina-przasnysz/zaproszenie/[\w-]+/", abroad.page.content.decode())
    found += left(abroad, people, sources, person) + left(abroad, check, sources)
    found += left(ewa, link, sources) + left(abroad, link, sources, {})
    letter = str(ewa.send(link)["Location"])
    found += left(ewa, link, sources, {}) + left(ewa, letter, sources) + left(ewa, "/konto/", sources)
    found += left(ewa, letter, sources, {"odmowa": "1"}) + left(ewa, letter, sources, {"zgoda": "1", "skrot": "x"})
    assert ewa.send(letter, {"odmowa": "1", "powod": "No"}).status_code == 303
    found += left(ewa, letter, sources) + left(abroad, people, sources) + left(abroad, check, sources)
    assert found == []


def test_the_list_of_what_is_not_sent_keeps_the_polish_name(abroad: Browser) -> None:
    abroad.fill()
    abroad.answer("wlasciciel", {"wspolwlasnosc": "tak", "zgody_jak": "konto"})
    abroad.send(f"{abroad.draft}razem/", {"dodaj": "1", "imie_nazwisko": "Ewa", "email": "ewa@przyklad.example"})
    assert Unsent.objects.get().title == "Wytnij drzewo na swojej działce"


def test_the_way_that_ends_is_told_in_the_language(abroad: Browser, sources: frozenset[str]) -> None:
    abroad.begin()
    for page in ("zglaszajacy", "dzialka"):
        abroad.answer(page)
    abroad.answer("wlasciciel", {"wlasciciel_gruntu": "gmina"})
    assert polish_left(abroad.open(f"{abroad.draft}koniec/").content.decode(), sources) == []


def test_answers_are_stored_by_value_and_the_office_reads_polish(home: Browser, commune: Place) -> None:
    home.client.get("/jezyk/uk/")
    home.submit()
    with acting_for(commune.id):
        sent = Submission.objects.get()
    assert sent.answers["wlasciciel_gruntu"] == "osoba"
    assert sent.answers["drzewa"][0]["gatunek"] == "topola"
    assert "nie składasz pełnomocnictwa" in sent.fee_why


def test_a_draft_changes_its_language_on_the_way(home: Browser, commune: Place) -> None:
    home.begin()
    home.answer("zglaszajacy")
    home.client.get("/jezyk/en/")
    home.open(f"{home.draft}dzialka/")
    assert "On which plot does the tree grow?" in home.text
    home.client.get("/jezyk/pl/")
    home.open(f"{home.draft}dzialka/")
    assert "Na jakiej działce rośnie drzewo?" in home.text
    with acting_for(commune.id):
        assert Draft.objects.get().answers == {"pelnomocnik": False}


def test_english_and_polish_words_both_find_the_service(browser: Browser) -> None:
    browser.client.get("/jezyk/en/")
    for words in ("cut down a tree", "wycinka"):
        assert SERVICE in browser.open(f"/?q={words}").content.decode()


def test_polish_stays_where_the_law_wants_it(abroad: Browser) -> None:
    page = abroad.open(SERVICE).content.decode()
    assert '<span lang="pl">ustawa z 7 października 1999 r. o języku polskim, art. 5</span>' in page
