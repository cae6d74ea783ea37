"""Values of FEEL as JSON that tells a number and a day from text, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from okienko.language.feel import Value, YearsMonths
from okienko.language.feel.temporal import parse_temporal, temporal_text

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def saved_value(value: object) -> Json:
    """What `restored_value` reads back to an equal value; a range or a function has no place in a case."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, Decimal)):
        return {"$number": str(value)}
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return {"$day": value.isoformat()}
    if isinstance(value, (dt.datetime, dt.time, dt.timedelta, YearsMonths)):
        return {"$time": temporal_text(value)}
    if isinstance(value, Mapping):
        return {str(name): saved_value(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [saved_value(item) for item in value]
    raise TypeError(f"an answer cannot be a {type(value).__name__}")


def restored_value(value: Json) -> Value:
    """The value that was saved."""
    if isinstance(value, list):
        return [restored_value(item) for item in value]
    if isinstance(value, dict):
        if value.keys() == {"$number"}:
            return Decimal(str(value["$number"]))
        if value.keys() == {"$day"}:
            return dt.date.fromisoformat(str(value["$day"]))
        if value.keys() == {"$time"}:
            return parse_temporal(str(value["$time"]))
        return {name: restored_value(item) for name, item in value.items()}
    return value  # type: ignore[return-value]  # only text, truth and nothing remain
