"""What a person does in a browser with scripts off: opens pages, fills forms, follows redirects."""

from __future__ import annotations

import html
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from okienko.offices.queries import Place
from okienko.people.queries import Resident
from tests import world

ANSWERS: dict[str, dict[str, Any]] = {
    "zglaszajacy": {"pelnomocnik": "nie"},
    "dzialka": {"dzialka": "142207_2.0099.123/4"},
    "wlasciciel": {"wlasciciel_gruntu": "osoba", "wspolwlasnosc": "nie"},
    "firma": {"firma": "nie"},
    "budowa": {"budowa_firmowa": "nie"},
    "miejsce": {"rejestr_zabytkow": "nie", "las": "nie", "teren_zieleni": "nie"},
    "uwagi": {"uwagi": "", "telefon": ""},
}
TREE = {"gatunek": "topola", "stan": "stoi", "kilka_pni": "nie", "obwod": "96"}
SERVICE = f"/gmina-przasnysz/usluga/{world.SERVICE}/"


class Browser:
    """A browser at one office; `page` is what it shows."""

    def __init__(self, client: Client, place: Place) -> None:
        self.client = client
        self.place = place
        self.draft = ""
        self.page: Any = HttpResponse()

    def open(self, path: str) -> Any:
        self.page = self.client.get(path)
        return self.page

    def send(self, path: str, data: dict[str, Any] | None = None) -> Any:
        self.page = self.client.post(path, data or {})
        return self.page

    @property
    def text(self) -> str:
        """The words of the page."""
        plain = re.sub(r"<(style|script)[\s\S]*?</\1>|<[^>]+>", " ", self.page.content.decode())
        return re.sub(r"\s+", " ", html.unescape(plain))

    def log_in(self, resident: Resident, after: str = "/konto/") -> Any:
        """Through the fake provider, as a person does."""
        there = self.send(f"/logowanie/?dalej={after}")
        back = self.send(there["Location"], {"osoba": resident.subject})
        return self.open(back["Location"])

    def begin(self) -> str:
        """A new draft; its address."""
        first = self.send(SERVICE)["Location"]
        self.draft = first.rsplit("/", 2)[0] + "/"
        return self.draft

    def answer(self, page: str, data: dict[str, Any] | None = None) -> Any:
        return self.send(f"{self.draft}{page}/", ANSWERS.get(page, {}) | (data or {}))

    def fill(self) -> None:
        """A whole draft, with one tree and a map, up to the check page."""
        self.begin()
        for page in ("zglaszajacy", "dzialka", "wlasciciel", "firma", "budowa", "miejsce"):
            assert self.answer(page).status_code == 303, (page, self.text)
        assert self.send(f"{self.draft}drzewa/1/", TREE).status_code == 303, self.text
        assert self.send(f"{self.draft}drzewa/").status_code == 303, self.text
        assert self.answer("uwagi").status_code == 303, self.text
        assert self.send(f"{self.draft}zalaczniki/", {"plik-mapka": pdf()}).status_code == 303, self.text

    def submit(self) -> str:
        """The filled draft is sent; the address of the matter."""
        self.fill()
        sent = self.send(f"{self.draft}wyslij/")
        assert sent.status_code == 303, self.text
        return str(sent["Location"]).partition("?")[0]


def pdf(name: str = "mapka.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, world.PDF, content_type="application/pdf")
