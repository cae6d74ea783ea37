"""What all pages of an office's administrator share: who may see them, how they are reached from one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from okienko.desk.pages import Desk, desk_page
from okienko.language.answers import DATE_PARTS, read_questions
from okienko.language.model import Question
from okienko.offices.queries import here
from okienko.tenancy.permits import permit

PAGES = (
    ("uslugi", "Usługi"),
    ("porownania", "Jedna usługa, wiele urzędów"),
    ("wykaz-akt", "Wykaz akt"),
    ("komorki", "Komórki"),
    ("pracownicy", "Pracownicy"),
    ("nieobecnosci", "Nieobecności"),
    ("upowaznienia", "Upoważnienia do podpisu"),
    ("naglowek", "Nagłówek pism"),
    ("dziennik", "Dziennik"),
)
OfficeView = Callable[..., HttpResponseBase]


def office_page(view: OfficeView) -> OfficeView:
    """A desk page for administrators of the office; for anybody else it is absent."""

    @desk_page
    @wraps(view)
    def run(desk: Desk, **named: Any) -> HttpResponseBase:
        permit(desk.clerk, "administer", here())
        return view(desk, **named)

    return run


def render(desk: Desk, template: str, page: str, **context: Any) -> HttpResponse:
    """A page of the administrator with the way to the others."""
    tabs = [{"text": text, "href": desk.url(name), "current": name == page} for name, text in PAGES]
    return desk.render(f"desk/office/{template}", "ustawienia", tabs=tabs, **context)


def typed(desk: Desk, names: tuple[str, ...], otherwise: Mapping[str, str] | None = None) -> dict[str, str]:
    """What the fields hold: what was sent and refused, else what is in force."""
    posted = desk.request.POST
    held = otherwise or {}
    return {name: posted.get(name, "") if desk.refusal else held.get(name, "") for name in names}


def said(request: HttpRequest, name: str) -> str:
    """A line as sent, without spaces around it or doubled in it, and without what cannot be kept."""
    return " ".join(request.POST.get(name, "").replace("\x00", "").split())


def uuid_of(text: str) -> UUID:
    """The id that was chosen; a spoilt one is nobody's."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def found(value: Any) -> Any:
    """The thing asked for, or a page that is absent."""
    if value is None:
        raise Http404
    return value


def read_day(request: HttpRequest, name: str, text: str, *, optional: bool = False) -> tuple[date | None, str]:
    """A day of three fields, or what is wrong with it."""
    question = Question(id=name, text=text, type="date", optional=optional, missing=f"{text}: podaj dzień.")
    read = read_questions([question], dict(_sent(request).lists()), {})
    day = read.values.get(name)
    return (day if isinstance(day, date) else None), next(iter(read.errors.values()), "")


def typed_day(request: HttpRequest, name: str) -> dict[str, str]:
    """A day as it was typed."""
    return {part: _sent(request).get(f"{name}-{part}", "") for part in DATE_PARTS}


def _sent(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET
