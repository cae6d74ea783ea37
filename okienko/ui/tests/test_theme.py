"""The theme of an office."""

import pytest

from okienko.language.errors import Refusal
from okienko.ui import theme


def test_black_on_white_is_the_greatest_contrast():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_does_not_depend_on_order():
    assert theme.contrast("#0b4f6c", "#fff") == theme.contrast("#ffffff", "#0B4F6C")


def test_theme_sets_three_properties():
    css = theme.theme_css("#7A1F3D")
    assert "--govuk-brand-colour: #7a1f3d;" in css
    assert "--govuk-link-colour: #7a1f3d;" in css
    assert "--govuk-surface-background-colour: #f8f4f5;" in css


def test_light_colour_is_refused_with_the_nearest_good_one():
    with pytest.raises(theme.ColourTooLight) as refused:
        theme.theme_css("#ffcc00")
    assert refused.value.nearest in refused.value.text
    assert theme.contrast(refused.value.nearest, "#ffffff") >= theme.MINIMUM
    assert isinstance(refused.value, Refusal)


@pytest.mark.parametrize("colour", ["#ff0000", "#00ff00", "#3399ff", "#ffffff", "#777777"])
def test_nearest_passes_by_itself(colour):
    assert theme.theme_css(theme.nearest_passing(colour))


def test_good_colour_is_its_own_nearest():
    assert theme.nearest_passing("#0b4f6c") == "#0b4f6c"


@pytest.mark.parametrize("text", ["red", "#12", "#0b4f6c; } body { display: none", ""])
def test_only_colours_reach_the_style_sheet(text):
    with pytest.raises(theme.NotAColour):
        theme.theme_css(text)
