"""Pages for what went wrong: each says what happened to the answers and how to go on."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from okienko.portal.pages import DEMO_ALL, chosen_language, languages
from okienko.ui.speech import say, speaking


@dataclass(frozen=True)
class Wrong:
    """What went wrong, whether anything is lost, how to go on."""

    status: int
    title: str
    text: str
    hint: str


SAFE = "Zapisane odpowiedzi są bezpieczne."
NOT_FOUND = Wrong(
    404, "Nie ma takiej strony", "Adres może być wpisany z błędem albo strona należy do kogoś innego.",
    "Jeśli to Twój szkic albo Twoja sprawa, zaloguj się.",
)  # fmt: skip
BROKEN = Wrong(
    500, "Coś się u nas zepsuło", f"To nasza wina, nie Twoja. {SAFE}", "Spróbuj jeszcze raz za chwilę."
)  # fmt: skip
TOO_MUCH = Wrong(
    400, "Tego nie umiemy przyjąć", f"Wysłano za dużo naraz albo zapytanie jest uszkodzone. {SAFE}",
    "Wróć i spróbuj jeszcze raz. Pliki wysyłaj po kilka.",
)  # fmt: skip
OLD_PAGE = Wrong(
    403, "Otwórz tę stronę jeszcze raz",
    f"Strona była otwarta za długo albo przeglądarka nie przyjmuje ciasteczek. Nic nie wysłaliśmy. {SAFE}",
    "Wróć, odśwież stronę i wyślij jeszcze raz.",
)  # fmt: skip


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: absent and forbidden look the same."""
    return _page(request, NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _page(request, BROKEN)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: more was sent than a form may hold."""
    return _page(request, TOO_MUCH)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was not sent from our page, or the page is old."""
    return _page(request, OLD_PAGE)


def _page(request: HttpRequest, wrong: Wrong) -> HttpResponse:
    with speaking(chosen_language(request)):
        said = {
            "wrong": wrong, "errors": {}, "office": None, "back": "", "languages": languages(request),
            "demo": say(DEMO_ALL) if settings.DEMO else "",
        }  # fmt: skip
        return render(request, "portal/wrong.html", said, status=wrong.status, using="jinja2")
