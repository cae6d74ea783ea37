"""The rules of the map and of style that no linter knows: sizes, names, private modules, fresh documents."""

from __future__ import annotations

import ast
import configparser
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

from okienko.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
CODE = ("okienko", "tests", "tools")
READMES = ("README.md", "README.pl.md")
FILE_LINES, TEST_LINES, TEMPLATE_LINES, FUNCTION_LINES = 400, 600, 120, 40
NAMELESS = {"utils", "helpers", "common", "services", "managers", "signals"}
FACES = ("portal", "desk")
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def _is_test(path: Path) -> bool:
    return "tests" in path.parts or path.name == "conftest.py"


@cache
def _sources() -> dict[Path, ast.Module]:
    """Every module of ours but migrations, by its path from the root."""
    found = chain.from_iterable(sorted((ROOT / folder).rglob("*.py")) for folder in CODE)
    paths = [path.relative_to(ROOT) for path in [*found, ROOT / "conftest.py"]]
    ours = [path for path in paths if "migrations" not in path.parts]
    return {path: ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in ours}


def _lines(path: Path) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def _packages() -> set[str]:
    return {path.parent.name for path in (ROOT / "okienko").glob("*/__init__.py")}


def _layers() -> list[str]:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    text = parser["importlinter:contract:layers"]["layers"]
    return [name.strip("() ") for name in re.split(r"[|\n]", text) if name.strip()]


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, FUNCTION))


def _imported(path: Path, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything imported; of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = ".".join(path.parent.parts[: len(path.parent.parts) - node.level + 1]) if node.level else ""
            origin = ".".join(part for part in (base, node.module) if part)
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def test_modules_are_short() -> None:
    limits = {path: TEST_LINES if _is_test(path) else FILE_LINES for path in _sources()}
    long = [f"{path}: {_lines(path)} lines" for path, limit in limits.items() if _lines(path) >= limit]
    assert not long, "\n".join(long)


def test_templates_are_short() -> None:
    paths = [path.relative_to(ROOT) for path in (ROOT / "okienko").rglob("*.html")]
    long = [f"{path}: {_lines(path)} lines" for path in paths if _lines(path) > TEMPLATE_LINES]
    assert not long, "\n".join(long)


def test_functions_are_short() -> None:
    long = [
        f"{path}:{function.lineno} {function.name}: {length} lines"
        for path, tree in _sources().items()
        for function in _functions(tree)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [str(path) for path in _sources() if path.stem in NAMELESS or path.parent.name in NAMELESS]
    assert not vague, "\n".join(vague)


def test_nothing_is_imported_by_star() -> None:
    starred = [
        f"{path}:{line}"
        for path, tree in _sources().items()
        for line, name in _imported(path, tree)
        if name.endswith("*")
    ]
    assert not starred, "\n".join(starred)


def test_imports_stand_at_the_top() -> None:
    inside = {
        f"{path}:{node.lineno} in {function.name}"
        for path, tree in _sources().items()
        if not _is_test(path)
        for function in _functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not inside, "\n".join(sorted(inside))


def test_private_modules_stay_in_their_app() -> None:
    strangers = [
        f"{path}:{line} {name}"
        for path, tree in _sources().items()
        if path.parts[0] == "okienko" and len(path.parts) > 2
        for line, name in _imported(path, tree)
        if name.startswith("okienko.") and name.split(".")[1] != path.parts[1]
        if _names_private_module(name)
    ]
    assert not strangers, "\n".join(strangers)


def _names_private_module(name: str) -> bool:
    parts = name.split(".")
    folders = [Path(*parts[: end + 1]) for end in range(1, len(parts)) if parts[end].startswith("_")]
    return any((ROOT / f"{folder}.py").exists() or (ROOT / folder).is_dir() for folder in folders)


def test_faces_leave_components_to_ui() -> None:
    bad = re.compile(r"govuk-|<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for face in FACES
        for path in sorted((ROOT / "okienko" / face).rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bad.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("readme", READMES)
def test_map_in_readme_is_the_map_of_the_code(readme: str) -> None:
    drawn = _drawn(readme)
    assert set(drawn) == _packages()
    assert drawn == [name for name in _layers() if name in drawn]


def _drawn(readme: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    block = re.search(r"<!-- map -->\n```text\n(.*?)```", text, re.S)
    assert block, "the map stands after <!-- map --> in a block of text"
    inside = block[1].split("\nokienko/\n")[1]
    heads = [re.split(r"\s{2,}", line.strip())[0] for line in inside.splitlines() if line.startswith("  ")]
    return [name for head in heads for name in re.findall(r"(\w+)/", head)]


def test_every_package_has_a_readme() -> None:
    missing = [name for name in sorted(_packages()) if not (ROOT / "okienko" / name / "README.md").exists()]
    assert not missing, missing


def test_every_dependency_has_its_decision() -> None:
    lines = (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()
    names = [re.split(r"[\[=<>~! ]", line)[0] for line in lines if line and line[0] not in "#-"]
    wanted = {name.lower().replace(".", "-") for name in names}
    written = {path.stem.split("-", 1)[1] for path in (ROOT / "docs" / "adr").glob("1*.md")}
    assert written == wanted
    assert len(wanted) < 20


def test_decisions_are_numbered_once() -> None:
    numbers = sorted(path.name[:3] for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert len(numbers) == len(set(numbers)), numbers


@pytest.mark.parametrize("page", [*READMES, "CONTRIBUTING.md", "docs/architecture.md"])
def test_commands_that_pages_name_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"(?:^|`|\n)make ([a-z-]+)", text))
    assert named <= targets
    ours = {command.words for command in COMMANDS}
    spoken = re.findall(r"\.venv/bin/okienko ((?:[a-z]+)(?: [a-z]+)?)", text)
    assert not [words for words in spoken if words not in ours and words.split()[0] not in ours]


def test_scripts_of_pyproject_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for target in project["scripts"].values():
        module, name = target.split(":")
        assert callable(getattr(import_module(module), name))


def test_links_in_documents_lead_somewhere() -> None:
    pages = [*(ROOT / name for name in (*READMES, "CONTRIBUTING.md")), *(ROOT / "docs").rglob("*.md")]
    pages += (ROOT / "okienko").glob("*/README.md")
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not target.endswith(".png") and not (page.parent / target).exists()
    ]
    assert not dead, "\n".join(dead)


def test_glossary_knows_every_model_fact_and_action() -> None:
    known = set(re.findall(r"`([A-Za-z_.]+)`", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")))
    missing = [word for word in _words() if word not in known]
    assert not missing, "\n".join(missing)


def _words() -> Iterator[str]:
    for path, tree in _sources().items():
        if path.parts[0] != "okienko" or len(path.parts) != 3:
            continue
        for node in tree.body:
            if path.name in ("models.py", "facts.py") and isinstance(node, ast.ClassDef) and _is_word(node):
                yield node.name
            if path.name == "actions.py" and isinstance(node, FUNCTION) and node.name[0] != "_":
                yield f"{path.parts[1]}.{node.name}"


def _is_word(node: ast.ClassDef) -> bool:
    """A table, or a fact by its decorator."""
    bases = {ast.unparse(base) for base in node.bases}
    decorated = any(ast.unparse(mark).startswith("fact(") for mark in node.decorator_list)
    return decorated or bool(bases & {"TenantModel", "models.Model", "AbstractBaseUser"})
