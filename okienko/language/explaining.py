"""Why a term of a case ends on its day: one reason a step, each with its article, from the entries of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from okienko.language._reckoning import SUSPENSION, Lost, Pause, Reckoning, Run, later_by, run_of
from okienko.language.calendar import Term, day_words, on_day_words
from okienko.language.ledger import Due, Entry, Met, Passed, Restarted, Started, Stopped, due
from okienko.language.model import Deadline
from okienko.language.terms import Reason, Terms

_WHOSE: Mapping[str, str] = {
    "urzad": "Termin urzędu",
    "mieszkaniec": "Termin mieszkańca",
    "inny": "Termin innego organu",
}
_ENDS: Mapping[type[Entry], str] = {Met: "dotrzymano go", Passed: "minął", Stopped: "przestał biec"}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A term that has started: its days, and why these."""

    deadline: Deadline
    due: Due
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons as sentences; what no source confirms is marked."""
        return tuple(str(reason) for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Wording:
    """In which words terms are told. `laws`: which articles that entries name are confirmed, any other is not;
    `words`: an event for people."""

    terms: Terms
    laws: Mapping[str, bool] = field(default_factory=dict)
    words: Callable[[str], str] = str


def explain(deadline: Deadline, entries: Iterable[Entry], wording: Wording) -> Explanation | None:
    """The term's days with a reason for each step; nothing while it has not started."""
    own = [entry for entry in entries if entry.deadline == deadline.name]
    run, now = run_of(deadline.name, own), due(deadline, own, wording.terms.calendar)
    if run is None or now is None:
        return None
    told = _Telling(deadline, run, now, wording)
    return Explanation(deadline, now, (told.law(), *_earlier(own), *told.whole()))


def keeping(deadline: Deadline, due: Due, terms: Terms) -> Iterator[Reason]:
    """What has to be done by the last day for the term to be kept."""
    law = (deadline.law.text, deadline.law.confirmed)
    match deadline.kept_by, deadline.whose:
        case "dispatch", "mieszkaniec":
            yield Reason("Wystarczy nadać pismo najpóźniej tego dnia")
            yield terms.rule("nadanie", due.on)
        case "dispatch", _:
            yield Reason("Liczy się dzień nadania pisma, a nie dzień jego doręczenia", *law)
        case "receipt", "mieszkaniec":
            yield Reason("Pismo musi tego dnia być już w urzędzie", *law)
        case "receipt", _:
            yield Reason("Pismo musi być do tego dnia doręczone", *law)


def _earlier(entries: list[Entry]) -> Iterator[Reason]:
    """Runs of the term before the one that counts now."""
    starts = [at for at, entry in enumerate(entries) if isinstance(entry, Started | Restarted)]
    for start, following in pairwise(starts):
        entry = entries[start]
        assert isinstance(entry, Started | Restarted)
        ends = [one for one in entries[start:following] if isinstance(one, Met | Passed | Stopped)]
        since = f"Wcześniej termin biegł od {day_words(entry.on)}{_aside(entry.words)}"
        yield Reason(f"{since} i {_ENDS[type(ends[-1])]} {day_words(ends[-1].on)}" if ends else since)


def _aside(words: str) -> str:
    return f" ({words})" if words else ""


class _Telling:
    """The reasons of one run, in the order in which its last day is reckoned."""

    def __init__(self, deadline: Deadline, run: Run, now: Due, wording: Wording) -> None:
        self.deadline, self.run, self.now = deadline, run, now
        self.terms, self.wording = wording.terms, wording
        self.reckoning = Reckoning(deadline, run, wording.terms.calendar)

    def law(self) -> Reason:
        law = self.deadline.law
        text = f"{_WHOSE[self.deadline.whose]} „{self.deadline.label}”: {self.deadline.within}"
        return Reason(text, law.text, law.confirmed)

    def whole(self) -> Iterator[Reason]:
        yield from self._start()
        yield from self._extension()
        yield from self._pauses()
        yield from self._end()
        if self.run.end is None:
            yield from self._standing()
            yield from keeping(self.deadline, self.now, self.terms)
            yield from self._silence()
        else:
            yield Reason(self.now.sentence.removesuffix("."))

    def _start(self) -> Iterator[Reason]:
        run, term = self.run, self.deadline.within
        raw = self.terms.calendar.end_of(term, run.start.on, shift=False).raw
        again = "na nowo " if isinstance(run.start, Restarted) else ""
        changed = self.reckoning.lost or run.extended
        would = "sam skończyłby się" if changed else "kończy się"
        since = f"Termin {term} biegnie {again}od {day_words(run.start.on)}{_aside(run.start.words)}"
        yield Reason(f"{since} i {would} {on_day_words(raw)}")
        yield from self.terms.counted(term, run.start.on, raw)

    def _extension(self) -> Iterator[Reason]:
        named = self.run.extended
        if named is None:
            return
        when = f"{day_words(named.on)} urząd" if named.on else "Urząd"
        yield Reason(f"{when} wyznaczył nowy ostatni dzień: {day_words(named.to)}", *self._known(named.why))
        if self.now.raw == self.now.on and not self.terms.calendar.is_working(named.to) and not self.reckoning.lost:
            yield Reason("To dzień wolny, ale wskazał go urząd, więc nie przechodzi na następny")

    def _pauses(self) -> Iterator[Reason]:
        for pause in self.run.pauses:
            if pause.until is None:
                continue
            lost = self.reckoning.lost_in(pause)
            yield self._lost(lost) if lost else Reason(self._idle(pause), *self._known(pause.law))
        if self.reckoning.lost:
            yield Reason(f"Termin kończy się więc {on_day_words(self.now.raw)}")

    def _lost(self, lost: Lost) -> Reason:
        first, days = lost.begin + _ONE_DAY, (lost.until - lost.begin).days
        span = f"od {day_words(first)} do {day_words(lost.until)}" if days > 1 else day_words(lost.until)
        length = Term(days, "day").words()
        if self.deadline.within.unit == "working-day":
            free = self.terms.calendar.working_days_between(lost.begin, lost.until)
            length = Term(free, "working-day").words() if free else "ani jednego dnia roboczego"
        return Reason(f"Nie liczy się {span}, czyli {length}{self._cause(lost.pause)}", *self._known(lost.pause.law))

    def _idle(self, pause: Pause) -> str:
        """Why a pause that is over prolongs nothing."""
        until = pause.until or pause.since
        span = f"Przerwa od {day_words(pause.since)} do {day_words(until)}{self._cause(pause)} niczego nie przedłuża"
        if until <= pause.since:
            return f"{span}: nie trwała ani dnia"
        if until <= self.run.start.on:
            return f"{span}: skończyła się, zanim termin zaczął biec"
        if pause.since > self.reckoning.moved:
            return f"{span}: zaczęła się po ostatnim dniu terminu"
        return f"{span}: te dni nie liczą się już z innego powodu"

    def _cause(self, pause: Pause) -> str:
        if not pause.event:
            return ""
        return _aside("postępowanie stało" if pause.event == SUSPENSION else self.wording.words(pause.event))

    def _end(self) -> Iterator[Reason]:
        raw, last = self.now.raw, self.now.on
        if raw != last:
            yield from self.terms.moved(raw, last, disputed=self.deadline.shift == "disputed")
        elif self.deadline.shift == "no" and not self.terms.calendar.is_working(raw):
            yield self.terms.rule("bez_przesuniecia", raw)

    def _standing(self) -> Iterator[Reason]:
        for pause in self.reckoning.standing:
            since = f"Od {day_words(later_by(_ONE_DAY, pause.since))} termin stoi{self._cause(pause)}"
            yield Reason(since, *self._known(pause.law))
        if self.reckoning.standing:
            yield Reason("Podany dzień przesunie się o tyle, ile termin będzie stał")

    def _silence(self) -> Iterator[Reason]:
        if self.deadline.silence and not self.reckoning.standing:
            yield self.terms.rule("milczenie", self.now.on)
            yield Reason(
                f"Jeśli urząd do końca terminu nic nie zrobi, będzie tak od {day_words(self.now.resident_from)}"
            )

    def _known(self, law: str) -> tuple[str, bool]:
        return law, self.wording.laws.get(law, False)
