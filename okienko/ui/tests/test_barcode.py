"""The bar code of a printed draft, read back from its own drawing."""

import re

import pytest

from okienko.ui.barcode import _SIGNS, HEIGHT, QUIET, code39


def _read(svg: str) -> str:
    """What a scanner would read: the bars and the white between them, sign by sign."""
    bars = [(int(at), int(width)) for at, width in re.findall(r'd="M(\d+) 0h(\d+)v', svg)]
    elements = []
    for (at, width), following in zip(bars, [*bars[1:], (0, 0)], strict=True):
        elements += [width, following[0] - at - width]
    shapes = {shape: sign for sign, shape in _SIGNS.items()}
    signs = [elements[at : at + 9] for at in range(0, len(elements) - 1, 10)]
    return "".join(shapes["".join("w" if width > 1 else "n" for width in one)] for one in signs)


def test_what_is_drawn_reads_back_between_its_stars() -> None:
    assert _read(code39("AB2C-7XYZ-QK45")) == "*AB2C-7XYZ-QK45*"


def test_each_sign_has_three_wide_elements_and_a_shape_of_its_own() -> None:
    assert {shape.count("w") for shape in _SIGNS.values()} == {3}
    assert len(set(_SIGNS.values())) == len(_SIGNS)
    assert {len(shape) for shape in _SIGNS.values()} == {9}


def test_the_ends_stay_white_and_the_text_is_read_aloud() -> None:
    svg = code39("A-1")
    assert f'd="M{QUIET} 0' in svg
    assert f"{HEIGHT}" in svg
    assert 'aria-label="Kod kreskowy: A-1"' in svg


@pytest.mark.parametrize("text", ["a", "Ż1", "A*B", ""])
def test_what_has_no_sign_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Code 39"):
        code39(text)
