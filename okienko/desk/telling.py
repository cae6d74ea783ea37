"""What one fact says on a timeline, and who puts it in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from okienko.language.model import Service


@dataclass(frozen=True, slots=True)
class Told:
    """What one fact says. `note`: of less weight on the timeline."""

    title: str
    text: str = ""
    kind: str = ""
    note: bool = False


Teller = Callable[[Any, Service], Told]
