"""Several people apply together: invited, one link each, consent to exactly what is sent, a matter of each of them."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from okienko.cases.actions import addressees_of, parties_of
from okienko.cases.models import Case, CaseParty, Status
from okienko.deliveries import actions as deliveries
from okienko.deliveries import posting
from okienko.deliveries.mail import FakePost
from okienko.deliveries.models import Delivery, FakeMail, Notice
from okienko.documents import actions as documents
from okienko.journal.drain import drain
from okienko.offices.queries import Place
from okienko.people.models import Resident
from okienko.portal.tests.browser import Browser, pdf
from okienko.submissions import actions, joining
from okienko.submissions.joining import Asked, Invited
from okienko.submissions.models import Draft, Invitation, Submission, Unsent
from okienko.tenancy.context import acting_for
from tests import world

EWA = "ewa@przyklad.example"


def browser_of(place: Place, resident: Resident) -> Browser:
    made = Browser(Client(), place)
    made.log_in(resident)
    return made


@pytest.fixture
def ewa(home: Browser) -> Browser:
    """The browser of the other owner."""
    return browser_of(home.place, world.resident("Ewa Obca", "00620112341"))


@pytest.fixture
def joint(home: Browser) -> Browser:
    """Jan's browser with a whole draft that is to be sent together with others."""
    home.fill()
    home.answer("wlasciciel", {"wspolwlasnosc": "tak", "zgody_jak": "konto"})
    return home


def invite(browser: Browser, name: str = "Ewa Obca", email: str = EWA) -> str:
    """Jan invites somebody; the path of the link that he is shown."""
    page = browser.send(f"{browser.draft}razem/", {"dodaj": "1", "imie_nazwisko": name, "email": email})
    assert page.status_code == 200, browser.text
    found = re.search(r"/gmina-przasnysz/zaproszenie/[\w-]+/", page.content.decode())
    assert found
    return found[0]


def read(browser: Browser, link: str) -> str:
    """The link is used; the address of what is to be consented to."""
    sent = browser.send(link)
    assert sent.status_code == 303, browser.text
    return str(sent["Location"])


def shown_digest(browser: Browser, path: str) -> str:
    found = re.search(r'name="skrot" value="(\w+)"', browser.open(path).content.decode())
    assert found
    return found[1]


def agree(browser: Browser, path: str) -> Any:
    return browser.send(path, {"zgoda": "1", "skrot": shown_digest(browser, path)})


def sent_together(joint: Browser, ewa: Browser) -> str:
    agree(ewa, read(ewa, invite(joint)))
    there = joint.send(f"{joint.draft}wyslij/")["Location"]
    drain(joint.place.id)
    return str(there).partition("?")[0]


def the_case() -> Case:
    return Case.objects.select_related("submission").get()


def test_it_cannot_be_sent_before_anybody_is_invited(joint: Browser) -> None:
    joint.open(f"{joint.draft}sprawdz/")
    assert "Dodaj osoby, które składają to pismo razem z Tobą" in joint.text
    assert joint.send(f"{joint.draft}wyslij/")["Location"].startswith(f"{joint.draft}razem/")
    with acting_for(joint.place.id):
        assert Submission.objects.count() == 0


def test_all_that_was_sent_is_a_matter_of_each(joint: Browser, ewa: Browser) -> None:
    matter = sent_together(joint, ewa)
    assert ewa.open(matter).status_code == 200
    assert "Wytnij drzewo" in ewa.text
    assert "Zgłoszenie zamiaru usunięcia drzewa" in ewa.open("/konto/").content.decode()
    with acting_for(joint.place.id):
        roles = set(CaseParty.objects.values_list("role", "party__first_name"))
        assert roles == {("wnioskodawca", "Jan"), ("wspolwnioskodawca", "Ewa")}
        assert the_case().who == "Jan Przykładny i inni"
        assert Unsent.objects.count() == 0


def test_letters_go_to_each_also_to_two_of_one_name(joint: Browser, ewa: Browser) -> None:
    Resident.objects.filter(first_name="Ewa").update(first_name="Jan", last_name="Przykładny")
    sent_together(joint, ewa)
    with acting_for(joint.place.id):
        case = the_case()
        document = documents.preview("wezwanie", "Wezwanie", world.PDF, about=case.urn)
        for link in CaseParty.objects.filter(case=case).select_related("party"):
            deliveries.send(document, link.party, about=case.urn, by=world.SET_UP)
        assert set(Delivery.objects.values_list("addressee", flat=True)) == {"Jan Przykładny"}
        assert Delivery.objects.values("resident_id").distinct().count() == 2


def test_whoever_reads_sees_everything_that_is_sent_and_the_files(joint: Browser, ewa: Browser) -> None:
    path = read(ewa, invite(joint))
    ewa.open(path)
    assert "142207_2.0099.123/4" in ewa.text
    assert "Jan Przykładny wypełnia i wysyła pismo" in ewa.text
    file = re.search(rf'href="({path}plik/[\w-]+/)"', ewa.page.content.decode())
    assert file
    assert ewa.open(file[1]).content == world.PDF


def test_reading_changes_nothing_and_offers_no_change(joint: Browser, ewa: Browser) -> None:
    path = read(ewa, invite(joint))
    assert "?z=sprawdz" not in ewa.open(path).content.decode()
    assert ewa.open(f"{joint.draft}sprawdz/").status_code == 404
    assert ewa.send(f"{joint.draft}dzialka/", {"dzialka": "inna"}).status_code == 404


def test_a_later_change_asks_for_consent_anew(joint: Browser, ewa: Browser) -> None:
    path = read(ewa, invite(joint))
    agree(ewa, path)
    joint.answer("dzialka", {"dzialka": "Bogate 12"})
    assert joint.send(f"{joint.draft}wyslij/")["Location"].startswith(f"{joint.draft}razem/")
    joint.open(f"{joint.draft}razem/")
    assert "zgoda dotyczyła wcześniejszych odpowiedzi" in joint.text
    ewa.open(path)
    assert "Pismo zmieniło się od Twojej zgody" in ewa.text
    agree(ewa, path)
    assert "/sprawa/" in joint.send(f"{joint.draft}wyslij/")["Location"]


def test_a_file_added_later_asks_for_consent_anew(joint: Browser, ewa: Browser) -> None:
    agree(ewa, read(ewa, invite(joint)))
    joint.send(f"{joint.draft}zalaczniki/", {"plik-zdjecia": pdf("drugi.pdf")})
    assert joint.send(f"{joint.draft}wyslij/")["Location"].startswith(f"{joint.draft}razem/")


def test_consent_to_what_was_changed_meanwhile_is_a_conflict(joint: Browser, ewa: Browser) -> None:
    path = read(ewa, invite(joint))
    seen = shown_digest(ewa, path)
    joint.answer("dzialka", {"dzialka": "Bogate 12"})
    assert ewa.send(path, {"zgoda": "1", "skrot": seen}).status_code == 409
    assert "Przeczytaj je jeszcze raz" in ewa.text
    assert "Bogate 12" in ewa.text


def test_a_refusal_needs_a_reason_and_stops_the_sending(joint: Browser, ewa: Browser) -> None:
    path = read(ewa, invite(joint))
    assert ewa.send(path, {"odmowa": "1", "powod": " "}).status_code == 422
    assert ewa.send(path, {"odmowa": "1", "powod": "x" * 301}).status_code == 422
    assert ewa.send(path, {"odmowa": "1", "powod": "Drzewo ma zostać"}).status_code == 303
    assert "/razem/" in joint.send(f"{joint.draft}wyslij/")["Location"]
    assert "Drzewo ma zostać" in joint.open(f"{joint.draft}razem/").content.decode()


def test_consent_can_be_taken_back_before_the_sending(joint: Browser, ewa: Browser) -> None:
    path = read(ewa, invite(joint))
    agree(ewa, path)
    ewa.send(path, {"odmowa": "1", "powod": "Jednak nie"})
    assert "/razem/" in joint.send(f"{joint.draft}wyslij/")["Location"]


def test_whoever_was_removed_takes_no_part(joint: Browser, ewa: Browser) -> None:
    path = read(ewa, invite(joint))
    with acting_for(joint.place.id):
        chosen = Invitation.objects.get().pk
    joint.send(f"{joint.draft}razem/", {"usun": str(chosen)})
    assert ewa.open(path).status_code == 404
    assert Unsent.objects.filter(resident_id=Resident.objects.get(first_name="Ewa").pk).count() == 0


def test_a_link_works_once(joint: Browser, ewa: Browser) -> None:
    link = invite(joint)
    read(ewa, link)
    third = browser_of(joint.place, world.resident("Adam Inny", "00620112358"))
    assert third.send(link).status_code == 422
    assert "Ten link już nie działa" in third.text
    assert "drzew" not in third.text.lower()


@pytest.mark.parametrize("token", ["nie-ma-takiego", "x" * 300])
def test_a_foreign_link_shows_nothing(ewa: Browser, token: str) -> None:
    path = f"/gmina-przasnysz/zaproszenie/{token}/"
    before = ewa.open(path).content
    assert b"Wytnij" not in before
    assert ewa.send(path).status_code == 422


def test_opening_a_link_uses_nothing_and_says_nothing(joint: Browser, ewa: Browser) -> None:
    link = invite(joint)
    ewa.open(link)
    assert "Wytnij" not in ewa.text
    assert "Jan" not in ewa.text
    read(ewa, link)


def test_a_link_of_another_office_shows_nothing(joint: Browser, ewa: Browser) -> None:
    world.open_commune(1481)
    link = invite(joint).replace("gmina-przasnysz", "przasnysz")
    assert ewa.send(link).status_code in (404, 422)


def test_a_new_link_kills_the_older(joint: Browser, ewa: Browser) -> None:
    old = invite(joint)
    with acting_for(joint.place.id):
        chosen = Invitation.objects.get().pk
    page = joint.send(f"{joint.draft}razem/", {"link": str(chosen)})
    new = re.search(r"/gmina-przasnysz/zaproszenie/[\w-]+/", page.content.decode())
    assert new
    assert ewa.send(old).status_code == 422
    read(ewa, new[0])


def test_the_link_also_comes_by_mail_without_the_matter(joint: Browser) -> None:
    link = invite(joint)
    posting.post(FakePost())
    mail = FakeMail.objects.get(to=EWA)
    assert link in mail.text
    for secret in ("drzew", "Jan", "Przasnysz ", "Wytnij"):
        assert secret not in mail.subject + mail.text
    assert Notice.objects.get(why="zaproszenie").path == ""


def test_one_cannot_use_ones_own_invitation(joint: Browser) -> None:
    link = invite(joint)
    assert joint.send(link).status_code == 422
    assert "To Twoje pismo" in joint.text


def test_one_person_cannot_come_in_twice(joint: Browser, ewa: Browser) -> None:
    read(ewa, invite(joint))
    second = invite(joint, "Ewa druga", "inny@przyklad.example")
    assert ewa.send(second).status_code == 422
    assert "Bierzesz już udział" in ewa.text


@pytest.mark.parametrize(
    ("name", "email", "said"),
    [
        ("", EWA, "Wpisz imię i nazwisko"),
        ("Ewa", "ewa", "Podaj adres e-mail"),
        ("Ewa", EWA.upper(), "jest już na liście"),
    ],
    ids=["no name", "no address", "twice"],
)
def test_a_wrong_invitation_is_refused_and_stays_typed(joint: Browser, name: str, email: str, said: str) -> None:
    invite(joint)
    joint.send(f"{joint.draft}razem/", {"dodaj": "1", "imie_nazwisko": name, "email": email})
    assert joint.page.status_code == 422
    assert said in joint.text
    assert f'value="{email}"' in joint.page.content.decode()


def test_twenty_people_at_most(joint: Browser) -> None:
    for number in range(20):
        invite(joint, f"Osoba {number}", f"o{number}@przyklad.example")
    joint.send(f"{joint.draft}razem/", {"dodaj": "1", "imie_nazwisko": "Jeszcze ktoś", "email": EWA})
    assert joint.page.status_code == 422


def test_a_stranger_sees_neither_the_people_nor_the_letter(joint: Browser, ewa: Browser) -> None:
    path = read(ewa, invite(joint))
    third = browser_of(joint.place, world.resident("Adam Inny", "00620112358"))
    assert third.open(path).status_code == 404
    assert third.open(f"{joint.draft}razem/").status_code == 404
    assert ewa.open(f"{joint.draft}razem/").status_code == 404
    assert third.send(path, {"zgoda": "1", "skrot": ""}).status_code == 404


def test_invitations_go_with_the_draft(joint: Browser, ewa: Browser) -> None:
    link = invite(joint)
    other = read(ewa, invite(joint, "Ewa", "druga@przyklad.example"))
    with acting_for(joint.place.id):
        actions.discard(UUID(joint.draft.split("/")[3]))
        assert Invitation.objects.count() == 0
    assert ewa.open(other).status_code == 404
    assert ewa.send(link).status_code == 422
    assert Unsent.objects.count() == 0


def test_what_is_not_sent_stands_on_the_page_of_each(joint: Browser, ewa: Browser) -> None:
    read(ewa, invite(joint))
    assert "Jeszcze niewysłane" in ewa.open("/konto/").content.decode()
    assert "Zbierasz zgody" in joint.open("/konto/").content.decode()


def test_who_chose_paper_after_all_sends_alone(joint: Browser, ewa: Browser) -> None:
    agree(ewa, read(ewa, invite(joint)))
    joint.answer("wlasciciel", {"wspolwlasnosc": "tak", "zgody_jak": "papier"})
    joint.send(f"{joint.draft}zalaczniki/", {"plik-zgody": pdf("zgoda.pdf")})
    assert "/sprawa/" in joint.send(f"{joint.draft}wyslij/")["Location"]
    drain(joint.place.id)
    with acting_for(joint.place.id):
        assert CaseParty.objects.count() == 1


def test_the_fee_is_paid_by_whoever_sent_it(joint: Browser, ewa: Browser) -> None:
    joint.answer("zglaszajacy", {"pelnomocnik": "tak"})
    joint.answer("pelnomocnictwo", {"imie_nazwisko_mocodawcy": "Zofia Zmyślona", "bliska_rodzina": "nie"})
    joint.send(f"{joint.draft}zalaczniki/", {"plik-pelnomocnictwo": pdf("pelnomocnictwo.pdf")})
    matter = sent_together(joint, ewa)
    assert b'id="zaplac"' in joint.open(matter).content
    assert b'id="zaplac"' not in ewa.open(matter).content
    assert "Płaci osoba, która wysłała pismo" in ewa.text


def test_an_attorney_stands_for_their_principal_alone(joint: Browser, ewa: Browser) -> None:
    joint.answer("zglaszajacy", {"pelnomocnik": "tak"})
    joint.answer("pelnomocnictwo", {"imie_nazwisko_mocodawcy": "Zofia Zmyślona", "bliska_rodzina": "tak"})
    joint.send(f"{joint.draft}zalaczniki/", {"plik-pelnomocnictwo": pdf("pelnomocnictwo.pdf")})
    sent_together(joint, ewa)
    with acting_for(joint.place.id):
        names = {party.first_name for party in addressees_of(parties_of(the_case().pk))}
    assert names == {"Jan", "Ewa"}


def test_a_matter_of_two_ends_when_both_withdraw_it(joint: Browser, ewa: Browser) -> None:
    matter = sent_together(joint, ewa)
    joint.send(f"{matter}wycofaj/", {"powod": "Zmiana planów"})
    with acting_for(joint.place.id):
        assert the_case().status == Status.OPEN
    joint.open(f"{matter}wycofaj/")
    assert "Czekamy na pozostałe osoby" in joint.text
    ewa.open(f"{matter}wycofaj/")
    assert "Składacie tę sprawę razem" in ewa.text
    ewa.send(f"{matter}wycofaj/", {"powod": ""})
    with acting_for(joint.place.id):
        assert the_case().status == Status.ENDED


def test_a_withdrawal_that_was_taken_back_does_not_count(joint: Browser, ewa: Browser) -> None:
    matter = sent_together(joint, ewa)
    joint.send(f"{matter}wycofaj/", {"powod": ""})
    joint.send(f"{matter}wycofaj/", {"zostaje": "1"})
    ewa.send(f"{matter}wycofaj/", {"powod": ""})
    with acting_for(joint.place.id):
        assert the_case().status == Status.OPEN


def test_the_page_of_the_people_costs_the_same_for_two_and_for_twenty(joint: Browser) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            joint.open(f"{joint.draft}razem/")
        return len(asked)

    def fill(numbers: range) -> None:
        with acting_for(joint.place.id):
            draft = Draft.objects.get()
            jan = Resident.objects.get(first_name="Jan")
            for number in numbers:
                person = Invited(f"Osoba {number}", f"o{number}@przyklad.example")
                token = joining.invite(draft, person, Asked("gmina-przasnysz", "x"), by=jan)
                joining.come_in(token, "x", by=world.resident(f"Osoba N{number}", f"{number:011}"))

    fill(range(2))
    joint.open(f"{joint.draft}razem/")
    few = cost()
    fill(range(2, 20))
    assert cost() == few
