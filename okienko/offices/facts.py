"""What happens to offices."""

from datetime import date

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


@fact("offices.StatementDrawn")
class StatementDrawn:
    """The accessibility statement was drawn up, or looked through: only what changed in it."""

    before: dict[str, str]
    after: dict[str, str]


@fact("offices.ArmsChanged")
class ArmsChanged:
    """The picture by its hash; empty: taken away."""

    picture: str


@fact("offices.NumberingChosen")
class NumberingChosen:
    numbering: str


@fact("offices.FilePlanAdopted")
class FilePlanAdopted:
    """The office's file plan (JRWA) is another from that day."""

    plan: str
    file_name: str
    valid_from: date
    added: int
    changed: int
    ended: int


@fact("offices.FilePlanUndone")
class FilePlanUndone:
    """The import was taken back before any case used it."""

    plan: str
    file_name: str
    valid_from: date
