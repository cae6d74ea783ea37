"""The root of every refusal, with a text written for the person who will read it."""

from collections.abc import Mapping
from types import MappingProxyType


class Refusal(Exception):
    """A request was understood and declined. `code` is for programs, `text` (Polish) for people."""

    code = "odmowa"
    faults: Mapping[str, str] = MappingProxyType({})

    def __init__(self, text: str, *, code: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        if code is not None:
            self.code = code


class Faulty(Refusal):
    """Declined for what single fields say. `faults`: field → what is wrong with it."""

    def __init__(self, faults: Mapping[str, str], text: str = "") -> None:
        super().__init__(text or " ".join(faults.values()))
        self.faults = dict(faults)
