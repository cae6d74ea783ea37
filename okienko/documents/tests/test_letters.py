"""Letters of the tree removal notice, set from the samples."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from okienko.documents.tests.bundle import LETTERS, catalog, letters, pdf_of, sample, set_letter, text_of
from okienko.documents.typesetting import TypesettingFailed

DEMO = "DOKUMENT DEMONSTRACYJNY – nie wywołuje skutków prawnych, nie pochodzi od urzędu"


@pytest.fixture(params=LETTERS)
def letter(request: pytest.FixtureRequest) -> str:
    return request.param


def tags(node: Any, found: list[str] | None = None) -> list[str]:
    found = [] if found is None else found
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            tags(child, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(str(node["/S"]))
        if "/K" in node:
            tags(node["/K"], found)
    return found


def test_letter_is_tagged_polish_and_titled(letter: str) -> None:
    root = catalog(pdf_of(letter))
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "pl-PL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert sample(letter)["pismo"]["tytul"] in str(PdfReader(BytesIO(pdf_of(letter))).metadata.title)


def test_letter_declares_both_standards(letter: str) -> None:
    xmp = catalog(pdf_of(letter))["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_letter_embeds_its_fonts_with_a_map_to_text(letter: str) -> None:
    pages = PdfReader(BytesIO(pdf_of(letter))).pages
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert fonts
    assert all("/ToUnicode" in font for font in fonts)
    assert all({"/FontFile2", "/FontFile3"} & set(one) for one in descriptors)
    assert all("SourceSans3" in one["/FontName"] for one in descriptors)


def test_letter_has_one_main_heading_and_headings_below_it(letter: str) -> None:
    found = tags(catalog(pdf_of(letter))["/StructTreeRoot"]["/K"])
    headings = [tag for tag in found if tag in {"/H1", "/H2", "/H3"}]
    assert headings[0] == "/H1"
    assert headings.count("/H1") == 1
    assert set(headings) == {"/H1", "/H2"}


def test_tables_and_lists_are_tagged() -> None:
    found = set(tags(catalog(pdf_of("potwierdzenie"))["/StructTreeRoot"]["/K"]))
    assert {"/Table", "/THead", "/TH", "/TR", "/TD", "/L", "/LI", "/Note"} <= found


def test_every_page_of_a_demonstration_says_so(letter: str) -> None:
    pages = PdfReader(BytesIO(pdf_of(letter))).pages
    assert [DEMO in " ".join(page.extract_text().split()) for page in pages] == [True] * len(pages)


def test_a_letter_in_earnest_carries_no_strip(letter: str) -> None:
    assert "DEMONSTRACYJNY" not in text_of(set_letter(letter, {**sample(letter), "demo": False}))


def test_letter_has_its_head_and_foot(letter: str) -> None:
    text = text_of(pdf_of(letter))
    assert "Wójt Gminy Przykładowo" in text
    assert "Urząd Gminy w Przykładowie" in text
    assert "ul. Zmyślona 1, 00-000 Przykładowo" in text
    assert "Nr w rejestrze: RPW/1042/2026" in text
    assert "urzad@przykladowo.example" in text
    assert "strona 1 z " in text


def test_unconfirmed_law_is_marked(letter: str) -> None:
    assert "Niepotwierdzone w źródle" in text_of(pdf_of(letter))


def test_confirmed_law_carries_no_mark() -> None:
    data = sample("zaswiadczenie")
    confirmed = {"tekst": "art. 1 ustawy", "potwierdzone": True}
    data["pismo"] |= {"podstawa": [confirmed], "skutek": confirmed, "uwagi": []}
    data["terminy"] = []
    assert "iepotwierdzone" not in text_of(set_letter("zaswiadczenie", data))


def test_a_plain_sentence_about_law_is_marked_as_unconfirmed() -> None:
    data = sample("zaswiadczenie")
    confirmed = {"tekst": "art. 1 ustawy", "potwierdzone": True}
    data["pismo"] |= {"podstawa": [confirmed], "skutek": confirmed, "uwagi": ["Zobacz art. 5."]}
    data["terminy"] = []
    assert "Zobacz art. 5.*" in text_of(set_letter("zaswiadczenie", data))


def test_objection_holds_every_element_of_a_decision() -> None:
    text = text_of(pdf_of("sprzeciw"))
    elements = [
        "Wójt Gminy Przykładowo",  # body
        "Przykładowo, 16 grudnia 2026 r.",  # date
        "strona: Świętosława Żółć-Przykładowska, ul. Lipowa 3 m. 4, 00-000 Przykładowo",  # party
        "Podstawa prawna: art. 83f ust. 8 i 14 ustawy",  # legal basis
        "wnosi sprzeciw wobec zamiaru usunięcia następujących drzew",  # ruling
        "topola 96 cm 80 cm",
        "Uzasadnienie faktyczne",
        "Uzasadnienie prawne",
        "odwołanie do Samorządowego Kolegium Odwoławczego w Przykładowie",  # instruction on appeal
        "za pośrednictwem Wójta Gminy Przykładowo, w terminie 14 dni od dnia doręczenia decyzji",
        "strona może zrzec się prawa do odwołania",  # waiver
        "decyzja staje się ostateczna i prawomocna",  # its effect
        "z up. Wójta Gminy Przykładowo Anna Wzorcowa Kierownik Referatu Ochrony Środowiska",  # signature
        "upoważnienie nr 12/2026 z dnia 5 stycznia 2026 r.",
    ]
    assert [element for element in elements if element not in text] == []


def test_order_names_what_is_missing_until_when_and_what_follows() -> None:
    text = text_of(pdf_of("wezwanie"))
    assert "w terminie 7 dni od dnia doręczenia" in text
    assert "1. Rysunek albo mapka z zaznaczonymi drzewami" in text
    assert "organ wniesie w drodze decyzji sprzeciw" in text
    assert "Na to postanowienie nie służy zażalenie" in text


def test_receipt_says_what_came_when_and_with_which_files() -> None:
    text = text_of(pdf_of("potwierdzenie"))
    assert "Znak sprawy: nada urząd" in text
    assert "23 listopada 2026 r. o godz. 8:14:05" in text
    assert "Czy zgłaszasz w czyimś imieniu? Tak" in text
    assert "66,5 cm" in text
    assert "Opłata miesięczna 50 zł cztery osoby po 12,50 zł" in text
    assert "pełnomocnictwo.pdf" in text
    assert "2,3 MB" in text
    assert "fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13" in text.replace(" ", "")
    assert "17,00 zł" in text


def test_receipt_needs_neither_trees_nor_answers_nor_fee() -> None:
    data = sample("potwierdzenie")
    for part in ("listy_slowami", "wyliczenia", "odpowiedzi", "terminy", "podpis"):
        data.pop(part, None)
    data["pismo"].pop("zalaczniki")
    data["pismo"]["oplata"] = None
    assert "Nie obliczono opłaty" in text_of(set_letter("potwierdzenie", data))


def test_moment_outside_polish_time_is_refused() -> None:
    data = sample("potwierdzenie")
    data["sprawa"]["zlozono"] = "2026-11-23T07:14:05+00:00"
    with pytest.raises(TypesettingFailed, match="nie jest chwilą w czasie polskim"):
        set_letter("potwierdzenie", data)


@pytest.mark.parametrize("name", [name for name in LETTERS if name != "potwierdzenie"])
def test_no_letter_with_effect_goes_out_unsigned(name: str) -> None:
    with pytest.raises(TypesettingFailed, match="nie ma podpisu"):
        set_letter(name, {**sample(name), "podpis": None})


def test_a_signature_by_authority_names_its_number() -> None:
    data = sample("sprzeciw")
    data["podpis"]["upowaznienie"] = ""
    with pytest.raises(TypesettingFailed, match="nie ma jego numeru"):
        set_letter("sprzeciw", data)


@pytest.mark.parametrize("name", [name for name in LETTERS if name != "potwierdzenie"])
def test_no_letter_with_effect_goes_out_without_legal_basis(name: str) -> None:
    data = sample(name)
    data["pismo"]["podstawa"] = []
    with pytest.raises(TypesettingFailed, match="nie ma podstawy prawnej"):
        set_letter(name, data)


def test_certificate_of_no_grounds_comes_before_the_end_of_the_term() -> None:
    data = sample("zaswiadczenie")
    data["pismo"]["data"] = "2099-01-01"
    with pytest.raises(TypesettingFailed, match="przed upływem terminu"):
        set_letter("zaswiadczenie", data)


def test_certificate_of_silence_comes_after_the_term() -> None:
    data = sample("zaswiadczenie-milczace")
    data["pismo"]["zalatwiono"] = data["pismo"]["termin_sprzeciw"]
    with pytest.raises(TypesettingFailed, match="po upływie terminu"):
        set_letter("zaswiadczenie-milczace", data)


def test_a_letter_to_many_parties_lists_all_of_them() -> None:
    data = sample("sprzeciw")
    data["strony"] = [{"nazwa": f"Strona Numer {number}", "adres": "ul. Długa 1"} for number in range(1, 61)]
    text = text_of(set_letter("sprzeciw", data))
    assert [number for number in range(1, 61) if f"Strona Numer {number}," not in text] == []


def test_single_letters_do_not_end_a_line(letter: str) -> None:
    lines = [line for page in PdfReader(BytesIO(pdf_of(letter))).pages for line in page.extract_text().splitlines()]
    assert [line for line in lines if line.rstrip()[-2:].lower() in {" a", " i", " o", " u", " w", " z"}] == []


def test_no_letter_speaks_in_two_full_stops(letter: str) -> None:
    assert "r.." not in text_of(pdf_of(letter))


def test_letters_of_the_bundle_know_no_network_or_package() -> None:
    sources = b"".join(letters().values())
    assert b"@preview" not in sources
    assert b"http" not in sources
