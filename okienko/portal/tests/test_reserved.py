"""Names that a service may not give are those that the portal answers to itself."""

from __future__ import annotations

import re
from pathlib import Path

from okienko.language.loader.reserved import FIELDS, PAGES
from okienko.language.questions.tables import ORDER
from okienko.portal import forms, urls
from okienko.portal.views import files, questions, reply

TEMPLATES = Path(urls.__file__).parent / "jinja2/portal"
ASKING = ("question.html", "list.html", "files.html", "reply.html")  # forms that post answers


def test_words_in_the_place_of_a_page_are_reserved() -> None:
    routes = [str(one.pattern).removeprefix(urls.DRAFT) for one in urls.urlpatterns if urls.DRAFT in str(one.pattern)]
    assert {route.strip("/") for route in routes if re.fullmatch(r"[a-z0-9_]+/", route)} == PAGES


def test_fields_beside_the_answers_are_reserved() -> None:
    written = {
        name
        for template in ASKING
        for name in re.findall(r'\bname="([a-z0-9_]+)"', (TEMPLATES / template).read_text("utf-8"))
    }
    assert written
    assert written | {forms.SHOWN, questions.SAVE, files.SAVE, reply.FILES, reply.KEY, ORDER} <= FIELDS
