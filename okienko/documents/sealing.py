"""Electronic seals on letters: PAdES, with the key object kept between letters."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from okienko.documents._keys import authorities_in, make_demo_key, signer_in

__all__ = ["Sealed", "Sealer", "SealingFailed", "make_demo_key", "trust_from", "verify"]

FIELD = "pieczec"
READABLE_FIELD = "Pieczęć elektroniczna"
# Room for the CMS object; an estimate would make a dummy signature each time.
ROOM, ROOM_WITH_TIMESTAMP = 12_288, 28_672

Certificates = Sequence[x509.Certificate]


class SealingFailed(Exception):
    """The letter was not sealed; the text, in Polish, says why."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True)
class Sealed:
    """What a look at the seal of a document shows; trust it when it is valid and covers the whole."""

    valid: bool
    covers_whole_document: bool
    signer: str | None
    at: datetime | None

    @classmethod
    def none(cls) -> "Sealed":
        """A document without a seal that can be read."""
        return cls(valid=False, covers_whole_document=False, signer=None, at=None)


class Sealer:
    """A seal ready for use: opening the key costs far more than a seal, so it is opened once."""

    def __init__(self, signer: SimpleSigner, *, timestamper: TimeStamper | None = None) -> None:
        self._signer = signer
        self._timestamper = timestamper

    @classmethod
    def load(cls, folder: Path, *, passphrase: bytes | None = None, timestamper: TimeStamper | None = None) -> "Sealer":
        """The seal in the folder: `seal.p12`, or `seal.key.pem` with `seal.cert.pem` and `ca.cert.pem`."""
        try:
            signer = signer_in(folder, passphrase)
        except (OSError, ValueError, TypeError) as error:
            raise SealingFailed(f"Nie można otworzyć pieczęci w katalogu {folder.name}: {error}") from error
        return cls(signer, timestamper=timestamper)

    @property
    def name(self) -> str:
        """The name in the certificate."""
        return _name(self._certificate())

    @property
    def valid_until(self) -> datetime:
        """When the certificate ends: a warning is due in time."""
        until: datetime = self._certificate().not_valid_after
        return until

    def seal(self, pdf: bytes, *, reason: str, name: str, at: datetime) -> bytes:
        """The document with the seal appended: the bytes before it stay as they were.

        The field has no area and lies off the page, as PDF/A-2 and PDF/UA-1 together ask of an untagged one.
        """
        if at.tzinfo is None:
            raise SealingFailed("Chwila opieczętowania musi mieć strefę czasową.")
        metadata = PdfSignatureMetadata(
            field_name=FIELD,
            reason=reason,
            name=name,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
        )
        field = SigFieldSpec(
            FIELD,
            readable_field_name=READABLE_FIELD,
            invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
        )
        signer = PdfSigner(metadata, self._signer, timestamper=self._timestamper, new_field_spec=field)
        try:
            return _signed(signer, pdf, at, ROOM_WITH_TIMESTAMP if self._timestamper else ROOM)
        except (SigningError, PdfReadError) as error:
            raise SealingFailed(f"Pisma nie opieczętowano: {error}") from error

    def _certificate(self) -> x509.Certificate:
        certificate = self._signer.signing_cert
        if certificate is None:
            raise SealingFailed("Pieczęć nie ma certyfikatu.")
        return certificate


def verify(pdf: bytes, trust: Certificates, *, moment: datetime | None = None) -> Sealed:
    """What the last seal of the document says, judged by the roots in `trust` alone, without a network."""
    try:
        embedded = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if not embedded:
            return Sealed.none()
        context = ValidationContext(trust_roots=list(trust), allow_fetching=False, moment=moment)
        status = validate_pdf_signature(embedded[-1], signer_validation_context=context)
    except (PdfReadError, SignatureValidationError, SigningError, ValueError):
        return Sealed.none()
    return _seen(status, embedded[-1].self_reported_timestamp)


def trust_from(folder: Path) -> Certificates:
    """The certificate of the authority that stands beside a seal."""
    return authorities_in(folder)


class _Appender(IncrementalPdfFileWriter):
    """Appends the seal alone; the metadata and the version that make the letter PDF/A-2 stay untouched."""

    def _update_meta(self) -> None:
        """Leave the metadata: the library would rewrite the XMP and stamp it with the clock."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """PDF/A-2 is PDF 1.7, whatever the curve of the key."""

    def register_extension(self, ext: DeveloperExtension) -> None:
        """Declare extensions of PDF 1.7 only."""
        if ext.base_version == "/1.7":
            super().register_extension(ext)


def _signed(signer: PdfSigner, pdf: bytes, at: datetime, room: int) -> bytes:
    output = BytesIO()
    writer = _Appender(BytesIO(pdf))
    session = signer.init_signing_session(writer)
    session.system_time = at  # the library would take the clock of the machine
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=room)
    digest, _ = document.digest_tbs_document(output=output)
    asyncio.run(
        document.perform_signature(
            document_digest=digest.document_digest,
            pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
        )
    )
    return output.getvalue()


def _seen(status: PdfSignatureStatus, declared: datetime | None) -> Sealed:
    stamp = status.timestamp_validity
    return Sealed(
        valid=status.bottom_line,
        covers_whole_document=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        signer=_name(status.signing_cert),
        at=stamp.timestamp if stamp is not None and stamp.valid else declared,
    )


def _name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.native["common_name"])
