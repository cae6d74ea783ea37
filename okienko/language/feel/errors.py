"""What is wrong with the text of an expression, said in Polish to the analyst who wrote it."""

from __future__ import annotations

from decimal import DecimalException


def fault_words(problem: ValueError | ArithmeticError) -> str:
    """What an operation or a function says of its failure. What Python itself says is in English."""
    ours = not isinstance(problem, ArithmeticError) or isinstance(problem, ZeroDivisionError)
    return str(problem) if ours and not isinstance(problem, DecimalException) else "wynik leży poza zakresem"


class FeelSyntaxError(Exception):
    """The text is no FEEL: where it breaks (0-based offset) and what was expected there."""

    def __init__(self, text: str, position: int, expected: str) -> None:
        self.text = text
        self.position = position
        self.expected = expected
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        rest = self.text[self.position :].strip()
        found = f"„{rest[:20]}{'…' if len(rest) > 20 else ''}”" if rest else "koniec wyrażenia"
        return f"Znak {self.position + 1}: oczekiwano {self.expected}, a jest {found}."
