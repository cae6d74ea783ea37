"""What happens in the catalogue."""

from datetime import date

from okienko.journal.facts import fact


@fact("catalogue.ReleasePublished")
class ReleasePublished:
    release: str
    service: str
    version: str
    digest: str
    demonstration: bool


@fact("catalogue.OfferAdopted")
class OfferAdopted:
    offer_version: str
    release: str
    service: str
    values: dict[str, str]
    valid_from: date
