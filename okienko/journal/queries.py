"""Reading the journal: the timeline of subjects, and the proof that nothing was changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from okienko.journal import _keys, _merkle
from okienko.journal.drain import hash_of
from okienko.journal.facts import ContentErased, Head, from_body, kinds
from okienko.journal.models import Content, Fact, Seal, Sealed, Todo
from okienko.tenancy.context import acting_for, current_office
from okienko.tenancy.ids import floor_of, instant_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a timeline; `fact` is None when its content was erased."""

    head: Head
    fact: Any | None


@dataclass(frozen=True, slots=True)
class Breach:
    """What does not hold, and at which row."""

    office_id: int
    row: str
    text: str


ABOUT = """
SELECT f.id, f.office_id, f.at, f.kind, f.subject, f.actor, c.body
FROM journal_fact f LEFT JOIN journal_content c ON c.office_id = f.office_id AND c.id = f.id
WHERE f.office_id = %s AND f.subject = ANY(%s) AND f.id >= %s """


def timeline(subjects: Sequence[str], *, since: UUID) -> list[Entry]:
    """All facts about these subjects (URNs) of the current office, oldest first; one statement.

    `since` is the id of the oldest of the subjects: months before it are not looked into.
    """
    return _about(subjects, since, "ORDER BY f.id")


def latest(subjects: Sequence[str], kinds_of_fact: Sequence[str], *, since: UUID, count: int) -> list[Entry]:
    """So many facts of these kinds about these subjects of the current office, newest first; one statement."""
    return _about(subjects, since, "AND f.kind = ANY(%s) ORDER BY f.id DESC LIMIT %s", list(kinds_of_fact), count)


def _about(subjects: Sequence[str], since: UUID, rest: str, *given: Any) -> list[Entry]:
    """Entries about the subjects since the month of that id; `rest` is the end of the statement and reads `given`."""
    with connection.cursor() as cursor:
        cursor.execute(ABOUT + rest, [current_office(), list(subjects), floor_of(instant_of(since)), *given])
        return [Entry(Head(*head), _content(head[3], body)) for *head, body in cursor.fetchall()]


def _content(kind: str, body: str | None) -> Any | None:
    return from_body(kind, body) if body is not None and kind in kinds() else None


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of `verify` for one office."""

    office_id: int
    facts: int
    sealed: int
    waiting: int
    erased: int
    breaches: tuple[Breach, ...]


def verify(office_id: int) -> Verified:
    """Check every fact, seal and link of the current office against one another and against the anchors."""
    facts = {fact.id: fact for fact in Fact.objects.order_by("id")}
    members = _members()
    contents = {row.id: row for row in Content.objects.all()}
    waiting = set(Todo.objects.filter(sealed=False).values_list("id", flat=True))
    breaches = [
        *_check_content(office_id, facts, contents),
        *_check_seals(office_id, facts, members),
        *_check_inserted(office_id, facts, members, waiting),
    ]
    erased = len(facts.keys() - contents.keys())
    return Verified(office_id, len(facts), sum(map(len, members.values())), len(waiting), erased, tuple(breaches))


def _members() -> dict[UUID, list[Sealed]]:
    members: dict[UUID, list[Sealed]] = {}
    for row in Sealed.objects.order_by("seal_id", "position"):
        members.setdefault(row.seal_id, []).append(row)
    return members


def _check_content(office_id: int, facts: dict[UUID, Fact], contents: dict[UUID, Content]) -> Iterator[Breach]:
    erased = _erased_on_purpose(facts, contents)
    for key, fact in facts.items():
        content = contents.get(key)
        if content is None:
            if str(key) not in erased:
                yield Breach(office_id, str(key), "treść faktu usunięto bez śladu w dzienniku")
        elif hashlib.sha256(bytes(content.salt) + content.body.encode()).digest() != bytes(fact.digest):
            yield Breach(office_id, str(key), "treść faktu zmieniono")
    for key in contents.keys() - facts.keys():
        yield Breach(office_id, str(key), "treść bez faktu: fakt usunięto")


def _erased_on_purpose(facts: dict[UUID, Fact], contents: dict[UUID, Content]) -> set[str]:
    kind = ContentErased.kind  # type: ignore[attr-defined]
    orders = [contents[key].body for key, fact in facts.items() if fact.kind == kind and key in contents]
    return {key for body in orders for key in from_body(kind, body).facts}


def _check_seals(office_id: int, facts: dict[UUID, Fact], members: dict[UUID, list[Sealed]]) -> Iterator[Breach]:
    previous, number = _merkle.ZERO, 0
    known = _keys.anchors(office_id)
    public = _keys.signing_key().public_key()
    for seal in Seal.objects.order_by("number"):
        digest = hash_of(seal)
        number += 1
        if seal.number != number or bytes(seal.previous) != previous:
            yield Breach(office_id, str(seal.id), f"łańcuch pieczęci zerwany przed pieczęcią nr {seal.number}")
            number = seal.number
        if known.get(seal.number, digest) != digest:
            yield Breach(office_id, str(seal.id), f"pieczęć nr {seal.number} jest inna niż zapisana poza bazą")
        try:
            public.verify(bytes(seal.signature), digest)
        except InvalidSignature:
            yield Breach(office_id, str(seal.id), f"podpis pieczęci nr {seal.number} się nie zgadza")
        yield from _check_tree(office_id, seal, facts, members.get(seal.id, []))
        previous = digest
    for missing in sorted(n for n in known if n > number):
        yield Breach(
            office_id,
            f"pieczęć nr {missing}",
            "pieczęć zapisana poza bazą zniknęła: usunięto koniec dziennika",
        )


def _check_tree(office_id: int, seal: Seal, facts: dict[UUID, Fact], members: list[Sealed]) -> Iterator[Breach]:
    for member in members:
        fact = facts.get(member.id)
        if fact is None:
            yield Breach(office_id, str(member.id), f"fakt pod pieczęcią nr {seal.number} usunięto")
        elif _merkle.leaf(fact) != bytes(member.leaf):
            yield Breach(office_id, str(member.id), f"fakt pod pieczęcią nr {seal.number} zmieniono albo zamieniono")
    if len(members) != seal.size:
        text = f"pieczęć nr {seal.number} obejmuje {seal.size} faktów, a jest ich {len(members)}"
        yield Breach(office_id, str(seal.id), text)
    elif _merkle.root([bytes(member.leaf) for member in members]) != bytes(seal.root):
        yield Breach(office_id, str(seal.id), f"spis faktów pod pieczęcią nr {seal.number} zmieniono")


def _check_inserted(
    office_id: int, facts: dict[UUID, Fact], members: dict[UUID, list[Sealed]], waiting: set[UUID]
) -> Iterator[Breach]:
    sealed = {row.id for rows in members.values() for row in rows}
    for key in facts:
        if key not in sealed and key not in waiting:
            yield Breach(office_id, str(key), "fakt dopisano z pominięciem dziennika: nie ma go pod pieczęcią")


def installation_key() -> Ed25519PrivateKey:
    """The key with which this installation signs seals and releases."""
    return _keys.signing_key()


@dataclass(frozen=True, slots=True)
class Report:
    """`journal verify` over all offices: printable; `ok` when nothing is breached."""

    offices: tuple[Verified, ...]

    @property
    def ok(self) -> bool:
        return not any(office.breaches for office in self.offices)

    def __str__(self) -> str:
        lines = [_line(office) for office in self.offices]
        lines += [f"  {b.row}: {b.text}" for office in self.offices for b in office.breaches]
        return "\n".join([*lines, "Dziennik jest nienaruszony." if self.ok else "DZIENNIK NARUSZONO."])


def _line(office: Verified) -> str:
    told = f"urząd {office.office_id}: faktów {office.facts}, pod pieczęcią {office.sealed}"
    told += f", czeka na pieczęć {office.waiting}" if office.waiting else ""
    return told + (f", treść usunięta (erased) {office.erased}" if office.erased else "")


def verify_all() -> Report:
    """Every office that has facts or anchors, one at a time, each in its own context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_offices() ORDER BY 1")
        ids = {row[0] for row in cursor.fetchall()} | _keys.anchored()
    offices = []
    for office_id in sorted(ids):
        with acting_for(office_id):
            offices.append(verify(office_id))
    return Report(tuple(offices))
