"""What happens to offices."""

from okienko.journal.facts import fact


@fact("offices.OfficeOpened")
class OfficeOpened:
    name: str
    bodies: list[str]
    units: list[str]


@fact("offices.UnitAdded")
class UnitAdded:
    symbol: str
    name: str


@fact("offices.UnitRenamed")
class UnitRenamed:
    symbol: str
    before: str
    name: str


@fact("offices.LetterheadChanged")
class LetterheadChanged:
    """What stands on letters and pages from now on: only the fields that changed."""

    before: dict[str, str]
    after: dict[str, str]


@fact("offices.NumberingChosen")
class NumberingChosen:
    numbering: str
