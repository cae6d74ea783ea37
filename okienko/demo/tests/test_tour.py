"""The demonstration in ten minutes: every stop leads where it says, everybody is one click away, nobody else is."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from okienko.demo import tour
from okienko.demo.cast import COMMUNE
from okienko.demo.setting_up import set_up
from okienko.offices.models import Profile
from okienko.offices.queries import forget
from okienko.portal.views import start
from okienko.tenancy.context import acting_for

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
FORM = re.compile(r'name="kto" value="([^"]*)"><input type="hidden" name="dalej" value="([^"]*)"')


@pytest.fixture
def client(db: None, noon: datetime, settings: Any, tmp_path: Path) -> Client:
    """A browser where the offices of the demonstration stand ready."""
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN}}
    settings.STATIC_ROOT = tmp_path
    start.forget()
    set_up(datetime(2025, 9, 1, 8, tzinfo=UTC))
    return Client()


def test_every_stop_and_everybody_is_one_click_away(client: Client) -> None:
    page = client.get("/pokaz/").content.decode()
    doors = [(html.unescape(key), html.unescape(path)) for key, path in FORM.findall(page)]
    assert len(doors) > 50
    for key, path in dict.fromkeys(doors):
        answer = client.post("/pokaz/wejdz/", {"kto": key, "dalej": path})
        assert (answer.status_code, answer["Location"]) == (303, path), key
        there = client.get(path, follow=True)
        assert there.status_code == 200, (key, path)
        assert "logowanie" not in there.request["PATH_INFO"], (key, path)
    for link in re.findall(r'href="(/[^"#]*usluga[^"]*)"', page):
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("key", ["", "nikt", "mieszkaniec-40", "'; --"])
def test_nobody_else_can_be_anybody(client: Client, key: str) -> None:
    assert client.post("/pokaz/wejdz/", {"kto": key, "dalej": "/konto/"}).status_code == 404
    assert not client.cookies.get("okienko_konto")


def test_an_office_that_is_no_demonstration_lets_nobody_in(client: Client) -> None:
    with acting_for(COMMUNE):
        Profile.objects.update(demo=False)
    forget()
    assert client.post("/pokaz/wejdz/", {"kto": "nowak", "dalej": "/biurko/"}).status_code == 404


@pytest.mark.parametrize("path", ["https://zly.example/", "//zly.example/", "javascript:alert(1)", "/nie-ma/", ""])
def test_nobody_is_led_elsewhere(client: Client, path: str) -> None:
    answer = client.post("/pokaz/wejdz/", {"kto": tour.residents()[0].key, "dalej": path})
    assert answer["Location"] == "/"


def test_looking_at_the_door_changes_nothing(client: Client) -> None:
    assert client.get("/pokaz/wejdz/").status_code == 405
