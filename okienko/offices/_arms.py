"""Arms as SVG: a drawing and nothing else. What could run, fetch or frame is refused, not mended."""

from __future__ import annotations

import re

from lxml import etree

from okienko.offices.errors import WrongArms

MOST = 200_000  # bytes
SVG = "{http://www.w3.org/2000/svg}"
FOREIGN = ("{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/1998/Math/MathML}")
DRAWING = """
svg g path rect circle ellipse line polyline polygon title desc metadata defs use symbol clipPath mask pattern
linearGradient radialGradient stop text tspan style
"""
ALLOWED = frozenset(DRAWING.split())
ADVICE = "Zapisz herb jako zwykły plik SVG i wybierz go jeszcze raz."


def checked(content: bytes) -> str:
    """The drawing as text; WrongArms when it is no SVG or holds more than a drawing."""
    if len(content) > MOST:
        raise WrongArms("Plik z herbem ma ponad 200 KB. Uprość rysunek.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise WrongArms(f"Tego pliku nie da się odczytać. {ADVICE}") from fault
    if root.tag != f"{SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise WrongArms(f"To nie jest rysunek SVG. {ADVICE}")
    for element in root.iter():
        if not _harmless(element):
            raise WrongArms(f"Plik z herbem ma w sobie coś poza rysunkiem. {ADVICE}")
    return etree.tostring(root, encoding="unicode")


def _harmless(element: etree._Element) -> bool:
    if isinstance(element, etree._Comment | etree._ProcessingInstruction | etree._Entity):
        return isinstance(element, etree._Comment) and not _reaches_out(element.tail or "")
    if element.tag.startswith(FOREIGN):
        return False
    if element.tag.startswith(SVG) and element.tag.removeprefix(SVG) not in ALLOWED:
        return False
    said = [
        element.text or "",
        element.tail or "",
        "".join(map(str, element.itertext())),
        *map(str, element.attrib.values()),
    ]
    handlers = any(str(name).rpartition("}")[2].lower().startswith("on") for name in element.attrib)
    return not handlers and not any(_reaches_out(text) for text in said) and _links_inside(element)


def _reaches_out(text: str) -> bool:
    folded = "".join(text.lower().split())
    return "javascript:" in folded or "@import" in folded or re.search(r"""url\((?!["']?#)""", folded) is not None


def _links_inside(element: etree._Element) -> bool:
    """A link leads to a part of the same drawing."""
    links = [value for name, value in element.attrib.items() if str(name).rpartition("}")[2].lower() == "href"]
    return all(str(link).startswith("#") for link in links)
