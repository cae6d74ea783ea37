"""Long texts cut in the middle, so that a message that quotes them can be read."""

from __future__ import annotations


def shortened(text: str, most: int = 300) -> str:
    """The text, of at most so many signs and one for what was left out."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"
