"""What is wrong with a decision model, said in Polish to the analyst who drew it."""

from __future__ import annotations

from okienko.language.shortened import shortened


class ModelError(Exception):
    """The model cannot be read or built: the line of the file (0 when unknown) and what was expected."""

    def __init__(self, line: int, text: str) -> None:
        self.line = line
        self.text = shortened(text)
        super().__init__(f"Wiersz {line}: {self.text}" if line else self.text)
