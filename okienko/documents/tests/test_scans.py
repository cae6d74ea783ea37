"""A long scan: taken when it fits, refused with what to do when it does not, and never unfolded in memory."""

from __future__ import annotations

import tracemalloc

import pytest
from django.conf import settings

from okienko.documents import _pdf, kinds


def scan(pages: int, bytes_a_page: int = 30_000) -> bytes:
    """A PDF in which each page is a picture, as scanners write it."""
    picture = b"\x9c" * bytes_a_page
    parts = [b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"]
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(pages))
    parts.append(b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n" % (pages, kids))
    for number in range(pages):
        page, image = 3 + 2 * number, 4 + 2 * number
        parts.append(b"%d 0 obj<</Type /Page/Parent 2 0 R/Resources<</XObject<</I %d 0 R>>>>>>endobj\n" % (page, image))
        parts.append(b"%d 0 obj<</Subtype/Image/Length %d>>stream\n" % (image, bytes_a_page))
        parts += [picture, b"\nendstream endobj\n"]
    return b"".join([*parts, b"xref\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"])


LIMITS = kinds.Limits(file_bytes=settings.FILE_LIMIT)


def test_a_scan_of_three_hundred_pages_is_taken() -> None:
    content = scan(300)
    assert 8_000_000 < len(content) <= settings.FILE_LIMIT
    assert kinds.check("skan.pdf", content, limits=LIMITS) is kinds.PDF
    assert _pdf.look_into(content).pages == 300


def test_a_heavier_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(kinds.FileTooBig, match="podziel na części"):
        kinds.check("skan.pdf", scan(300, 40_000), limits=LIMITS)


@pytest.mark.parametrize(("pages", "taken"), [(1_000, True), (1_001, False)])
def test_pages_are_counted_up_to_a_limit(pages: int, taken: bool) -> None:
    content = scan(pages, 10)
    if taken:
        assert kinds.check("skan.pdf", content, limits=LIMITS) is kinds.PDF
    else:
        with pytest.raises(kinds.TooManyPages, match="ma 1001 stron, a przyjmujemy najwyżej 1000"):
            kinds.check("skan.pdf", content, limits=LIMITS)


def test_looking_into_a_scan_takes_no_more_than_a_little_beside_it() -> None:
    content = scan(300)
    tracemalloc.start()
    kinds.check("skan.pdf", content, limits=LIMITS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
