"""Changes of XML: attributes, ids, elements, tags; declarations that read files or grow for ever."""

from __future__ import annotations

import re
from random import Random

from tools.fuzz.bytewise import LARGEST, Change
from tools.fuzz.feelwise import expression, retokened

_ATTRIBUTE = re.compile(rb'\s([\w:]+)="([^"]*)"')
_ELEMENT = re.compile(rb"<([\w:]+)(?:\s[^<>]*?)?(?:/>|>[^<]*</\1>)")
_TAG = re.compile(rb"(?<=<)(/?)([\w:]+)")
_TEXT = re.compile(rb">([^<>]+)<")
_VALUES = (
    b"", b" ", b"nan", b"inf", b"-1e400", b"1e999", b"-5", b"0", b"true", b"false", b"x" * 3000, b"&lt;script&gt;",
    b"&#10;", b"&amp;", b"&nic;", b"&#0;", b"\xc5\xbc", b"P14D", b"P0D", b"UNIQUE", b"COLLECT", b"PRIORITY",
    b"RULE ORDER", b"SUM", b"MIN", b"feel:number", b"Any", b"javascript", b"http://example.org/",
    b"../../etc/passwd", b"#", b"number", b"date", b"9" * 400,
)  # fmt: skip
_DTD = (
    b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', b'<!DOCTYPE d SYSTEM "http://127.0.0.1/d.dtd">',
    b"<!DOCTYPE d>",
    b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>',
    b"<?php x ?>", b"<!-- -- -->", b"<![CDATA[x]]>", b'<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>',
)  # fmt: skip
_NAMES = (
    b"subProcess", b"callActivity", b"userTask", b"task", b"parallelGateway", b"inclusiveGateway",
    b"eventBasedGateway", b"boundaryEvent", b"endEvent", b"startEvent", b"scriptTask", b"sequenceFlow", b"laneSet",
    b"message", b"decision", b"context", b"list", b"relation", b"invocation", b"functionDefinition",
    b"literalExpression", b"decisionTable", b"for", b"every", b"filter", b"conditional", b"x", b"",
)  # fmt: skip


def _put(content: bytes, found: re.Match[bytes], put: bytes, group: int = 0) -> bytes:
    return content[: found.start(group)] + put + content[found.end(group) :]


def attributed(random: Random, content: bytes) -> bytes:
    """An attribute is gone, is strange, or has the value of another."""
    places = list(_ATTRIBUTE.finditer(content))
    if not places:
        return content
    found, other = random.choice(places), random.choice(places)
    match random.randrange(4):
        case 0:
            return _put(content, found, b"")
        case 1:
            return _put(content, found, random.choice(_VALUES), 2)
        case 2:
            return _put(content, found, other[2], 2)
        case _:
            return _put(content, found, found[0] + random.choice((found[0], other[0])))


def redirected(random: Random, content: bytes) -> bytes:
    """Two values that are ids or references stand for each other."""
    places = [found for found in _ATTRIBUTE.finditer(content) if found[1] in _POINTERS]
    if not places:
        return content
    return _put(content, random.choice(places), random.choice(places)[2], 2)


_POINTERS = (
    b"id", b"sourceRef", b"targetRef", b"attachedToRef", b"default", b"calledElement", b"messageRef", b"bpmnElement",
    b"href", b"typeRef",
)  # fmt: skip


def rebuilt(random: Random, content: bytes) -> bytes:
    """An element is gone, doubled, within another, or within itself many times."""
    places = list(_ELEMENT.finditer(content))
    if not places:
        return content
    found, other = random.choice(places), random.choice(places)
    match random.randrange(5):
        case 0:
            return _put(content, found, b"")
        case 1:
            return _put(content, found, found[0] * random.choice((2, 2, 50)))[:LARGEST]
        case 2:
            return _put(content, found, found[0] + other[0])
        case 3:
            return _put(content, found, other[0])
        case _:
            times = random.choice((2, 40, 300, 5000))
            return _put(content, found, b"<%s>" % found[1] * times + found[0] + b"</%s>" % found[1] * times)


def retagged(random: Random, content: bytes) -> bytes:
    """An element bears another name, at both its ends or at one."""
    places = list(_TAG.finditer(content))
    if not places:
        return content
    found = random.choice(places)
    prefix, colon, name = found[2].rpartition(b":")
    other = random.choice((random.choice(places)[2], prefix + colon + random.choice(_NAMES)))
    return _put(content, found, other, 2) if random.random() < 0.2 else content.replace(name, other.rpartition(b":")[2])


def declared(random: Random, content: bytes) -> bytes:
    """Something stands before the root or in the middle; an entity is called for."""
    at = random.choice((content.find(b"?>") + 2, random.randrange(len(content) + 1)))
    put = content[:at] + random.choice(_DTD) + content[at:]
    return put.replace(b'name="', b'name="&c;&x;', 1) if random.random() < 0.5 else put


def reworded(random: Random, content: bytes) -> bytes:
    """The text of an element is another expression."""
    places = [found for found in _TEXT.finditer(content) if found[1].strip()]
    if not places:
        return content
    found = random.choice(places)
    other = retokened(random, found[1]) if random.random() < 0.6 else expression(random)
    return _put(content, found, other.replace(b"<", b"&lt;"), 1)


def renamespaced(random: Random, content: bytes) -> bytes:
    """A namespace or the declared encoding is another."""
    old, new = random.choice((
        (b"20100524", b"20990101"), (b"UTF-8", b"UTF-16"), (b"UTF-8", b"nieznane"), (b"xmlns:", b"xmlns:x"),
        (b"http://", b"https://"), (b"UTF-8", b"ISO-8859-2"), (b"DMN/", b"DMNX/"),
        (b'version="1.0"', b'version="1.1"'),
    ))  # fmt: skip
    return content.replace(old, new, random.choice((1, -1)))


def multiplied(random: Random, content: bytes) -> bytes:
    """An element stands there hundreds of times, each time with other ids."""
    places = list(_ELEMENT.finditer(content))
    if not places:
        return content
    found = random.choice(places)
    times = min(random.choice((20, 300, 3000)), max(2, LARGEST // len(found[0])))
    ids = re.compile(rb'( (?:id|bpmnElement|sourceRef|name)="[^"]*)')
    return _put(content, found, b"\n".join(ids.sub(rb"\g<1>_%d" % number, found[0]) for number in range(times)))


XMLWISE: tuple[Change, ...] = (
    attributed, attributed, attributed, redirected, redirected, rebuilt, rebuilt, retagged, declared, reworded,
    reworded, renamespaced, multiplied
)  # fmt: skip
