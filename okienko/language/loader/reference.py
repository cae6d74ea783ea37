"""`docs/service-words.md`: every word with its meaning and an example, from a service that a test loads and plays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from okienko.language.loader.problems import Notes
from okienko.language.loader.schema import FILES
from okienko.language.loader.shapes import SHAPES, Shape
from okienko.language.loader.tree import Node, read_tree
from okienko.language.loader.words import SECTIONS
from okienko.language.questions import KINDS

_OTHER = {"message": "plea", "deadline": "duty"}  # what stands among acts, by its first word
LONGEST = 150  # signs of an example within the table
_WHOLE = ("service", "form", "rules")  # files whose words are sections, each shown in its own place
_BARE = re.compile(r"[^\s#:,\[\]{}&*!|>'\"%@`-][^#:,\[\]{}\n]*")
_ROOTS = {file: name for name, (file, _) in FILES.items()}


@dataclass(frozen=True)
class Example:
    """Where a word stands: its section and its value."""

    section: str
    word: str
    value: Node


@dataclass(frozen=True)
class Found:
    """All examples of the files, and for each section one map of it as it is written."""

    words: Mapping[tuple[str, str], Example]
    blocks: Mapping[str, str]


def found_in(files: Mapping[str, str]) -> Found:
    """For each word its first example that fits, else the first; for each section its fullest map."""
    words: dict[tuple[str, str], Example] = {}
    fullest: dict[str, tuple[int, str]] = {}
    for file, section, key, node in _maps(files):
        pairs = node.pairs or []
        for name, value in pairs:
            example = Example(section, name.text, value)
            known = words.get((section, name.text))
            if known is None or len(inline(known)) > LONGEST >= len(inline(example)):
                words[section, name.text] = example
        if len(pairs) > fullest.get(section, (0, ""))[0] and section not in _WHOLE:
            fullest[section] = len(pairs), _written(files[file], key) if key else files[file].rstrip()
    return Found(words, {section: text for section, (_, text) in fullest.items()})


def _maps(files: Mapping[str, str]) -> Iterator[tuple[str, str, Node | None, Node]]:
    """Each map that is read by the words of a section: file, section, the key under which it stands, the map."""
    for file, text in files.items():
        root = _root_of(file)
        tree = read_tree(text, file, Notes()) if root else None
        if tree is not None:
            yield from ((file, *one) for one in _under(root, tree))


def _root_of(file: str) -> str:
    name = next((name for known, name in _ROOTS.items() if _fits(file, known)), "")
    return {"questions": "question", "acts": "act"}.get(name, name)


def _fits(file: str, known: str) -> bool:
    own = known.removeprefix("services/")
    return re.fullmatch(re.escape(own).replace(r"\*", "[^/]*"), file) is not None


def _under(section: str, node: Node, key: Node | None = None) -> Iterator[tuple[str, Node | None, Node]]:
    if node.kind == "list":
        for item in node.items or []:
            yield from _under(section, item, item.pairs[0][0] if item.pairs else None)
    elif section == "question" and key is None and node.get("text") is None and node.get("shared") is None:
        for name, value in node.pairs or []:  # shared questions stand under their names
            yield from _under(section, value, name)
    elif node.kind == "map":
        section = _OTHER.get(node.pairs[0][0].text, section) if section == "act" and node.pairs else section
        yield section, key, node
        for name, value in node.pairs or []:
            shape = SHAPES.get(section, {}).get(name.text)
            if shape is not None:
                yield from _inner(shape, name, value)


def _inner(shape: Shape, name: Node, value: Node) -> Iterator[tuple[str, Node | None, Node]]:
    if shape.kind == "entries":
        for key, entry in value.pairs or []:
            yield from _under(shape.section, entry, key)
    elif shape.section:
        yield from _under(shape.section, value, name)
    elif shape.kind in ("law", "laws"):
        yield from _under("law", value, name)


def _written(text: str, node: Node) -> str:
    """The lines of the file from this one on that are indented deeper, brought to the left."""
    lines = text.splitlines()[node.line - 1 :]
    depth = _indent(lines[0].replace("- ", "  ", 1)) if lines[0].lstrip().startswith("- ") else _indent(lines[0])
    least = depth if lines[0].lstrip().startswith("- ") else depth + 1
    block = [lines[0]]
    for line in lines[1:]:
        if line.strip() and _indent(line) < least:
            break
        block.append(line)
    margin = _indent(block[0])
    return "\n".join(line[margin:].rstrip() for line in block).rstrip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def inline(example: Example) -> str:
    """The word with its value in one line; nothing where words of another section stand behind it, or a table."""
    shape = SHAPES.get(example.section, {}).get(example.word)
    if shape is not None and (shape.section or shape.kind == "table"):
        return ""
    return f"{example.word}: {_flow(example.value)}"


def _flow(node: Node) -> str:
    if node.kind == "list":
        return f"[{', '.join(map(_flow, node.items or []))}]"
    if node.kind == "map":
        return f"{{{', '.join(f'{_scalar(key)}: {_flow(value)}' for key, value in node.pairs or [])}}}"
    return _scalar(node)


def _scalar(node: Node) -> str:
    text = " ".join(node.text.split())
    if node.plain and _BARE.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def words_page(files: Mapping[str, str]) -> str:
    """The page: every word with its meaning and an example. `files`: those of the service of examples."""
    found = found_in(files)
    lines = [
        "# Słowa plików usługi",
        "",
        "Strona powstaje z `okienko/language/loader/words.py` i z usługi wzorcowej w `okienko/language/examples/`.",
        "Test ją wczytuje i rozgrywa jej historie, więc przykłady nie mogą się zestarzeć. Prawo w nich jest zmyślone.",
        "Wartości `yes` i `no` są zwykłym tekstem; prawda i fałsz w warunkach to `true` i `false`.",
        "Edytor podpowie te słowa, gdy zna [schematy plików](schema/README.md). O wyrażeniach: [FEEL](feel.md).",
    ]
    for section, (title, words) in SECTIONS.items():
        lines += ["", f"## {title}", "", "| słowo | znaczenie | przykład |", "|---|---|---|"]
        lines += [f"| `{word}` | {meaning} | {_cell(found, section, word)} |" for word, meaning in words.items()]
        lines += _types() if section == "question" else []
        if section in found.blocks:
            lines += ["", "```yaml", found.blocks[section], "```"]
    return "\n".join(lines) + "\n"


def _types() -> list[str]:
    """The types of questions, with the words that only some of them take."""
    lines = ["", "### Typy pytań", "", "| typ | znaczenie | własne słowa |", "|---|---|---|"]
    for name, kind in KINDS.items():
        own = ", ".join(f"`{word}`" for word in sorted(kind.words))
        lines.append(f"| `{name}` | {kind.says} | {own} |")
    return lines


def _cell(found: Found, section: str, word: str) -> str:
    example = found.words.get((section, word))
    if example is None:
        return ""
    text = inline(example)
    if text and len(text) <= LONGEST:
        return f"`{text.replace('|', chr(92) + '|')}`"
    shape = SHAPES.get(section, {}).get(word)
    told = (shape.section or ("law" if shape.kind in ("law", "laws") else "")) if shape else ""
    if not told:
        return "w przykładzie niżej"
    title = SECTIONS[told][0]
    return f"[{title}](#{title.lower().replace(' ', '-')})"
