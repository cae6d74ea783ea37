"""The Jinja2 environment of all faces: strict, escaping, and able to write Polish."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined, select_autoescape

from . import _shapes, speech, writing


def environment(**options: Any) -> Environment:
    """An environment for Django's Jinja2 backend: a missing name is an error, never an empty place."""
    options["undefined"] = StrictUndefined
    options["autoescape"] = select_autoescape(("html", "xml", "svg"), default_for_string=True)
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)
    env.globals.update(static=lru_cache(static), t=speech.say, language=speech.language)
    env.filters.update(
        day=writing.day,
        short_day=writing.short_day,
        clock=writing.clock,
        money=writing.money,
        number=writing.number,
        count=writing.count,
        nbsp=writing.nbsp,
        lines=writing.lines,
        size=writing.size,
        when=writing.when,
        told=speech.told,
        polish=speech.InPolish,
        pick=_shapes.pick,
        pairs=_shapes.pairs,
        choices=_shapes.choices,
        chosen=_shapes.chosen,
        sent=_shapes.sent,
        date_parts=_shapes.date_parts,
        rows=_shapes.rows,
        columns=_shapes.columns,
        steps=_shapes.steps,
    )
    return env
