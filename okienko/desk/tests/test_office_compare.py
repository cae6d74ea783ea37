"""One service, many offices: one release, the values side by side."""

from __future__ import annotations

import pytest

from okienko.desk.tests.office import WASTE, Admin, admin, adopted
from okienko.desk.tests.test_lists import price
from okienko.offices.models import Office
from okienko.offices.queries import Place

__all__ = ["admin"]
PATH = f"urzad/porownania/{WASTE}/"
FOUR = {1487: "osoby", 1481: "woda", 1482: "powierzchnia", 1483: "gospodarstwo"}


@pytest.fixture
def four(commune: Place) -> None:
    """Four communes, four methods of the fee, one release."""
    for office_id, method in FOUR.items():
        adopted(office_id, method)


def test_four_communes_stand_side_by_side_on_one_release(admin: Admin, four: None) -> None:
    page = admin.text(PATH)
    assert "4\u00a0urzędy" in page
    assert "na jednym wydaniu usługi: 1.0.0" in page
    for office_id in FOUR:
        assert Office.objects.get(id=office_id).name in page
    for value in ("Od liczby osób", "Od ilości zużytej wody", "Od powierzchni mieszkania", "Od gospodarstwa"):
        assert value in page
    for rate in ("35 zł", "9,50 zł", "1,20 zł", "80 zł"):
        assert rate in page
    assert page.index("Gmina Przasnysz (Twój urząd)") < page.index("Miasto Przasnysz")


def test_what_differs_stands_before_what_is_alike(admin: Admin, four: None) -> None:
    unlike, alike = admin.text(PATH).split('id="wspolne"')
    assert "Od czego gmina liczy opłatę" in unlike
    assert "Za ile miesięcy naraz płaci się opłatę" in alike


def test_a_point_that_no_office_uses_is_left_out(admin: Admin, four: None) -> None:
    page = admin.text(PATH)
    assert "nie dotyczy" in page
    assert "O ile procent, w części dotyczącej tej rodziny" not in page


def test_the_list_counts_offices(admin: Admin, four: None) -> None:
    page = admin.text("urzad/porownania/")
    assert f'href="{admin.base}{PATH}"' in page
    assert page.index("numeric") < page.index(">4<")


@pytest.mark.parametrize("path", [PATH + "?strona=2", PATH + "?strona=x", "urzad/porownania/nie-ma/"])
def test_a_spoilt_address_is_absent(admin: Admin, four: None, path: str) -> None:
    assert admin.get(path).status_code == 404


def test_fifty_offices_cost_as_many_queries_as_two(admin: Admin, commune: Place) -> None:
    ids = list(Office.objects.filter(kind="gmina_wiejska").exclude(id=commune.id).values_list("id", flat=True)[:49])
    for office_id in (commune.id, ids[0]):
        adopted(office_id)
    two = price(admin, PATH), price(admin, "urzad/porownania/")
    for office_id in ids[1:]:
        adopted(office_id)
    assert (price(admin, PATH), price(admin, "urzad/porownania/")) == two
    assert "strona=9" in admin.text(PATH)
