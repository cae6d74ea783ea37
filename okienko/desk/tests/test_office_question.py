"""An office adds one question of its own to the form of a service: asked how, shown where, refused when half said."""

from __future__ import annotations

from datetime import date

import pytest

from okienko.catalogue.queries import offered
from okienko.desk.tests.office import Admin, admin, day
from okienko.tenancy.context import acting_for
from tests import world

__all__ = ["admin"]
PATH = f"uslugi/{world.SERVICE}/1.0.0/"
NEXT = date(2026, 12, 1)
FORM = world.VALUES | day("od-dnia", NEXT) | {"co-dalej": "sprawdz"}
ASKED = {"pytanie_urzedu": "Czy dojedzie tu podnośnik?", "pytanie_urzedu.odpowiedz": "yes-no"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"pytanie_urzedu": "Czy?"}, "wybierz, jak się na nie odpowiada."),
        ({"pytanie_urzedu": "Czy?", "pytanie_urzedu.odpowiedz": "file"}, "wybierz, jak się na nie odpowiada."),
        ({**ASKED, "pytanie_urzedu": "?" * 201}, "skróć do 200 znaków."),
    ],
    ids=["no answer", "no such answer", "long"],
)  # fmt: skip
def test_a_question_half_said_is_refused_and_stays_typed(admin: Admin, typed: dict[str, str], said: str) -> None:
    answer = admin.sent(PATH, FORM | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'value="{typed["pytanie_urzedu"]}"' in page


def test_a_question_is_looked_at_adopted_and_asked_from_that_day(admin: Admin) -> None:
    looked = admin.sent(PATH, FORM | ASKED).content.decode()
    assert "Czy dojedzie tu podnośnik? (tak albo nie)" in looked
    done = admin.sent(
        PATH, FORM | ASKED | {"co-dalej": "wdroz"}, **{"pytano-o": " ".join([*world.VALUES, "pytanie_urzedu"])}
    )
    assert done.status_code == 302, done.content.decode()
    with acting_for(admin.place.id):
        before, after = (offered(world.SERVICE, on) for on in (date(2026, 11, 30), NEXT))
    assert before is not None
    assert after is not None
    assert "pytanie_urzedu" not in {one.id for page in before.service.pages for one in page.questions}
    question = after.service.page("uwagi").questions[-1]  # type: ignore[union-attr]
    assert (question.id, question.text, question.type) == ("pytanie_urzedu", ASKED["pytanie_urzedu"], "yes-no")


def test_an_office_may_ask_nothing(admin: Admin) -> None:
    answer = admin.sent(PATH, FORM)
    assert answer.status_code == 200, answer.content.decode()
