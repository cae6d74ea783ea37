"""Looking for viruses in what people send, behind an interface."""

from dataclasses import dataclass
from typing import Protocol

from okienko.language import Refusal

# The test file that every scanner knows; in two parts, so that this source is not taken for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True)
class Verdict:
    """What the scanner found; nothing when `threat` is None."""

    threat: str | None

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return self.threat is None


class Scanner(Protocol):
    """Anything that can judge the content of a file."""

    def scan(self, content: bytes) -> Verdict:
        """The verdict on the content."""
        ...


class FakeScanner:
    """Knows one virus, the test file."""

    def scan(self, content: bytes) -> Verdict:
        """A threat when the test file is inside."""
        return Verdict("EICAR-Test-File" if EICAR in content else None)


class Infected(Refusal):
    """The scanner found a threat in the file."""

    code = "plik-z-wirusem"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"W pliku „{name}” program antywirusowy znalazł zagrożenie. Pliku nie przyjęto. "
            "Sprawdź swoje urządzenie i dodaj inny plik."
        )
