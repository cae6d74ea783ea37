"""The interpreter of tokens in the words of the oracles, and one random life played on all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from okienko.language.feel import Value
from okienko.language.processes import Move, State, Token, check, complete, read, start, trigger, waiting
from okienko.language.tests.blocks import FACTS, Block, bpmn_of, grown
from okienko.language.tests.slow_process import Key, SlowProcess
from okienko.language.tests.spiff import SpiffProcess

_ACTS = 40
# Kinds of blocks in which SpiffWorkflow never departs from what the blocks say.
AGREED = ("seq", "seq", "xor", "both", "some", "sub", "many", "turns", "loop", "race")


class Engine(Protocol):
    @property
    def open(self) -> list[Key]: ...

    @property
    def ended(self) -> bool: ...

    def do(self, key: Key) -> None: ...

    def hear(self, signal: str) -> None: ...


class OurProcess:
    """Our interpreter; its state goes through JSON after each act."""

    def __init__(self, bpmn: str, facts: Mapping[str, bool]) -> None:
        self.process = read(bpmn)
        self.told = [problem.text for problem in check(self.process)]
        self.facts: dict[str, Value] = dict(facts)
        self._took(start(self.process, self.facts))

    def _took(self, move: Move) -> None:
        assert not move.incidents
        self.state = State.from_json(move.state.to_json())
        assert self.state == move.state
        self.facts |= move.facts

    @property
    def open(self) -> list[Key]:
        return sorted(key for key, _ in self._tasks())

    def _tasks(self) -> Iterator[tuple[Key, str]]:
        tokens = {token.id: token for token in self.state.tokens}
        for wait in waiting(self.process, self.state):
            if wait.kind == "user":
                yield (wait.node, self._path(tokens, tokens[wait.token])), wait.token

    def _path(self, tokens: Mapping[str, Token], token: Token | None) -> tuple[int, ...]:
        numbers: list[int] = []
        while token is not None:
            around = tokens.get(token.parent)
            node = self.process.all_nodes[token.node]
            if around is not None and around.turns and node.repeat and node.repeat.kind != "while":
                numbers.append(int(str(token.data["loopCounter"])))
            token = around
        return tuple(reversed(numbers))

    @property
    def ended(self) -> bool:
        return self.state.ended

    def do(self, key: Key) -> None:
        self._took(complete(self.process, self.state, dict(self._tasks())[key], self.facts))

    def hear(self, signal: str) -> None:
        self._took(trigger(self.process, self.state, signal, self.facts))


@dataclass
class Life:
    """What one random life showed: acts done, and the first difference to each oracle, if any."""

    block: Block
    acts: int = 0
    refused: bool = False
    slow: str = ""
    spiff: str = ""
    log: list[str] = field(default_factory=list)


def played(seed: int, kinds: tuple[str, ...] | None = None, *, spiff: bool = True) -> Life:
    """A random process lived through at random on our interpreter and both oracles."""
    block = grown(seed, kinds) if kinds else grown(seed)
    chance = Random(seed)
    facts = {name: chance.random() < 0.5 for name in FACTS}
    bpmn, life = bpmn_of(block), Life(block)
    ours, slow = OurProcess(bpmn, facts), SlowProcess(block, facts)
    if ours.told:  # nobody is waited for in some circle of it: no service may hold it
        life.refused = all("Koło" in text for text in ours.told)
        life.slow = "" if life.refused else f"refused: {ours.told}"
        return life
    other = _begun(bpmn, facts, life) if spiff else None
    while True:
        life.slow = _difference(ours, slow)
        other = _compared(ours, other, life)
        alone = [key for key, count in Counter(slow.open).items() if count == 1]
        acts: list[tuple[str, object]] = [("do", key) for key in alone]
        acts += [("hear", signal) for signal in slow.heeded]
        if life.slow or not acts or life.acts >= _ACTS:
            return life
        what, which = chance.choice(acts)
        life.acts += 1
        life.log.append(f"{what} {which}")
        for engine in (ours, slow):
            getattr(engine, what)(which)
        other = _acted(other, what, which, life)


def _difference(ours: Engine, other: Engine) -> str:
    mine, theirs = (ours.open, ours.ended), (other.open, other.ended)
    return "" if mine == theirs else f"ours {mine}, theirs {theirs}"


def _begun(bpmn: str, facts: Mapping[str, bool], life: Life) -> Engine | None:
    try:
        return SpiffProcess(bpmn, facts)
    except Exception as fault:  # whatever it raises is its difference
        life.spiff = f"start: {type(fault).__name__}: {fault}"
        return None


def _compared(ours: Engine, other: Engine | None, life: Life) -> Engine | None:
    if other is not None:
        life.spiff = _difference(ours, other)
    return other if not life.spiff else None


def _acted(other: Engine | None, what: str, which: object, life: Life) -> Engine | None:
    if other is not None:
        try:
            getattr(other, what)(which)
        except Exception as fault:
            life.spiff = f"{what}: {type(fault).__name__}: {fault}"
            return None
    return other


def reason(life: Life) -> str:
    """Why SpiffWorkflow departs, where our interpreter does what the blocks say."""
    kinds = life.block.kinds
    if life.spiff.startswith(("start:", "do:", "hear:")):
        return "błąd wewnętrzny: wyjątek, zwykle „non-predicted child”"
    if "beside" in kinds:
        return "gubi żetony zdarzenia nieprzerywającego, gdy krok się kończy"
    if {"again", "both"} <= kinds:
        return "bramka równoległa w pętli łączy żetony różnych okrążeń"
    if {"fails", "guarded"} & kinds:
        return "podproces przerwany obok innej gałęzi"
    return "niewyjaśniona"
