from pathlib import Path

import pytest

from okienko.language.loader import command as checking
from okienko.language.stories import command as testing
from okienko.language.tests.small_service import FILES, LAW_FILES, NAMES, SOURCES
from okienko.language.tests.test_stories import WHOLE

HOLIDAYS = (Path(__file__).parents[3] / "data/holidays.csv").read_text("utf-8")


def _repository(root: Path, **changed: str) -> Path:
    texts = {f"services/gm-proba/{name}": text for name, text in FILES.items() if not name.startswith("shared/")}
    texts |= {"services/shared/questions.yaml": FILES["shared/questions.yaml"], **LAW_FILES}
    texts |= {"services/gm-proba/stories/a.yaml": WHOLE, "data/holidays.csv": HOLIDAYS}
    texts |= {"data/sources.yaml": SOURCES, "data/service_names.csv": NAMES}
    for name, text in {**texts, **changed}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


def test_check_lists_what_has_no_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checking.main([], _repository(tmp_path)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "gm-proba 1.0.0: czyta się; stron 3, reguł 3, bez źródła 5 (tylko do demonstracji)",
        "  rules.yaml, wiersz 9: reguła „oplata”: art. 8",
        "  service.yaml, wiersz 22: termin „zbadanie”: art. 6",
        "  service.yaml, wiersz 23: przerwa w terminie „zbadanie”: art. 7",
        "  service.yaml, wiersz 11: podstawa prawna usługi: ustawa o próbach, art. 1",
        "  service.yaml, wiersz 18: opłata: art. 5",
        "",
        "Dane prawa bez źródła:",
        "  data/law/stawki.yaml, wiersz 6: Stawka próby: 18.00: art. 11",
        "",
        "Wszystko w porządku.",
    ]


def test_check_of_a_folder_that_is_all_confirmed_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    confirmed = "{{text: {}, confirmed: yes, source: gazeta}}"
    service, rules = FILES["service.yaml"], FILES["rules.yaml"].replace("law: art. 8", f"law: {confirmed.format('x')}")
    for law in ("ustawa o próbach, art. 1", "art. 5", "art. 6", "art. 7"):
        service = service.replace(f"law: {law}", f"law: {confirmed.format(repr(law))}")
    changed = {"services/gm-proba/service.yaml": service, "services/gm-proba/rules.yaml": rules}
    assert checking.main([], _repository(tmp_path, **changed)) == 0
    assert "gm-proba 1.0.0: czyta się; stron 3, reguł 3, wszystko ma źródło" in capsys.readouterr().out


def test_check_names_mistakes_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = FILES["form.yaml"].replace("gm-inna", "gm-ina")
    root = _repository(tmp_path, **{"services/gm-proba/form.yaml": form})
    assert checking.main([root / "services/gm-proba"], root) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "gm-proba: odrzucona",
        "  form.yaml, wiersz 15: Nieznana nazwa „gm-ina”. Oczekiwano: id usługi (gm-inna, gm-proba). "
        "Najbliższa nazwa: „gm-inna”.",
    ]


def test_check_names_mistakes_of_shared_questions_at_their_true_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _repository(tmp_path, **{"services/shared/questions.yaml": "# Wspólne\ntelefon:\n  text: Jaki?\n  typ: x\n"})
    assert checking.main([], root) == 1
    assert (
        capsys.readouterr()
        .out.splitlines()[0]
        .startswith("services/shared/questions.yaml, wiersz 3: Brakuje słowa „type”")
    )


def test_check_refuses_a_folder_that_is_no_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _repository(tmp_path, **{"services/gm-proba/kod.py": "1"})
    assert checking.main([], root) == 1
    assert "  Plik „kod.py” ma niedozwolony rodzaj; dozwolone: .bpmn, .typ, .yaml." in capsys.readouterr().out


def test_broken_law_data_are_told_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _repository(tmp_path, **{"data/law/stawki.yaml": "a: {}\n"})
    assert (checking.main([], root), testing.main([], root)) == (1, 1)
    assert capsys.readouterr().out.count("Klucz „a” nie ma wartości.") == 2


def test_a_repository_without_shared_questions_may_be_checked(tmp_path: Path) -> None:
    root = _repository(tmp_path)
    (root / "services/shared/questions.yaml").unlink()
    assert checking.main([], root) == 0


def test_test_plays_all_services(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert testing.main([], _repository(tmp_path)) == 0
    assert capsys.readouterr().out.startswith("gm-proba: historii 4, niezgodnych 0\n")


def test_test_fails_when_mutants_survive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert testing.main([], _repository(tmp_path), mutate=True) == 1
    assert "ocalała bez wyjaśnienia" in capsys.readouterr().out


def test_test_refuses_a_folder_that_is_no_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _repository(tmp_path, **{"services/gm-proba/kod.py": "1"})
    assert testing.main([], root) == 1
    assert capsys.readouterr().out.startswith("gm-proba: odrzucona\n")
