"""What may come in any case of a procedure, with terms of its own; terms that passed without a notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from okienko.language import casework
from okienko.language.casework import CaseState, due_dates, perform, pleas, receive, unannounced
from okienko.language.tests.lives import at, do, setting
from okienko.language.tests.small_service import refusal_of, small_bundle
from okienko.language.tests.test_acts import HERE as ACTS
from okienko.language.tests.test_acts import WYCINKA, opened

MESSAGES = {**ACTS.service.messages, "kpa_ponaglenie": WYCINKA.messages["kpa_ponaglenie"]}
HERE = setting(replace(ACTS.service, messages=MESSAGES, duties=WYCINKA.duties))
WHY = {"kpa_ponaglenie_powod": "Za długo."}


def urged() -> CaseState:
    return receive(HERE, opened(), "kpa_ponaglenie", WHY, at(10)).state


def test_a_plea_opens_the_act_it_calls_for_until_the_end_of_its_term() -> None:
    state = urged()
    task = state.open_beside[0]
    assert (task.node, task.by) == ("kpa_przekaz_ponaglenie", date(2026, 11, 17))
    assert due_dates(HERE, state)["kpa_ponaglenie"].on == date(2026, 11, 17)
    assert CaseState.from_json(state.to_json()) == state


def test_a_plea_waits_once() -> None:
    assert pleas(HERE, opened()) == ("kpa_ponaglenie",)
    assert pleas(HERE, urged()) == ()
    with pytest.raises(casework.TooLate):
        receive(HERE, urged(), "kpa_ponaglenie", WHY, at(11))


def test_no_plea_comes_to_a_settled_matter() -> None:
    assert pleas(HERE, perform(HERE, opened(), "kpa_umorz", {}, at(4)).state) == ()


def test_a_plea_that_was_passed_on_may_come_again() -> None:
    state = urged()
    passed_on = casework.complete(HERE, state, state.open_beside[0].token, {}, at(13)).state
    dues = due_dates(HERE, passed_on)
    assert (dues["kpa_ponaglenie"].ended, dues["kpa_rozpatrzenie_ponaglenia"].on) == ("met", date(2026, 11, 20))
    assert pleas(HERE, passed_on) == ("kpa_ponaglenie",)


def test_the_terms_of_a_plea_neither_stand_nor_are_extended() -> None:
    suspended = perform(HERE, urged(), "kpa_zawies", {}, at(12)).state
    dues = due_dates(HERE, suspended)
    assert (dues["ogledziny"].running, dues["kpa_ponaglenie"].running) == (False, True)
    later = perform(HERE, urged(), "kpa_przedluz", {"kpa_nowy_termin": date(2026, 12, 23)}, at(12)).state
    assert due_dates(HERE, later)["kpa_ponaglenie"].on == date(2026, 11, 17)


def test_a_plea_in_suspended_proceedings_starts_its_term_all_the_same() -> None:
    suspended = perform(HERE, opened(), "kpa_zawies", {}, at(4)).state
    state = receive(HERE, suspended, "kpa_ponaglenie", WHY, at(25)).state
    assert due_dates(HERE, state)["kpa_ponaglenie"].running


def test_a_settled_matter_still_has_its_plea_to_pass_on() -> None:
    checked = do(casework.Step(urged()), {"kompletne": True}, at(11), here=HERE)
    inspected = do(checked, {"data_ogledzin": date(2026, 11, 12)}, at(12), here=HERE)
    settled = do(inspected, {"rozstrzygniecie": "sprzeciw"}, at(13), here=HERE).state
    assert (settled.outcome, settled.ended) == ("sprzeciw", False)
    assert due_dates(HERE, settled)["kpa_ponaglenie"].running
    passed_on = casework.complete(HERE, settled, settled.open_beside[0].token, {}, at(16))
    assert passed_on.state.ended


def test_a_term_that_passed_without_a_notice_is_named_with_the_act_that_gives_it() -> None:
    assert unannounced(HERE, opened(), date(2026, 11, 23)) == {}
    assert unannounced(HERE, opened(), date(2026, 11, 24)) == {"ogledziny": ("kpa_przedluz",)}


def test_a_term_that_was_extended_or_stands_needs_no_notice() -> None:
    extended = perform(HERE, opened(), "kpa_przedluz", {"kpa_nowy_termin": date(2026, 12, 23)}, at(24)).state
    standing = perform(HERE, opened(), "kpa_zawies", {}, at(10)).state
    assert unannounced(HERE, extended, date(2026, 11, 30)) == {}
    assert unannounced(HERE, standing, date(2026, 11, 30)) == {}
    assert list(unannounced(HERE, extended, date(2026, 12, 24))) == ["ogledziny"]


def test_a_settled_matter_needs_no_notice() -> None:
    ended = perform(HERE, opened(), "kpa_umorz", {}, at(4)).state
    assert unannounced(HERE, ended, date(2027, 1, 4)) == {}


PROCEDURE = {"service.yaml": ("organ: wojt", "organ: wojt\nprocedure: proba")}
ACT = "- act: proba_przekaz\n  label: Przekaż\n  after: called\n  law: art. 1\n"
PLEA = "- message: proba_skarga\n  label: Skarga\n  calls: proba_przekaz\n  law: art. 1\n"
TERM = (
    "- deadline: proba_skarga\n  label: Przekazanie\n  whose: urzad\n  within: 7 days\n  from: wplyw proba_skarga\n"
    "  met_by: [proba_przekaz]\n  law: art. 1\n"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ACT + PLEA.replace("calls: proba_przekaz", "calls: proba_przekasz"), "„proba_przekasz”"),
        (ACT + PLEA + TERM.replace("wplyw proba_skarga", "wplyw proba_zguba"), "„wplyw proba_zguba”"),
        (ACT + PLEA + TERM.replace("[proba_przekaz]", "[proba_odbij]"), "„proba_odbij”"),
        (ACT + PLEA + TERM + TERM, "Termin „proba_skarga” powtarza się."),
        (ACT + PLEA + TERM.replace("7 days", "7 dób"), "„7 dób” to nie termin"),
        (ACT + PLEA + TERM.replace("  met_by: [proba_przekaz]\n", "  silence: cisza\n"), "silence"),
    ],
    ids=["no such act", "no such event", "no such end", "twice", "no term", "a word of other terms"],
)
def test_a_wrong_plea_or_term_is_named(text: str, said: str) -> None:
    assert said in refusal_of(small_bundle(PROCEDURE, **{"shared/acts/proba.yaml": text}))
