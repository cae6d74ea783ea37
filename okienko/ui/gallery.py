"""The gallery: every component in every state. It documents ui/; beauty is looked for here."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from markupsafe import Markup

PICTURE = Markup(
    '<svg viewBox="0 0 400 120" width="400" height="120">'
    '<g fill="#0b4f6c"><path d="M0 20h310v22H0z"/><path d="M0 58h180v22H0z"/></g>'
    '<path fill="#9db8c2" d="M0 96h90v22H0z"/>'
    '<g font-size="14" fill="#0b0c0c"><text x="318" y="36">62</text><text x="188" y="74">36</text>'
    '<text x="98" y="112">18</text></g></svg>'
)

TREES = [("wierzba", "Wierzba"), ("topola", "Topola", "Każda odmiana"), ("inny", "Inny gatunek")]

TIMELINE = [
    {
        "when": datetime(2026, 11, 23, 9, 12, tzinfo=UTC),
        "title": "Zgłoszenie złożone",
        "by": "Anna Kowalska",
        "kind": "wpływ",
        "text": "Podpisane podpisem zaufanym.",
    },
    {"when": date(2026, 11, 24), "title": "Sprawę prowadzi A. Nowak", "by": "Urząd", "state": "note"},
    {"when": date(2026, 12, 2), "title": "Oględziny drzewa", "by": "Urząd", "state": "current"},
    {"when": "do 23 grudnia 2026", "title": "Koniec czasu na sprzeciw", "state": "planned"},
]

STEPS = [
    ("Złożenie zgłoszenia", "done", None, date(2026, 11, 23)),
    ("Oględziny drzewa", "current", "Urzędnik przyjdzie na działkę. Nie musisz być na miejscu."),
    ("Czas na sprzeciw urzędu", "todo", "Gdy urząd nie odpowie w 14 dni, możesz usunąć drzewo."),
]

ERRORS = {
    "obwod-zle": "Wpisz obwód pnia w centymetrach, na przykład 81",
    "dzien-zle": "Podaj rok urodzenia",
    "gatunek-zle": "Wybierz gatunek drzewa",
}

HEAT = {
    "groups": [("Kolej na urząd", 2), ("", 1)],
    "columns": [{"text": "Po terminie", "state": "late"}, {"text": "Dziś", "state": "near"}, {"text": "Razem"}],
    "rows": [
        {"name": "Usunięcie drzewa", "cells": [{"count": 4, "level": 4, "href": "#", "label": "po terminie"},
            {"count": 1, "level": 1, "href": "#", "label": "dziś"}, {"count": 5, "href": "#", "label": "razem"}]},
        {"name": "Zajęcie pasa", "cells": [{"count": 0}, {"count": 2, "level": 2}, {"count": 2}]},
    ],
    "sums": [{"count": 4}, {"count": 3}, {"count": 7}],
}  # fmt: skip

TASKS = [
    {"title": "Wnioskodawca", "href": "#", "done": True},
    {"title": "Działka i drzewa", "href": "#", "hint": "Przygotuj numer działki"},
    {"title": "Sprawdzenie i wysłanie"},
]


def gallery(request: HttpRequest) -> HttpResponse:
    """The page with all components."""
    context = {
        "office": None,
        "demo": True,
        "errors": {},
        "wrong": ERRORS,
        "picture": PICTURE,
        "trees": TREES,
        "events": TIMELINE,
        "way": STEPS,
        "tasks": TASKS,
        "heat": HEAT,
        "at": datetime(2026, 11, 27, 13, 5, tzinfo=UTC),
        "on": date(2026, 11, 27),
        "fee": Decimal("17.00"),
        "nasty": "<script>alert('x')</script>",
    }
    return render(request, "ui/gallery.html", context)
