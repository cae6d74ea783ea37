"""Every fact that can stand on a case's timeline has its sentence."""

from __future__ import annotations

import pytest

from okienko.desk.sentences import TELLERS, actor
from okienko.journal.facts import kinds

APPS = ("submissions", "cases", "documents", "deliveries", "payments")


@pytest.mark.parametrize("kind", sorted(kind for kind in kinds() if kind.split(".")[0] in APPS))
def test_each_kind_of_fact_is_told(kind: str) -> None:
    assert kinds()[kind] in TELLERS


@pytest.mark.parametrize(
    ("urn", "name"),
    [
        ("urn:okienko:7:clerk:1", "Anna Nowak"),
        ("urn:okienko:system:czas", "Okienko, bo minął czas"),
        ("urn:okienko:system:nowe", "Okienko"),
        ("urn:okienko:resident:2", "mieszkaniec"),
        ("urn:okienko:7:clerk:3", "pracownik urzędu"),
    ],
    ids=["known clerk", "known rule", "other rule", "unknown resident", "unknown clerk"],
)
def test_an_actor_has_a_name_or_a_word(urn: str, name: str) -> None:
    assert actor(urn, {"urn:okienko:7:clerk:1": "Anna Nowak"}) == name
