"""Any byte of a model changed or removed: it reads, or it is refused with a reason."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language.dmn import Decisions, ModelError, read_model, write_model
from okienko.language.tests.decisions import decision, text, xml
from okienko.language.tests.decisions import given as input_data
from okienko.language.tests.test_dmn_models import CHAIN, SERVICE, TYPES, knowledge
from okienko.language.tests.test_dmn_writing import BOXES

PARTS = [decision(f"d{number}", box, needs="x", knows="K") for number, box in enumerate(BOXES)]
LOGIC = knowledge(
    "K", "<literalExpression><text>if liczba lat > [1..2] then {a b: 1}.a b else x[1]</text></literalExpression>"
)
MODEL = xml(
    TYPES + CHAIN + SERVICE.format("") + input_data("y", "tOsoba") + LOGIC.replace("lat >", "lat &gt;") + "".join(PARTS)
)
SIGNS = st.sampled_from(list(b"()[]{}\"'+-*/.,:?<>=& 019abif@\xc5"))
CHANGES = st.lists(
    st.tuples(st.integers(0, len(MODEL.encode()) - 1), st.integers(0, 3), st.lists(SIGNS, max_size=3)),
    min_size=1,
    max_size=3,
)


@settings(max_examples=400, deadline=None)
@given(CHANGES)
def test_mutated_model_is_read_or_refused(changes: list[tuple[int, int, list[int]]]) -> None:
    content = bytearray(MODEL.encode())
    for place, removed, put in changes:
        content[place : place + removed] = bytes(put)
    with suppress(ModelError):
        model = read_model(bytes(content))
        write_model(model)
        decisions = Decisions(model)
        for each in model.decisions():
            with suppress(ModelError):
                decisions.decide(each.variable.name, {})


def test_model_as_it_is_decides() -> None:
    assert len(Decisions(read_model(MODEL)).model.decisions()) == len(BOXES) + 2


@pytest.mark.parametrize(
    ("name", "said"),
    [("a{}", "zestaw ma pól: 3000, a może mieć najwyżej 1000"), ("a {}", "zestaw ma")],
    ids=["short", "long"],
)
def test_a_context_of_thousands_of_names_is_refused(name: str, said: str) -> None:
    entries = "".join(
        f'<contextEntry><variable name="{name.format(at)}"/>{text("1")}</contextEntry>' for at in range(3000)
    )
    with pytest.raises(ModelError, match=said):
        read_model(xml(decision("d", f"<context>{entries}</context>")))


def test_a_context_of_a_hundred_names_with_blanks_is_read() -> None:
    entries = "".join(f'<contextEntry><variable name="a {at}"/>{text("1")}</contextEntry>' for at in range(101))
    with pytest.raises(ModelError, match="nazw ze spacjami: 101, a może mieć najwyżej 100"):
        read_model(xml(decision("d", f"<context>{entries}</context>")))
    model = read_model(xml(decision("d", f"<context>{entries.replace('a 100', 'a')}</context>")))
    assert Decisions(model).decide("d", {}).problems == ()


def test_a_table_without_outputs_is_refused() -> None:
    with pytest.raises(ModelError, match="nie ma kolumny wyniku"):
        read_model(xml(decision("d", "<decisionTable><rule/></decisionTable>")))
