"""Whoever stops on the way, or is stopped, goes on where they were: nothing that was answered is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.signing import Signer
from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import Windows
from tests.e2e.resident import SOMEBODY_ELSE, Resident
from tests.e2e.stage import Stage

pytestmark = pytest.mark.e2e
PARCEL, WHERE = "Na jakiej działce rośnie drzewo?", "Bajkowo 14, za stodołą"
LONG_AGO = timedelta(hours=3)


def ages(context: BrowserContext, stage: Stage) -> None:
    """The login of this window was three hours ago."""
    signer = Signer(key=stage.secret, salt="okienko.portal.konto")
    cookie = next(one for one in context.cookies() if one["name"] == settings.RESIDENT_COOKIE)
    told = signer.unsign_object(cookie["value"])
    told["at"] = (datetime.fromisoformat(told["at"]) - LONG_AGO).isoformat()
    context.add_cookies([{"name": cookie["name"], "value": signer.sign_object(told), "url": stage.url}])


def test_a_saved_link_opens_the_draft_in_another_browser(windows: Windows) -> None:
    resident, elsewhere = Resident(windows()), Resident(windows(scripts=False, width=360))
    resident.begin()
    resident.choose(SOMEBODY_ELSE, "Nie")
    resident.press("Dalej")
    resident.press("Zapisz i wróć później")
    resident.press("Pokaż link")
    link = resident.field("Link do Twojego szkicu").input_value()

    elsewhere.open(link)

    expect(elsewhere.field(PARCEL)).to_have_value("")
    elsewhere.follow("Wstecz", elsewhere.page.get_by_role("navigation", name="Powrót"))
    expect(elsewhere.main.get_by_role("radio", name="Nie")).to_be_checked()


def test_a_draft_is_nobody_elses_business(windows: Windows) -> None:
    resident, stranger = Resident(windows()), Resident(windows())
    resident.begin()

    stranger.open(f"{resident.draft}zglaszajacy/")

    assert stranger.status == 404


def test_a_login_that_expired_in_the_middle_keeps_the_answer_being_typed(windows: Windows, stage: Stage) -> None:
    resident = Resident(windows())
    resident.logs_in("Ewa Pokazowa")
    resident.begin()
    resident.choose(SOMEBODY_ELSE, "Nie")
    resident.press("Dalej")
    resident.type(PARCEL, WHERE)
    ages(resident.context, stage)

    resident.press("Dalej")
    resident.reads("Twoja sesja wygasła. Odpowiedzi są zapisane")
    resident.press("Zaloguj się")
    resident.becomes("Ewa Pokazowa")

    resident.reads("Czyja jest działka")
    resident.open(f"{resident.draft}dzialka/")
    expect(resident.field(PARCEL)).to_have_value(WHERE)


def test_a_login_that_is_gone_at_the_last_button_loses_nothing(windows: Windows) -> None:
    resident = Resident(windows())
    resident.fill()
    resident.logs_in_to_send("Grzegorz Nierzeczywisty")
    resident.context.clear_cookies(name=settings.RESIDENT_COOKIE)

    resident.press("Wyślij do urzędu")
    resident.press("Zaloguj się")
    resident.becomes("Grzegorz Nierzeczywisty")

    resident.reads("Sprawdź, zanim wyślesz", "topola", "rysunek.jpg")
    resident.sends()


def test_a_fee_is_paid_at_the_gateway_or_not_yet(windows: Windows) -> None:
    resident = Resident(windows())
    resident.submits("Krzysztof Próbny", attorney_of="Maria Wymyślna")
    resident.reads("działasz jako pełnomocnik spoza najbliższej rodziny", "Do zapłaty: 17", "Teraz urząd")

    resident.press("Zapłać teraz")
    resident.reads("ATRAPA: udaje bramkę płatności", "17")
    resident.follow("Zrezygnuj i wróć")
    resident.reads("Do zapłaty: 17")
    resident.press("Zapłać teraz")
    resident.press("Zapłać na niby")

    assert resident.path == resident.matter
    resident.reads("Dziękujemy, opłata jest zapłacona.", "Zapłacona")
