"""A person without an account is served at the counter and hears by post, with scripts and without."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.e2e.clerk import Clerk
from tests.e2e.conftest import Windows

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_who_has_no_account_is_served_to_the_delivered_letter(windows: Windows, scripts: bool) -> None:
    clerk = Clerk(windows(scripts=scripts))
    clerk.logs_in("nowak")
    mark = clerk.serves("Jadwiga", "Bezkonta")
    clerk.waits_for("Wydrukuj potwierdzenie")
    assert clerk.file("Wydrukuj potwierdzenie").startswith(b"%PDF")
    clerk.takes(mark)
    clerk.checks(complete=False)
    clerk.writes_order()
    clerk.reads("na papierze: adresat nie ma konta")
    clerk.signs()
    clerk.open(clerk.case)
    clerk.follow("Zapisz doręczenie")
    clerk.choose("Co stało się z pismem?", "Adresat odebrał w urzędzie za pokwitowaniem")
    clerk.type_day("Którego dnia?", datetime.now(UTC).date().isoformat())
    clerk.press("Zapisz")
    clerk.waits_for("Teraz mieszkaniec")
    clerk.reads("odebrane")
