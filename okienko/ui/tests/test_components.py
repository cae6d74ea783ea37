"""Each component shows what it is given as text, keeps what was typed, and ties its parts together."""

from datetime import date
from pathlib import Path

import pytest

from okienko.ui import jinja

NASTY = "<script>alert('x')</script>"

CALLS = {
    "button": "ui.button(x, name=x, value=x)",
    "link_button": "ui.link_button(x, x)",
    "start_button": "ui.start_button(x, x)",
    "link": "ui.link(x, x, more=x)",
    "back_link": "ui.back_link(x, x)",
    "breadcrumbs": "ui.breadcrumbs([(x, x), (x, '')])",
    "search_form": "ui.search_form(x, x, x, hint=x)",
    "pagination": "ui.pagination(2, 5, x ~ '{page}', x)",
    "text_input": "ui.text_input(x, x, x, hint=x, error=x, prefix=x, suffix=x)",
    "number_input": "ui.number_input(x, x, x, suffix=x, hint=x, error=x)",
    "textarea": "ui.textarea(x, x, x, hint=x, error=x, count=10)",
    "select": "ui.select(x, x, [(x, x)], x, hint=x, error=x)",
    "file_input": "ui.file_input(x, x, hint=x, error=x, accept=x, held=[x])",
    "radios": "ui.radios(x, x, [(x, x), {'divider': x}, {'value': x, 'text': x, 'conditional': x}], x, x, x)",
    "yes_no": "ui.yes_no(x, x, true, hint=x, error=x)",
    "checkboxes": "ui.checkboxes(x, x, [(x, x, x)], [x], hint=x, error=x)",
    "date_input": "ui.date_input(x, x, (x, x, x), hint=x, error=x)",
    "month_input": "ui.month_input(x, x, {'month': x, 'year': x}, hint=x, error=x)",
    "summary_list": "ui.summary_list([(x, x, x), (x, None)])",
    "summary_card": "ui.summary_card(x, [(x, x)], [(x, x)])",
    "key_value": "ui.key_value([(x, x)])",
    "table": "ui.table([x, (x, 'num')], [[x, x]], caption=x, first=true)",
    "task_list": "ui.task_list([{'title': x, 'href': x, 'hint': x, 'status': x}, {'title': x}])",
    "error_summary": "ui.error_summary({x: x, '': x}, x)",
    "panel": "ui.panel(x, x)",
    "inset": "ui.inset(x)",
    "warning": "ui.warning(x)",
    "details": "ui.details(x, x)",
    "notification_banner": "ui.notification_banner(x, 'error', x, x)",
    "demo_banner": "ui.demo_banner(x, x, x)",
    "tag": "ui.tag(x)",
    "unconfirmed": "ui.unconfirmed(x)",
    "turn": "ui.turn('you', x)",
    "deadline": "ui.deadline(x, x, x, 'late')",
    "timeline": "ui.timeline([{'when': x, 'title': x, 'by': x, 'text': x, 'kind': x, 'href': x}])",
    "steps": "ui.steps([(x, 'done', x, x)])",
    "progress": "ui.progress(1, 2, x, note=x)",
    "figure": "ui.figure(x, x, x, x)",
    "work_list": "ui.work_list([{'href': x, 'mark': x, 'who': x, 'what': x, 'left': x, 'turn': 'you'}])",
    "row_button": "ui.row_button(x, 'a')",
    "shortcuts": "ui.shortcuts([('g d', x)])",
    "case_bar": "ui.case_bar(x, x, x, x, x, x)",
    "heat_table": "ui.heat_table([(x, 1)], [{'text': x}], [{'name': x, 'cells': [{'count': 1, 'href': x, 'label': x}]}]"
    ", [{'count': 0}], x, x, x)",
}
MARKUP_ONLY = {"ask", "button_group", "default_button", "fieldset", "section", "hidden", "wordmark"}
UI = Path(jinja.__file__).parent


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_text_stays_text(show, call):
    html = show("{{ " + call + " }}", x=NASTY)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_every_component_is_tried_above(env):
    module = env.get_template("ui/components.html").module
    exported = {name for name in vars(module) if not name.startswith("_")}
    parts = {"asked", "actions", "inputs", "chooser", "lists", "messages", "matter", "marks", "desk"}
    assert exported - parts == set(CALLS) | MARKUP_ONLY


def test_textarea_keeps_every_space_and_line(show):
    typed = "\nPierwszy\n    drugi\n"
    html = show("{{ ui.textarea('opis', 'Opis', typed) }}", typed=typed)
    assert f">\n{typed}</textarea>" in html


def test_textarea_inside_a_choice_keeps_its_lines(show):
    inner = "ui.textarea('b', 'B', 'raz\n  dwa')"
    html = show("{{ ui.radios('a', 'A', [{'value': 'x', 'text': 'X', 'conditional': " + inner + "}]) }}")
    assert ">\nraz\n  dwa</textarea>" in html


def test_error_and_hint_describe_their_field(show):
    html = show("{{ ui.text_input('obwod', 'Obwód', hint='w cm', error='Wpisz obwód') }}")
    assert 'aria-describedby="obwod-hint obwod-error"' in html
    assert 'id="obwod-error"' in html
    assert "Błąd:" in html


@pytest.mark.parametrize(
    "call",
    [
        "text_input('q', 'Q')",
        "textarea('q', 'Q')",
        "select('q', 'Q', [])",
        "radios('q', 'Q', [('a', 'A')])",
        "checkboxes('q', 'Q', [('a', 'A')])",
        "date_input('q', 'Q')",
        "file_input('q', 'Q')",
    ],
)
def test_error_summary_leads_to_the_field_of_that_name(show, call):
    html = show("{{ ui." + call + " }}")
    assert html.count(' id="q"') == 1


@pytest.mark.parametrize(("held", "checked"), [(True, "tak"), (False, "nie"), ("nie", "nie")])
def test_yes_no_shows_what_is_held(show, held, checked):
    html = show("{{ ui.yes_no('q', 'Q', held) }}", held=held)
    assert html.count(" checked") == 1
    assert f'value="{checked}" checked' in html


def test_unanswered_question_has_nothing_ticked(show):
    assert " checked" not in show("{{ ui.yes_no('q', 'Q') }}")


def test_zero_is_an_answer(show):
    assert 'value="0"' in show("{{ ui.number_input('q', 'Q', 0) }}")
    assert "checked" in show("{{ ui.radios('q', 'Q', [('0', 'zero')], 0) }}")


def test_date_shows_what_was_typed(show):
    html = show("{{ ui.date_input('q', 'Q', {'day': '31', 'month': 'luty', 'year': ''}) }}")
    assert 'name="q-month" type="text" inputmode="numeric" value="luty"' in html


def test_date_takes_a_date(show):
    assert 'value="2026"' in show("{{ ui.date_input('q', 'Q', on) }}", on=date(2026, 11, 3))


def test_change_link_says_what_it_changes(show):
    html = show("{{ ui.summary_list([('Obwód pnia', '81 cm', '/zmien/')]) }}")
    assert 'Zmień<span class="govuk-visually-hidden"> Obwód pnia</span>' in html


def test_group_at_fault_can_be_reached_from_the_summary(show):
    html = show("{% call ui.fieldset('Adres', error='Podaj adres', id='adres') %}<b>pola</b>{% endcall %}")
    assert 'id="adres" tabindex="-1" aria-describedby="adres-error"' in html
    assert "<b>pola</b>" in html


def test_nothing_wrong_shows_no_summary(show):
    assert show("{{ ui.error_summary({}) }}{{ ui.error_summary(None) }}").strip() == ""


def test_whose_turn_it_is_comes_in_words(show):
    assert "Teraz Ty" in show("{{ ui.turn('you') }}")
    assert "Teraz urząd" in show("{{ ui.turn('office') }}")


def test_callers_need_no_class_of_govuk():
    pages = [page for page in UI.parent.glob("*/jinja2/**/*.html") if UI not in page.parents]
    assert [page for page in pages if "govuk-" in page.read_text("utf-8")] == []


def test_an_empty_cell_of_a_heat_table_leads_nowhere(show):
    cells = "[{'count': 2, 'level': 4, 'href': '/a', 'label': 'po terminie'}, {'count': 0, 'href': '/b'}]"
    columns = "[{'text': 'Po terminie', 'state': 'late'}, {'text': 'Dziś'}]"
    rows = "[{'name': 'A', 'cells': " + cells + "}]"
    html = show("{{ ui.heat_table([('', 2)], " + columns + ", " + rows + ", [], 'Sprawy') }}")
    assert 'href="/a">2<span class="govuk-visually-hidden"> (po terminie)</span>' in html
    assert 'heat__cell--4" data-column="Po terminie"' in html
    assert "/b" not in html
    assert 'heat__cell--none" data-column="Dziś">–' in html


def test_a_chart_scrolls_and_is_named(show):
    html = show("{{ ui.figure('<svg>', 'Tytuł', chart=true) }}")
    assert 'class="figure__picture figure__picture--chart" role="img" aria-label="Tytuł" tabindex="0"' in html
