"""The Jinja2 environment of all faces: strict, escaping, and able to write Polish."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined, select_autoescape

from . import _polish, _shapes, speech


def environment(**options: Any) -> Environment:
    """An environment for Django's Jinja2 backend: a missing name is an error, never an empty place."""
    options["undefined"] = StrictUndefined
    options["autoescape"] = select_autoescape(("html", "xml", "svg"), default_for_string=True)
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)
    env.globals.update(static=lru_cache(static), t=speech.say, language=speech.language)
    env.filters.update(
        day=_polish.day,
        short_day=_polish.short_day,
        clock=_polish.clock,
        money=_polish.money,
        number=_polish.number,
        count=_polish.count,
        nbsp=_polish.nbsp,
        size=_polish.size,
        when=_polish.when,
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
