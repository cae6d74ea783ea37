"""Acts of procedure on a case, outside its process: terms stand, go on or move, the case may end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from okienko.language import processes
from okienko.language._caseclock import elapse, settled_down
from okienko.language._caseflow import Unfolding, law_of_act
from okienko.language._casereceive import restore
from okienko.language._casestate import CaseState, Setting, Step, TooLate
from okienko.language.errors import Refusal
from okienko.language.feel import Value
from okienko.language.ledger import Due, Extended, Resumed, Suspended, due, is_open, standing
from okienko.language.model import CaseAct, Deadline

Terms = list[tuple[Deadline, Due]]


def possible_acts(setting: Setting, state: CaseState) -> tuple[str, ...]:
    """Names of the acts that may be done now, in the order of the procedure's file."""
    return tuple(name for name, act in setting.service.acts.items() if not _obstacle(setting, state, act))


def perform(setting: Setting, state: CaseState, name: str, answers: Mapping[str, Value], at: datetime) -> Step:
    """The clerk did the act; its letter went out and the clocks are as it says. Refused when it has no sense now."""
    return _performed(setting, elapse(setting, state, at), setting.service.acts[name], answers, at)


def happened(setting: Setting, state: CaseState, name: str, answers: Mapping[str, Value], at: datetime) -> Step:
    """What no clerk chooses has come, a party's death: the act that it calls for, done at once."""
    called = replace(setting.service.acts[name], after="any")
    return _performed(setting, elapse(setting, state, at), called, answers, at)


def _performed(setting: Setting, ripe: Step, definition: CaseAct, answers: Mapping[str, Value], at: datetime) -> Step:
    obstacle = _obstacle(setting, ripe.state, definition)
    if obstacle:
        raise TooLate(obstacle)
    act = Unfolding(setting, ripe.state, at)
    unfold(setting, act, definition, definition.name, answers)
    return ripe.then(settled_down(setting, act.step(), at))


def unfold(setting: Setting, act: Unfolding, definition: CaseAct, token: str, answers: Mapping[str, Value]) -> None:
    """The act takes place: its letter, then its clocks."""
    act.facts.update(answers)
    letter = act.letter_of(setting.service.tasks[definition.name], act.facts)
    if letter is not None:
        act.issue(letter, token, automatic=False)
    _wind(setting, act, definition)
    act.happen(definition.name, act.on)


def _wind(setting: Setting, act: Unfolding, definition: CaseAct) -> None:
    """What the act does to the terms."""
    match definition.clock:
        case "freeze":
            _suspend(setting, act, definition, lambda term: term.whose == "urzad")
        case "halt":
            _suspend(setting, act, definition, lambda term: True)
        case "thaw":
            law = law_of_act(setting.service, setting.service.acts[definition.resumes])
            act.ledger += [Resumed(term.name, act.on, law) for term in _suspended(setting, act.state, law)]
        case "extend":
            _extend(setting, act, definition)
        case "end":
            _end(act, definition, setting.service.tasks[definition.name].label)
        case "restore":
            restore(setting, act)


def _suspend(setting: Setting, act: Unfolding, definition: CaseAct, stands: Callable[[Deadline], bool]) -> None:
    """Also a term that stands for another reason: when that ends, it stands for this one."""
    law = law_of_act(setting.service, definition)
    act.ledger += [Suspended(term.name, act.on, law) for term in _open(setting, act.state, law) if stands(term)]


def _extend(setting: Setting, act: Unfolding, definition: CaseAct) -> None:
    to = act.facts.get(definition.until)
    term, now = min(_extendable(setting, act.state), key=lambda pair: pair[1].on)
    if not isinstance(to, date) or to <= now.on:
        raise Refusal("Nowy termin musi być późniejszy od obecnego.", code="nie_pozniej")
    act.ledger.append(Extended(term.name, to, law_of_act(setting.service, definition), act.on))


def _end(act: Unfolding, definition: CaseAct, label: str) -> None:
    """No step and no term is open any more."""
    act.stop_all(label.lower())
    act.close_beside(*(task.token for task in act.state.open_beside))
    act.settle(definition.outcome, act.on)
    left = tuple(token.node for token in act.state.process.tokens)
    gone = processes.State((), act.state.process.issued)
    act.follow(processes.Move(gone, (), left, ended=True, cut=left))


def _obstacle(setting: Setting, state: CaseState, act: CaseAct) -> str:
    """Why the act cannot be done now; nothing when it can."""
    if act.after == "open" and (state.outcome is not None or state.ended):
        return "Sprawa jest już załatwiona."
    if act.after == "settled" and state.outcome is None:
        return "Sprawa nie jest jeszcze załatwiona."
    if act.after == "called":
        return "W sprawie nie wpłynęło nic, co tego wymaga."
    if act.follows and not _next_after(setting, state, act):
        return "Tej czynności nie poprzedziło to, po czym się ją wykonuje."
    return _clock_obstacle(setting, state, act)


def _clock_obstacle(setting: Setting, state: CaseState, act: CaseAct) -> str:
    service = setting.service
    if act.clock == "freeze":
        named = [term for term in _open(setting, state, law_of_act(service, act)) if term.whose == "urzad"]
        return "" if named else "Żaden termin urzędu teraz nie biegnie."
    if act.clock == "thaw" and not _suspended(setting, state, law_of_act(service, service.acts[act.resumes])):
        return "Żaden termin nie stoi z tego powodu."
    if act.clock == "extend" and not _extendable(setting, state):
        return "Żadnego terminu nie można teraz przedłużyć."
    return ""


def _next_after(setting: Setting, state: CaseState, act: CaseAct) -> bool:
    """Whether the act that this one follows was done, and nothing else that follows it since."""
    before, others = state.events.get(act.follows), setting.service.acts.values()
    since = [state.events.get(other.name) for other in others if other.follows == act.follows]
    return before is not None and all(day is None or day < before for day in since)


def _office_terms(setting: Setting, state: CaseState) -> Terms:
    """Terms of the office that run now."""
    return [(term, now) for term, now in _running(setting, state) if term.whose == "urzad"]


def _running(setting: Setting, state: CaseState) -> Terms:
    """Terms that run now, whosever."""
    found = ((term, due(term, state.ledger, setting.calendar)) for term in setting.service.deadlines.values())
    return [(term, now) for term, now in found if now is not None and now.running]


def _extendable(setting: Setting, state: CaseState) -> Terms:
    """A term whose passing settles the matter is not the office's to move."""
    return [(term, now) for term, now in _office_terms(setting, state) if not term.silence]


def unannounced(setting: Setting, state: CaseState, day: date) -> dict[str, tuple[str, ...]]:
    """Terms of the office that passed before the day without a notice of a new one (k.p.a. art. 36 § 1), by name, with
    the acts that give it."""
    acts = tuple(name for name, act in setting.service.acts.items() if act.clock == "extend")
    passed = [term.name for term, now in _extendable(setting, state) if now.office_by < day]
    return dict.fromkeys(passed, acts) if acts and state.outcome is None and not state.ended else {}


def _open(setting: Setting, state: CaseState, law: str) -> list[Deadline]:
    """Terms that have not ended, and that this law has not suspended already."""
    terms = setting.service.deadlines.values()
    return [t for t in terms if is_open(t.name, state.ledger) and law not in standing(t.name, state.ledger)]


def _suspended(setting: Setting, state: CaseState, law: str) -> list[Deadline]:
    """Terms that this law has suspended."""
    return [term for term in setting.service.deadlines.values() if law in standing(term.name, state.ledger)]
