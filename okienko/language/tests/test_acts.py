"""Acts of procedure: read from the shared file, possible when they have a sense, and what they do to terms."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from okienko.language import casework
from okienko.language.bundle import Bundle, read_bundle
from okienko.language.casework import LetterIssued, Settled, due_dates, elapse, perform, possible_acts
from okienko.language.errors import Refusal
from okienko.language.law import LawData
from okienko.language.loader import load
from okienko.language.tests.lives import FELLING, at, do, setting
from okienko.language.tests.small_service import refusal_of, small_bundle

ROOT = Path(__file__).parents[3]
WYCINKA = load(read_bundle(ROOT / "services/gm-wycinka-zgloszenie", root=ROOT), law=LawData.load(ROOT))
ACTS = WYCINKA.acts
TASKS = {name: WYCINKA.tasks[name] for name in ACTS}
LETTERS = {name: WYCINKA.letters[name] for name in ACTS if name in WYCINKA.letters}
OUTCOMES = {name: WYCINKA.outcomes[name] for name in ACTS if name in WYCINKA.outcomes}
HERE = setting(
    replace(
        FELLING, acts=ACTS, tasks={**FELLING.tasks, **TASKS}, letters={**FELLING.letters, **LETTERS},
        outcomes={**FELLING.outcomes, **OUTCOMES},
    )
)  # fmt: skip


def opened() -> casework.CaseState:
    return casework.open_case(HERE, at(2)).state


def inspected() -> casework.CaseState:
    step = do(casework.open_case(HERE, at(2)), {"kompletne": True}, at(3))
    return do(step, {"data_ogledzin": date(2026, 11, 10)}, at(10)).state


def test_acts_come_with_the_release_and_name_their_law() -> None:
    assert list(ACTS)[:2] == ["kpa_wszczecie", "kpa_przedluz"]
    assert [name for name in ACTS if WYCINKA.tasks[name].law is None] == []
    assert [name for name, letter in LETTERS.items() if letter.law != (WYCINKA.tasks[name].law,)] == []


def test_what_has_no_sense_is_not_offered() -> None:
    before = possible_acts(HERE, opened())
    assert "kpa_zawies" in before
    assert {"kpa_podejmij", "kpa_opinia_wplynela", "kpa_sprostuj"}.isdisjoint(before)
    ended = perform(HERE, opened(), "kpa_umorz", {}, at(4)).state
    assert possible_acts(HERE, ended) == ("kpa_sprostuj",)
    with pytest.raises(casework.TooLate, match="już załatwiona"):
        perform(HERE, ended, "kpa_zawies", {}, at(5))


def test_suspended_terms_stand_until_they_are_taken_up() -> None:
    frozen = perform(HERE, inspected(), "kpa_zawies", {}, at(13))
    assert LetterIssued("kpa_zawies", "kpa_zawies", False) in frozen.effects
    assert elapse(HERE, frozen.state, at(30)) == casework.Step(frozen.state)
    assert "kpa_zawies" not in possible_acts(HERE, frozen.state)
    assert "kpa_podejmij" in possible_acts(HERE, frozen.state)
    assert "kpa_opinia_wplynela" not in possible_acts(HERE, frozen.state)
    thawed = perform(HERE, frozen.state, "kpa_podejmij", {}, at(30))
    assert due_dates(HERE, thawed.state)["sprzeciw"].on == date(2026, 12, 11)
    assert thawed.state.outcome is None


def test_an_opinion_that_came_moves_on_only_what_waited_for_it() -> None:
    waits = perform(HERE, opened(), "kpa_opinia", {}, at(4)).state
    assert due_dates(HERE, waits)["ogledziny"].paused == WYCINKA.tasks["kpa_opinia"].law.text  # type: ignore[union-attr]
    came = perform(HERE, waits, "kpa_opinia_wplynela", {}, at(9)).state
    assert due_dates(HERE, came)["ogledziny"].on == date(2026, 11, 30)


def test_each_suspension_stands_until_its_own_end() -> None:
    waits = perform(HERE, opened(), "kpa_opinia", {}, at(4)).state
    both = perform(HERE, waits, "kpa_zawies", {}, at(6)).state
    came = perform(HERE, both, "kpa_opinia_wplynela", {}, at(9)).state
    assert due_dates(HERE, came)["ogledziny"].paused == WYCINKA.tasks["kpa_zawies"].law.text  # type: ignore[union-attr]
    taken_up = perform(HERE, came, "kpa_podejmij", {}, at(12)).state
    assert due_dates(HERE, taken_up)["ogledziny"].on == date(2026, 12, 1)  # 23 November and 8 days, each once


def test_a_term_that_waits_for_the_party_stands_for_a_suspension_too() -> None:
    summoned = do(casework.open_case(HERE, at(2)), {"kompletne": False}, at(3))
    summoned = casework.delivered(HERE, do(summoned, {}, at(4)).state, "wezwanie", date(2026, 11, 5))
    suspended = perform(HERE, summoned.state, "kpa_zawies", {}, at(6)).state
    answered = casework.receive(HERE, suspended, "uzupelnienie", {}, at(9)).state
    assert due_dates(HERE, answered)["ogledziny"].running is False


def test_a_term_that_starts_in_suspended_proceedings_stands_from_its_first_day() -> None:
    checked = do(casework.open_case(HERE, at(2)), {"kompletne": True}, at(3))
    suspended = perform(HERE, checked.state, "kpa_zawies", {}, at(4))
    inspected_then = do(suspended, {"data_ogledzin": date(2026, 11, 10)}, at(10), here=HERE).state
    assert due_dates(HERE, inspected_then)["sprzeciw"].running is False
    assert elapse(HERE, inspected_then, at(30)).effects == ()
    taken_up = perform(HERE, inspected_then, "kpa_podejmij", {}, at(30)).state
    assert due_dates(HERE, taken_up)["sprzeciw"].on == date(2026, 12, 14)


def test_a_term_is_extended_and_says_by_what_law() -> None:
    step = perform(HERE, opened(), "kpa_przedluz", {"kpa_nowy_termin": date(2026, 12, 23)}, at(4))
    now = due_dates(HERE, step.state)["ogledziny"]
    assert now.on == date(2026, 12, 23)
    assert "art. 36" in now.sentence


@pytest.mark.parametrize("to", [date(2026, 11, 20), None], ids=["earlier", "no day"])
def test_a_wrong_extension_is_refused(to: date | None) -> None:
    with pytest.raises(Refusal, match="późniejszy"):
        perform(HERE, opened(), "kpa_przedluz", {"kpa_nowy_termin": to}, at(4))


def test_silence_is_not_the_offices_to_move() -> None:
    assert "kpa_przedluz" not in possible_acts(HERE, inspected())
    with pytest.raises(casework.TooLate, match="nie można teraz przedłużyć"):
        perform(HERE, inspected(), "kpa_przedluz", {"kpa_nowy_termin": date(2026, 12, 23)}, at(13))


def test_a_discontinued_matter_has_its_outcome_and_waits_for_nothing() -> None:
    step = perform(HERE, inspected(), "kpa_umorz", {}, at(13))
    assert Settled("kpa_umorz", date(2026, 11, 13)) in step.effects
    assert (step.state.ended, casework.open_tasks(HERE, step.state)) == (True, ())
    assert casework.next_due(HERE, step.state) is None


def test_silence_that_fell_before_the_act_wins() -> None:
    with pytest.raises(casework.TooLate, match="już załatwiona"):
        perform(HERE, inspected(), "kpa_umorz", {}, at(30))


PROCEDURE = {"service.yaml": ("organ: wojt", "organ: wojt\nprocedure: proba")}
ACT = "- act: proba_zawies\n  label: Zawieś\n  clock: freeze\n  law: art. 1\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ACT + "- act: proba_podejmij\n  label: Podejmij\n  clock: thaw\n  resumes: proba_zawes\n", "„proba_zawes”"),
        (ACT + ACT, "Czynność „proba_zawies” powtarza się."),
        (ACT.replace("freeze", "stop"), "„stop”"),
        (ACT.replace("clock: freeze", "clock: extend\n  until: kiedy"), "„kiedy”"),
        (ACT.replace("label: Zawieś", "lable: Zawieś"), "lable"),
    ],
)
def test_mistakes_in_the_file_of_acts_are_named(text: str, said: str) -> None:
    assert said in refusal_of(small_bundle(PROCEDURE, **{"shared/acts/proba.yaml": text}))


def test_a_procedure_without_a_file_is_named() -> None:
    assert "Nie ma pliku „shared/acts/proba.yaml”." in refusal_of(small_bundle(PROCEDURE))


def test_a_service_may_not_give_its_own_things_the_names_of_acts() -> None:
    letter = "letter: {label: L, template: letters/list.typ, effect: notice}"
    act = f"- act: kpa_a\n  label: A\n  after: any\n  law: art. 1\n  {letter}\n"
    own = "procedure: kpa\nletters:\n  kpa_a: {label: A, template: letters/list.typ, effect: notice}\n"
    bundle = small_bundle({"service.yaml": ("letters:\n", own)})
    assert refusal_of(Bundle({**bundle.files, "shared/acts/kpa.yaml": act})) == (
        "service.yaml, wiersz 28: Pismo „kpa_a”: tak nazywa się to, co daje postępowanie. Oczekiwano: inna nazwa."
    )
