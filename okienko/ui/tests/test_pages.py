"""Layouts, the gallery, and what is vendored."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import RequestFactory, override_settings

from okienko.language.questions import KINDS
from okienko.ui import gallery, jinja, samples

UI = Path(jinja.__file__).parent
STATIC = UI / "static" / "ui"
PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


GALLERIES = {"components": gallery.gallery, "questions": samples.questions}


@pytest.fixture(params=GALLERIES)
def page(request: pytest.FixtureRequest) -> str:
    with override_settings(STORAGES=PLAIN):
        return GALLERIES[request.param](RequestFactory().get("/warsztat/ui/")).content.decode()


def test_gallery_has_no_two_things_of_one_name(page):
    found = re.findall(r'\sid="([^"]+)"', page)
    assert [name for name in found if found.count(name) > 1] == []


@pytest.mark.parametrize("sample", samples.SAMPLES, ids=KINDS)
def test_a_type_in_the_gallery_is_empty_filled_wrong_and_read_back(sample):
    shown = samples.shown(sample)
    empty, filled, wrong = (field for _, field in shown.states)
    assert empty.empty
    assert not filled.empty
    assert not filled.errors
    assert wrong.errors
    assert shown.told


def test_the_gallery_has_every_type():
    assert [sample.question.type for sample in samples.SAMPLES] == list(KINDS)


def test_gallery_has_no_script_or_style_of_its_own(page):
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)


def test_gallery_is_well_nested(page):
    open_tags: list[str] = []
    alone = {"meta", "link", "input", "br", "hr", "img", "path", "circle"}

    class Nesting(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag not in alone:
                open_tags.append(tag)

        def handle_endtag(self, tag):
            if tag not in alone:
                assert open_tags.pop() == tag, self.getpos()

    Nesting().feed(page)
    assert open_tags == []


def test_title_of_a_page_with_errors_says_so(env):
    source = '{% extends "ui/portal.html" %}{% block title %}Obwód{% endblock %}'
    office = {"slug": "przykladowo", "name": "Gmina <Przykładowo>"}
    shown = env.from_string(source).render(errors={"obwod": "Wpisz obwód"}, office=office)
    assert "<title>Błąd: Obwód – Gmina &lt;Przykładowo&gt;</title>" in shown
    assert 'href="/motyw/przykladowo.css"' in shown
    assert '<a href="#obwod">Wpisz obwód</a>' in shown


@pytest.mark.parametrize("layout", ["page", "portal", "desk"])
def test_layout_needs_no_context(env, layout):
    shown = env.from_string(f'{{% extends "ui/{layout}.html" %}}').render()
    assert '<html lang="pl"' in shown
    assert shown.count("<main") == 1
    assert "Błąd:" not in shown


def test_desk_shows_where_the_clerk_is(env):
    shown = env.get_template("ui/desk.html").render(
        navigation=[
            {"text": "Moje dziś", "href": "/a/", "count": 0, "current": True},
            {"text": "Kolejka", "href": "/b/"},
        ],
        clerk="A. Nowak",
        logout_url="/wyloguj/",
        csrf_input="",
    )
    assert re.search(r'href="/a/" aria-current="page">Moje dziś <span class="bar__count">0<', shown)
    assert 'method="post" action="/wyloguj/"' in shown


def test_vendored_styles_bear_no_trace_of_the_british_government():
    for sheet in STATIC.glob("*.css"):
        assert not re.search(r"gds.?transport|crown|crest|logotype|govuk-(header|footer)", sheet.read_text(), re.I)


def test_every_class_in_the_components_is_known_to_the_styles():
    styles = "".join(sheet.read_text() for sheet in STATIC.glob("*.css"))
    templates = "".join(page.read_text("utf-8") for page in (UI / "jinja2").rglob("*.html"))
    used = set(re.findall(r"govuk-[a-z-]+(?:__[a-z-]+)?(?:--[a-z]+(?:-[a-z]+)*)?(?=[\s\"{])", templates))
    whole = {name for name in used if not name.endswith("-")}
    hooks = {"govuk-button", "govuk-js-character-count"}  # found by scripts
    unknown = {name for name in whole - hooks if f".{name}" not in styles}
    assert unknown == set()


def test_letters_of_poland_and_ukraine_are_vendored():
    names = {font.name for font in STATIC.glob("*.woff2")}
    assert names == {f"okienko-sans-{weight}{part}.woff2" for weight in (400, 700) for part in ("", "-cyrillic")}
    assert (STATIC / "licences" / "source-sans-3-OFL.txt").exists()
