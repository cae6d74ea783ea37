"""Values beyond what can be written, and reasons that people can read."""

from __future__ import annotations

import pytest

from okienko.language.feel import FeelSyntaxError, compile_expression, literal_of


@pytest.mark.parametrize("text", ['@"P' + "9" * 5000 + 'Y"', '@"-P999999999DT25H"', '@"P' + "9" * 5000 + 'D"'])
def test_a_duration_beyond_all_calendars_is_no_literal(text: str) -> None:
    with pytest.raises(FeelSyntaxError):
        compile_expression(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('duration("P1Y") * 10 ** 6000', "Nie da się policzyć „*”: wynik leży poza zakresem."),
        ('duration("P1Y") / 0.1 ** 6000', "Nie da się policzyć „/”: wynik leży poza zakresem."),
        ('-duration("P999999999DT23H")', "Nie da się policzyć „-”: wynik leży poza zakresem."),
        ('duration("P999999999D") * 2', "Nie da się policzyć „*”: wynik leży poza zakresem."),
        ("remove([1], 10 ** 6000)", "remove(…): lista nie ma pozycji 1.000000000000000000000000000000000E+6000."),
        ('time(10, 0, 0, duration("P9999D"))', "time(…): nie ma takiej godziny."),
    ],
)
def test_what_cannot_be_computed_is_null_with_a_polish_reason(text: str, said: str) -> None:
    outcome = compile_expression(text).explain({})
    assert (literal_of(outcome.value), outcome.problems) == ("null", (said,))


def test_a_reason_quotes_a_long_text_in_part() -> None:
    (said,) = compile_expression('date("' + "1" * 10_000 + '-01-01")').explain({}).problems
    assert len(said) < 400


def test_the_last_day_there_is_has_no_neighbours() -> None:
    assert compile_expression('x > date("9999-12-31")', names={"x"}).mutants()
