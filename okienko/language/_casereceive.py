"""What parties send to a case: in time, after the term, or posted in time and come after it (k.p.a. 57 § 5, 58, 134).

Whether an appeal came in time is for the body of appeal to say; the office receives it, says what it sees and sends
it on. So an appeal after its term is refused nowhere: it calls for the act that forwards it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from okienko.language import processes
from okienko.language._caseclock import elapse, settled_down, too_late
from okienko.language._caseflow import Act, Unfolding
from okienko.language._casestate import CaseState, Received, Setting, Step, TooLate
from okienko.language.calendar import day_words
from okienko.language.errors import Refusal
from okienko.language.feel import Value
from okienko.language.ledger import Due, Met, Restarted, Started, Stopped, due, is_open
from okienko.language.model import ADDED, Deadline, Message

_POSTED = "Liczy się dzień nadania (KPA art. 57 § 5)."


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A term for the message that has passed."""

    term: Deadline
    due: Due


def receive(
    setting: Setting,
    state: CaseState,
    message: str,
    answers: Mapping[str, Value],
    at: datetime,
    *,
    counted_on: date | None = None,
) -> Step:
    """What a party sent is in the case. `counted_on`: the day of posting, where that day keeps the term."""
    ripe = elapse(setting, state, at)
    act = Unfolding(setting, ripe.state, at)
    if counted_on is not None and counted_on > act.on:
        raise Refusal("Pismo nie mogło być nadane po tym, jak wpłynęło.", code="nadanie_po_wplywie")
    _refuse_answer_before_question(setting, ripe.state, message, act.on)
    missed = lapsed(setting, ripe.state, message) or used_up(setting, ripe.state, message)
    day = counted_on or act.on if missed is None or missed.term.kept_by == "dispatch" else act.on
    act.facts.update(answers)
    if message in awaited_messages(setting, ripe.state):
        _go_on(act, message)
    elif message in pleas(setting, ripe.state):
        _plead(setting, act, setting.service.messages[message])
    elif message in late_messages(setting, ripe.state) and setting.service.messages[message].restores:
        _ask_to_restore(setting, act, setting.service.messages[message], day)
    elif missed is not None and missed.due.ended == "met" and day <= missed.due.on:
        _one_more(setting, act, message, missed, day)
    elif missed is not None and _may_be_undone(ripe.state, message, missed, day):
        _in_time(setting, act, message, missed, day)
    elif missed is not None and message in late_messages(setting, ripe.state):
        _after_term(setting, act, message, missed, day)
    else:
        raise TooLate(too_late(setting, ripe, "Sprawa nie czeka już na tę odpowiedź."))
    return ripe.then(settled_down(setting, act.step(), at))


def awaited_messages(setting: Setting, state: CaseState) -> tuple[str, ...]:
    """What the process waits for."""
    waits = processes.waiting(setting.service.process, state.process)
    return tuple(dict.fromkeys(wait.event for wait in waits if wait.kind in ("receive", "message")))


def late_messages(setting: Setting, state: CaseState) -> dict[str, str]:
    """What may still be sent though its term has passed, each with a sentence that says so."""
    found, missed = {}, ""
    for message in setting.service.messages.values():
        passed = lapsed(setting, state, message.id) if message.late and not message.restores else None
        if passed is not None:
            missed = missed or _missed_words(passed)
            if f"wplyw {message.id}" not in state.events:
                found[message.id] = _missed_words(passed)
    asked = {one.message for one in state.received}
    pleas = [one.id for one in setting.service.messages.values() if one.restores and one.id not in asked]
    found |= dict.fromkeys(pleas, missed) if missed else {}
    others = {one: used_up(setting, state, one) for one in setting.service.messages if one not in found}
    return found | {one: _shared_words(closed) for one, closed in others.items() if closed is not None}


def pleas(setting: Setting, state: CaseState) -> tuple[str, ...]:
    """What may be sent at any time while the case is open, unless the act that it calls for still waits."""
    if state.outcome is not None or state.ended:
        return ()
    waiting = {task.node for task in state.open_beside}
    return tuple(one.id for one in setting.service.messages.values() if one.calls and one.calls not in waiting)


def lapsed(setting: Setting, state: CaseState, message: str) -> Lapsed | None:
    """The party's term for this message that has passed, if one has."""
    for term in setting.service.deadlines.values():
        now = due(term, state.ledger, setting.calendar)
        if now is not None and now.ended == "passed" and term.whose == "mieszkaniec" and _for(setting, term, message):
            return Lapsed(term, now)
    return None


def used_up(setting: Setting, state: CaseState, message: str) -> Lapsed | None:
    """The term for an appeal that an earlier appeal kept, perhaps another party's: each party has the whole of it."""
    known = setting.service.messages[message]
    if not known.late or known.restores or f"wplyw {message}" not in state.events:
        return None
    for term in setting.service.deadlines.values():
        now = due(term, state.ledger, setting.calendar)
        if now is not None and now.ended == "met" and term.whose == "mieszkaniec" and _for(setting, term, message):
            return Lapsed(term, now)
    return None


def restore(setting: Setting, act: Unfolding) -> None:
    """The body of appeal restored the term: what came late is in time, and what followed the passing is undone."""
    late = [one for one in act.state.received if one.late and not setting.service.messages[one.message].restores]
    for one in late:
        term = setting.service.deadlines[one.term]
        _undo_passing(setting, act, term, "przywrócono termin")
        act.ledger.append(Met(term.name, one.on))
    now_so = tuple(replace(one, late=False) if one in late else one for one in act.state.received)
    act.state = replace(act.state, received=now_so)


def _for(setting: Setting, term: Deadline, message: str) -> bool:
    """Whether the message keeps the term, or the step that awaits it is guarded by it."""
    return f"wplyw {message}" in term.met_by or _host(setting.service.process, term.name, message) is not None


def _host(process: processes.Process, term: str, message: str) -> str | None:
    """The step that awaits the message until the term passes."""
    hosts = [node.attached_to for node in process.nodes.values() if node.event == "timer" and node.awaits == term]
    guards = [node for node in process.nodes.values() if node.awaits == message]
    return next((host for host in hosts if any(host in (node.id, node.attached_to) for node in guards)), None)


def _refuse_answer_before_question(setting: Setting, state: CaseState, message: str, on: date) -> None:
    """Nothing answers what the office had not sent yet when it came."""
    asked = [one.on for one in state.letters if setting.service.letters[one.name].answer == message]
    begun = [
        one.on for one in state.ledger
        if isinstance(one, Started) and f"wplyw {message}" in setting.service.terms[one.deadline].met_by
    ]  # fmt: skip
    first = min([*asked, *begun], default=on)
    if on < first:
        raise Refusal(
            f"To pismo wpłynęło {day_words(on)}, a to, na co miałoby odpowiadać, jest z {day_words(first)}. "
            "Dołącz je do akt jako inne pismo.",
            code="przed_pytaniem",
        )


def _shared_words(closed: Lapsed) -> str:
    return f"Takie pismo już wpłynęło. Kolejne można wnieść do {day_words(closed.due.on)}."


def _one_more(setting: Setting, act: Unfolding, message: str, closed: Lapsed, day: date) -> None:
    """Another party did the same before, and the process went on: this one is sent on beside it."""
    why = f"Wniesiono {day_words(day)}, w terminie do {day_words(closed.due.on)}."
    one = Received(message, day, late=False, term=closed.term.name, why=why)
    act.state = replace(act.state, received=(*act.state.received, one))
    label = setting.service.messages[message].label
    act.stand_beside(ADDED, f"Przekaż też pismo kolejnej strony: {label}"[:160])
    act.happen(f"wplyw {message}", act.on)


def _missed_words(missed: Lapsed) -> str:
    return f"Termin minął z końcem dnia {day_words(missed.due.on)}. {missed.due.sentence}"


def _go_on(act: Unfolding, message: str) -> None:
    act.happen(f"wplyw {message}", act.on)
    kind: Act = "answer" if any(x.answer == message for x in act.service.letters.values()) else "work"
    act.follow(processes.trigger(act.service.process, act.state.process, message, act.scope), kind)


def _may_be_undone(state: CaseState, message: str, missed: Lapsed, day: date) -> bool:
    """It came or was posted in time, and neither an earlier one nor an outcome has used up the passing of the term."""
    came = state.events.get(f"wplyw {message}")
    if came is not None and came > missed.due.on and message not in {one.message for one in state.received}:
        return False
    return day <= missed.due.on and (state.settled_on is None or state.settled_on <= missed.due.on)


def _in_time(setting: Setting, act: Unfolding, message: str, missed: Lapsed, day: date) -> None:
    """The term only seemed missed: the case goes on as if the message had come on its day."""
    term, process = missed.term, setting.service.process
    posted = f" {_POSTED}" if day < act.on else ""
    why = f"Wniesiono {day_words(day)}, w terminie do {day_words(missed.due.on)}.{posted}"
    one = Received(message, day, late=False, term=term.name, why=why)
    act.state = replace(act.state, received=(*act.state.received, one))
    _undo_passing(setting, act, term, "pismo nadano w terminie")
    act.ledger.append(Met(term.name, day))
    host = _host(process, term.name, message)
    if host is not None:
        issued = act.state.process.issued + 1
        tokens = (*act.state.process.tokens, processes.Token(str(issued), host))
        act.state = replace(act.state, process=replace(act.state.process, tokens=tokens, issued=issued))
        _go_on(act, message)


def _undo_passing(setting: Setting, act: Unfolding, term: Deadline, why: str) -> None:
    """Steps and terms that came from the passing of the term are gone; letters that told of it are to be revoked."""
    service = setting.service
    rings = [node.id for node in service.process.nodes.values() if node.event == "timer" and node.awaits == term.name]
    after = processes.reach(service.process, rings)
    letters = {service.tasks[node].letter for node in after if node in service.tasks}
    begun = {*after, *(f"{kind} {name}" for name in letters for kind in ("wydanie", "doreczenie"))}
    for name in service.deadlines:
        if name != term.name and is_open(name, act.ledger) and _start(act, name) in begun:
            act.ledger.append(Stopped(name, act.on, why))
    now = due(term, act.ledger, setting.calendar)
    for issued in act.state.letters:
        if issued.name in letters and now is not None and issued.on > now.on:
            act.stand_beside(ADDED, f"Odwołaj w piśmie do stron: {service.letters[issued.name].label}"[:160])
    kept = _without(act.state.process.tokens, after)
    cut = tuple(token.node for token in act.state.process.tokens if token not in kept)
    state = replace(act.state.process, tokens=kept)
    act.follow(processes.Move(state, (), cut, ended=False, cut=cut))


def _without(tokens: tuple[processes.Token, ...], nodes: Collection[str]) -> tuple[processes.Token, ...]:
    """The tokens that stand at none of these steps, nor run within one that does."""
    kept: dict[str, processes.Token] = {}
    for token in tokens:
        if token.node not in nodes and (not token.parent or token.parent in kept):
            kept[token.id] = token
    return tuple(kept.values())


def _start(act: Unfolding, name: str) -> str:
    entries = [one for one in act.ledger if one.deadline == name and isinstance(one, Started | Restarted)]
    last = entries[-1]
    return last.event if isinstance(last, Started | Restarted) else ""


def _after_term(setting: Setting, act: Unfolding, message: str, missed: Lapsed, day: date) -> None:
    """Received all the same; the body of appeal says whether it came in time."""
    service = setting.service
    posted = f" {_POSTED}" if missed.term.kept_by == "dispatch" else ""
    why = f"Wniesiono {day_words(day)}. {_missed_words(missed)}{posted}"
    one = Received(message, day, late=True, term=missed.term.name, why=why)
    act.state = replace(act.state, received=(*act.state.received, one))
    _call(act, service.messages[message])
    act.happen(f"wplyw {message}", act.on)


def _ask_to_restore(setting: Setting, act: Unfolding, message: Message, on: date) -> None:
    """The request has a term of its own, and is sent on like the appeal (k.p.a. 58 § 2, 59)."""
    since = act.facts.get(message.since)
    late, why = False, ""
    if isinstance(since, date) and message.within is not None:
        end = setting.calendar.end_of(message.within, since)
        late = on > end.due
        why = f"{end.why} Prośbę wniesiono {day_words(on)}: {'po terminie' if late else 'w terminie'}."
    if not any(not setting.service.messages[one.message].restores for one in act.state.received):
        why = f"{why} Nie ma jeszcze samego pisma: trzeba je złożyć razem z prośbą (KPA art. 58 § 2).".strip()
    one = Received(message.id, on, late=late, term="", why=why)
    act.state = replace(act.state, received=(*act.state.received, one))
    _call(act, message)
    act.happen(f"wplyw {message.id}", act.on)


def _plead(setting: Setting, act: Unfolding, message: Message) -> None:
    """The plea starts its own term, and the act that it calls for waits until that ends."""
    act.happen(f"wplyw {message.id}", act.on)
    terms = [term for term in setting.service.duties.values() if message.calls in term.met_by]
    ends = [due(term, act.ledger, setting.calendar) for term in terms]
    by = min((end.on for end in ends if end is not None and end.running), default=None)
    act.stand_beside(message.calls, act.service.tasks[message.calls].label, by)


def _call(act: Unfolding, message: Message) -> None:
    act.stand_beside(message.late, act.service.tasks[message.late].label)
