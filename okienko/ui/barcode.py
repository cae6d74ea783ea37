"""A bar code that any office scanner reads as typed text: Code 39 (ISO/IEC 16388), drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from okienko.ui.speech import say

HEIGHT, QUIET = 60, 10  # in widths of a narrow element; ten of them stay white at each end
WIDE = 3
# Nine elements a sign, bars and spaces by turns; exactly three are wide (w).
_SIGNS = dict(
    line.split()
    for line in """
    0 nnnwwnwnn  1 wnnwnnnnw  2 nnwwnnnnw  3 wnwwnnnnn  4 nnnwwnnnw  5 wnnwwnnnn  6 nnwwwnnnn  7 nnnwnnwnw
    8 wnnwnnwnn  9 nnwwnnwnn  A wnnnnwnnw  B nnwnnwnnw  C wnwnnwnnn  D nnnnwwnnw  E wnnnwwnnn  F nnwnwwnnn
    G nnnnnwwnw  H wnnnnwwnn  I nnwnnwwnn  J nnnnwwwnn  K wnnnnnnww  L nnwnnnnww  M wnwnnnnwn  N nnnnwnnww
    O wnnnwnnwn  P nnwnwnnwn  Q nnnnnnwww  R wnnnnnwwn  S nnwnnnwwn  T nnnnwnwwn  U wwnnnnnnw  V nwwnnnnnw
    W wwwnnnnnn  X nwnnwnnnw  Y wwnnwnnnn  Z nwwnwnnnn  - nwnnnnwnw  * nwnnwnwnn
    """.replace("  ", "\n").split("\n")
    if line.strip()
)


def code39(text: str) -> Markup:
    """The text as bars, with the text read aloud instead. Capital letters, digits and dashes; ValueError else."""
    label = f'role="img" aria-label="{escape(say("Kod kreskowy: {text}", text=text))}"'
    return _drawn(text, f'class="barcode" {label}')


def code39_picture(text: str) -> str:
    """The same bars as a file of their own, for a sheet that is printed."""
    return str(_drawn(text, 'xmlns="http://www.w3.org/2000/svg"'))


def _drawn(text: str, said: str) -> Markup:
    missing = set(text) - set(_SIGNS) | ({"*"} & set(text))
    if missing or not text:
        raise ValueError(f"Code 39 has no sign for {sorted(missing)}")
    bars, at = [], QUIET
    for width, dark in _elements(f"*{text}*"):
        if dark:
            bars.append(f'<path d="M{at} 0h{width}v{HEIGHT}h-{width}z"/>')
        at += width
    return Markup(f'<svg {said} viewBox="0 0 {at + QUIET} {HEIGHT}">{"".join(bars)}</svg>')


def _elements(text: str) -> Iterator[tuple[int, bool]]:
    """Widths from the left, and whether each is a bar; a narrow space stands between signs."""
    for sign in text:
        for place, kind in enumerate(_SIGNS[sign]):
            yield WIDE if kind == "w" else 1, place % 2 == 0
        yield 1, False
