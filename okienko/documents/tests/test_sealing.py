from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from okienko.documents import _keys
from okienko.documents.sealing import Sealed, Sealer, SealingFailed, make_demo_key, trust_from, verify
from okienko.documents.tests.bundle import AT, catalog, pdf_of

OFFICE = "Urząd Gminy w Przykładowie"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("klucze") / "seal"
    make_demo_key(made, OFFICE)
    return made


@pytest.fixture(scope="module")
def sealed(folder: Path) -> bytes:
    return Sealer.load(folder).seal(pdf_of("sprzeciw"), reason="Decyzja", name=OFFICE, at=AT)


def test_seal_is_valid_and_covers_the_whole(sealed: bytes, folder: Path) -> None:
    assert verify(sealed, trust_from(folder), moment=AT) == Sealed(
        valid=True, covers_whole_document=True, signer=f"{OFFICE} (DEMONSTRACJA)", at=AT
    )


def test_the_letter_stands_untouched_before_its_seal(sealed: bytes) -> None:
    assert sealed.startswith(pdf_of("sprzeciw"))


def test_a_changed_letter_is_detected(sealed: bytes, folder: Path) -> None:
    place = sealed.index(b"/Title") + 20
    changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
    assert not verify(changed, trust_from(folder), moment=AT).valid


def test_something_appended_is_detected(sealed: bytes, folder: Path) -> None:
    assert not verify(sealed + b"\n% dopisek\n", trust_from(folder), moment=AT).covers_whole_document


def test_a_cut_letter_is_detected(sealed: bytes, folder: Path) -> None:
    assert not verify(sealed[:-400], trust_from(folder), moment=AT).valid


def test_a_seal_of_an_unknown_authority_is_not_valid(sealed: bytes, tmp_path: Path) -> None:
    make_demo_key(tmp_path / "inny", OFFICE)
    assert not verify(sealed, trust_from(tmp_path / "inny"), moment=AT).valid


@pytest.mark.parametrize("content", [b"", b"abc", b"%PDF-1.7\n"], ids=["empty", "text", "head"])
def test_what_is_no_pdf_has_no_seal(content: bytes) -> None:
    assert verify(content, []) == Sealed.none()


def test_a_letter_without_a_seal_says_so() -> None:
    assert verify(pdf_of("sprzeciw"), []) == Sealed.none()


def test_seal_keeps_metadata_version_and_tags(sealed: bytes) -> None:
    before, after = catalog(pdf_of("sprzeciw")), catalog(sealed)
    assert after["/Metadata"].get_data() == before["/Metadata"].get_data()
    assert after["/MarkInfo"] == before["/MarkInfo"]
    assert after["/Lang"] == before["/Lang"]
    assert "/Version" not in after


def test_the_field_is_named_printable_and_off_the_page(sealed: bytes) -> None:
    field = catalog(sealed)["/AcroForm"]["/Fields"][0].get_object()
    assert [int(side) for side in field["/Rect"]] == [-9999, -9999, -9999, -9999]
    assert field["/TU"] == "Pieczęć elektroniczna"
    assert field["/F"] & 0b100  # printed, as PDF/A asks
    assert not field["/F"] & 0b10  # not hidden
    assert field["/V"].get_object()["/SubFilter"] == "/ETSI.CAdES.detached"


def test_the_moment_is_the_given_one(sealed: bytes) -> None:
    stamp = catalog(sealed)["/AcroForm"]["/Fields"][0].get_object()["/V"].get_object()["/M"]
    assert stamp.startswith("D:20261123071405")


def test_a_moment_without_a_zone_is_refused(folder: Path) -> None:
    with pytest.raises(SealingFailed, match="strefę"):
        Sealer.load(folder).seal(pdf_of("sprzeciw"), reason="x", name="x", at=datetime(2026, 1, 1))


def test_what_is_no_pdf_is_not_sealed(folder: Path) -> None:
    with pytest.raises(SealingFailed, match="nie opieczętowano"):
        Sealer.load(folder).seal(b"abc", reason="x", name="x", at=AT)


def test_a_folder_without_a_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SealingFailed, match="Nie można otworzyć pieczęci"):
        Sealer.load(tmp_path)


def test_a_demonstration_key_says_what_it_is(folder: Path) -> None:
    certificate = x509.load_pem_x509_certificate((folder / "seal.cert.pem").read_bytes())
    assert "DEMONSTRACJA - NIE POCHODZI OD URZĘDU" in certificate.subject.rfc4514_string()
    assert "DEMONSTRACJA" in certificate.issuer.rfc4514_string()


def test_a_demonstration_key_is_readable_by_its_owner_only(folder: Path) -> None:
    assert (folder / "seal.key.pem").stat().st_mode & 0o077 == 0


def test_a_key_that_is_there_is_never_replaced(folder: Path) -> None:
    before = (folder / "seal.key.pem").read_bytes()
    make_demo_key(folder, "Inny urząd")
    assert (folder / "seal.key.pem").read_bytes() == before
    assert [entry.name for entry in folder.parent.iterdir()] == ["seal"]


def test_a_long_office_name_fits_the_certificate(tmp_path: Path) -> None:
    make_demo_key(tmp_path / "seal", "Powiatowy Inspektorat Nadzoru Budowlanego w Przykładowie Wielkim Górnym")
    assert Sealer.load(tmp_path / "seal").name.endswith("(DEMONSTRACJA)")


def test_an_rsa_key_in_pkcs12_seals_too(tmp_path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Próba")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, AT, AT + timedelta(days=9))
        .add_extension(_keys._usage(authority=False), critical=True)
        .sign(key, _keys.hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(b"haslo")
    content = pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, locked)
    (tmp_path / "seal.p12").write_bytes(content)
    (tmp_path / "ca.cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    sealer = Sealer.load(tmp_path, passphrase=b"haslo")
    made = sealer.seal(pdf_of("wezwanie"), reason="x", name="x", at=AT + timedelta(hours=1))
    seen = verify(made, trust_from(tmp_path), moment=AT + timedelta(hours=2))
    assert (seen.valid, seen.covers_whole_document) == (True, True)
    assert sealer.valid_until == datetime(2026, 12, 2, 7, 14, 5, tzinfo=UTC)


def test_a_wrong_passphrase_is_refused(tmp_path: Path) -> None:
    (tmp_path / "seal.p12").write_bytes(b"nie pkcs12")
    with pytest.raises(SealingFailed):
        Sealer.load(tmp_path, passphrase=b"zle")
