"""`okienko deadline`: the last day of a term, or of every term of a story's case, with the reasons.

Exit codes: 0 a day, 1 something cannot be read (with --stdin: at least one line).
"""

from __future__ import annotations

import json
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from okienko.cli._printing import json_text
from okienko.cli.places import CLONE
from okienko.cli.story_terms import tell
from okienko.language.calendar import Calendar, parse_term
from okienko.language.errors import Refusal
from okienko.language.law import LawData
from okienko.language.terms import Explained, Shift, Terms

HOLIDAYS = CLONE / "data/holidays.csv"
SHIFTS: tuple[Shift, ...] = ("yes", "no", "disputed")
KEYS = ("start", "term", "shift")
LONGEST_LINE = 10_000
LONGEST_ECHO = 40


class WrongAsked(Refusal):
    """What was asked is no start, term or shift."""

    code = "zly_termin"


def deadline(given: Namespace) -> int:
    """The last day of the term is printed with its reasons; with --stdin one answer a line, with --service a case."""
    if given.service is not None:
        if given.stdin or given.start is not None or given.term is not None:
            raise WrongAsked("--service nie razem z --start, --term i --stdin: terminy są wtedy z historii.")
        return tell(given.service, given.story or "", _terms(), as_json=given.json)
    if given.story is not None:
        raise WrongAsked("--story tylko razem z --service.")
    if given.stdin:
        if given.start is not None or given.term is not None:
            raise WrongAsked("--stdin nie razem z --start i --term: dzień i termin są wtedy w wierszach.")
        return _answer_lines(_terms(), given.shift)
    if given.start is None or given.term is None:
        raise WrongAsked("Podaj --start i --term, np. --start 2026-11-02 --term P14D, albo --stdin.")
    found = _explained(_terms(), {"start": given.start, "term": given.term}, given.shift)
    if given.json:
        print(json_text(_as_json(found, given.shift)))
    else:
        print(f"{found.end}\n{' '.join(found.why)}")
    return 0


def _terms() -> Terms:
    try:
        return Terms(Calendar.from_csv(HOLIDAYS.read_text("utf-8")), LawData.load(CLONE))
    except OSError as wrong:
        raise WrongAsked(f"Nie da się odczytać danych o dniach wolnych i prawie: {wrong}") from wrong


def _answer_lines(terms: Terms, shift: Shift) -> int:
    if sys.stdin is None:  # closed by whoever started us
        raise WrongAsked("--stdin: nie ma czego czytać.")
    code = 0
    for number, line in enumerate(_lines(sys.stdin.buffer), 1):
        if not line.strip():
            continue
        try:
            asked = _asked(line)
            own = _shift(asked.get("shift", shift))
            answer = _as_json(_explained(terms, asked, own), own)
        except Refusal as refusal:
            answer, code = {"error": f"Wiersz {number}: {refusal.text}"}, 1
        print(json_text(answer), flush=True)
    return code


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of the stream; of one that is too long only the beginning, which is too long still."""
    while line := _read(stream):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = _read(stream)
        yield line


def _read(stream: BinaryIO) -> bytes:
    try:
        return stream.readline(LONGEST_LINE + 1)
    except OSError as wrong:  # a terminal that went away
        raise WrongAsked(f"--stdin: nie da się czytać: {wrong.strerror}.") from wrong


def _asked(line: bytes) -> dict[str, object]:
    if len(line) > LONGEST_LINE:
        raise WrongAsked(f"wiersz ma więcej niż {LONGEST_LINE} bajtów.")
    try:
        read = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise WrongAsked('oczekiwano obiektu JSON, np. {"start": "2026-11-02", "term": "P14D"}.')
    for key in read:
        if key not in KEYS:
            raise WrongAsked(f"nieznana nazwa {_echo(key)}; oczekiwano: {', '.join(KEYS)}.")
    return read


def _explained(terms: Terms, asked: dict[str, object], shift: Shift) -> Explained:
    start, term = _start(asked.get("start")), asked.get("term")
    if not isinstance(term, str) or len(term) > LONGEST_ECHO or not term.isprintable():
        raise WrongAsked(
            f"term: oczekiwano długości terminu, np. „P14D”, „2 weeks” albo „7 working days”, jest {_echo(term)}."
        )
    return terms.explain(parse_term(term), start, shift=shift)


def _start(given: object) -> date:
    try:
        if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
            return date.fromisoformat(given)
    except ValueError:  # the thirtieth of February
        pass
    raise WrongAsked(f"start: oczekiwano dnia jako RRRR-MM-DD, np. 2026-11-02, jest {_echo(given)}.")


def _shift(given: object) -> Shift:
    for shift in SHIFTS:
        if given == shift:
            return shift
    raise WrongAsked(f"shift: oczekiwano jednego z: {', '.join(SHIFTS)}, jest {_echo(given)}.")


def _echo(given: object) -> str:
    """What was given, short and of signs that can be printed."""
    if given is None:
        return "brak"
    text = given if isinstance(given, str) else json.dumps(given)
    shown = "".join(sign if sign.isprintable() else "?" for sign in text[:LONGEST_ECHO])
    return f"„{shown}{'…' if len(text) > LONGEST_ECHO else ''}”"


def _as_json(found: Explained, shift: Shift) -> dict[str, object]:
    """The end and why; where the shift is disputed both safe days too."""
    safe = {"act_by": str(found.act_by), "rely_from": str(found.rely_from)} if shift == "disputed" else {}
    return {"end": str(found.end), **safe, "why": list(found.why)}
