"""`okienko`: the command line. One table of commands; what they need is loaded when they are given."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from okienko.cli._load import load
from okienko.cli._parser import Parser
from okienko.cli._printing import speak_plainly
from okienko.language.errors import Refusal

ABOUT = """Okienko: sprawy w urzędzie przez internet.

Zacznij od `make demo`. Ta sama pomoc jest przy każdym poleceniu: okienko POLECENIE --help"""


@dataclass(frozen=True)
class Option:
    """One argument of a command."""

    name: str
    help: str
    settings: dict[str, Any]


def flag(name: str, text: str) -> Option:
    """A switch that is off until named."""
    return Option(name, text, {"action": "store_true"})


def value(name: str, text: str, **settings: Any) -> Option:
    """An argument with a value."""
    return Option(name, text, settings)


PORT = value("--port", "port na tym komputerze (zwykle 8000)", type=int, default=8000, metavar="N")

JSON = flag("--json", "wypisz wynik jako JSON (liczby i daty jako tekst)")


@dataclass(frozen=True)
class Command:
    """A command: its words, what it does in Polish, and the function that does it."""

    words: str
    help: str
    target: str
    options: tuple[Option, ...] = ()


COMMANDS = (
    Command(
        "demo",
        "uruchom wszystko z danymi pokazowymi",
        "okienko.cli.start:demo",
        (
            PORT,
            flag("--wait", "podaj adres dopiero, gdy dane pokazowe są gotowe w całości"),
            flag("--fresh", "zacznij od pustej bazy: usuwa wszystkie dane tego klonu"),
        ),
    ),
    Command("up", "uruchom bazę, stronę i pracownika; Ctrl-C kończy", "okienko.cli.start:up", (PORT,)),
    Command("stop", "zatrzymaj wbudowaną bazę danych", "okienko.cli.commands:stop"),
    Command(
        "serve",
        "sama strona, do sygnału",
        "okienko.cli.commands:serve",
        (
            PORT,
            value("--workers", "ile procesów (zwykle 1)", type=int, default=1, metavar="N"),
            value("--threads", "ile wątków na proces (zwykle 4)", type=int, default=4, metavar="N"),
        ),
    ),
    Command("work", "sam pracownik: zadania w tle, do sygnału", "okienko.cli.commands:work"),
    Command("migrate", "przygotuj tabele jako właściciel bazy", "okienko.cli.commands:migrate"),
    Command(
        "play",
        "rozegraj historie pokazowe prawdziwymi czynnościami",
        "okienko.cli.commands:play",
        (value("stage", "first: tuzin spraw na początek; rest: reszta", choices=("first", "rest")),),
    ),
    Command("doctor", "sprawdź ten komputer i powiedz, co naprawić", "okienko.cli.doctor:doctor", (PORT,)),
    Command(
        "dsn",
        "wypisz adres bazy danych (uruchamia ją, gdy stoi)",
        "okienko.cli.commands:dsn",
        (flag("--owner", "adres właściciela"), flag("--app", "adres aplikacji (tak jest bez opcji)")),
    ),
    Command(
        "tables",
        "wypisz tabele, które nie należą do urzędów (do sprawdzenia schematu)",
        "okienko.cli.commands:tables",
        (flag("--reference", "tabele wspólne"), flag("--local", "tabele tej instalacji (tak jest bez opcji)")),
    ),
    Command(
        "office close",
        "wyłącz urząd: nie przyjmuje nowych pism, sprawy idą dalej",
        "okienko.cli.commands:close_office",
        (
            value("slug", "urząd, jak w adresie jego strony", metavar="URZĄD"),
            value("--day", "od którego dnia (zwykle od dziś)", default="", metavar="RRRR-MM-DD"),
            value("--notice", "co przeczyta mieszkaniec: gdzie teraz iść", default="", metavar="TEKST"),
            flag("--tak", "zrób to; bez tego tylko podaje liczby"),
        ),
    ),
    Command(
        "office open",
        "włącz urząd z powrotem, z wartościami sprzed wyłączenia",
        "okienko.cli.commands:open_office",
        (value("slug", "urząd, jak w adresie jego strony", metavar="URZĄD"),),
    ),
    Command("journal verify", "sprawdź, czy nikt nie zmienił dziennika", "okienko.cli.commands:verify_journal"),
    Command(
        "services check",
        "sprawdź foldery usług: słowa, odniesienia, prawo",
        "okienko.cli.commands:check_services",
        (value("folders", "foldery usług (zwykle wszystkie)", nargs="*", metavar="FOLDER"),),
    ),
    Command(
        "services test",
        "rozegraj historie usług",
        "okienko.cli.commands:test_services",
        (
            flag("--mutate", "zmieniaj po jednej liczbie i pokaż, czego żadna historia nie zauważy"),
            value("folders", "foldery usług (zwykle wszystkie)", nargs="*", metavar="FOLDER"),
        ),
    ),
    Command(
        "services schema",
        "zapisz schematy JSON plików usług (dla edytorów); z folderem: wypisz schemat odpowiedzi usługi",
        "okienko.cli.service_schema:schema",
        (
            value("folder", "folder usługi; bez niego powstają schematy plików", nargs="?", metavar="FOLDER"),
            value("--out", "gdzie zapisać: folder (zwykle docs/schema) albo plik", metavar="MIEJSCE"),
        ),
    ),
    Command(
        "services paper",
        "wypisz formularz usługi jako druk do wypełnienia ręcznie (PDF)",
        "okienko.cli.service_paper:write_paper",
        (
            value("folder", "folder usługi", metavar="FOLDER"),
            value("--out", "gdzie zapisać", required=True, metavar="PLIK.pdf"),
            value(
                "--local",
                "wartość punktu otwartego, na przykład metoda=osoby; można powtórzyć",
                action="append",
                default=[],
                metavar="NAZWA=WARTOŚĆ",
            ),
        ),
    ),
    Command(
        "feel",
        "oblicz wyrażenie FEEL; kody wyjścia: 0 wynik, 1 błąd, 3 null z powodem",
        "okienko.cli.decisions:feel",
        (
            value("expression", "wyrażenie, np. 'wiek >= 18'", metavar="WYRAŻENIE"),
            value("--context", "nazwy i wartości: obiekt JSON", metavar="PLIK.json"),
            JSON,
        ),
    ),
    Command(
        "dmn evaluate",
        "oblicz decyzję modelu DMN; kody wyjścia: 0 wynik, 1 błąd, 3 null z powodem",
        "okienko.cli.decisions:evaluate",
        (
            value("model", "plik modelu", metavar="MODEL.dmn"),
            value("decision", "nazwa decyzji, usługi decyzyjnej albo modelu wiedzy", metavar="DECYZJA"),
            value("--input", "dane wejściowe: obiekt JSON", metavar="PLIK.json"),
            JSON,
        ),
    ),
    Command(
        "dmn tables",
        "wypisz tabele decyzyjne modelu tak, jak stoją w usługach",
        "okienko.cli.decisions:print_tables",
        (value("model", "plik modelu", metavar="MODEL.dmn"),),
    ),
    Command(
        "dmn write",
        "wypisz tabele usługi jako model DMN",
        "okienko.cli.decisions:write",
        (value("folder", "folder usługi", metavar="FOLDER"),),
    ),
    Command(
        "deadline",
        "oblicz ostatni dzień terminu i wyjaśnij go przepisami",
        "okienko.cli.deadline:deadline",
        (
            value("--start", "dzień zdarzenia, od którego biegnie termin", metavar="RRRR-MM-DD"),
            value("--term", "P14D, P2W, P3M, P1Y albo słowami: '7 working days', '2 miesiące'", metavar="TERMIN"),
            value(
                "--shift",
                "czy koniec w dzień wolny przechodzi na roboczy: yes (zwykle), no, disputed (sporne)",
                choices=("yes", "no", "disputed"),
                default="yes",
            ),
            value("--service", "wyjaśnij terminy sprawy z historii tej usługi", metavar="FOLDER"),
            value("--story", "tytuł historii albo jego część (zwykle wszystkie)", metavar="TYTUŁ"),
            flag("--stdin", 'czytaj wiersze {"start": …, "term": …}; odpowiedź JSON na każdy wiersz'),
            JSON,
        ),
    ),
    Command("clean", "zatrzymaj bazę i usuń wszystko, co powstało w czasie pracy", "okienko.cli.commands:clean"),
)
GROUPS = {
    "office": "przyjmowanie pism przez urząd",
    "journal": "dziennik tego, co się stało",
    "services": "foldery usług",
    "dmn": "modele decyzji DMN",
}


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command; its exit code."""
    speak_plainly()
    given = parser().parse_args(words)
    if "target" not in given:
        parser().print_help()
        return 0
    run: Callable[[argparse.Namespace], int] = load(given.target)
    try:
        return run(given)
    except Refusal as refusal:
        print(refusal.text, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def parser() -> Parser:
    """The parser of the whole table."""
    top = Parser(prog="okienko", description=ABOUT)
    places = {"": top.add_subparsers(metavar="POLECENIE", parser_class=Parser)}
    for command in COMMANDS:
        group, _, name = command.words.rpartition(" ")
        if group not in places:
            inner = places[""].add_parser(group, help=GROUPS[group], description=GROUPS[group].capitalize() + ".")
            places[group] = inner.add_subparsers(metavar="POLECENIE", parser_class=Parser, required=True)
        one = places[group].add_parser(name, help=command.help, description=command.help.capitalize() + ".")
        one.set_defaults(target=command.target, words=command.words)
        for option in command.options:
            one.add_argument(option.name, help=option.help, **option.settings)
    return top


if __name__ == "__main__":
    sys.exit(main())
