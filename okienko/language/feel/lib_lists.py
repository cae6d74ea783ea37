"""Built-in functions on lists and contexts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cmp_to_key, reduce

from okienko.language.feel.arithmetic import ADD
from okienko.language.feel.compare import equals, order
from okienko.language.feel.library import builtin
from okienko.language.feel.runs import Run
from okienko.language.feel.values import CONTEXT, Function, Value, YearsMonths, kind

_PLAIN = (bool, Decimal, str, dt.date, dt.timedelta, YearsMonths)  # those that are the same when Python says so
_MOST_ODD = 1000


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _numbers(items: list[Value]) -> list[Decimal]:
    numbers = [item for item in items if isinstance(item, Decimal)]
    if len(numbers) != len(items):
        raise ValueError("lista ma zawierać same liczby")
    return numbers


def _of_list(name: str, body: Callable[[list[Value]], Value]) -> None:
    """A function that takes a list, or its items as arguments."""
    builtin(name, "list: list")(body)
    builtin(name, "c: any*")(body)


def _extreme(sign: int) -> Callable[[list[Value]], Value]:
    def choose(items: list[Value]) -> Value:
        if not items:
            return None
        best = items[0]
        for item in items[1:] or items:
            side = order(item, best)
            if side is None:
                raise ValueError("nie da się porównać wartości listy")
            best = item if side == sign else best
        return best

    return choose


def _sum(items: list[Value]) -> Value:
    if not items:
        return None
    total = items[0]
    operation = ADD.get((kind(total), kind(total)))
    if operation is None or isinstance(total, str) or any(kind(item) != kind(total) for item in items):
        raise ValueError("sumować można same liczby albo same czasy trwania")
    for item in items[1:]:
        total = operation(total, item)
    return total


def _mean(items: list[Value]) -> Value:
    numbers = _numbers(items)
    return CONTEXT.divide(reduce(CONTEXT.add, numbers), Decimal(len(numbers))) if numbers else None


def _product(items: list[Value]) -> Value:
    numbers = _numbers(items)
    return reduce(CONTEXT.multiply, numbers) if numbers else None


def _median(items: list[Value]) -> Value:
    numbers = sorted(_numbers(items))
    middle = len(numbers) // 2
    if not numbers or len(numbers) % 2:
        return numbers[middle] if numbers else None
    return CONTEXT.divide(CONTEXT.add(numbers[middle - 1], numbers[middle]), Decimal(2))


def _stddev(items: list[Value]) -> Value:
    numbers = _numbers(items)
    if len(numbers) < 2:
        return None
    mean = CONTEXT.divide(reduce(CONTEXT.add, numbers), Decimal(len(numbers)))
    squares = [CONTEXT.power(CONTEXT.subtract(number, mean), 2) for number in numbers]
    return CONTEXT.sqrt(CONTEXT.divide(reduce(CONTEXT.add, squares), Decimal(len(numbers) - 1)))


def _mode(items: list[Value]) -> list[Value]:
    numbers = _numbers(items)
    counts = Counter(numbers)
    most = max(counts.values(), default=0)
    return [*sorted(number for number, count in counts.items() if count == most)]


def _all(items: list[Value]) -> Value:
    if any(item is False for item in items):
        return False
    return True if all(item is True for item in items) else None


def _any(items: list[Value]) -> Value:
    if any(item is True for item in items):
        return True
    return False if all(item is False for item in items) else None


for _name, _body in {
    "min": _extreme(-1),
    "max": _extreme(1),
    "sum": _sum,
    "mean": _mean,
    "product": _product,
    "median": _median,
    "stddev": _stddev,
    "mode": _mode,
    "all": _all,
    "any": _any,
}.items():
    _of_list(_name, _body)


@builtin("count", "list: list")
def _count(items: list[Value]) -> Value:
    return Decimal(len(items))


def _same(left: Value, right: Value) -> bool:
    return equals(left, right) is True


@builtin("list contains", "list: list, element: any")
def _list_contains(items: list[Value], element: Value) -> Value:
    return any(_same(item, element) for item in items)


def _place(items: list[Value], position: Decimal, room: int = 0) -> int:
    """The 0-based place a 1-based or negative position means."""
    index = int(position)
    if not index or abs(index) > len(items) + (room if index > 0 else 0):
        raise ValueError(f"lista nie ma pozycji {position}")
    return index - 1 if index > 0 else len(items) + index


@builtin("sublist", "list: list, start position: number, length: number?")
def _sublist(items: list[Value], start: Decimal, length: Decimal | None = None) -> Value:
    first = _place(items, start)
    if length is not None and (length < 0 or first + int(length) > len(items)):
        raise ValueError("lista jest za krótka")
    return items[first : None if length is None else first + int(length)]


@builtin("append", "list: list, item: any")
def _append(items: list[Value], item: Value) -> Value:
    return [*items, item]


@builtin("append", "items: any*")
def _append_all(arguments: list[Value]) -> Value:
    first, *rest = arguments
    return [*(first if isinstance(first, list) else [first]), *rest] if first is not None else None


@builtin("concatenate", "lists: any*")
def _concatenate(lists: list[Value]) -> list[Value]:
    if any(part is None for part in lists):
        raise ValueError("jednej z list brak")
    joined: list[Value] = []
    for part in lists:
        joined.extend(_listed(part))
    return joined


@builtin("insert before", "list: list, position: number, newItem: any")
def _insert(items: list[Value], position: Decimal, item: Value) -> Value:
    place = _place(items, position, room=1)
    return [*items[:place], item, *items[place:]]


@builtin("remove", "list: list, position: number")
def _remove(items: list[Value], position: Decimal) -> Value:
    place = _place(items, position)
    return [*items[:place], *items[place + 1 :]]


@builtin("reverse", "list: list")
def _reverse(items: list[Value]) -> Value:
    return items[::-1]


@builtin("index of", "list: list, match: any")
def _index_of(items: list[Value], match: Value) -> Value:
    return [Decimal(place) for place, item in enumerate(items, 1) if _same(item, match)]


@builtin("distinct values", "list: list")
def _distinct(items: list[Value]) -> list[Value]:
    return [group[0] for group in _groups(items)]


def _groups(items: list[Value]) -> list[list[Value]]:
    """The items, those that are the same together; the groups in the order of their first items."""
    plain: dict[tuple[type, Value], list[Value]] = {}
    odd: list[list[Value]] = []
    found: list[list[Value]] = []
    for item in items:
        if type(item) in _PLAIN:
            group = plain.setdefault((type(item), item), [])
        else:
            group = next((each for each in odd if _same(each[0], item)), [])
            if not group:
                odd.append(group)
        if not group:
            found.append(group)
        group.append(item)
        if len(odd) > _MOST_ODD:
            raise ValueError(f"lista ma więcej niż {_MOST_ODD} różnych zestawów pól albo list")
    return found


@builtin("union", "lists: any*")
def _union(lists: list[Value]) -> Value:
    return _distinct(_concatenate(lists))


@builtin("duplicate values", "list: list")
def _duplicates(items: list[Value]) -> Value:
    return [group[0] for group in _groups(items) if len(group) > 1]


@builtin("flatten", "list: list")
def _flatten(items: list[Value]) -> list[Value]:
    flat: list[Value] = []
    for item in items:
        inner = _flatten(item) if isinstance(item, list) else [item]
        flat.extend(inner)
    return flat


@builtin("list replace", "list: list, position: number, newItem: any")
def _list_replace(items: list[Value], position: Decimal, item: Value) -> Value:
    place = _place(items, position)
    return [*items[:place], item, *items[place + 1 :]]


@builtin("list replace", "list: list, match: function, newItem: any")
def _list_replace_matching(items: list[Value], match: Function, new: Value) -> Value:
    if len(match.parameters) != 2:
        raise ValueError("funkcja ma mieć dwa parametry: pozycję listy i nową wartość")
    verdicts = [match.call([item, new], Run()) for item in items]
    if not all(isinstance(verdict, bool) for verdict in verdicts):
        raise ValueError("funkcja ma odpowiadać prawdą albo fałszem")
    return [new if verdict else item for item, verdict in zip(items, verdicts, strict=True)]


@builtin("sort", "list: list, precedes: function?")
def _sort(items: list[Value], precedes: Function | None = None) -> Value:
    def side(left: Value, right: Value) -> int:
        if precedes:
            if precedes.call([left, right], Run()) is True:
                return -1
            return 1 if precedes.call([right, left], Run()) is True else 0
        found = order(left, right)
        if found is None:
            raise ValueError("nie da się porównać wartości listy")
        return found

    return sorted(items, key=cmp_to_key(side))


def _text_key(key: Value) -> str:
    if not isinstance(key, str):
        raise ValueError("nazwa pola jest tekstem")
    return key


@builtin("get value", "m: context, key: string")
def _get_value(m: Mapping[str, Value], key: str) -> Value:
    return m.get(key)


@builtin("get entries", "m: context")
def _get_entries(m: Mapping[str, Value]) -> Value:
    return [{"key": key, "value": value} for key, value in m.items()]


@builtin("context", "entries: list")
def _context(entries: list[Value]) -> Value:
    built: dict[str, Value] = {}
    for entry in entries:
        if not isinstance(entry, Mapping) or "key" not in entry or "value" not in entry:
            raise ValueError("każda pozycja ma mieć pola „key” i „value”")
        key = _text_key(entry["key"])
        if key in built:
            raise ValueError(f"pole „{key}” podano dwa razy")
        built[key] = entry["value"]
    return built


@builtin("context put", "context: context, key: string, value: any")
def _put(context: Mapping[str, Value], key: str, value: Value) -> Value:
    return {**context, key: value}


@builtin("context put", "context: context, keys: list, value: any")
def _put_deep(context: Mapping[str, Value], keys: list[Value], value: Value) -> Value:
    if not keys:
        raise ValueError("brak nazwy pola")
    key = _text_key(keys[0])
    if len(keys) == 1:
        return {**context, key: value}
    inner = context.get(key, {})
    if not isinstance(inner, Mapping):
        raise ValueError(f"pole „{key}” nie jest zestawem pól")
    return {**context, key: _put_deep(inner, keys[1:], value)}


@builtin("context merge", "contexts: list")
def _merge(contexts: list[Value]) -> Value:
    merged: dict[str, Value] = {}
    for context in contexts:
        if not isinstance(context, Mapping):
            raise ValueError("łączyć można same zestawy pól")
        merged.update(context)
    return merged
