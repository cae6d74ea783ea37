"""argparse that speaks Polish."""

import argparse
import re
import sys
from typing import NoReturn

PHRASES = (
    (r"the following arguments are required: (.*)", r"brakuje: \1"),
    (r"unrecognized arguments: (.*)", r"nieznane argumenty: \1"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"nie ma \2; jest: \3"),
    (r"argument (.+): expected (at least )?one argument", r"\1: brakuje wartości"),
    (r"argument (.+): invalid (\w+) value: (.*)", r"\1: zła wartość \3"),
    (r"argument (.+): not allowed with argument (.+)", r"\1: nie razem z \2"),
)


class Parser(argparse.ArgumentParser):
    """A parser whose help and complaints are in Polish."""

    def __init__(self, **settings: object) -> None:
        super().__init__(add_help=False, formatter_class=Formatter, allow_abbrev=False, **settings)  # type: ignore[arg-type]
        self._positionals.title = "polecenia i argumenty"
        self._optionals.title = "opcje"
        self.add_argument("-h", "--help", action="help", help="pokaż tę pomoc")

    def error(self, message: str) -> NoReturn:
        """Says what was not understood and where the help is."""
        for pattern, polish in PHRASES:
            message = re.sub(pattern, polish, message)
        print(f"{self.prog}: {message}\n  Pomoc: {self.prog} --help", file=sys.stderr)
        sys.exit(2)


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with Polish words and room for the names of commands."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """The line of usage, begun in Polish."""
        super().add_usage(usage, actions, groups, "użycie: " if prefix is None else prefix)
