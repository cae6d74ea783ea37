"""Attachments: several, removed, refused with what to do; nothing good is lost by a bad one."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from okienko.documents.queries import content
from okienko.documents.scanning import EICAR
from okienko.portal.tests.browser import Browser, pdf
from okienko.portal.views import errors
from okienko.submissions.models import DraftFile
from okienko.tenancy.context import acting_for
from tests import world


def png() -> bytes:
    """A picture of one white point."""

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"\0\xff")) + part(b"IEND", b"")


@pytest.fixture
def page(home: Browser) -> str:
    home.fill()
    return f"{home.draft}zalaczniki/"


def names(home: Browser) -> list[str]:
    with acting_for(home.place.id):
        return [link.file.name for link in DraftFile.objects.select_related("file").order_by("id")]


def test_several_files_are_listed_with_their_size(home: Browser, page: str) -> None:
    home.send(page, {"plik-zdjecia": [pdf("a.pdf"), pdf("b.pdf")], "dodaj": "1"})
    assert home.page["Location"] == page
    home.open(page)
    assert f"a.pdf, {len(world.PDF)} B" in home.text.replace("\u00a0", " ")
    assert names(home) == ["mapka.pdf", "a.pdf", "b.pdf"]


def test_file_is_on_the_disk_when_the_page_answers(home: Browser, page: str) -> None:
    with acting_for(home.place.id):
        stored = DraftFile.objects.select_related("file").get()
        assert content(stored.file) == world.PDF


def test_file_is_removed(home: Browser, page: str) -> None:
    home.open(page)
    link = home.page.content.decode().partition('name="usun" value="')[2].partition('"')[0]
    home.send(page, {"usun": link})
    assert names(home) == []
    assert home.send(page).status_code == 422
    assert "Dodaj plik: rysunek albo mapka" in home.text


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("pusty.pdf", b"", "jest pusty"),
        ("program.exe", b"MZ" + b"\0" * 100, "Nie przyjmujemy takich plików"),
        ("tekst.txt", b"dzien dobry", "Nie przyjmujemy takich plików"),
        ("mapka.png", world.PDF, "to jest dokument PDF"),
        ("urwany.pdf", b"%PDF-1.7\n1 0 obj", "uszkodzony"),
        ("strona.pdf", b"<html><script>alert(1)</script>", "Nie przyjmujemy"),
        ("wirus.pdf", world.PDF.replace(b"%%EOF", EICAR + b"\n%%EOF"), "antywirusowy"),
    ],
    ids=["empty", "program", "text", "lying-extension", "cut", "html", "virus"],
)
def test_bad_file_is_refused_with_what_to_do(home: Browser, page: str, name: str, body: bytes, said: str) -> None:
    bad = SimpleUploadedFile(name, body or b"", content_type="application/pdf")
    home.send(page, {"plik-zdjecia": [bad, pdf("dobry.pdf")]})
    assert home.page.status_code == 422
    assert said in home.text
    assert 'href="#plik-zdjecia"' in home.page.content.decode()
    assert names(home) == ["mapka.pdf", "dobry.pdf"]


def test_too_large_file_is_refused(home: Browser, page: str, settings: Any) -> None:
    settings.FILE_LIMIT = 2000
    big = SimpleUploadedFile("duzy.pdf", world.PDF[:-6] + b" " * 3000 + b"%%EOF\n")
    home.send(page, {"plik-zdjecia": big})
    assert home.page.status_code == 422
    assert "za duży" in home.text


def test_files_that_django_never_read_are_told(home: Browser, page: str, settings: Any) -> None:
    settings.REQUEST_LIMIT = settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2000
    big = SimpleUploadedFile("duzy.pdf", world.PDF + b" " * 3000)
    home.send(page, {"plik-zdjecia": big})
    assert home.page.status_code == 422
    assert "za duże" in home.text


def test_more_files_than_the_attachment_takes(home: Browser, page: str) -> None:
    home.answer("zglaszajacy", {"pelnomocnik": "tak"})
    home.answer("pelnomocnictwo", {"imie_nazwisko_mocodawcy": "Zofia Zmyślona", "bliska_rodzina": "tak"})
    home.send(page, {"plik-pelnomocnictwo": [pdf("1.pdf"), pdf("2.pdf"), pdf("3.pdf")]})
    assert home.page.status_code == 422
    assert "najwyżej tyle plików: 2" in home.text
    assert names(home) == ["mapka.pdf", "1.pdf", "2.pdf"]


def test_fifty_files_at_once_are_refused_and_nothing_is_lost(home: Browser, page: str) -> None:
    home.send(page, {"plik-zdjecia": [pdf(f"{number}.pdf") for number in range(50)]})
    assert home.page.status_code == 400
    assert names(home) == ["mapka.pdf"]


def test_twenty_files_at_most_together(home: Browser, page: str) -> None:
    home.answer("wlasciciel", {"wspolwlasnosc": "tak", "zgody_jak": "papier"})
    home.send(page, {"plik-zgody": [pdf(f"{number}.pdf") for number in range(15)]})
    home.send(page, {"plik-zdjecia": [pdf(f"z{number}.pdf") for number in range(6)]})
    assert home.page.status_code == 422
    assert "najwyżej 20 plików" in home.text
    assert len(names(home)) == 20


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "a\x00b.pdf", "fdp.\u202eexe.pdf", "x" * 240 + ".pdf", "🌳.pdf", "<b>.pdf"]
)
def test_name_of_a_file_is_tidied(home: Browser, page: str, name: str) -> None:
    home.send(page, {"plik-zdjecia": SimpleUploadedFile(name, world.PDF)})
    assert home.page.status_code == 303, home.text
    kept = names(home)[-1]
    assert kept.isprintable()
    assert "/" not in kept
    assert len(kept) <= 120
    assert "<b>" not in home.open(page).content.decode()


def test_picture_is_taken(home: Browser, page: str) -> None:
    home.send(page, {"plik-zdjecia": SimpleUploadedFile("zdjecie.png", png())})
    assert home.page.status_code == 303, home.text


def test_file_of_an_unknown_attachment_is_not_taken(home: Browser, page: str) -> None:
    home.send(page, {"plik-nie-ma": pdf("x.pdf"), "plik-pelnomocnictwo": pdf("y.pdf")})
    assert names(home) == ["mapka.pdf"]


def test_page_of_a_refused_request_says_what_is_safe() -> None:
    answer = errors.bad_request(RequestFactory().post("/"))
    assert answer.status_code == 400
    assert "Zapisane odpowiedzi są bezpieczne" in answer.content.decode()
