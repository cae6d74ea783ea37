"""Any byte of a model changed or removed: it reads, or it is refused with a reason."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language.dmn import Decisions, ModelError, read_model, write_model
from okienko.language.tests.decisions import decision, xml
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
