"""Random block-structured processes: made from a seed, written as BPMN that any engine reads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random

from okienko.language.tests.bpmn import lines

FACTS = ("b0", "b1", "b2", "b3")
SIGNALS = 40
_HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://okienko.example" id="d">'
    '<error id="err" name="zle" errorCode="zle"/>'
    + "".join(f'<signal id="y{number}" name="y{number}"/>' for number in range(SIGNALS))
)
_LEAVES = ("task", "task", "task", "script")
_BLOCKS = (
    "seq", "seq", "seq", "xor", "both", "some", "again", "sub", "many", "turns", "loop", "race", "guarded", "beside",
    "fails",
)  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A piece with one way in and one way out. `number` sets it apart; `facts` decide; `times` repeat."""

    kind: str
    number: int
    parts: tuple[Block, ...] = ()
    facts: tuple[str, ...] = ()
    times: int = 0

    @property
    def name(self) -> str:
        return f"n{self.number}"

    @property
    def kinds(self) -> set[str]:
        """The kinds of all blocks in it."""
        return {self.kind}.union(*(part.kinds for part in self.parts))


class _Growing:
    def __init__(self, seed: int, kinds: tuple[str, ...]) -> None:
        self.chance, self.kinds, self.count = Random(seed), kinds, 0

    def block(self, room: int) -> Block:
        self.count += 1
        number, chance = self.count, self.chance
        kind = chance.choice(self.kinds) if room > 1 else chance.choice(_LEAVES)
        if kind in _LEAVES or self.count > SIGNALS - 8:
            return Block("task" if kind not in _LEAVES else kind, number)
        wide = {"both": (2, 3), "some": (2, 3), "seq": (2, 3), "xor": (2, 2), "race": (2, 2), "guarded": (2, 2),
                "beside": (2, 2), "fails": (2, 2)}.get(kind, (1, 1))  # fmt: skip
        parts = tuple(self.block(room - 1) for _ in range(chance.randint(*wide)))
        return Block(kind, number, parts, tuple(chance.choices(FACTS, k=3)), chance.randint(1, 3))


def grown(seed: int, kinds: tuple[str, ...] = _BLOCKS) -> Block:
    """The block of that seed; the same seed gives the same one."""
    return _Growing(seed, kinds).block(Random(seed).randint(2, 5))


def bpmn_of(block: Block) -> str:
    """The block as a whole file."""
    writing = _Writing()
    first, last = writing.block(block)
    inside = lines('<startEvent id="s"/>', '<endEvent id="e"/>', *writing.out, f"s>{first}", f"{last}>e")
    return f'{_HEAD}<process id="p" name="Próba" isExecutable="true">{inside}</process></definitions>'


class _Writing:
    """Writes the blocks of one scope; each gives where it begins and where it ends."""

    def __init__(self) -> None:
        self.out: list[str] = []

    def block(self, block: Block) -> tuple[str, str]:
        first, last = getattr(self, f"_{block.kind}")(block)
        return first, last

    def _task(self, block: Block) -> tuple[str, str]:
        self.out.append(f'<userTask id="{block.name}" name="Krok {block.name}"/>')
        return block.name, block.name

    def _script(self, block: Block) -> tuple[str, str]:
        return self._set(block.name, f"z{block.number} = 1")

    def _set(self, name: str, text: str) -> tuple[str, str]:
        self.out.append(f'<scriptTask id="{name}" name="{name}"><script>{text}</script></scriptTask>')
        return name, name

    def _seq(self, block: Block) -> tuple[str, str]:
        ways = [self.block(part) for part in block.parts]
        self.out += [f"{one[1]}>{other[0]}" for one, other in pairwise(ways)]
        return ways[0][0], ways[-1][1]

    def _gates(self, block: Block, kind: str, default: str = "") -> tuple[str, str]:
        first, last = block.name, f"{block.name}j"
        given = f' default="{first}_{default}"' if default else ""
        self.out += [f'<{kind} id="{first}" name="{first}"{given}/>', f'<{kind} id="{last}" name="{last}"/>']
        return first, last

    def _branches(self, block: Block, kind: str, conditions: tuple[str, ...]) -> tuple[str, str]:
        """Each part behind its condition; the last is the default where there are conditions."""
        ways = [self.block(part) for part in block.parts]
        first, last = self._gates(block, kind, ways[-1][0] if conditions else "")
        for at, (begin, end) in enumerate(ways):
            self.out.append(f"{first}>{begin}: {conditions[at]}" if at < len(conditions) else f"{first}>{begin}")
            self.out.append(f"{end}>{last}")
        return first, last

    def _xor(self, block: Block) -> tuple[str, str]:
        return self._branches(block, "exclusiveGateway", block.facts[:1])

    def _both(self, block: Block) -> tuple[str, str]:
        return self._branches(block, "parallelGateway", ())

    def _some(self, block: Block) -> tuple[str, str]:
        return self._branches(block, "inclusiveGateway", block.facts[: len(block.parts) - 1])

    def _again(self, block: Block) -> tuple[str, str]:
        """Done, counted, and done again while the count is small."""
        name, count = block.name, f"k{block.number}"
        self._set(f"{name}a", f"{count} = 0")
        begin, end = self.block(block.parts[0])
        self._set(f"{name}c", f"{count} = {count} + 1")
        out, back = f"{name}o", f"{name}b"
        self._set(out, f"{count} = 0")
        self.out += [
            f'<exclusiveGateway id="{back}" name="{back}"/>',
            f'<exclusiveGateway id="{name}" name="{name}" default="{name}_{out}"/>',
            f"{name}a>{back}", f"{back}>{begin}", f"{end}>{name}c", f"{name}c>{name}",
            f"{name}>{back}: {count} < {block.times}", f"{name}>{out}",
        ]  # fmt: skip
        return f"{name}a", out

    def _held(self, block: Block, more: str = "", ending: str = "") -> str:
        """A sub-process around the first part, which may end otherwise."""
        inner, name = _Writing(), block.name
        begin, end = inner.block(block.parts[0])
        inner.out += [f'<startEvent id="{name}s"/>', f'<endEvent id="{name}e"/>', f"{name}s>{begin}"]
        inner.out += [ending, f"{end}>{name}g"] if ending else [f"{end}>{name}e"]
        if ending:
            inner.out += [f"{name}g>{name}x: {block.facts[0]}", f"{name}g>{name}e"]
        return f'<subProcess id="{name}" name="{name}">{lines(*inner.out)}{more}</subProcess>'

    def _sub(self, block: Block) -> tuple[str, str]:
        self.out.append(self._held(block))
        return block.name, block.name

    def _repeated(self, block: Block, sequential: str) -> tuple[str, str]:
        times = f"<loopCardinality>{block.times}</loopCardinality>"
        loop = (
            f'<multiInstanceLoopCharacteristics isSequential="{sequential}">{times}</multiInstanceLoopCharacteristics>'
        )
        self.out.append(self._held(block, loop))
        return block.name, block.name

    def _many(self, block: Block) -> tuple[str, str]:
        return self._repeated(block, "false")

    def _turns(self, block: Block) -> tuple[str, str]:
        return self._repeated(block, "true")

    def _loop(self, block: Block) -> tuple[str, str]:
        condition = "<loopCondition>2 &gt; 1</loopCondition>"
        loop = f'<standardLoopCharacteristics loopMaximum="{block.times}">{condition}</standardLoopCharacteristics>'
        self.out.append(self._held(block, loop))
        return block.name, block.name

    def _merge(self, block: Block) -> str:
        self.out.append(f'<exclusiveGateway id="{block.name}j" name="{block.name}j"/>')
        return f"{block.name}j"

    def _race(self, block: Block) -> tuple[str, str]:
        self.out.append(f'<eventBasedGateway id="{block.name}" name="{block.name}"/>')
        last = self._merge(block)
        for signal, part in zip(signals_of(block), block.parts, strict=True):
            begin, end = self.block(part)
            self.out.append(
                f'<intermediateCatchEvent id="{block.name}{signal}" name="{signal}">'
                f'<signalEventDefinition id="{block.name}{signal}d" signalRef="{signal}"/></intermediateCatchEvent>'
            )
            self.out += [f"{block.name}>{block.name}{signal}", f"{block.name}{signal}>{begin}", f"{end}>{last}"]
        return block.name, last

    def _caught(self, block: Block, definition: str, cancel: str = "true") -> str:
        name = f"{block.name}q"
        self.out.append(
            f'<boundaryEvent id="{name}" name="{name}" attachedToRef="{block.name}" cancelActivity="{cancel}">'
            f"{definition}</boundaryEvent>"
        )
        return name

    def _signal(self, block: Block) -> str:
        return f'<signalEventDefinition id="{block.name}d" signalRef="{signals_of(block)[0]}"/>'

    def _guarded(self, block: Block) -> tuple[str, str]:
        """A signal ends the first part and the second is done instead."""
        self.out.append(self._held(block))
        caught, last = self._caught(block, self._signal(block)), self._merge(block)
        begin, end = self.block(block.parts[1])
        self.out += [f"{caught}>{begin}", f"{end}>{last}", f"{block.name}>{last}"]
        return block.name, last

    def _beside(self, block: Block) -> tuple[str, str]:
        """A signal begins the second part beside the first."""
        self.out.append(self._held(block))
        caught = self._caught(block, self._signal(block), "false")
        begin, end = self.block(block.parts[1])
        self.out += [f'<endEvent id="{block.name}z"/>', f"{caught}>{begin}", f"{end}>{block.name}z"]
        return block.name, block.name

    def _fails(self, block: Block) -> tuple[str, str]:
        """After the first part an error may be thrown; then the second is done."""
        name, error = block.name, '<errorEventDefinition id="{}" errorRef="err"/>'
        gate = f'<exclusiveGateway id="{name}g" name="{name}g" default="{name}g_{name}e"/>'
        thrown = f'<endEvent id="{name}x" name="{name}x">{error.format(f"{name}xd")}</endEvent>'
        self.out.append(self._held(block, ending=gate + thrown))
        caught, last = self._caught(block, error.format(f"{name}qd")), self._merge(block)
        begin, end = self.block(block.parts[1])
        self.out += [f"{caught}>{begin}", f"{end}>{last}", f"{name}>{last}"]
        return name, last


def signals_of(block: Block) -> tuple[str, str]:
    """The signals that the block awaits; one that holds others may share one with them."""
    return f"y{block.number % SIGNALS}", f"y{(block.number + 1) % SIGNALS}"
