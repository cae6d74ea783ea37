"""The one dispatcher: loads what a command needs when the command is given, not before."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from okienko.language.errors import Refusal


def load(dotted: str) -> Callable[..., Any]:
    """The function named `package.module:function`."""
    module, _, name = dotted.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def load_with_django(dotted: str) -> Callable[..., Any]:
    """The same, after Django has read its settings."""
    load("okienko.cli._django:set_up")()
    return load(dotted)


def exists(module: str) -> bool:
    """True when there is such a module; nothing of it is run but the packages above it."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def demand(module: str) -> None:
    """Refuses when this copy of Okienko has no such part."""
    if not exists(module):
        raise Refusal(f"W tej wersji nie ma jeszcze części {module}.", code="brak")
