"""The publisher's Ed25519 signature over a release's digest."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature

from okienko.journal.queries import installation_key


def sign(digest: str) -> bytes:
    """Signature over the hash that addresses the release."""
    return installation_key().sign(bytes.fromhex(digest))


def signed(digest: str, signature: bytes) -> bool:
    """Whether the signature is of this installation's key and over this hash."""
    try:
        installation_key().public_key().verify(signature, bytes.fromhex(digest))
    except InvalidSignature:
        return False
    return True
