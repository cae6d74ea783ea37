"""Notices: made once, sent outside transactions, without a word of the matter, as the resident wants them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from okienko.cases.models import Case, CaseParty
from okienko.deliveries import actions as deliveries
from okienko.deliveries import notices, posting
from okienko.deliveries.mail import FakePost, Mail
from okienko.deliveries.models import FakeMail, Notice
from okienko.documents import actions as documents
from okienko.journal.drain import drain
from okienko.people import profile
from okienko.people.errors import TooSoon
from okienko.people.models import Resident, Wanted
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from tests import world

Why, State = notices.Why, Notice.State


@pytest.fixture
def jan(db: None, noon: datetime) -> Resident:
    """A resident whose provider vouches for an address."""
    return reachable(world.resident())


def reachable(resident: Resident, email: str = "jan@przyklad.example") -> Resident:
    resident.email = email
    resident.save(update_fields=["email"])
    return resident


def states() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("id").values_list("why", "state"))


def send_letter(case: Case) -> None:
    """A letter waits on the account of each party."""
    with acting_for(case.office_id):
        document = documents.preview("wezwanie", "Wezwanie", world.PDF, about=case.urn)
        for link in CaseParty.objects.filter(case=case).select_related("party"):
            deliveries.send(document, link.party, about=case.urn, by=world.SET_UP)
    drain(case.office_id)


def opened(resident: Resident) -> Case:
    world.open_commune()
    world.submitted(resident)
    with acting_for(world.COMMUNE):
        return Case.objects.get()


def test_a_letter_on_the_account_is_told_once_and_names_nothing(jan: Resident) -> None:
    case = opened(jan)
    send_letter(case)
    drain(case.office_id)
    assert posting.post(FakePost()) == 1
    assert posting.post(FakePost()) == 0
    [mail] = FakeMail.objects.all()
    assert mail.to == "jan@przyklad.example"
    said = mail.subject + mail.text
    assert "coś czeka na Ciebie w Okienku" in said
    assert "/konto/\n" in said
    for secret in (case.mark, case.title, "Przykładny", "Przasnysz", "drzew", "Wezwanie"):
        assert secret not in said


def test_second_notice_is_told_again(jan: Resident, noon: datetime) -> None:
    case = opened(jan)
    send_letter(case)
    posting.post(FakePost())
    later = noon + timedelta(days=8)
    with time_is(later):
        with acting_for(case.office_id):
            from okienko.deliveries.models import Delivery

            deliveries.elapse(Delivery.objects.get().pk, by=world.SET_UP)
        drain(case.office_id)
        assert posting.post(FakePost()) == 1


def test_what_waits_at_once_comes_as_one_mail(jan: Resident) -> None:
    notices.notify(jan.pk, Why.LETTER, "pismo")
    notices.notify(jan.pk, Why.TURN, "ruch")
    assert posting.post(FakePost()) == 1
    assert states() == [("pismo", "wyslane"), ("ruch", "wyslane")]


def test_a_notice_is_made_once(jan: Resident) -> None:
    notices.notify(jan.pk, Why.LETTER, "pismo")
    notices.notify(jan.pk, Why.LETTER, "pismo")
    assert Notice.objects.count() == 1


def test_nobody_is_told_about_a_party_without_an_account(jan: Resident) -> None:
    notices.notify(None, Why.LETTER, "pismo")
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted.ALL, ["wyslane", "wyslane"]),
        (Wanted.LETTERS, ["wyslane", "pominiete"]),
        (Wanted.NONE, ["pominiete"] * 2),
    ],
    ids=["all", "letters", "none"],
)
def test_the_profile_decides_what_is_told(jan: Resident, wanted: Wanted, told: list[str]) -> None:
    profile.choose_notices(jan, wanted, by=jan)
    notices.notify(jan.pk, Why.LETTER, "pismo")
    notices.notify(jan.pk, Why.TERM, "termin")
    posting.post(FakePost())
    assert [state for _, state in states()] == told


def test_without_an_address_nothing_is_tried(db: None, noon: datetime) -> None:
    notices.notify(world.resident().pk, Why.LETTER, "pismo")
    assert posting.post(FakePost()) == 0
    assert states() == [("pismo", "pominiete")]


def test_a_busy_server_is_tried_later_and_later_and_then_parked(jan: Resident, noon: datetime) -> None:
    reachable(jan, "jan@zajete.example")
    notices.notify(jan.pk, Why.LETTER, "pismo")
    tries = []
    for minute in range(300):
        with time_is(noon + timedelta(minutes=minute)):
            before = Notice.objects.get().attempts
            posting.post(FakePost())
            if Notice.objects.get().attempts > before:
                tries.append(minute)
    assert tries == [0, 1, 3, 7, 15, 31, 63, 127]
    assert states() == [("pismo", "odlozone")]


def test_an_address_that_does_not_exist_is_parked_at_once(jan: Resident) -> None:
    reachable(jan, "jan@nie-ma.example")
    notices.notify(jan.pk, Why.LETTER, "pismo")
    posting.post(FakePost())
    assert states() == [("pismo", "odlozone")]


def test_one_mail_that_fails_stops_no_other(jan: Resident) -> None:
    ewa = reachable(world.resident("Ewa Zmyślna", "00620112341"), "ewa@zajete.example")
    notices.notify(ewa.pk, Why.LETTER, "a")
    notices.notify(jan.pk, Why.LETTER, "b")
    assert posting.post(FakePost()) == 1


class Breaks(FakePost):
    """A post office that fails in a way nobody foresaw on one address."""

    def send(self, mail: Mail) -> None:
        if mail.to.startswith("ewa"):
            raise ZeroDivisionError
        super().send(mail)


def test_a_fault_nobody_foresaw_holds_up_only_its_own_mail(jan: Resident) -> None:
    ewa = reachable(world.resident("Ewa Zmyślna", "00620112341"), "ewa@przyklad.example")
    notices.notify(ewa.pk, Why.LETTER, "a")
    notices.notify(jan.pk, Why.LETTER, "b")
    assert posting.post(Breaks()) == 1
    waits = Notice.objects.get(resident_id=ewa.pk)
    assert (waits.attempts, waits.problem) == (1, "ZeroDivisionError: ")


def test_nobody_fills_a_mailbox_with_invitations(db: None, noon: datetime) -> None:
    for number in range(notices.INVITED_AN_HOUR):
        notices.invite("ewa@przyklad.example", f"/{number}/", f"zaproszenie:{number}")
    with pytest.raises(TooSoon, match="Spróbuj za godzinę"):
        notices.invite("EWA@przyklad.example", "/x/", "zaproszenie:x")
    notices.invite("jan@przyklad.example", "/x/", "zaproszenie:y")
    with time_is(noon + timedelta(hours=1, minutes=1)):
        notices.invite("ewa@przyklad.example", "/x/", "zaproszenie:z")


def test_the_address_of_whom_we_invited_is_not_kept(db: None, noon: datetime) -> None:
    notices.invite("ewa@przyklad.example", "/x/", "zaproszenie:1")
    posting.post(FakePost())
    sent = Notice.objects.get()
    assert (sent.address, "ewa" in sent.key) == ("", False)


def test_an_old_notice_is_not_sent(jan: Resident, noon: datetime) -> None:
    notices.notify(jan.pk, Why.LETTER, "pismo")
    with time_is(noon + timedelta(days=3, minutes=1)):
        assert posting.post(FakePost()) == 0
    assert states() == [("pismo", "pominiete")]


def test_a_worker_that_died_after_claiming_loses_nothing(jan: Resident, noon: datetime) -> None:
    class Dead(FakePost):
        def send(self, mail: Mail) -> None:
            raise KeyboardInterrupt

    notices.notify(jan.pk, Why.LETTER, "pismo")
    with pytest.raises(KeyboardInterrupt):
        posting.post(Dead())
    assert posting.post(FakePost()) == 0
    with time_is(noon + posting.LEASE):
        assert posting.post(FakePost()) == 1


def test_mail_is_sent_in_no_transaction(committed: None, noon: datetime) -> None:
    inside: list[bool] = []

    class Watching(FakePost):
        def send(self, mail: Mail) -> None:
            inside.append(connection.in_atomic_block)

    notices.notify(reachable(world.resident()).pk, Why.LETTER, "pismo")
    posting.post(Watching())
    assert inside == [False]


def test_the_token_of_a_link_is_erased_once_it_is_sent(jan: Resident) -> None:
    notices.ask_for_address(jan, "nowy@przyklad.example", by=jan)
    path = Notice.objects.get().path
    posting.post(FakePost())
    assert path in FakeMail.objects.get().text
    assert Notice.objects.get().path == ""
    assert FakeMail.objects.get().to == "nowy@przyklad.example"
