"""Merkle root over heads of facts, with the leaf and node prefixes of RFC 9162, § 2.1.1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from okienko.journal.models import Fact

ZERO = bytes(32)


def leaf(fact: Fact) -> bytes:
    """Hash of a sealed head: every column of the row."""
    head = [
        fact.office_id,
        str(fact.id),
        fact.at.isoformat(),
        fact.kind,
        fact.subject,
        fact.actor,
        bytes(fact.digest).hex(),
    ]
    return hashlib.sha256(b"\x00" + json.dumps(head, ensure_ascii=False).encode()).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Root of the tree; of no leaves the hash of nothing."""
    level = list(leaves)
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0]


def seal_hash(office_id: int, number: int, previous: bytes, tree_root: bytes, size: int) -> bytes:
    """What the next seal holds as `previous` and what is signed."""
    text = json.dumps([office_id, number, previous.hex(), tree_root.hex(), size])
    return hashlib.sha256(b"\x02" + text.encode()).digest()
