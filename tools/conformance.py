"""`make conformance`: public suites of cases against our language, with the list of what fails.

  python tools/conformance.py --dmn-tck FOLDER [--list 40] [--need-2 1.0] [--need-3 0.95]
  python tools/conformance.py --bpmn-miwg FOLDER

The first folder is `TestCases` of a clone of github.com/dmn-tck/tck (Apache-2.0), or a part of it. A case counts by the
results that expect a value: an engine that always fails passes the rest. The second is `Reference` of a clone of
github.com/bpmn-miwg/bpmn-miwg-test-suite (CC BY 3.0): see `conformance_bpmn.py`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import conformance_bpmn

from okienko.language.dmn import ModelError, computed
from okienko.language.feel import Value, literal_of
from okienko.language.feel.compare import equals
from okienko.language.feel.temporal import READERS

CASES = "{http://www.omg.org/spec/DMN/20160719/testcase}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
LEVELS = ("2", "3")
NEEDED = """Potrzebny jest zestaw przypadków, nie ma go w repozytorium. DMN TCK (Apache-2.0):
  git clone https://github.com/dmn-tck/tck
  make conformance DMN_TCK=tck/TestCases
Modele wzorcowe BPMN MIWG (CC BY 3.0):
  git clone https://github.com/bpmn-miwg/bpmn-miwg-test-suite
  make conformance BPMN_MIWG=bpmn-miwg-test-suite/Reference"""
NUMBERS = ("decimal", "integer", "int", "double", "float", "long")
TOLERANCE = Decimal("1e-8")  # the suite writes some numbers shorter than they are


class Unheld(Exception):
    """A value of the suite that no value of ours can be: a year after 9999, say."""


@dataclass(frozen=True)
class Case:
    """One result that a case expects."""

    level: str
    name: str
    model: Path
    kind: str
    target: str
    node: str
    given: ElementTree.Element
    expected: ElementTree.Element | None
    error: bool


@dataclass(frozen=True)
class Judged:
    """What came of a case: passed or why not. `counts` when it expects a value."""

    case: Case
    counts: bool
    failure: str = ""


def main() -> int:
    """The figures are printed; the exit code says whether they suffice."""
    words = argparse.ArgumentParser(description="Sprawdź zgodność z publicznymi zestawami przypadków.")
    words.add_argument("--dmn-tck", default="", help="folder TestCases zestawu DMN TCK")
    words.add_argument("--bpmn-miwg", default="", help="folder Reference modeli BPMN MIWG")
    words.add_argument("--list", type=int, default=1000, help="ile niezaliczonych przypadków wypisać")
    words.add_argument("--need-2", type=float, default=1.0, help="jaka część na poziomie 2")
    words.add_argument("--need-3", type=float, default=0.95, help="jaka część na poziomie 3")
    given = words.parse_args()
    suites = []
    if given.dmn_tck and any(Path(given.dmn_tck).glob("compliance-level-*")):
        needed = {"2": given.need_2, "3": given.need_3}
        suites.append(lambda: dmn(Path(given.dmn_tck), given.list, needed))
    if given.bpmn_miwg and any(Path(given.bpmn_miwg).glob("*.bpmn")):
        suites.append(lambda: conformance_bpmn.bpmn(Path(given.bpmn_miwg)))
    if len(suites) < max(1, bool(given.dmn_tck) + bool(given.bpmn_miwg)):
        print(NEEDED, file=sys.stderr)
        return 2
    return max(suite() for suite in suites)


def dmn(folder: Path, most: int, needed: Mapping[str, float]) -> int:
    """The cases of DMN: figures by level, then what fails."""
    began = time.perf_counter()
    judged = [judge(case) for level in LEVELS for case in cases(folder, level)]
    failed = [each for each in judged if each.counts and each.failure]
    print(f"DMN TCK: {len(judged)} wyników w {time.perf_counter() - began:.1f} s\n")
    enough = True
    for level in LEVELS:
        of_level = [each for each in judged if each.case.level == level]
        counted = [each for each in of_level if each.counts]
        passed = sum(not each.failure for each in counted)
        share = passed / len(counted) if counted else 1.0
        whole = sum(not each.failure for each in of_level)
        print(f"poziom {level}: {passed} z {len(counted)} wyników, które mają wartość ({100 * share:.1f} %); "
              f"wszystkich {whole} z {len(of_level)}")  # fmt: skip
        enough = enough and share >= needed[level]
    print("\nNie przeszły:" if failed else "\nWszystkie przeszły.")
    for name, count in Counter(each.case.name.split(":")[0] for each in failed).items():
        print(f"  {count:>3}  {name}")
    for each in failed[:most]:
        print(f"  {each.case.name}: {each.failure}")
    return 0 if enough else 1


def cases(folder: Path, level: str) -> Iterator[Case]:
    """All results that the cases of a level expect."""
    for file in sorted(folder.glob(f"compliance-level-{level}/*/*-test-*.xml")):
        root = ElementTree.parse(file).getroot()
        model = file.parent / (root.findtext(f"{CASES}modelName") or "").strip()
        for case in root.findall(f"{CASES}testCase"):
            for node in case.findall(f"{CASES}resultNode"):
                kind, name = case.get("type") or "decision", node.get("name", "")
                yield Case(
                    level,
                    f"{file.parent.name}: {case.get('id')} {name}",
                    model,
                    kind,
                    name if kind == "decision" else case.get("invocableName", ""),
                    name,
                    case,
                    node.find(f"{CASES}expected"),
                    node.get("errorResult") == "true",
                )


def judge(case: Case) -> Judged:
    """The case is played."""
    try:
        expected = None if case.expected is None else value_of(case.expected)
    except Unheld as unheld:
        return Judged(case, not case.error, f"nie ma u nas wartości {unheld}")
    counts = expected is not None and not case.error
    try:
        inputs = {each.get("name", ""): value_of(each) for each in case.given.findall(f"{CASES}inputNode")}
        found = computed(case.model, case.kind, case.target, inputs, dt.datetime.now(dt.UTC))
    except (ModelError, Unheld) as wrong:
        return Judged(case, counts, str(wrong)[:160] if counts else "")
    if case.kind != "decision" and isinstance(found, Mapping) and case.node in found and case.node != case.target:
        found = found[case.node]  # a service with several results: the case asks for one of them
    if same(expected, found) or (case.error and found is None):
        return Judged(case, counts)
    return Judged(case, counts, f"oczekiwano {literal_of(expected)[:60]}, jest {literal_of(found)[:60]}")


def value_of(element: ElementTree.Element) -> Value:
    """The value that the suite writes in this element."""
    listed, parts = element.find(f"{CASES}list"), element.findall(f"{CASES}component")
    if element.get(NIL) == "true":
        return None
    if listed is not None:
        return None if listed.get(NIL) == "true" else [value_of(item) for item in listed.findall(f"{CASES}item")]
    if parts:
        return {part.get("name", ""): value_of(part) for part in parts}
    value = element.find(f"{CASES}value")
    return None if value is None or value.get(NIL) == "true" else _scalar(value)


def _scalar(element: ElementTree.Element) -> Value:
    kind, text = (element.get(TYPE) or "xsd:string").split(":")[-1], element.text or ""
    if kind == "string":
        return text
    text = text.strip()
    if kind == "boolean":
        return text in ("true", "1")
    if kind in NUMBERS:
        return Decimal(text)
    read: Value = READERS[kind](text)
    parts = re.search(r"\.(\d+)", text)
    if read is None or (parts and parts[1].rstrip("0") not in literal_of(read)):
        raise Unheld(text)
    return read


def same(expected: Value, found: Value) -> bool:
    """Whether both are the same value; numbers may differ by what the suite leaves out."""
    if isinstance(expected, Decimal) and isinstance(found, Decimal):
        return abs(expected - found) <= max(TOLERANCE, abs(expected) * TOLERANCE / 10)
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(same, expected, found))
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return set(expected) == set(found) and all(same(expected[name], found[name]) for name in expected)
    return equals(expected, found) is True


if __name__ == "__main__":
    sys.exit(main())
