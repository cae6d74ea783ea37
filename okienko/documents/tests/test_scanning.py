from okienko.documents.scanning import EICAR, FakeScanner, Infected, Scanner, Verdict


def scanner() -> Scanner:
    return FakeScanner()


def test_the_test_virus_is_found() -> None:
    assert scanner().scan(b"x" + EICAR) == Verdict("EICAR-Test-File")


def test_an_ordinary_file_is_clean() -> None:
    assert scanner().scan(b"%PDF-1.7").clean


def test_the_refusal_says_what_to_do() -> None:
    assert Infected("a.pdf").text.endswith("dodaj inny plik.")
