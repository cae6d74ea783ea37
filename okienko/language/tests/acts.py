"""Running small processes in tests: what is open after each act, by the names of the steps."""

from __future__ import annotations

import json
from collections.abc import Mapping

from okienko.language.feel import Value, to_feel
from okienko.language.processes import Move, Process, State, Waiting, check, complete, fail, start, trigger, waiting


class Played:
    """A process while it runs; after each act its state went through JSON and back."""

    def __init__(self, process: Process, at: str = "", *, sound: bool = True, **facts: object) -> None:
        assert not sound or [problem.text for problem in check(process)] == []
        self.process = process
        self.facts: dict[str, Value] = {name: to_feel(value) for name, value in facts.items()}
        self.moved = Move(State(), (), (), ended=False)
        self._took(start(process, self.facts, at))

    def _took(self, move: Move) -> None:
        saved = json.loads(json.dumps(move.state.to_json()))
        assert State.from_json(saved) == move.state
        self.moved = move
        self.facts |= move.facts

    @property
    def open(self) -> list[str]:
        """The steps at which somebody or something is waited for, without events beside them."""
        return [wait.node for wait in self.waits if wait.kind != "incident" and ":" not in wait.token]

    @property
    def waits(self) -> tuple[Waiting, ...]:
        return waiting(self.process, self.moved.state)

    @property
    def faults(self) -> list[str]:
        return [wait.name for wait in waiting(self.process, self.moved.state) if wait.kind == "incident"]

    @property
    def thrown(self) -> list[tuple[str, str]]:
        return [(one.kind, one.name) for one in self.moved.thrown]

    @property
    def ended(self) -> bool:
        return self.moved.ended

    def token(self, node: str, place: int = 0) -> str:
        found = [wait.token for wait in waiting(self.process, self.moved.state) if wait.node == node]
        return found[place]

    def done(self, node: str, place: int = 0, given: Mapping[str, object] | None = None, **facts: object) -> list[str]:
        """The step was done; what is open then."""
        self.facts |= {name: to_feel(value) for name, value in facts.items()}
        values = {name: to_feel(value) for name, value in (given or {}).items()}
        self._took(complete(self.process, self.moved.state, self.token(node, place), self.facts, values))
        return self.open

    def came(self, event: str) -> list[str]:
        """A message, signal or timer came."""
        self._took(trigger(self.process, self.moved.state, event, self.facts))
        return self.open

    def failed(self, node: str, code: str) -> list[str]:
        self._took(fail(self.process, self.moved.state, self.token(node), code, self.facts))
        return self.open
