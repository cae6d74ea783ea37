"""Writing the journal: `record` inside an action's transaction, `erase` of content, nothing else."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from okienko.journal.facts import ContentErased, to_body
from okienko.journal.models import Content
from okienko.tenancy.clock import now
from okienko.tenancy.context import atomic
from okienko.tenancy.ids import uuid7
from okienko.tenancy.permits import Actor

APPEND = "SELECT journal_append(%s, %s, %s, %s, %s, %s, %s, %s)"


@atomic
def record(fact: Any, *, by: Actor, at: int, about: str) -> UUID:
    """Append a fact about a subject (URN) of an office, and put it on the to-do, in this transaction."""
    fact_id, instant = uuid7(), now()
    values = [at, fact_id, instant, fact.kind, about, by.urn, secrets.token_bytes(32), to_body(fact)]
    with connection.cursor() as cursor:
        cursor.execute(APPEND, values)
    return fact_id


@atomic
def erase(fact_ids: Sequence[UUID], *, by: Actor, at: int, reason: str) -> int:
    """Remove the content of facts for ever; their heads and seals stay and still prove what was."""
    present = Content.objects.filter(id__in=fact_ids)
    keys = sorted(str(key) for key in present.values_list("id", flat=True))
    erased, _ = present.delete()
    record(ContentErased(keys, reason), by=by, at=at, about=f"urn:okienko:{at}:journal")
    return erased
