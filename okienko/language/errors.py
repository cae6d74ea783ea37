"""The root of every refusal, with a text written for the person who will read it."""


class Refusal(Exception):
    """A request was understood and declined. `code` is for programs, `text` (Polish) for people."""

    code = "odmowa"

    def __init__(self, text: str, *, code: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        if code is not None:
            self.code = code
