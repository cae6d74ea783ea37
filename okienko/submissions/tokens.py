"""Tokens of links: shown or sent once, stored hashed."""

from __future__ import annotations

import hashlib


def hash_token(token: str) -> str:
    """How the token of a link is stored."""
    return hashlib.sha256(token.encode()).hexdigest()
