"""Where the key of a seal comes from: a folder with PKCS#12 or PEM, or a demonstration made here."""

import errno
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import keys  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

PKCS12, KEY, CERTIFICATE, AUTHORITY = "seal.p12", "seal.key.pem", "seal.cert.pem", "ca.cert.pem"
DEMO = "DEMONSTRACJA - NIE POCHODZI OD URZĘDU"
DEMO_MARK = " (DEMONSTRACJA)"
# Wide, so that stories of any year can be sealed; no clock is read.
DEMO_FROM, DEMO_UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)
LONGEST_NAME = 64  # X.520, ub-common-name


def signer_in(folder: Path, passphrase: bytes | None) -> SimpleSigner:
    """The signer whose key and certificates lie in the folder."""
    if (folder / PKCS12).exists():
        found = pkcs12.load_pkcs12((folder / PKCS12).read_bytes(), passphrase)
        if found.key is None or found.cert is None:
            raise ValueError(f"{PKCS12} has no key or no certificate")
        others = [extra.certificate for extra in found.additional_certs]
        return _signer(found.key, found.cert.certificate, others)
    key = serialization.load_pem_private_key((folder / KEY).read_bytes(), passphrase)
    own, *others = x509.load_pem_x509_certificates((folder / CERTIFICATE).read_bytes())
    if (folder / AUTHORITY).exists():
        others += x509.load_pem_x509_certificates((folder / AUTHORITY).read_bytes())
    return _signer(key, own, others)


def authorities_in(folder: Path) -> list[asn1_x509.Certificate]:
    """The roots that stand beside a seal."""
    return list(load_certs_from_pemder_data((folder / AUTHORITY).read_bytes()))


def make_demo_key(folder: Path, office_name: str) -> None:
    """The folder holds a seal of our own making, whose every name says that it is a demonstration.

    A seal that is already there stays.
    """
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer, subject = _demo_name("Urząd certyfikacji Okienka"), _demo_name(office_name)
    authority = (
        _draft(issuer, issuer, authority_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    seal = (
        _draft(subject, issuer, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _appear(
        folder,
        {
            KEY: secret,
            CERTIFICATE: seal.public_bytes(serialization.Encoding.PEM),
            AUTHORITY: authority.public_bytes(serialization.Encoding.PEM),
        },
    )


def _appear(folder: Path, files: dict[str, bytes]) -> None:
    """The folder stands with all its files at once, or stays as another process made it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            _write_new(draft / name, content)
        draft.rename(folder)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _signer(key: object, own: x509.Certificate, others: list[x509.Certificate]) -> SimpleSigner:
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise ValueError(f"a key of the kind {type(key).__name__} cannot seal")
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_as_asn1(other) for other in others])
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(signing_cert=_as_asn1(own), signing_key=keys.PrivateKeyInfo.load(secret), cert_registry=store)


def _as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _demo_name(name: str) -> x509.Name:
    shown = name[: LONGEST_NAME - len(DEMO_MARK)] + DEMO_MARK
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "PL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, shown),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, DEMO),
            x509.NameAttribute(NameOID.COMMON_NAME, shown),
        ]
    )


def _draft(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(DEMO_FROM)
        .not_valid_after(DEMO_UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _write_new(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
