"""The worker's side: seal an office's new facts and run their reactions, a batch a transaction."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import connection

from okienko.journal import _keys, _merkle
from okienko.journal.facts import Head, from_body, kinds
from okienko.journal.models import Content, Cursor, Fact, Seal, Sealed, Todo
from okienko.journal.reactions import reactions_to
from okienko.tenancy.clock import now
from okienko.tenancy.context import acting_for, savepoint
from okienko.tenancy.ids import floor_of

log = logging.getLogger("okienko.journal")
BATCH = 20
ATTEMPTS = 8


def offices_with_work() -> list[int]:
    """Ids of offices that have something on the to-do and due; ids only, no content (scale rule 10)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_offices_with_work(%s)", [now()])
        return [row[0] for row in cursor.fetchall()]


def drain(office_id: int, *, batches: int = 50, until: datetime | None = None) -> int:
    """Seal and react for an office until its to-do is empty or `batches` are done; returns facts taken.

    With `until` only facts of that instant and before are taken: the demonstration plays in the past.
    """
    taken = 0
    for _ in range(batches):
        batch = _drain_batch(office_id, until)
        taken += batch
        if batch == 0:
            break
    return taken


def _drain_batch(office_id: int, until: datetime | None) -> int:
    with acting_for(office_id):
        if not _alone():
            return 0
        due = Todo.objects.filter(parked_at=None).exclude(not_before__gt=now())
        if until is not None:
            due = due.filter(id__lt=floor_of(until + timedelta(milliseconds=1)))
        todo = list(due.order_by("id").select_for_update()[:BATCH])
        facts = {fact.id: fact for fact in Fact.objects.filter(id__in=[row.id for row in todo])}
        anchor = _seal([facts[row.id] for row in todo if not row.sealed and row.id in facts])
        bodies = dict(Content.objects.filter(id__in=facts).values_list("id", "body"))
        finished = [row.id for row in todo if _react(row, facts.get(row.id), bodies.get(row.id))]
        Todo.objects.filter(id__in=finished).delete()
    if anchor:
        _keys.write_anchor(office_id, *anchor)
    return len(todo)


def _alone() -> bool:
    """Hold the office's cursor for this transaction, or learn that another worker does."""
    cursors = Cursor.objects.select_for_update(skip_locked=True)
    if cursors.exists():
        return len(cursors) == 1
    Cursor.objects.bulk_create([Cursor()], ignore_conflicts=True)
    return len(cursors) == 1


def _seal(facts: list[Fact]) -> tuple[int, bytes] | None:
    """Chain these facts under a new seal; returns its number and hash."""
    if not facts:
        return None
    last = Seal.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    previous = hash_of(last) if last else _merkle.ZERO
    leaves = [_merkle.leaf(fact) for fact in facts]
    root = _merkle.root(leaves)
    digest = _merkle.seal_hash(facts[0].office_id, number, previous, root, len(facts))
    signature = _keys.signing_key().sign(digest)
    seal = Seal(number=number, previous=previous, root=root, size=len(facts), at=now(), signature=signature)
    seal.save(force_insert=True)
    Sealed.objects.bulk_create(
        Sealed(id=fact.id, seal_id=seal.id, position=position, leaf=leaf)
        for position, (fact, leaf) in enumerate(zip(facts, leaves, strict=True))
    )
    Todo.objects.filter(id__in=[fact.id for fact in facts]).update(sealed=True)
    return number, digest


def hash_of(seal: Seal) -> bytes:
    """The hash that a seal's signature covers and its successor holds."""
    return _merkle.seal_hash(seal.office_id, seal.number, bytes(seal.previous), bytes(seal.root), seal.size)


def _react(row: Todo, fact: Fact | None, body: str | None) -> bool:
    """Run what is left of a fact's reactions; True when the to-do row may go."""
    if fact is None or body is None or fact.kind not in kinds():
        return True  # erased meanwhile, or a fact that nobody here knows: it stays in the journal
    head = Head(fact.id, fact.office_id, fact.at, fact.kind, fact.subject, fact.actor)
    value = from_body(fact.kind, body)
    for name, reaction in reactions_to(fact.kind):
        if name in row.done:
            continue
        try:
            with savepoint():
                reaction(value, head)
        except Exception as error:  # the outermost loop of a worker: one poisoned fact must not stop an office
            _put_off(row, name, error)
            return False
        row.done.append(name)
    return True


def _put_off(row: Todo, name: str, error: Exception) -> None:
    log.exception("reaction %s to fact %s failed", name, row.id)
    row.attempts += 1
    row.sealed = True
    row.problem = f"{name}: {type(error).__name__}: {error}"[:2000]
    if row.attempts >= ATTEMPTS:
        row.parked_at = now()
    row.not_before = now() + timedelta(seconds=2**row.attempts)
    row.save(update_fields=["attempts", "problem", "parked_at", "not_before", "done", "sealed"])
