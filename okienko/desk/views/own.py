"""The clerk's own desk: settings, the list of shortcuts, the palette."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from okienko.desk import palette
from okienko.desk.pages import Desk, desk_page
from okienko.people.actions import choose_keys

ON, OFF = "wlaczone", "wylaczone"
CHOICES = (
    (ON, "Włączone", "Sam klawisz, na przykład j albo n, od razu działa na stronach biurka."),
    (OFF, "Wyłączone", "Zostaje Ctrl+K i zwykłe poruszanie się klawiszem Tab."),
)
SHORTCUTS = (
    ("Na liście spraw", (
        ("j", "następna sprawa"), ("k", "poprzednia sprawa"),
        ("Enter", "wybierz sprawę, a wybraną otwórz całą"), ("a", "weź sprawę"),
    )),
    ("W sprawie", (
        ("1 2 3", "otwórz stronę pierwszego, drugiego, trzeciego zadania"), ("a", "weź albo przejmij sprawę"),
        ("n", "dodaj notatkę"),
    )),
    ("Wszędzie", (
        ("/", "szukaj"), ("g d", "Moje dziś"), ("g k", "Kolejka"), ("g t", "Terminy (kierownik)"),
        ("Ctrl+K", "przejdź do sprawy, usługi, czynności albo strony"), ("?", "ta lista"),
    )),
)  # fmt: skip


@desk_page
def settings(desk: Desk) -> HttpResponse:
    """Whether keys alone are shortcuts."""
    chosen = desk.request.POST.get("skroty", "")
    if desk.posted and chosen in (ON, OFF):
        choose_keys(chosen == ON, by=desk.clerk)
        desk.tell(f"Skróty z jednym klawiszem są {'włączone' if chosen == ON else 'wyłączone'}.")
        return redirect(desk.url("moje"))
    shown: dict[str, Any] = {"chosen": ON if desk.clerk.keys else OFF, "choices": CHOICES, "wrong": False}
    if desk.posted:
        shown |= {"errors": {"skroty": "Wybierz, czy skróty mają działać."}, "wrong": True}
    return desk.render("desk/settings.html", **shown, shortcuts_url=desk.url("skroty"))


@desk_page
def shortcuts(desk: Desk) -> HttpResponse:
    """All shortcuts, and where to switch them off."""
    return desk.render("desk/shortcuts.html", shortcuts=SHORTCUTS, on=desk.clerk.keys, settings_url=desk.url("moje"))


@desk_page
def go(desk: Desk) -> HttpResponse:
    """The palette as a page."""
    sought = desk.request.GET.get("q", "").replace("\x00", "").strip()[:100]
    groups = palette.goals(desk, sought, _case_in_hand(desk))
    return desk.render(
        "desk/go.html",
        sought=sought,
        groups=groups,
        count=sum(len(found) for _, found in groups),
        address=desk.url("idz"),
        case_id=desk.request.GET.get("sprawa", ""),
        search_page=f"{desk.url('szukaj')}",
    )


def _case_in_hand(desk: Desk) -> UUID | None:
    try:
        return UUID(desk.request.GET.get("sprawa", ""))
    except ValueError:
        return None  # without a case there are simply no actions of it
