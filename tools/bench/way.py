"""The whole way of the service by HTTP: start page, promise, every question, login, check, sending, the matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.bench.browser import Browser, Page

SERVICE = "gm-wycinka-zgloszenie"
QUESTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("zglaszajacy", {"pelnomocnik": "nie"}),
    ("dzialka", {"dzialka": "142207_2.0099.123/4"}),
    ("wlasciciel", {"wlasciciel_gruntu": "osoba", "wspolwlasnosc": "nie"}),
    ("firma", {"firma": "nie"}),
    ("budowa", {"budowa_firmowa": "nie"}),
    ("miejsce", {"rejestr_zabytkow": "nie", "las": "nie", "teren_zieleni": "nie"}),
    ("drzewa/1", {"gatunek": "topola", "stan": "stoi", "kilka_pni": "nie", "obwod": "96"}),
    ("drzewa", {}),
    ("uwagi", {"uwagi": "", "telefon": ""}),
)
MAP = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000053 00000 n \n0000000102 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n"
    b"startxref\n164\n%%EOF\n"
)
DRAFT = re.compile(r"/wniosek/([0-9a-f-]{36})/")


class Astray(Exception):
    """The way led elsewhere than it ought to."""


@dataclass
class Way:
    """One person on the way; `pages` keeps what was shown, by what it is."""

    browser: Browser
    slug: str
    pages: dict[str, Page] = field(default_factory=dict)

    def walk(self, subject: str) -> Page:
        """From the start page to the matter with its receipt."""
        self.show("start", self.browser.get("/"))
        here = f"/{self.slug}"
        self.show("promise", self.browser.get(f"{here}/usluga/{SERVICE}/"))
        first = self.show("question", self.browser.post(f"{here}/usluga/{SERVICE}/"))
        draft = f"{here}/wniosek/{_draft_in(first)}"
        for name, answers in QUESTIONS:
            self.show(name, self.browser.post(f"{draft}/{name}/", answers))
        self.show("attached", self.browser.upload(f"{draft}/zalaczniki/", "plik-mapka", MAP))
        self.show("check", self.browser.log_in(subject, f"{draft}/sprawdz/"))
        matter = self.show("matter", self.browser.post(f"{draft}/wyslij/"))
        if "wyslano" not in matter.path:
            raise Astray(f"no receipt at {matter.path}")
        return matter

    def show(self, name: str, page: Page) -> Page:
        """The page is what it was to be."""
        if page.status != 200:
            raise Astray(f"{name}: {page.status} at {page.path}\n{page.text[:2000]}")
        self.pages[name] = page
        return page


def _draft_in(page: Page) -> str:
    found = DRAFT.search(page.path)
    if found is None:
        raise Astray(f"no draft in {page.path}")
    return found[1]
