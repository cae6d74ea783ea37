"""The reasons of a term's days: what happened to it, step by step, with articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from okienko.language.calendar import Calendar, Term
from okienko.language.explaining import Wording, explain
from okienko.language.law import LawData
from okienko.language.ledger import (
    Entry,
    Extended,
    Met,
    NotCounted,
    Passed,
    Restarted,
    Resumed,
    Started,
    Stopped,
    Suspended,
)
from okienko.language.model import Deadline, Law
from okienko.language.terms import UNCONFIRMED, Terms

ROOT = Path(__file__).parents[3]
TERMS = Terms(Calendar.from_csv((ROOT / "data/holidays.csv").read_text("utf-8")), LawData.load(ROOT))
PAUSE, SUSPENSION = "art. 35 § 5 KPA", "art. 97 KPA"
WORDING = Wording(TERMS, {PAUSE: True}, {"doreczenie wezwanie": "doręczenie: Wezwanie"}.get)  # type: ignore[arg-type]
DEADLINE = Deadline("t", "Sprzeciw", "urzad", Term(14, "day"), ("zlozenie",), Law("art. 83f", confirmed=True))
START = Started("t", date(2026, 11, 2), "zlozenie", "złożenie")
PARTY = replace(DEADLINE, whose="mieszkaniec", label="Odwołanie", law=Law("art. 129 § 2 KPA"))


def why(*entries: Entry, deadline: Deadline = DEADLINE) -> tuple[str, ...]:
    found = explain(deadline, entries, WORDING)
    assert found is not None
    return found.why


def test_a_term_that_has_not_started_has_nothing_to_explain() -> None:
    assert explain(DEADLINE, [replace(START, deadline="inny")], WORDING) is None


def test_a_plain_term_names_its_law_its_start_and_the_day_that_does_not_count() -> None:
    assert why(START) == (
        "Termin urzędu „Sprzeciw”: 14 dni (art. 83f).",
        "Termin 14 dni biegnie od 2 listopada 2026 (złożenie) i kończy się w poniedziałek 16 listopada 2026.",
        f"Dnia, w którym nastąpiło zdarzenie, nie liczy się (art. 57 § 1 KPA; {UNCONFIRMED}).",
    )


def test_a_special_term_without_a_source_is_told_as_unconfirmed() -> None:
    assert why(START, deadline=PARTY)[0] == (
        f"Termin mieszkańca „Odwołanie”: 14 dni (art. 129 § 2 KPA; {UNCONFIRMED})."
    )


def test_each_pause_has_its_days_its_cause_and_its_article() -> None:
    told = why(
        START,
        NotCounted("t", date(2026, 11, 5), date(2026, 11, 10), PAUSE, "doreczenie wezwanie"),
        Suspended("t", date(2026, 11, 12), SUSPENSION),
        Resumed("t", date(2026, 11, 13), SUSPENSION),
    )
    assert told[1].endswith("i sam skończyłby się w poniedziałek 16 listopada 2026.")
    assert told[3:] == (
        "Nie liczy się od 6 listopada 2026 do 10 listopada 2026, czyli 5 dni (doręczenie: Wezwanie) (art. 35 § 5 KPA).",
        f"Nie liczy się 13 listopada 2026, czyli 1 dzień (postępowanie stało) (art. 97 KPA; {UNCONFIRMED}).",
        "Termin kończy się więc w niedzielę 22 listopada 2026.",
        "Dzień wolny: 22 listopada 2026 (niedziela).",
        "Termin przechodzi na najbliższy dzień, który nie jest wolny od pracy ani sobotą (art. 57 § 4 KPA).",
        "Ostatni dzień terminu to 23 listopada 2026.",
    )


@pytest.mark.parametrize(
    ("since", "until", "because"),
    [
        ((2026, 10, 20), (2026, 11, 1), "skończyła się, zanim termin zaczął biec"),
        ((2026, 11, 17), (2026, 11, 20), "zaczęła się po ostatnim dniu terminu"),
        ((2026, 11, 6), (2026, 11, 6), "nie trwała ani dnia"),
        ((2026, 11, 6), (2026, 11, 4), "nie trwała ani dnia"),
    ],
    ids=["before", "after", "no day", "backwards"],
)
def test_a_pause_that_prolongs_nothing_says_why(
    since: tuple[int, int, int], until: tuple[int, int, int], because: str
) -> None:
    told = why(START, NotCounted("t", date(*since), date(*until), PAUSE))
    assert told[3].endswith(f"niczego nie przedłuża: {because} (art. 35 § 5 KPA).")
    assert "16 listopada 2026" in told[1]


def test_a_day_under_two_pauses_is_told_to_count_once() -> None:
    told = why(
        START,
        NotCounted("t", date(2026, 11, 3), date(2026, 11, 9), PAUSE, "a"),
        NotCounted("t", date(2026, 11, 4), date(2026, 11, 6), PAUSE, "b"),
    )
    assert "czyli 6 dni" in told[3]
    assert "te dni nie liczą się już z innego powodu" in told[4]


def test_working_days_lost_are_told_as_working_days() -> None:
    weeks = replace(DEADLINE, within=Term(3, "working-day"))
    told = why(START, NotCounted("t", date(2026, 11, 3), date(2026, 11, 9), PAUSE), deadline=weeks)
    assert "czyli 4 dni robocze" in told[3]
    free = why(START, NotCounted("t", date(2026, 11, 6), date(2026, 11, 8), PAUSE), deadline=weeks)
    assert "zaczęła się po ostatnim dniu terminu" in free[3]


def test_a_term_that_stands_says_since_when_and_that_its_day_will_move() -> None:
    told = why(START, NotCounted("t", date(2026, 11, 5), None, PAUSE, "doreczenie wezwanie"))
    assert told[-2:] == (
        "Od 6 listopada 2026 termin stoi (doręczenie: Wezwanie) (art. 35 § 5 KPA).",
        "Podany dzień przesunie się o tyle, ile termin będzie stał.",
    )


def test_a_restart_tells_of_the_days_before_it() -> None:
    told = why(START, Restarted("t", date(2026, 11, 9), "wplyw x", "wpływ: Uzupełnienie"))
    assert told[1:3] == (
        "Wcześniej termin biegł od 2 listopada 2026 (złożenie).",
        "Termin 14 dni biegnie na nowo od 9 listopada 2026 (wpływ: Uzupełnienie) "
        "i kończy się w poniedziałek 23 listopada 2026.",
    )


def test_a_term_that_ended_and_started_again_tells_how_it_ended() -> None:
    told = why(START, Met("t", date(2026, 11, 6)), replace(START, on=date(2026, 12, 1)))
    assert told[1] == "Wcześniej termin biegł od 2 listopada 2026 (złożenie) i dotrzymano go 6 listopada 2026."


def test_an_extension_tells_its_day_and_that_a_free_day_stays() -> None:
    told = why(START, Extended("t", date(2026, 12, 19), "art. 36 KPA", date(2026, 11, 12)))
    assert told[3:] == (
        f"12 listopada 2026 urząd wyznaczył nowy ostatni dzień: 19 grudnia 2026 (art. 36 KPA; {UNCONFIRMED}).",
        "To dzień wolny, ale wskazał go urząd, więc nie przechodzi na następny.",
    )


def test_an_extension_that_an_older_ledger_does_not_date_is_told_all_the_same() -> None:
    assert why(START, Extended("t", date(2026, 12, 18), "art. 36 KPA"))[3].startswith("Urząd wyznaczył nowy ostatni")


def test_an_extension_earlier_than_the_term_is_told_as_it_is() -> None:
    told = why(START, Extended("t", date(2026, 11, 10), "art. 36 KPA", date(2026, 11, 4)))
    assert told[3].startswith("4 listopada 2026 urząd wyznaczył nowy ostatni dzień: 10 listopada 2026")


def test_dispatch_is_told_to_the_party_with_what_counts_as_it() -> None:
    told = why(START, deadline=replace(PARTY, kept_by="dispatch"))
    assert told[-2] == "Wystarczy nadać pismo najpóźniej tego dnia."
    assert "e-Doręczenia" in told[-1]
    assert told[-1].endswith(f"(art. 57 § 5 KPA; {UNCONFIRMED}).")


@pytest.mark.parametrize(
    ("whose", "kept_by", "said"),
    [
        ("urzad", "dispatch", "Liczy się dzień nadania pisma, a nie dzień jego doręczenia (art. 83f)."),
        ("urzad", "receipt", "Pismo musi być do tego dnia doręczone (art. 83f)."),
        ("mieszkaniec", "receipt", "Pismo musi tego dnia być już w urzędzie (art. 83f)."),
    ],
)
def test_what_keeps_a_term_follows_the_special_law(whose: str, kept_by: str, said: str) -> None:
    deadline = replace(DEADLINE, whose=whose, kept_by=kept_by)  # type: ignore[arg-type]
    assert why(START, deadline=deadline)[-1] == said


def test_silence_is_told_with_the_day_on_which_the_matter_is_settled() -> None:
    told = why(replace(START, on=date(2026, 12, 10)), deadline=replace(DEADLINE, silence="zgoda", shift="disputed"))
    assert "zdąży na pewno do 24 grudnia 2026" in told[-3]
    assert told[-2].endswith(f"w którym termin minął (art. 122a–122h KPA; {UNCONFIRMED}).")
    assert told[-1] == "Jeśli urząd do końca terminu nic nie zrobi, będzie tak od 29 grudnia 2026."


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (Met("t", date(2026, 11, 9)), "Terminu dotrzymano 9 listopada 2026."),
        (Passed("t", date(2026, 11, 16)), "Termin minął 16 listopada 2026."),
        (Stopped("t", date(2026, 11, 9), "sprawę wycofano"), "Termin przestał biec 9 listopada 2026: sprawę wycofano."),
    ],
    ids=["met", "passed", "stopped"],
)
def test_a_term_that_ended_says_how_and_no_longer_what_would_keep_it(end: Entry, said: str) -> None:
    told = why(START, end, deadline=replace(DEADLINE, silence="zgoda", kept_by="dispatch"))
    assert (told[-1], len(told)) == (said, 4)


def test_a_term_that_does_not_move_says_so_on_a_free_day_alone() -> None:
    fixed = replace(DEADLINE, shift="no")
    assert why(replace(START, on=date(2026, 12, 10)), deadline=fixed)[-1].startswith("Koniec terminu prawa materialn")
    assert len(why(START, deadline=fixed)) == 3


@pytest.mark.parametrize(
    ("within", "article"),
    [
        (Term(2, "week"), "art. 57 § 2 KPA"),
        (Term(1, "month"), "art. 57 § 3 KPA"),
        (Term(1, "year"), "art. 57 § 3a KPA"),
        (Term(7, "working-day"), "przepis, który podaje termin w dniach roboczych"),
    ],
    ids=["weeks", "months", "years", "working days"],
)
def test_each_kind_of_term_names_its_own_paragraph(within: Term, article: str) -> None:
    assert article in why(START, deadline=replace(DEADLINE, within=within))[2]
