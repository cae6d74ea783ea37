"""XML of BPMN taken apart safely: no entities, no network, a bounded size and depth."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from okienko.language.processes._model import Unreadable
from okienko.language.xml_faults import told

LIMIT = 2_000_000  # bytes; the largest public reference model has a tenth of it
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
_DOCTYPE = "Plik procesu zawiera DOCTYPE. Usuń go: opis procesu go nie potrzebuje."


def parsed(source: bytes | str) -> etree._Element:
    """The root of the file, which is that of BPMN 2.0, with comments and sections as they stand."""
    content = _content(source)
    if len(content) > LIMIT:
        raise Unreadable(f"Plik procesu ma więcej niż {LIMIT // 1_000_000} MB.")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable(_DOCTYPE, _line_at(content, content.find(b"<!")))
    encoding = "utf-8" if isinstance(source, str) else None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False, encoding=encoding
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(*_fault(fault)) from fault
    if str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise Unreadable(_DOCTYPE)  # in an encoding that hid it above
    if root.tag != f"{BPMN}definitions":
        raise Unreadable("Plik nie jest procesem BPMN 2.0: korzeniem nie jest „definitions”.", line_of(root))
    return root


def _content(source: bytes | str) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.encode()
    except UnicodeEncodeError as fault:
        line = source.count("\n", 0, fault.start) + 1
        raise Unreadable("Plik procesu zawiera znaki, których nie da się zapisać.", line) from fault


def _line_at(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _fault(fault: etree.XMLSyntaxError | ValueError) -> tuple[str, int]:
    line: object = getattr(fault, "lineno", None)
    return f"Plik procesu nie jest poprawnym XML: {told(str(fault))}.", line if isinstance(line, int) and line else 1


def letters(source: bytes | str, root: etree._Element) -> str:
    """The file as text, letter by letter where its encoding is known to us."""
    if isinstance(source, str):
        return source
    tree = root.getroottree()
    try:
        return source.decode(tree.docinfo.encoding or "utf-8").removeprefix("\ufeff")
    except (LookupError, UnicodeDecodeError):
        return str(etree.tostring(tree, encoding="unicode"))


def line_of(element: etree._Element) -> int:
    """The line of the element in the file, from 1."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def local(element: etree._Element) -> str:
    """The name of the element without its namespace."""
    return str(etree.QName(element).localname)


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The elements of BPMN directly within; those of vendors are kept in the file."""
    return (child for child in element if isinstance(child.tag, str) and child.tag.startswith(BPMN))


def text_in(element: etree._Element, name: str) -> str:
    """The words of the child of that name, blanks made single."""
    child = element.find(f"{BPMN}{name}")
    return " ".join("".join(str(part) for part in child.itertext()).split()) if child is not None else ""


def attribute(element: etree._Element, name: str) -> str:
    """The attribute of that name, ours or a vendor's."""
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return ""


def extension(element: etree._Element, name: str) -> dict[str, str]:
    """Attributes of what a vendor added to the element under that name."""
    added = element.find(f"{BPMN}extensionElements")
    for child in added if added is not None else ():
        if isinstance(child.tag, str) and etree.QName(child).localname == name:
            return {str(key): str(value) for key, value in child.attrib.items()}
    return {}
