"""What a block-structured process does, read from its blocks as a child would: no tokens, no arrows, no gateways.

Each block that goes on is an object that knows which steps are open in it. Slow and obviously right: the interpreter of
tokens is held against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from okienko.language.tests.blocks import Block, signals_of

Key = tuple[str, tuple[int, ...]]  # a step, and which instances of what is around it


class Scope:
    """A sub-process or the whole: what runs beside its main line."""

    def __init__(self) -> None:
        self.beside: list[Live] = []


class Live:
    """A block that goes on. `path`: which instance of each repeated block around."""

    def __init__(self, block: Block, facts: Mapping[str, bool], path: tuple[int, ...], scope: Scope) -> None:
        self.block, self.facts, self.path, self.scope = block, facts, path, scope
        self.inner: list[Live] = []
        self.done = False
        self.begin()

    def begin(self) -> None:
        raise NotImplementedError

    def over(self) -> bool:
        """Whether it is done, after what is in it went as far as it can."""
        raise NotImplementedError

    def settle(self) -> bool:
        if not self.done:
            self.done = self.over()
        return self.done

    def part(self, at: int, path: tuple[int, ...] | None = None, scope: Scope | None = None) -> Live:
        return live(self.block.parts[at], self.facts, self.path if path is None else path, scope or self.scope)

    def steps(self) -> Iterator[Task]:
        """The open steps."""
        for one in self.inner:
            if not one.done:
                yield from one.steps()

    def hear(self, signal: str) -> None:
        for one in self.inner:
            if not one.done:
                one.hear(signal)

    def heeds(self) -> Iterator[str]:
        """Signals that would do something."""
        for one in self.inner:
            if not one.done:
                yield from one.heeds()


def settled(lives: list[Live]) -> bool:
    """Whether all are done; none is passed over once one is not."""
    return False not in [one.settle() for one in lives]


class Task(Live):
    finished = False

    def begin(self) -> None: ...

    def over(self) -> bool:
        return self.finished

    def steps(self) -> Iterator[Task]:
        yield self

    @property
    def key(self) -> Key:
        return self.block.name, self.path


class Script(Live):
    def begin(self) -> None: ...

    def over(self) -> bool:
        return True


class Seq(Live):
    def begin(self) -> None:
        self.inner = [self.part(0)]

    def over(self) -> bool:
        while self.inner[-1].settle():
            if len(self.inner) == len(self.block.parts):
                return True
            self.inner.append(self.part(len(self.inner)))
        return False


class All(Live):
    """Every part that was chosen."""

    def chosen(self) -> list[int]:
        return list(range(len(self.block.parts)))

    def begin(self) -> None:
        self.inner = [self.part(at) for at in self.chosen()]

    def over(self) -> bool:
        return settled(self.inner)


class Either(All):
    def chosen(self) -> list[int]:
        return [0 if self.facts[self.block.facts[0]] else 1]


class Some(All):
    def chosen(self) -> list[int]:
        last = len(self.block.parts) - 1
        return [at for at in range(last) if self.facts[self.block.facts[at]]] or [last]


class Again(Live):
    """The part, so many times; no counter tells one time from another."""

    def begin(self) -> None:
        self.inner = [self.part(0)]

    def over(self) -> bool:
        while self.inner[-1].settle():
            if len(self.inner) == self.block.times:
                return True
            self.inner.append(self.part(0))
        return False


class Held(Live):
    """A sub-process: over when its main line and all beside it are."""

    def begin(self) -> None:
        self.own = Scope()
        self.inner = [self.part(0, scope=self.own)]

    def over(self) -> bool:
        main = self.inner[0].settle()
        self.inner = [self.inner[0], *self.own.beside]
        return settled(self.inner) and main

    def hear(self, signal: str) -> None:
        super().hear(signal)
        self.inner = [self.inner[0], *self.own.beside]


class Loop(Again):
    """A sub-process so many times, one after another."""

    def begin(self) -> None:
        self.inner = [Held(self.block, self.facts, self.path, self.scope)]

    def over(self) -> bool:
        while self.inner[-1].settle():
            if len(self.inner) == self.block.times:
                return True
            self.inner.append(Held(self.block, self.facts, self.path, self.scope))
        return False


class Turns(Live):
    """Instances one after another, told apart by their number."""

    def begin(self) -> None:
        self.inner = [self.instance(1)]

    def instance(self, number: int) -> Live:
        return Held(self.block, self.facts, (*self.path, number), self.scope)

    def over(self) -> bool:
        while self.inner[-1].settle():
            if len(self.inner) == self.block.times:
                return True
            self.inner.append(self.instance(len(self.inner) + 1))
        return False


class Many(Turns):
    def begin(self) -> None:
        self.inner = [self.instance(number + 1) for number in range(self.block.times)]

    def over(self) -> bool:
        return settled(self.inner)


class Race(Live):
    def begin(self) -> None: ...

    def over(self) -> bool:
        return bool(self.inner) and self.inner[0].settle()

    def heeds(self) -> Iterator[str]:
        yield from super().heeds() if self.inner else signals_of(self.block)

    def hear(self, signal: str) -> None:
        if self.inner:
            super().hear(signal)
        elif signal in signals_of(self.block):
            self.inner = [self.part(signals_of(self.block).index(signal))]


class Guarded(Live):
    def begin(self) -> None:
        self.inner = [Held(self.block, self.facts, self.path, self.scope)]
        self.guards = True

    def over(self) -> bool:
        return self.inner[0].settle()

    def heeds(self) -> Iterator[str]:
        yield from super().heeds()
        yield from signals_of(self.block)[:1] if self.guards else ()

    def hear(self, signal: str) -> None:
        if self.guards and signal == signals_of(self.block)[0]:
            self.heard()
        else:
            super().hear(signal)

    def heard(self) -> None:
        self.guards = False
        self.inner = [self.part(1)]


class Beside(Guarded):
    def heard(self) -> None:
        self.scope.beside.append(self.part(1))


class Fails(Guarded):
    """The error comes when the first part is over and all beside it still runs: that is ended."""

    def over(self) -> bool:
        held = self.inner[0]
        held.settle()
        if self.guards and self.facts[self.block.facts[0]] and held.inner[0].done:
            self.heard()
        return self.inner[0].settle()

    def heeds(self) -> Iterator[str]:
        return Live.heeds(self)

    def hear(self, signal: str) -> None:
        Live.hear(self, signal)


_LIVE: Mapping[str, Callable[[Block, Mapping[str, bool], tuple[int, ...], Scope], Live]] = {
    "task": Task, "script": Script, "seq": Seq, "xor": Either, "both": All, "some": Some, "again": Again, "sub": Held,
    "many": Many, "turns": Turns, "loop": Loop, "race": Race, "guarded": Guarded, "beside": Beside, "fails": Fails,
}  # fmt: skip


def live(block: Block, facts: Mapping[str, bool], path: tuple[int, ...], scope: Scope) -> Live:
    """The block, begun."""
    return _LIVE[block.kind](block, facts, path, scope)


class SlowProcess:
    """The whole process: what is open, what would be heard, whether all is over."""

    def __init__(self, block: Block, facts: Mapping[str, bool]) -> None:
        self.root = Held(Block("sub", 0, (block,)), facts, (), Scope())
        self.root.settle()

    @property
    def open(self) -> list[Key]:
        return sorted(step.key for step in self.root.steps()) if not self.root.done else []

    @property
    def heeded(self) -> list[str]:
        return sorted(set(self.root.heeds())) if not self.root.done else []

    @property
    def ended(self) -> bool:
        return self.root.done

    def do(self, key: Key) -> None:
        next(step for step in self.root.steps() if step.key == key).finished = True
        self.root.settle()

    def hear(self, signal: str) -> None:
        self.root.hear(signal)
        self.root.settle()
