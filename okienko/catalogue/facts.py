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


@fact("catalogue.OfferEnded")
class OfferEnded:
    """From that day the office takes no new submissions of the service; what it has goes on."""

    offer_version: str
    service: str
    valid_from: date
    notice: str
