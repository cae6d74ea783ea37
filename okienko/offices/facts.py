"""What happens to offices."""

from okienko.journal.facts import fact


@fact("offices.OfficeOpened")
class OfficeOpened:
    name: str
    bodies: list[str]
    units: list[str]
