"""The theme of an office: one brand colour, refused when it cannot be read."""

import re

from okienko.language.errors import Refusal

MINIMUM = 4.5  # WCAG 2.2, 1.4.3: contrast of text with its background
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


class ColourTooLight(Refusal):
    """White words on this colour, or its links on white, could not be read."""

    code = "kolor-za-jasny"

    def __init__(self, colour: str, nearest: str, ratio: float) -> None:
        shown = f"{int(ratio * 10) / 10:.1f}".replace(".", ",")
        super().__init__(
            f"Kolor {colour} jest za jasny: kontrast z bielą to {shown}, a trzeba 4,5. Najbliższy dobry: {nearest}."
        )
        self.colour = colour
        self.nearest = nearest


class NotAColour(Refusal):
    """The text is no colour of the form #rrggbb."""

    code = "to-nie-kolor"

    def __init__(self, text: str) -> None:
        super().__init__(f"„{text}” to nie kolor. Wpisz go w postaci #0b4f6c.")


def theme_css(brand: str) -> str:
    """The style sheet of an office: three properties of govuk-frontend, and nothing else."""
    colour = _hex(brand)
    ratio = contrast(colour, "#ffffff")
    if ratio < MINIMUM:
        raise ColourTooLight(colour, nearest_passing(colour), ratio)
    surface = _mix(colour, "#ffffff", 0.95)
    return (
        ":root {\n"
        f"  --govuk-brand-colour: {colour};\n"
        f"  --govuk-link-colour: {colour};\n"
        f"  --govuk-surface-background-colour: {surface};\n"
        "}\n"
    )


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG between two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_passing(colour: str) -> str:
    """The same colour, darkened only as far as white needs it."""
    start = _hex(colour)
    steps = (_mix(start, "#000000", part / 255) for part in range(256))
    return next(shade for shade in steps if contrast(shade, "#ffffff") >= MINIMUM)


def _hex(text: str) -> str:
    found = _HEX.fullmatch(text.strip())
    if not found:
        raise NotAColour(text)
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _parts(colour: str) -> tuple[int, int, int]:
    digits = _hex(colour)
    return int(digits[1:3], 16), int(digits[3:5], 16), int(digits[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _mix(colour: str, other: str, share: float) -> str:
    mixed = (round(one + (two - one) * share) for one, two in zip(_parts(colour), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
