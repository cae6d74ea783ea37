"""Two owners send one letter, in real browsers: the profile, the invitation by mail, consent, a matter of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from okienko.demo.cast import RESIDENTS
from tests.e2e.axe_core import bring, violations
from tests.e2e.browsing import overlaps, sticks_out
from tests.e2e.resident import OWNER, POPLAR, TREE, Resident

pytestmark = pytest.mark.e2e
FIRST, OTHER = RESIDENTS[20], RESIDENTS[21]
WIDTHS = (1280, 360, 320)
SEVERAL, HOW = "Czy działka ma więcej niż jednego właściciela?", "Jak pozostali właściciele wyrażą zgodę?"


def look(person: Resident, name: str) -> None:
    """The page is right for everybody, in a wide window and in narrow ones."""
    for width in WIDTHS:
        person.page.set_viewport_size({"width": width, "height": 900})
        assert violations(person.page) == [], f"{name} at {width}"
        assert sticks_out(person.page) == [], f"{name} at {width}"
        assert overlaps(person.page) == [], f"{name} at {width}"
    person.page.set_viewport_size({"width": WIDTHS[0], "height": 900})


@pytest.fixture
def people(windows: Callable[..., BrowserContext]) -> tuple[Resident, Resident]:
    """Two residents in their own windows, logged in."""
    found = []
    for identity in (FIRST, OTHER):
        context = windows()
        bring(context)
        person = Resident(context)
        person.logs_in(f"{identity.first_name} {identity.last_name}")
        found.append(person)
    return found[0], found[1]


def newest_mail(person: Resident, subject: str) -> None:
    """The link of the newest mail in the fake post office is opened."""
    person.open("/atrapa/poczta/")
    person.waits_for(subject)
    look(person, "mailbox")
    card = person.main.locator(".govuk-summary-card").filter(has_text=subject).first
    person.follow("http", card)


def test_a_new_address_is_confirmed_from_the_mailbox(people: tuple[Resident, Resident]) -> None:
    person, _ = people
    person.open("/konto/")
    person.page.get_by_role("link", name="Profil i zawiadomienia").click()
    look(person, "profile")
    person.open("/konto/profil/email/")
    person.press("Zapisz")
    look(person, "email-error")
    person.type("Na jaki adres e-mail mamy pisać?", "ja@przyklad.example")
    person.press("Zapisz")
    look(person, "profile-asked")
    newest_mail(person, "Potwierdź adres e-mail")
    look(person, "confirm")
    person.press("Potwierdź adres")
    expect(person.main).to_contain_text("Adres potwierdzony")
    for part in ("kontakt", "zawiadomienia"):
        person.open(f"/konto/profil/{part}/")
        look(person, part)


def fills(person: Resident) -> None:
    """A draft of a tree on a common parcel, up to the check page."""
    person.begin()
    person.says_who()
    person.says_where()
    person.adds_tree(POPLAR)
    person.press("Dalej")
    person.press("Dalej")
    person.adds_files("")
    person.press("Dalej")
    person.open(f"{person.draft}wlasciciel/?z=sprawdz")
    person.choose(OWNER, "Moja albo osoby, w której imieniu zgłaszam")
    person.choose(SEVERAL, "Tak")
    person.press("Dalej")
    person.choose(HOW, "Zalogują się i zgłoszą drzewo razem ze mną")
    person.press("Dalej")


def invites(person: Resident) -> None:
    """From the check page to the invitation of the other owner."""
    look(person, "check-nobody")
    person.follow("Zaproś osoby")
    look(person, "people-empty")
    person.press("Zaproś")
    look(person, "people-error")
    person.type("Imię i nazwisko", f"{OTHER.first_name} {OTHER.last_name}")
    person.type("Adres e-mail", OTHER.email)
    person.press("Zaproś")
    look(person, "people-link")


def consents(other: Resident) -> None:
    """By the link of the mail, after reading."""
    newest_mail(other, "Zaproszenie do wspólnego pisma")
    look(other, "invited")
    other.press("Przeczytaj pismo")
    look(other, "read")
    other.press("Zgadzam się na to pismo")
    look(other, "read-agreed")


def test_two_owners_send_one_letter(people: tuple[Resident, Resident]) -> None:
    person, other = people
    fills(person)
    invites(person)
    consents(other)
    person.open(f"{person.draft}razem/")
    expect(person.main).to_contain_text("Wszyscy się zgadzają")
    look(person, "people-agreed")
    person.open("/konto/")
    look(person, "account-unsent")
    person.open(f"{person.draft}sprawdz/")
    look(person, "check-agreed")
    person.press("Wyślij do urzędu")
    matter = person.path
    person.waits_for("Urząd założył sprawę")
    other.open(matter)
    expect(other.main).to_contain_text(TREE)
    expect(other.main).to_contain_text(f"{FIRST.first_name} {FIRST.last_name}")
    look(other, "matter-other")
    other.open(f"{matter}wycofaj/")
    look(other, "withdraw")
    other.press("Wycofaj sprawę")
    other.open(f"{matter}wycofaj/")
    look(other, "withdraw-waits")
