"""Switching an office off and on from the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from okienko.catalogue.actions import end_offer
from okienko.catalogue.queries import offered
from okienko.cli import closing as command
from okienko.language.errors import Refusal
from okienko.offices.queries import Place, here
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from okienko.tenancy.permits import System
from tests import world

TODAY, LATER = date(2026, 11, 23), date(2026, 12, 1)


@pytest.fixture
def commune(db: None, noon: datetime) -> Place:
    return world.open_commune()


def taken(place: Place, on: date = TODAY) -> bool:
    with acting_for(place.id):
        return offered(world.SERVICE, on) is not None


def test_the_command_tells_numbers_and_changes_nothing_until_sure(
    commune: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    world.submitted(world.resident())
    assert command.close(commune.slug, "", "", sure=False) == 1
    assert "otwarte sprawy 1" in capsys.readouterr().out
    assert taken(commune)


def test_the_command_switches_off_and_on(commune: Place) -> None:
    assert command.close(commune.slug, "2026-12-01", "Pokój 12", sure=True) == 0
    assert (taken(commune), taken(commune, LATER)) == (True, False)
    with time_is(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        assert command.reopen(commune.slug) == 0
    assert taken(commune, date(2026, 12, 2))


def test_what_the_office_ended_itself_stays_ended(commune: Place, capsys: pytest.CaptureFixture[str]) -> None:
    with acting_for(commune.id):
        end_offer(world.SERVICE, office=here(), valid_from=TODAY, notice="", by=System("administrator"))
    assert command.close(commune.slug, "", "", sure=True) == 0
    assert command.reopen(commune.slug) == 0
    assert "Przywróconych usług: 0." in capsys.readouterr().out
    assert not taken(commune)


def test_a_mistyped_day_is_refused_before_anything_is_told(commune: Place, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refusal, match="Dzień jutro"):
        command.close(commune.slug, "jutro", "", sure=False)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("slug", "on"), [("nie-ma-takiego", ""), ("gmina-przasnysz", "jutro")])
def test_a_mistyped_command_is_refused_in_words(commune: Place, slug: str, on: str) -> None:
    with pytest.raises(Refusal):
        command.close(slug, on, "", sure=True)
