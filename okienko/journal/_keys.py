"""The Ed25519 key of the installation, made on first use, and the file of anchors outside the database.

The anchor of an office (number and hash of its newest seal) lies in a file so that even a superuser of
the database, who can remove the last rows together with their seal, leaves a trace.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings


@lru_cache
def signing_key() -> Ed25519PrivateKey:
    """The installation's key; the file is readable by its owner alone."""
    path = Path(settings.KEYS_DIR) / "journal.ed25519"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    with os.fdopen(handle, "wb") as file:
        file.write(fresh)
    return Ed25519PrivateKey.from_private_bytes(fresh)


def write_anchor(office_id: int, number: int, digest: bytes) -> None:
    """Remember the newest seal of an office outside the database."""
    path = Path(settings.ANCHORS_DIR)
    path.mkdir(parents=True, exist_ok=True)
    with (path / f"{office_id}.log").open("a", encoding="ascii") as file:
        file.write(f"{number} {digest.hex()}\n")


def anchors(office_id: int) -> dict[int, bytes]:
    """All remembered seals of an office: number → hash."""
    path = Path(settings.ANCHORS_DIR) / f"{office_id}.log"
    if not path.exists():
        return {}
    pairs = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {int(pair[0]): bytes.fromhex(pair[1]) for pair in pairs if len(pair) == 2}


def anchored() -> set[int]:
    """Offices that have anchors."""
    return {int(path.stem) for path in Path(settings.ANCHORS_DIR).glob("*.log")}
