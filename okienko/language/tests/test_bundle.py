import json
from pathlib import Path

import pytest

from okienko.language.bundle import MAX_FILE, MAX_FILES, Bundle, BundleRefused, read_bundle


def _folder(root: Path, **files: str) -> Path:
    folder = root / "services" / "gm-proba"
    for name, text in {"service.yaml": "service: gm-proba\n", **files}.items():
        file = folder / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def _shared(root: Path, name: str, text: str) -> None:
    file = root / "services" / "shared" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_the_document_reads_back_to_an_equal_bundle() -> None:
    bundle = Bundle({"form.yaml": "żółć\n", "a.yaml": "1\n"})
    again = Bundle.from_document(bundle.document())
    assert again == bundle
    assert again.digest == bundle.digest
    assert hash(again) == hash(bundle)
    assert len({again, bundle}) == 1


def test_line_ends_marks_and_forms_of_letters_change_no_digest() -> None:
    decomposed = "z\u0307o\u0301l\n"
    assert Bundle({"a.yaml": "\ufeffżól\r\n"}).digest == Bundle({"a.yaml": decomposed}).digest


def test_the_order_of_files_changes_no_digest() -> None:
    assert Bundle({"a.yaml": "1", "b.yaml": "2"}).digest == Bundle({"b.yaml": "2", "a.yaml": "1"}).digest


def test_one_letter_changes_the_digest() -> None:
    assert Bundle({"a.yaml": "1"}).digest != Bundle({"a.yaml": "2"}).digest


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"../a.yaml": ""}, "„../a.yaml” jest niedozwolona"),
        ({"/etc/a.yaml": ""}, "„/etc/a.yaml” jest niedozwolona"),
        ({"A.yaml": ""}, "„A.yaml” jest niedozwolona"),
        ({"": ""}, "„” jest niedozwolona"),
        ({"a/b/c/d.yaml": ""}, "najwyżej 3 poziomy"),
        ({"a.py": ""}, "niedozwolony rodzaj"),
        ({"a.yaml": "\x00"}, "znak, którego nie może być"),
        ({"a.yaml": "\ud800"}, "znak, którego nie może być"),
        ({"a.yaml": "x" * (MAX_FILE + 1)}, "ponad 512 KB"),
        ({f"a{n}.yaml": "" for n in range(MAX_FILES + 1)}, "201 plików"),
        ({f"a{n}.yaml": "x" * MAX_FILE for n in range(9)}, "razem ponad 4096 KB"),
    ],
    ids=["up", "root", "capital", "empty", "deep", "kind", "NUL", "surrogate", "file", "files", "total"],
)
def test_what_cannot_be_in_a_release_is_refused(files: dict[str, str], said: str) -> None:
    with pytest.raises(BundleRefused, match=said):
        Bundle(files)


@pytest.mark.parametrize(
    "document",
    [
        b"nie json",
        b"[]",
        b'{"format": "inny", "files": {}}',
        b'{"format": "okienko-bundle-1", "files": []}',
        b'{"files": {"a.yaml": 1}, "format": "okienko-bundle-1"}',
        b'{"files": {"a.yaml": "1"}, "format": "okienko-bundle-1"}',
        b"[" * 200_000,
        b"x" * 9_000_000,
    ],
    ids=["no json", "list", "format", "no files", "number", "not canonical", "deep", "large"],
)
def test_a_document_that_no_bundle_gave_is_refused(document: bytes) -> None:
    with pytest.raises(BundleRefused):
        Bundle.from_document(document)


def test_the_document_is_sorted_utf8_json() -> None:
    document = Bundle({"b.yaml": "ż", "a.yaml": "1"}).document()
    assert document.decode() == '{"files":{"a.yaml":"1","b.yaml":"ż"},"format":"okienko-bundle-1"}'
    assert json.loads(document)["files"]["b.yaml"] == "ż"


def test_a_folder_brings_only_the_shared_questions_it_asks(tmp_path: Path) -> None:
    _shared(tmp_path, "questions.yaml", "# Wspólne\na:\n  text: A\n\nb:\n  text: B\n")
    folder = _folder(tmp_path, **{"form.yaml": "pages:\n  - ask:\n      - shared: b\n"})
    before = read_bundle(folder, root=tmp_path)
    assert before.files["shared/questions.yaml"] == "b:\n  text: B\n"
    _shared(tmp_path, "questions.yaml", "a:\n  text: Inne A\nb:\n  text: B\n")
    assert read_bundle(folder, root=tmp_path).digest == before.digest


def test_a_folder_brings_letter_parts_it_imports_and_what_they_import(tmp_path: Path) -> None:
    _shared(tmp_path, "letters/czesci.typ", '#import "urzad.typ": *\n#import "brak.typ"\n')
    _shared(tmp_path, "letters/urzad.typ", '#import "czesci.typ": *\n')
    _shared(tmp_path, "letters/inne.typ", "")
    folder = _folder(tmp_path, **{"letters__list.typ": '#import "/shared/letters/czesci.typ": *\n'})
    files = read_bundle(folder, root=tmp_path).files
    assert sorted(files) == [
        "letters/list.typ", "service.yaml", "shared/letters/czesci.typ", "shared/letters/urzad.typ",
    ]  # fmt: skip


def test_an_import_never_leaves_the_release(tmp_path: Path) -> None:
    (tmp_path / "tajne.typ").write_text("tajne")
    folder = _folder(tmp_path, **{"letters__list.typ": '#import "/shared/letters/../../../tajne.typ": *\n'})
    assert sorted(read_bundle(folder, root=tmp_path).files) == ["letters/list.typ", "service.yaml"]


def test_a_reference_process_is_part_of_the_release(tmp_path: Path) -> None:
    (tmp_path / "processes").mkdir()
    (tmp_path / "processes" / "wzor.bpmn").write_text("<x/>")
    folder = _folder(tmp_path, **{"service.yaml": "process: wzor # wspólny\n"})
    assert read_bundle(folder, root=tmp_path).files["processes/wzor.bpmn"] == "<x/>"


def test_hidden_files_are_no_part_of_the_release(tmp_path: Path) -> None:
    folder = _folder(tmp_path, **{".ukryty": "x", "__pycache____a.pyc": "x"})
    assert sorted(read_bundle(folder, root=tmp_path).files) == ["service.yaml"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "form.yaml").symlink_to(tmp_path)
    with pytest.raises(BundleRefused, match="jest dowiązaniem"):
        read_bundle(folder, root=tmp_path)


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(_folder(tmp_path))
    with pytest.raises(BundleRefused, match="nie jest folderem usługi"):
        read_bundle(link, root=tmp_path)


def test_a_shared_part_that_is_a_link_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, **{"letters__list.typ": '#import "/shared/letters/a.typ": *\n'})
    _shared(tmp_path, "letters/b.typ", "")
    (tmp_path / "services/shared/letters/a.typ").symlink_to("b.typ")
    with pytest.raises(BundleRefused, match="nie jest zwykłym plikiem"):
        read_bundle(folder, root=tmp_path)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "form.yaml").write_bytes("żółć".encode("cp1250"))
    with pytest.raises(BundleRefused, match="nie jest zapisany w UTF-8"):
        read_bundle(folder, root=tmp_path)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    folder = _folder(tmp_path, **{"form.yaml": "x" * (MAX_FILE + 1)})
    with pytest.raises(BundleRefused, match="ponad 512 KB"):
        read_bundle(folder, root=tmp_path)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, **{f"stories__s{n}.yaml": "" for n in range(MAX_FILES + 1)})
    with pytest.raises(BundleRefused, match="ponad 200 plików"):
        read_bundle(folder, root=tmp_path)
