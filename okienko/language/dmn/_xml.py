"""XML of DMN taken apart safely: no entities, no network, a bounded size; prefixes and versions do not matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from okienko.language.dmn.errors import ModelError
from okienko.language.xml_faults import told

LIMIT = 5_000_000  # bytes; the largest public model has a tenth of it
ROWS = 5_000
SPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"
OURS = "urn:okienko:dmn"
DEEPEST = 60  # boxed expressions within each other, in elements of the file
_DOCTYPE = "plik zawiera DOCTYPE. Usuń go: model decyzji go nie potrzebuje."
OTHER_LANGUAGE = "wyrażenie w języku „{}”; wykonujemy tylko FEEL."
_FEEL = re.compile(r"(S-)?FEEL|https?://www\.omg\.org/spec/(DMN/\d{8}/(S-)?FEEL|FEEL/\d{8})/?", re.IGNORECASE)
_DMN = re.compile(r"https?://www\.omg\.org/spec/DMN/\d{8}/(?:MODEL/|dmn\.xsd)|https?://www\.omg\.org/spec/DMN/[^/]+/?")


def parsed(source: bytes | str) -> etree._Element:
    """The root of the file, which is that of a decision model."""
    content = source.encode() if isinstance(source, str) else source
    if len(content) > LIMIT:
        raise ModelError(1, f"plik modelu decyzji ma więcej niż {LIMIT // 1_000_000} MB.")
    if b"<!DOCTYPE" in content:
        raise ModelError(content.count(b"\n", 0, content.find(b"<!DOCTYPE")) + 1, _DOCTYPE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        encoding="utf-8" if isinstance(source, str) else None,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        line = getattr(fault, "lineno", None) or 1
        raise ModelError(line, f"to nie jest poprawny XML: {told(str(fault))}.") from fault
    if str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise ModelError(1, _DOCTYPE)  # in an encoding that hid it above
    if local(root) != "definitions" or not is_dmn(etree.QName(root).namespace or ""):
        raise ModelError(line_of(root), "to nie jest model DMN 1.1–1.5: korzeniem nie jest jego „definitions”.")
    return root


def is_dmn(space: str) -> bool:
    """Whether this is the name of the language in any of its versions."""
    return _DMN.fullmatch(space) is not None


def local(element: etree._Element) -> str:
    """The name of the element without its namespace."""
    return str(etree.QName(element).localname)


def line_of(element: etree._Element) -> int:
    """The line of the element in the file, from 1."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements directly within that bear one of the names (all, without names) and are DMN's own."""
    home = etree.QName(element).namespace
    for child in element:
        if not isinstance(child.tag, str) or etree.QName(child).namespace != home:
            continue
        if not names or local(child) in names:
            yield child


def child(element: etree._Element, *names: str) -> etree._Element | None:
    """The first of them."""
    return next(children(element, *names), None)


def needed(element: etree._Element, *names: str) -> etree._Element:
    """The first of them, which must be there."""
    found = child(element, *names)
    if found is None:
        raise ModelError(line_of(element), f"w „{local(element)}” brakuje „{names[0]}”.")
    return found


def text_in(element: etree._Element, name: str = "text") -> str:
    """The text of the child of that name, or nothing."""
    found = child(element, name)
    return "".join(str(part) for part in found.itertext()).strip() if found is not None else ""


def language_of(element: etree._Element) -> str:
    """The language of the expression when it is another than FEEL: its own, else that of the whole file."""
    language = (
        element.get("expressionLanguage") or element.getroottree().getroot().get("expressionLanguage") or ""
    ).strip()
    return "" if not language or _FEEL.fullmatch(language) else language


def feel_in(element: etree._Element | None) -> str:
    """The text of the expression, which is FEEL; nothing for none."""
    if element is None:
        return ""
    language = language_of(element)
    if language:
        raise ModelError(line_of(element), OTHER_LANGUAGE.format(language))
    return text_in(element)


def kept_in(element: etree._Element) -> tuple[str, ...]:
    """The cells of a pipe table that were kept beside what DMN knows."""
    extensions = child(element, "extensionElements")
    return () if extensions is None else tuple(str(cell.text or "") for cell in extensions.iter(f"{{{OURS}}}cell"))


def squeezed(text: str | None) -> str:
    """The name with its blanks made single."""
    return " ".join((text or "").split())


def type_in(element: etree._Element) -> str:
    """The reference to a type, in an attribute or, in item definitions, in a child."""
    text = element.get("typeRef") or text_in(element, "typeRef")
    prefix, colon, name = text.strip().partition(":")
    # DMN 1.1 wrote types as XML names: feel:number
    return squeezed(name if colon and prefix in element.nsmap else text)
