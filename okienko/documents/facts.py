"""What happens to files and documents."""

from okienko.journal.facts import fact


@fact("documents.DocumentIssued")
class DocumentIssued:
    document: str
    letter: str
    title: str
    sha256: str
    signed_as: str
    authorisation: str


@fact("documents.DocumentSealed")
class DocumentSealed:
    document: str
    letter: str
    sha256: str
