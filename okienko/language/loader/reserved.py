"""Names that a service may not give: something of ours already answers to them.

What the portal and the desk take for themselves is compared with their addresses and forms by their tests.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from okienko.language.loader.fields import Source
from okienko.language.loader.names import OFFICE_FACTS, TODAY
from okienko.language.loader.tree import Node
from okienko.language.model import ADDED

# words that stand in an address where the id of a page would: `…/wniosek/<draft>/sprawdz/`
PAGES = frozenset({"druk", "koniec", "razem", "sprawdz", "wyslij", "zapisz"})
# fields that a form posts beside the answers
FIELDS = frozenset({
    "csrfmiddlewaretoken", "dodaj", "klucz", "pismo", "pliki", "pokazane", "sha256", "usun", "wersja", "widziano",
    "wiersz", "zapisz",
})  # fmt: skip
# what expressions read besides answers and rules
VALUES = frozenset({TODAY, *OFFICE_FACTS})
QUESTIONS = FIELDS | VALUES
# a task added by hand, and events that are no steps
STEPS = frozenset({ADDED, "wycofanie", "zlozenie"})


def refuse_reserved(source: Source, node: Node | None, name: str, reserved: Collection[str]) -> None:
    """Note that the name is taken, at the node that gives it."""
    if name in reserved:
        source.fault(node, f"Nazwy „{name}” używa już Okienko.", f"inna nazwa, na przykład {name}_2")


def refuse_shared(source: Source, node: Node | None, kind: str, taken: Iterable[str]) -> None:
    """Note each entry of the map whose name an act of the procedure has for the same kind of thing."""
    names = set(taken)
    for key, _ in (node.pairs or []) if node else []:
        if key.text in names:
            source.fault(key, f"{kind} „{key.text}”: tak nazywa się to, co daje postępowanie.", "inna nazwa")
