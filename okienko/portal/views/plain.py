"""Small public things: theme, arms, health, robots, the gallery of components."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse

from okienko.offices.queries import arms, place
from okienko.portal.pages import SeeOther, office_id, safe_path
from okienko.tenancy.context import acting_for
from okienko.tenancy.memory import Remembered
from okienko.ui.gallery import gallery as ui_gallery
from okienko.ui.samples import questions as ui_questions
from okienko.ui.speech import LANGUAGES
from okienko.ui.theme import theme_css

YEAR = timedelta(days=365)
_themes: Remembered[int, str] = Remembered(seconds=60)


def forget() -> None:
    """Drop what is remembered: between tests."""
    _themes.clear()


def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """The colours of an office, as a style sheet."""
    office = office_id(slug)
    response = HttpResponse(_themes.get(office, lambda: _read_theme(office)), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


def _read_theme(office: int) -> str:
    with acting_for(office):
        here = place()
    if here is None:
        raise Http404
    return theme_css(here.brand)


def coat_of_arms(request: HttpRequest, slug: str, picture: str) -> HttpResponse:
    """The arms of an office, as a picture that can run and fetch nothing; its address changes with it."""
    with acting_for(office_id(slug)):
        drawing = arms()
    if not drawing:
        raise Http404
    response = HttpResponse(drawing, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def choose_language(request: HttpRequest, chosen: str) -> HttpResponse:
    """Pages are in this language from now on, in this browser; a choice and no fact, so a link may make it."""
    if chosen not in LANGUAGES:
        raise Http404
    response = SeeOther(safe_path(request.GET.get("dalej", "/")))
    response.set_cookie(
        settings.LANGUAGE_COOKIE, chosen, max_age=YEAR, secure=settings.SECURE_COOKIES, httponly=True, samesite="Lax"
    )  # fmt: skip
    return response


def health(request: HttpRequest) -> HttpResponse:
    """200 when this process and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


def robots(request: HttpRequest) -> HttpResponse:
    """A demonstration is not for search engines; elsewhere only what is personal is not."""
    closed = ["/"] if settings.DEMO else ["/konto/", "/logowanie/", "/atrapa/", "/biurko/", "/*/wniosek/", "/*/sprawa/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def gallery(request: HttpRequest) -> HttpResponse:
    """Each component in each state."""
    return ui_gallery(request)


def questions(request: HttpRequest) -> HttpResponse:
    """Each type of question in each state."""
    return ui_questions(request)
