"""What start-up may refuse, always with the one line that mends it."""

from okienko.language.errors import Refusal


class StartRefused(Refusal):
    """Start-up met something only a person can mend. `mend` is the line to type."""

    code = "start"

    def __init__(self, text: str, mend: str) -> None:
        super().__init__(f"{text}\n  Naprawa: {mend}")
        self.mend = mend
