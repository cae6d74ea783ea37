from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from okienko.language.bundle import Bundle
from okienko.language.calendar import Calendar
from okienko.language.loader import DefinitionRefused, load
from okienko.language.model import Service
from okienko.language.stories import coverage, load_stories, mutate, play
from okienko.language.stories.command import Trial, report, try_service
from okienko.language.stories.mutants import mutants
from okienko.language.stories.mutation import Mutation, argued
from okienko.language.tests.small_service import FILES, LAW, small_bundle

ROOT = Path(__file__).parents[3]
CALENDAR = Calendar.from_csv((ROOT / "data/holidays.csv").read_text("utf-8"))
GIVEN = "given: {gatunek: topola, obwod: 96, rzeczy: [{waga: 6}]}"


def _story(expect: str, given: str = GIVEN, then: str = "", day: str = "day: 2026-11-23", more: str = "") -> str:
    text = f"- story: Próba\n  {day}\n  {given}\n  expect: {expect}\n"
    return text + more + (f"  then:\n{then}" if then else "")


def _bundle_of(text: str) -> Bundle:
    return Bundle({**FILES, "stories/a.yaml": text})


def _said(text: str, service: Service | None = None) -> list[str]:
    bundle = _bundle_of(text)
    service = service or load(bundle, law=LAW)
    return [problem.text for story in load_stories(bundle) for problem in play(service, story, LAW, CALENDAR).problems]


def test_a_true_story_has_no_problems() -> None:
    expect = (
        "{pages: [pierwsza, rzeczy, pliki], stopped: false, sent_to: false, incomplete: false, fee: 17, why: art. 9,"
        " attachments: [mapka], warnings: [], competent: starosta, problems: [],"
        " decisions: {duzy: true, ciezka: [true]},"
        " deadlines: {zbadanie: 2026-12-07}, tasks: [], turn: mieszkaniec, letters: [], outcome: false}"
    )
    assert _said(_story(expect)) == []


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{pages: [pierwsza]}", "pages: oczekiwano [pierwsza], a jest [pierwsza, rzeczy, pliki]."),
        ("{stopped: pierwsza}", "stopped: oczekiwano „pierwsza”, a jest nic."),
        ("{sent_to: gm-inna}", "sent_to: oczekiwano „gm-inna”, a jest nic."),
        ("{incomplete: rzeczy}", "incomplete: oczekiwano „rzeczy”, a jest nic."),
        ("{fee: 18}", "fee: oczekiwano „18 zł”, a jest „17 zł”."),
        ("{fee: false}", "fee: oczekiwano nic, a jest „17 zł”."),
        ("{why: art. 10}", "why: w wyjaśnieniu „17 zł, bo art. 9” nie ma słów „art. 10”."),
        ("{attachments: []}", "attachments: oczekiwano [], a jest [mapka]."),
        ("{warnings: [rzeczy]}", "warnings: oczekiwano [rzeczy], a jest []."),
        ("{competent: wojt}", "competent: oczekiwano „wojt”, a jest „starosta”."),
        ("{problems: [obwod]}", "problems: oczekiwano [obwod], a jest []."),
        ("{decisions: {duzy: false}}", "decisions: duzy: oczekiwano nie, a jest tak."),
        ("{decisions: {ciezka: [false]}}", "decisions: ciezka: oczekiwano [False], a jest [True]."),
        ("{deadlines: {zbadanie: 2026-12-08}}",
         "deadlines: zbadanie: oczekiwano [2026-12-08], a jest [2026-12-07]."),
        ("{deadlines: {inny: 2026-12-08}}", "deadlines: inny: oczekiwano [2026-12-08], a jest nic."),
        ("{tasks: [zbadaj]}", "tasks: oczekiwano [zbadaj], a jest []."),
        ("{turn: urzad}", "turn: oczekiwano „urzad”, a jest „mieszkaniec”."),
        ("{letters: [list]}", "letters: oczekiwano [list], a jest []."),
        ("{outcome: zgoda}", "outcome: oczekiwano „zgoda”, a jest nic."),
    ],
)  # fmt: skip
def test_an_untrue_story_is_told_what_came_out(expect: str, said: str) -> None:
    assert _said(_story(expect)) == [said]


THEN = """\
    - day: 2026-11-24
      sent: odpowiedz
      expect: {tasks: [zbadaj], turn: urzad}
    - day: 2026-11-25
      did: zbadaj
      answers: {kiedy: 2026-11-25}
      expect: {outcome: zgoda, letters: [list], tasks: [], turn: nikt}
    - day: 2026-11-26
      collected: list
      expect: {outcome: zgoda}
"""


def test_a_story_goes_on_for_days() -> None:
    assert _said(_story("{turn: mieszkaniec}", then=THEN)) == []


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("{day: 2026-11-24, did: zbadaj, answers: {kiedy: 2026-11-24}}",
         "Ten krok jest niemożliwy: Ten krok nie jest już otwarty."),
        ("{day: 2026-11-24, did: zbadai}",
         "Ten krok jest niemożliwy: Nie ma kroku „zbadai”. Najbliższa nazwa: „zbadaj”."),
        ("{day: 2026-11-24, sent: odpowiedzz}",
         "Ten krok jest niemożliwy: Nie ma wiadomości „odpowiedzz”. Najbliższa nazwa: „odpowiedz”."),
        ("{day: 2026-11-24, sent: odpowiedz, expect: {refused: true}}",
         "Ten krok miał być niemożliwy, a się udał."),
        ("{day: 2026-11-24, sent: odpowiedz, answers: {kto: ja}}", "Nie ma tu pytania „kto”."),
        ("{day: 2026-11-24, collected: list}",
         "Ten krok jest niemożliwy: Tego pisma nie wydano w sprawie albo już je doręczono."),
        ("{day: 2026-11-24, did: zbadaj}",
         "Ten krok jest niemożliwy: Kiedy? Podaj datę: dzień, miesiąc i rok, na przykład 27 3 2026."),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be_is_told(step: str, said: str) -> None:
    assert _said(_story("{turn: mieszkaniec}", then=f"    - {step}\n"))[:1] == [said]


def test_a_refusal_that_was_expected_is_right() -> None:
    step = "    - {day: 2026-11-24, did: zbadaj, answers: {kiedy: 2026-11-24}, expect: {refused: true}}\n"
    assert _said(_story("{turn: mieszkaniec}", then=step)) == []


def test_withdrawal_ends_the_matter() -> None:
    expect = "{outcome: wycofane, turn: nikt, deadlines: {zbadanie: false}}"
    then = f"    - {{day: 2026-11-24, withdrew: true, expect: {expect}}}\n"
    named = (
        "zgoda: {text: Tak, kind: positive}",
        "zgoda: {text: Tak, kind: positive}\n  wycofane: {text: Nie, kind: neutral}",
    )
    service = load(small_bundle({"service.yaml": named}), law=LAW)
    assert _said(_story("{turn: mieszkaniec}", then=then), service) == []


def test_what_cannot_be_withdrawn_is_refused() -> None:
    then = "    - {day: 2026-11-24, withdrew: true, expect: {refused: true, outcome: false}}\n"
    assert _said(_story("{turn: mieszkaniec}", then=then)) == []


def test_silence_comes_at_midnight_and_not_a_second_before() -> None:
    then = """\
    - {at: 2026-12-07 23:59:59, expect: {outcome: false}}
    - {at: 2026-12-08 00:00, expect: {outcome: zgoda}}
"""
    assert _said(_story("{turn: mieszkaniec}", then=then)) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("given: {gatunek: topola, obwod: 13, rzeczy: [{waga: 6}]}",
         "Tego nie da się złożyć: usługa kończy się na stronie „pierwsza”."),
        ("given: {gatunek: topola, obwod: 96}", "Tego nie da się złożyć: strona „rzeczy”."),
        ("given: {gatunek: topola, rzeczy: [{waga: 1}]}",
         "Tego nie da się złożyć: strona „pierwsza”, pytanie „obwod”: Podaj liczbę, na przykład 12.."),
    ],
)  # fmt: skip
def test_a_case_is_opened_only_from_a_form_that_may_be_submitted(given: str, said: str) -> None:
    assert _said(_story("{turn: urzad}", given=given)) == [said]


def test_an_unknown_answer_is_told_with_the_nearest_name() -> None:
    given = "given: {gatunekk: topola, obwod: 96, rzeczy: [{wga: 6}]}"
    assert _said(_story("{incomplete: pierwsza}", given=given)) == [
        "Nie ma tu pytania „gatunekk”. Najbliższa nazwa: „gatunek”.",
        "Nie ma tu pytania „wga”. Najbliższa nazwa: „waga”.",
    ]


def test_the_office_may_be_told() -> None:
    more = "  office: {klasa: '6131'}\n"
    assert _said(_story("{fee: 17}", more=more)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {day: 2026-11-23, expect: {fee: 1}}", "Brakuje słowa „story” (stories/*.yaml: historia)."),
        ("- {story: A, expect: {fee: 1}}", "Podaj dzień albo chwilę."),
        ("- {story: A, day: 2026-11-23, at: 2026-11-23 10:00, expect: {fee: 1}}", "Podaj dzień albo chwilę."),
        ("- {story: A, at: jutro, expect: {fee: 1}}", "„jutro” nie jest chwilą."),
        ("- {story: A, day: jutro, expect: {fee: 1}}", "„day”: nie można odczytać wartości „jutro”."),
        ("- {story: A, day: 2026-11-23}", "Historia niczego nie oczekuje."),
        ("- {story: A, day: 2026-11-23, expect: {fe: 1}}", "Nieznane słowo „fe” (Oczekiwania)."),
        ("- {story: A, day: 2026-11-23, expect: {fee: 1}, then: [{day: 2026-11-22}]}",
         "Ten krok jest przed poprzednim."),
        ("- {story: A, day: 2026-11-23, expect: {fee: 1}, then: [{day: 2026-11-24, did: a, sent: b}]}",
         "W jednym kroku jest 2 czynności: did, sent."),
        ("- {story: A, day: 2026-11-23, expect: {fee: 1}, then: [{day: 2026-11-24, answers: {a: 1}}]}",
         "„answers” stoi tylko przy did, act albo sent."),
        ("- &a {story: A, day: 2026-11-23, expect: {fee: 1}}\n- *a", "Historia „A” powtarza się."),
    ],
)  # fmt: skip
def test_a_story_that_cannot_be_read_is_refused(text: str, said: str) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        load_stories(_bundle_of(text))
    assert refused.value.problems[0].text == said


def test_days_begin_in_the_morning_of_poland() -> None:
    story = load_stories(_bundle_of(_story("{fee: 17}")))[0]
    assert story.at == datetime(2026, 11, 23, 8, tzinfo=UTC)


def _reach(text: str) -> tuple[str, ...]:
    bundle = _bundle_of(text)
    service = load(bundle, law=LAW)
    return coverage(service, [play(service, story, LAW, CALENDAR) for story in load_stories(bundle)]).missing


def test_what_no_story_reaches_is_listed() -> None:
    assert _reach(_story("{fee: 17}")) == (
        "tabela „competence”, wiersz 2", "tabela „oplata”, wiersz 2", "wynik „zgoda”", "pismo „list”",
        "krok procesu „bramka”", "krok procesu „czekaj”", "krok procesu „koniec”", "krok procesu „start”",
        "krok procesu „zbadaj”", "stop na stronie „pierwsza” (nr 1)", "warn na stronie „pierwsza” (nr 1)",
    )  # fmt: skip


WHOLE = (
    _story("{fee: 17, competent: starosta, turn: mieszkaniec}", then=THEN)
    + """\
- {story: B, day: 2026-11-23, given: {gatunek: inny, rzeczy: [{waga: 6}]}, expect: {fee: 0, competent: wojt}}
- {story: C, day: 2026-11-23, given: {gatunek: topola, obwod: 13}, expect: {stopped: pierwsza, sent_to: gm-inna}}
- {story: D, day: 2026-11-23, given: {gatunek: topola, obwod: 701}, expect: {warnings: [pierwsza]}}
"""
)


def test_a_release_whose_all_is_reached_misses_nothing() -> None:
    assert _reach(WHOLE) == ()


def test_mutants_change_each_kind_of_thing() -> None:
    found = {(mutant.where, mutant.what) for mutant in mutants(load(small_bundle(), law=LAW), LAW)}
    assert found >= {
        ("form.yaml, strona „pierwsza”, pytanie „obwod”", "maximum 900 → 901"),
        ("form.yaml, strona „pierwsza”, pytanie „obwod”", "optional no → yes"),
        ("form.yaml, strona „pierwsza”, pytanie „obwod”", "decimals 0 → 1"),
        ("form.yaml, strona „pierwsza”, pytanie „obwod”", "check: „800” → „799” (znak 9)"),
        ("form.yaml, strona „pierwsza”, pytanie „obwod”", "when: „topola” → „inny” (znak 11)"),
        ("form.yaml, strona „pierwsza”, stop 1", "„13” → „14” (znak 9)"),
        ("form.yaml, strona „pierwsza”, stop 1", "go skreślone"),
        ("form.yaml, strona „pierwsza”, warn 1", "„>” → „>=” (znak 7)"),
        ("form.yaml, strona „rzeczy”", "at_most 3 → 4"),
        ("rules.yaml, „duzy”", "„obwod > 80” → „not(obwod > 80)”"),
        ("rules.yaml, „oplata”", "wiersz 1, gatunek: „topola” → „inny”"),
        ("rules.yaml, „oplata”", "wiersz 1 skreślony"),
        ("service.yaml, competence", "wiersz 1, organ: „starosta” → „wojt”"),
        ("service.yaml, załącznik „mapka”", "needed: „duzy” → „not(duzy)”"),
        ("service.yaml, termin „zbadanie”", "14 dni → 15 dni"),
        ("service.yaml, termin „zbadanie”", "shift yes → disputed"),
        ("service.yaml, termin „zbadanie”", "silence skreślone"),
        ("service.yaml, termin „zbadanie”", "pauses skreślone"),
        ("process.bpmn, strzałka „f2”", "„duzy” → „not(duzy)”"),
        ("service.yaml, krok „zbadaj”", "pismo skreślone"),
        ("service.yaml, krok „zbadaj”", "day skreślone"),
        ("data/law/stawki.yaml, „stawki.proba”", "17.00 → 18.00"),
    }


def test_every_mutant_can_be_played() -> None:
    service = load(_bundle_of(WHOLE), law=LAW)
    stories = load_stories(_bundle_of(WHOLE))
    made = [mutant.make() for mutant in mutants(service, LAW)]
    played = [play(changed, story, law, CALENDAR) for changed, law in made for story in stories]
    assert len(played) == len(made) * len(stories)


def test_survivors_are_listed_and_argued() -> None:
    reasons = """\
- {where: "service.yaml, termin „zbadanie”", what: shift yes → no, why: Bo tak.}
- {where: gdzieś, what: coś, why: Bo nie.}
"""
    bundle = Bundle({**FILES, "stories/a.yaml": WHOLE, "stories/survivors.yaml": reasons})
    found = mutate(bundle, LAW, CALENDAR)
    assert found.killed + len(found.survivors) == found.total
    assert found.argued == (("service.yaml, termin „zbadanie”", "shift yes → no", "Bo tak."),)
    assert found.stale == (("gdzieś", "coś"),)
    assert ("rules.yaml, „duzy”", "„>” → „>=” (znak 7)") in found.unexplained
    assert not found.passed


def test_a_survivor_without_a_reason_is_refused() -> None:
    bundle = Bundle({**FILES, "stories/survivors.yaml": "- {where: a, what: b}\n"})
    with pytest.raises(DefinitionRefused, match="Ocalały mutant bez wyjaśnienia"):
        argued(bundle)


@pytest.mark.parametrize(
    ("survivors", "reasons", "passed"),
    [
        ((), (), True),
        ((("a", "b"),), (("a", "b", "bo"),), True),
        ((("a", "b"),), (), False),
        ((("a", "b"), ("c", "d"), ("e", "f")), (("a", "b", "x"), ("c", "d", "x"), ("e", "f", "x")), False),
    ],
    ids=["none", "argued", "not argued", "too many"],
)
def test_few_survivors_pass_when_each_is_argued(survivors: tuple, reasons: tuple, passed: bool) -> None:
    assert Mutation(100, 100 - len(survivors), survivors, reasons).passed is passed


def _lines(files: Mapping[str, str], *, mutated: bool = False) -> tuple[Trial, list[str]]:
    tested = try_service("gm-proba", Bundle({**FILES, **files}), LAW, CALENDAR, mutated=mutated)
    return tested, report([tested]).splitlines()


def test_the_report_of_true_stories() -> None:
    tested, lines = _lines({"stories/a.yaml": WHOLE})
    assert tested.passed
    assert lines == [
        "gm-proba: historii 4, niezgodnych 0",
        "  sięgają: strony 3 z 3, wiersze tabel 4 z 4, wyniki 1 z 1, pisma 1 z 1, kroki procesu 5 z 5",
        "",
        "Wszystkie historie się zgadzają.",
    ]


def test_the_report_of_an_untrue_story_names_it() -> None:
    tested, lines = _lines({"stories/a.yaml": _story("{fee: 18}")}, mutated=True)
    assert not tested.passed
    assert lines[:3] == [
        "gm-proba: historii 1, niezgodnych 1",
        "  Próba",
        "    stories/a.yaml, wiersz 4: fee: oczekiwano „18 zł”, a jest „17 zł”.",
    ]
    assert "  nikt nie sięga: wynik „zgoda”" in lines
    assert lines[-1] == "Do poprawy: 1 z 1."


def test_the_report_of_mutants_tells_share_and_survivors() -> None:
    tested, lines = _lines({"stories/a.yaml": WHOLE}, mutated=True)
    assert tested.mutation is not None
    assert any(line.startswith(f"  zmian o jeden: {tested.mutation.total}, zauważonych") for line in lines)
    assert any(line.startswith("  ocalała bez wyjaśnienia: ") for line in lines)


def test_the_report_of_a_refused_service_says_why() -> None:
    tested, lines = _lines({"form.yaml": "pages: []"})
    assert not tested.passed
    assert lines[0] == "gm-proba: odrzucona"
    assert "  form.yaml, wiersz 1: Formularz nie ma stron. Oczekiwano: pages." in lines
