"""Cut the two weights of the typeface to the letters we need and give the result a name of its own.

Source Sans 3 is under the SIL Open Font License with "Source" as a reserved name: a changed copy may
not bear it.
Needs `fonttools[woff]`. Usage: python font.py <folder of the TTF files> <folder for the WOFF2 files>
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Okienko Sans"
WEIGHTS = {
    400: ("400Regular/SourceSans3_400Regular.ttf", "Regular"),
    700: ("700Bold/SourceSans3_700Bold.ttf", "Bold"),
}

# Latin with Latin-1 and Extended-A (names of people from all of Europe), signs, arrows of our own texts.
LATIN = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x218, 0x219, 0x21A, 0x21B, 0x1E9E,
    *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033,
    0x2039, 0x203A, 0x2044, 0x2070, 0x2074, 0x20AC, 0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212,
    0x2248, 0x2260, 0x2264, 0x2265, 0x25CB, 0x25CF, 0x2713,
]  # fmt: skip
# Ukrainian, Belarusian, Russian and their neighbours.
CYRILLIC = [0x2BC, 0x301, *range(0x400, 0x460), 0x490, 0x491, 0x2116]


def cut(source: Path, letters: list[int], style: str, target: Path) -> None:
    """Write one WOFF2 with these letters, named as ours."""
    font = TTFont(source)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "locl", "ccmp", "mark", "mkmk"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 8, 9, 13, 14, 16, 17]
    options.hinting = False
    cutter = Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    for record in list(font["name"].names):
        if record.nameID in (1, 16):
            record.string = FAMILY
        elif record.nameID in (3, 4):
            record.string = f"{FAMILY} {style}"
        elif record.nameID == 6:
            record.string = f"{FAMILY.replace(' ', '')}-{style}"
    font.flavor = "woff2"
    font.save(target)


def main() -> None:
    """Make the four files."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for weight, (name, style) in WEIGHTS.items():
        cut(source / name, LATIN, style, target / f"okienko-sans-{weight}.woff2")
        cut(source / name, CYRILLIC, style, target / f"okienko-sans-{weight}-cyrillic.woff2")


if __name__ == "__main__":
    main()
