"""Questions of a service may not bear the names of the fields that the desk posts beside them."""

from __future__ import annotations

from okienko.desk import forms
from okienko.language.loader.reserved import FIELDS


def test_fields_beside_a_clerks_answers_are_reserved() -> None:
    assert {forms.VERSION, forms.SEEN, forms.LETTER, "sha256"} <= FIELDS
