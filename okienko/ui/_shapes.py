"""Filters that let a component take plain values: mappings, pairs and objects alike."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from okienko.ui.speech import say


def pick(item: Any, name: str, default: Any = None) -> Any:
    """The named part of a mapping or an object, or the default when it has none."""
    if isinstance(item, Mapping):
        return item.get(name, default)
    return getattr(item, name, default)


def pairs(items: Mapping[str, Any] | Iterable[Any] | None) -> list[tuple[Any, Any]]:
    """Pairs from a mapping or from a sequence of pairs; nothing gives an empty list."""
    if items is None:
        return []
    if isinstance(items, Mapping):
        return list(items.items())
    return [(item[0], item[1]) for item in items]


def choices(items: Mapping[str, str] | Iterable[Any]) -> list[Any]:
    """Choices in one shape: `(value, text)`, `(value, text, hint)`, value → text, or richer items."""
    if isinstance(items, Mapping):
        items = items.items()
    names = ("value", "text", "hint")
    return [dict(zip(names, item, strict=False)) if isinstance(item, tuple) else item for item in items]


def chosen(value: Any, held: Any) -> bool:
    """Whether a choice is the one held (or among those held): compared as they travel in a form."""
    if held is None:
        return False
    if isinstance(held, (list, tuple, set, frozenset)):
        return any(chosen(value, one) for one in held)
    return sent(value) == sent(held)


def sent(value: Any) -> str:
    """The value as it travels in a form."""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    return str(value)


def date_parts(value: Any) -> tuple[str, str, str]:
    """Day, month, year as typed: from a date, from `{day, month, year}`, from an ISO day or from nothing."""
    if not value:
        return ("", "", "")
    if isinstance(value, str):
        year, _, rest = value.partition("-")
        month, _, day = rest.partition("-")
        return (day.lstrip("0"), month.lstrip("0"), year)
    if isinstance(value, date):
        return (str(value.day), str(value.month), str(value.year))
    if isinstance(value, Mapping):
        return (str(value.get("day") or ""), str(value.get("month") or ""), str(value.get("year") or ""))
    day, month, year = value
    return (str(day or ""), str(month or ""), str(year or ""))


def rows(items: Mapping[str, Any] | Iterable[Any]) -> list[dict[str, Any]]:
    """Rows of a summary list in one shape, each with what its link says aloud."""
    if isinstance(items, Mapping):
        items = items.items()
    return [_row(item) for item in items]


def _row(item: Any) -> dict[str, Any]:
    if isinstance(item, (tuple, list)):
        item = dict(zip(("key", "value", "href"), item, strict=False))
    key = pick(item, "key")
    return {
        "key": key,
        "value": pick(item, "value"),
        "href": pick(item, "href"),
        "action": pick(item, "action", say("Zmień")),
        "more": pick(item, "more", key),
    }


def columns(items: Iterable[Any]) -> list[tuple[str, bool]]:
    """Columns of a table as pairs: text, and whether figures stand in it."""
    return [(item[0], item[1] == "num") if isinstance(item, (tuple, list)) else (item, False) for item in items]


def steps(items: Iterable[Any]) -> list[dict[str, Any]]:
    """Steps of a matter in one shape."""
    names = ("text", "state", "note", "when")
    taken = [dict(zip(names, item, strict=False)) if isinstance(item, (tuple, list)) else item for item in items]
    return [{name: pick(item, name, "todo" if name == "state" else None) for name in names} for item in taken]
