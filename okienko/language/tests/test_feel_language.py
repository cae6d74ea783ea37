"""The language: names, paths, loops, functions, errors, mutants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language.feel import (
    FeelSyntaxError,
    Value,
    compile_expression,
    compile_unary_tests,
    literal_of,
    to_feel,
)

NAMES = {"p", "q", "x", "Pole długie", "drzewa", "osoba", "a-b", "data"}
TREES = [{"gatunek": "topola", "obwod": 90}, {"gatunek": "klon", "obwod": 40}]


def value(text: str, **scope: object) -> Value:
    feel = {name.replace("__", " "): to_feel(item) for name, item in scope.items()}
    return compile_expression(text, names=NAMES).evaluate(feel)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("drzewa.obwod", [90, 40]),
        ("drzewa[1].gatunek", "topola"),
        ("drzewa[-1].gatunek", "klon"),
        ("drzewa[3]", None),
        ("drzewa[0]", None),
        ("drzewa[obwod > 50].gatunek", ["topola"]),
        ("drzewa[item.obwod > 50].gatunek", ["topola"]),
        ("drzewa[obwod > x].gatunek", ["topola"]),
        ('drzewa["a"]', None),
        ('drzewa[if obwod > 50 then true else "a"]', None),
        ("[1, 2, 3][item >= 2]", [2, 3]),
        ("[][1]", None),
        ("[][-1]", None),
        ("[][item > 1]", []),
        ("null[item > 1]", None),
        ("5[1]", 5),
        ("5[item > 1]", [5]),
        ("some d in drzewa satisfies d.obwod > 80", True),
        ("every d in drzewa satisfies d.obwod > 80", False),
        ("some d in drzewa satisfies d.brak", None),
        ("some d in null satisfies true", None),
        ("every d in [] satisfies false", True),
        ('some d in [1, 2] satisfies if d = 2 then true else "a"', None),
        ("for d in drzewa return d.obwod * 2", [180, 80]),
        ("for i in 3..1 return i", [3, 2, 1]),
        ("for i in [1..3) return i", [1, 2]),
        ("for i in (1..3] return i", [2, 3]),
        ("for i in (1..1) return i", []),
        ("for i in 1..2, j in [10, 20] return i + j", [11, 21, 12, 22]),
        ("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", [1, 2, 6, 24]),
        ('for i in "a".."b" return i', None),
        ("for i in 1..99999999 return i", None),
        ("for i in null return i", None),
        ("for i in 5 return i", [5]),
        ('count(for d in @"2026-02-01"..@"2026-03-01" return d)', 29),
        ("for Mój klucz in [1, 2] return Mój klucz + 1", [2, 3]),
        ("if x > 50 then 1 else 2", 2),
        ("if null then 1 else 2", 2),
        ('if "a" then 1 else 2', None),
        ("{a: 1, b: a + 1}.b", 2),
        ('{"klucz z odstępem": 1, a b: 2, c: a b + klucz z odstępem}.c', 3),
        ("{a: 1, a: 2}", None),
        ("{}", {}),
        ("(function(a, b) a + b)(1, 2)", 3),
        ("(function(a: number) a + 1)(1)", 2),
        ('(function(a: number) a)("z")', None),
        ("(function() 7)()", 7),
        ("{f: function(a) a * 2, w: f(4)}.w", 8),
        ("{f: function(Mój parametr) Mój parametr * 2, w: f(4)}.w", 8),
        ("{silnia: function(n) if n < 2 then 1 else n * silnia(n - 1), w: silnia(5)}.w", 120),
        ("{petla: function(n) petla(n), w: petla(5)}.w", None),
        ("nieznana(1)", None),
        ("x.y", None),
        ("x.y.z", None),
        ("[1..5].start", 1),
        ("[1..5).end included", False),
        ("[1..null].end", None),
        ('[1.."a"]', None),
        ("1 // uwaga\n + 2", 3),
        ("1 /* uwaga * */ + 2", 3),
        ("Pole długie + 1", 11),
        ("Pole   długie + 1", 11),
        ("a-b", 7),
        ("sort(drzewa, function(a, b) a.obwod < b.obwod)[1].gatunek", "klon"),
        ("if true then 1 else 2 + 3", 1),
        ('"ą\\n\\u0142\\uD83D\\uDE00\\d"', "ą\nł😀\\d"),
        ('"\\U01F600 \\U110000"', "😀 \\U110000"),
        ("x in (if true then 50 else 1)", True),
        ("string(x) + string(date(2026, 1, 31))", "502026-01-31"),
    ],
)
def test_an_expression_gives_its_value(text: str, expected: object) -> None:
    scope = {"drzewa": TREES, "x": 50, "Pole__długie": 10, "a-b": 7}
    assert value(text, **scope) == (to_feel(expected) if not isinstance(expected, bool) else expected)


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("1 +", 3, "wartości"),
        ('"abc', 0, "zamkniętego cudzysłowu"),
        ("(1, 2", 2, "„)”"),
        ("for x in", 8, "wartości"),
        ("for 1 in x return 1", 4, "zmiennej"),
        ("for y in x", 10, "„return”"),
        ("foo(", 4, "wartości"),
        ("if a then b", 11, "„else”"),
        ("[1..", 4, "wartości"),
        ("[1..2", 5, "końca zakresu"),
        ("[1 2]", 3, "„]”, przecinka"),
        ("]1, 2]", 2, "„..”"),
        ('@"zzz"', 0, "daty"),
        ("a b", 2, "końca wyrażenia"),
        ("{a 1}", 1, "nazwy pola"),
        ("a.1", 1, "końca wyrażenia"),
        ("a.(", 2, "nazwy po kropce"),
        ("a instance x", 11, "„of”"),
        ("a instance of 5", 14, "nazwy typu"),
        ("f(a: 1, 2)", 8, "innej nazwy argumentu"),
        ("f(a: 1, a: 2)", 11, "innej nazwy argumentu"),
        ("function(1) 1", 9, "nazwy parametru"),
        ("function(a) external {}", 12, "treści funkcji"),
        ("then", 0, "wartości albo nazwy"),
        ("#", 0, "wyrażenia"),
        ("1e9999", 0, "mniejszej liczby"),
        ("", 0, "wartości"),
        ("a instance of context<5>", 22, "nazwy pola"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, position: int, expected: str) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        compile_expression(text)
    assert caught.value.text == text
    assert expected in caught.value.expected
    assert str(caught.value).startswith(f"Znak {caught.value.position + 1}: oczekiwano")
    assert abs(caught.value.position - position) <= 1


def test_a_tower_of_brackets_is_refused_politely() -> None:
    with pytest.raises(FeelSyntaxError, match="prostszego"):
        compile_expression("(" * 500 + "1" + ")" * 500)
    with pytest.raises(FeelSyntaxError, match="prostszego"):
        compile_expression("-" * 500 + "1")


def test_free_names_are_the_roots_that_are_used() -> None:
    text = "some d in drzewa satisfies d.obwod > x and count(osoba.dzieci) = Pole długie"
    assert compile_expression(text, names=NAMES).names == {"drzewa", "x", "osoba", "Pole długie"}


def test_names_in_a_filter_may_be_fields_of_the_items() -> None:
    expression = compile_expression("drzewa[obwod > x][item.y]", names=NAMES)
    assert expression.names == {"drzewa", "x"}
    assert expression.fields == {"obwod"}


def test_a_built_in_function_is_no_free_name_but_a_question_of_its_name_is() -> None:
    assert compile_expression("sum(sum)", names={"sum"}).names == {"sum"}
    assert compile_expression("sum(sum)", names={"sum"}).evaluate({"sum": [Decimal(1)]}) == 1


def test_date_and_time_may_be_two_questions() -> None:
    expression = compile_expression("date and time", names={"date", "time"})
    assert expression.evaluate({"date": True, "time": False}) is False


def test_a_long_name_ends_with_its_scope() -> None:
    with pytest.raises(FeelSyntaxError):
        compile_expression("[for a b in [1] return a b, a b]")


class Asked(Mapping[str, Value]):
    """A scope that remembers what was looked up."""

    def __init__(self, values: dict[str, Value]) -> None:
        self.values_by_name = values
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> Value:
        self.asked.append(name)
        return self.values_by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("p and q", ["p"]),
        ("not(p) or q", ["p"]),
        ("if p then x else q", ["p", "q"]),
        ("some a in [1, 2] satisfies not(p)", ["p"]),
    ],
)
def test_only_what_decides_is_looked_up(text: str, asked: list[str]) -> None:
    scope = Asked({"p": False, "q": True, "x": Decimal(1)})
    compile_expression(text, names=NAMES).evaluate(scope)
    assert scope.asked == asked


def test_the_fields_of_a_lazy_item_are_found() -> None:
    scope: dict[str, Value] = {"drzewa": [Asked({"obwod": Decimal(5)})]}
    assert compile_expression("drzewa[obwod = 5].obwod").evaluate(scope) == [5]
    assert compile_expression("drzewa[1] = {obwod: 5}").evaluate(scope) is True


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("brak + 1", "Brak wartości „brak”."),
        ("x.y", "Liczba nie ma pola „y”."),
        ("{a: 1}.y", "Brak wartości „y”."),
        ('1 + "a"', "Nie da się policzyć: liczba + tekst."),
        ("1 / 0", "Nie da się policzyć „/”: dzielenie przez zero."),
        ("10 ** 9999", "Wynik działania nie jest liczbą albo jest za duży."),
        ('1 < "a"', "Nie da się porównać: liczba < tekst."),
        ('1 in "a"', "Nie da się porównać: liczba i tekst."),
        ("1 and true", "„and” łączy warunki, a jest: liczba."),
        ("if 1 then 2 else 3", "Po „if” stoi warunek, a jest: liczba."),
        ("[1][2]", "Lista nie ma pozycji 2: liczy się od 1 do 1."),
        ('[1]["a"]', "Oczekiwano warunku, a jest: tekst."),
        ("-true", "Minus stoi przed liczbą albo czasem trwania, a jest: prawda lub fałsz."),
        ("nikt(1)", "Nie ma funkcji „nikt”."),
        ('[1.."a"]', "Zakres ma dwie granice tego samego rodzaju."),
        ('date("2026-02-30")', "date(…): „2026-02-30” to nie jest data (np. 2026-01-31)."),
        ("upper case(1)", "upper case(…): nie przyjmuje takich argumentów (liczba)."),
        ("upper case(tekst: 1)", "upper case(…): nie zna argumentów tekst."),
        ("upper case(string: 1)", "upper case(…): nie przyjmuje takich wartości."),
        ("(function(a) a)()", "funkcja: oczekiwano argumentów: 1, podano: 0."),
        ("(function(a) a)(b: 1)", "funkcja: oczekiwano argumentów: a."),
        (
            "{f: function(n) f(n), w: f(5)}.w",
            "Wyrażenie jest zagnieżdżone zbyt głęboko albo funkcja woła samą siebie bez końca.",
        ),
        ("{a: 1, a: 2}", "Pole zestawu podano dwa razy."),
    ],
)
def test_a_null_has_a_reason(text: str, reason: str) -> None:
    outcome = compile_expression(text, names={"x"}).explain({"x": Decimal(1)})
    assert outcome.value is None
    assert reason in outcome.problems


def test_a_reason_is_said_once() -> None:
    assert compile_expression("brak + brak").explain({}).problems == ("Brak wartości „brak”.",)


@pytest.mark.parametrize(
    ("cell", "given_value", "expected"),
    [
        ("-", None, True),
        ("–", 1, True),
        ("5", 5, True),
        ("5", 6, False),
        ("5", None, False),
        ("< 5", 4, True),
        ("< 5", None, None),
        ("< 5, > 10", 11, True),
        ("[1..5)", 5, False),
        ('"a", "b"', "b", True),
        ('not("a", "b")', "b", False),
        ('not("a", "b")', "c", True),
        ("not(< 5)", None, None),
        ("not(true)", False, True),
        ("not(false) and ?", True, True),
        ("true", True, True),
        ("true", False, False),
        ("false", False, True),
        ("true", None, False),
        ("null", None, True),
        ("? > 3 and ? < 5", 4, True),
        ("? > 3", None, None),
        ('ends with(?, "a")', "topola", True),
        ("x > 3", 1, True),
        ("x > 3", True, True),
        ("x < 3", False, True),
        ("x", 50, True),
        ("[x..60]", 55, True),
        ("[1, 2, 3]", 2, True),
        ("count(?) > 1", [1, 2], True),
        ("?", "nie prawda", None),
        ("< ? + 1", 5, True),
        ("5", "tekst", None),
        ("1, null", 2, False),
    ],
)
def test_a_cell_meets_a_value(cell: str, given_value: object, expected: bool | None) -> None:
    tests = compile_unary_tests(cell, names=NAMES)
    assert tests.test(to_feel(given_value), {"x": Decimal(50)}) is expected


def test_a_cell_says_why_it_does_not_know() -> None:
    problems: list[str] = []
    compile_unary_tests("< brak").test(Decimal(1), {}, problems)
    assert problems == ["Brak wartości „brak”."]
    assert compile_unary_tests("< brak").names == {"brak"}


@pytest.mark.parametrize("cell", ["", "<", "5,", "not(", "1 2", "not(1) 2"])
def test_a_wrong_cell_is_refused(cell: str) -> None:
    with pytest.raises(FeelSyntaxError):
        compile_unary_tests(cell)


@pytest.mark.parametrize(
    ("cell", "given_value", "expected"),
    [
        ("topola, klon jesionolistny", "klon jesionolistny", True),
        ("topola, klon jesionolistny", "klon", False),
        ("not(topola, klon)", "klon", False),
        ('"topola", klon', "klon", True),
        ("x", 50, True),
        ("x - p", 40, True),
        ("iglasto-liściaste", "iglasto-liściaste", True),
        ("ul. Długa", "ul. Długa", True),
        ("x.y", None, True),
        ("true", True, True),
        ("< x", 49, True),
        ("Pole długie", 7, True),
    ],
)
def test_a_bare_word_in_a_cell_is_text_unless_it_is_known(cell: str, given_value: object, expected: bool) -> None:
    tests = compile_unary_tests(cell, names=NAMES, words=True)
    scope: dict[str, Value] = {"x": Decimal(50), "p": Decimal(10), "Pole długie": Decimal(7)}
    assert tests.test(to_feel(given_value), scope) is expected


@pytest.mark.parametrize(
    ("text", "mutants"),
    [
        ("x > 5", ["x >= 5", "x > 4", "x > 6"]),
        ("p and q", ["p or q"]),
        ("true", ["false"]),
        ("x = 1.5", ["x != 1.5", "x = 0.5", "x = 2.5"]),
        (
            "x in [1..2)",
            ["x in (1..2)", "x in [0..2)", "x in [2..2)", "x in [1..1)", "x in [1..3)", "x in [1..2]"],
        ),
        ("some a in p satisfies a", ["every a in p satisfies a"]),
        ('@"2026-03-01"', ['@"2026-02-28"', '@"2026-03-02"']),
        ('date("2026-03-01")', ['date("2026-02-28")', 'date("2026-03-02")']),
        ('"słowo"', []),
        ('@"P1D"', []),
        ("x in (1 + 2)", ["x in (0 + 2)", "x in (2 + 2)", "x in (1 + 1)", "x in (1 + 3)"]),
        ("x between 1 and 2", [f"x between {a} and {b}" for a, b in [(0, 2), (2, 2), (1, 1), (1, 3)]]),
    ],
)
def test_every_constant_and_comparison_has_its_mutants(text: str, mutants: list[str]) -> None:
    found = compile_expression(text, names=NAMES).mutants()
    assert [new for _, new in found] == mutants
    assert all("znak" in what for what, _ in found)


def test_mutants_of_a_cell_strike_words_out() -> None:
    found = compile_unary_tests("topola, klon jesionolistny", words=True).mutants()
    assert [new for _, new in found] == ["klon jesionolistny", "topola"]
    assert found[0][0] == "skreślono „topola”"
    assert compile_unary_tests("topola", words=True).mutants() == []


@settings(deadline=None)
@given(st.integers(-999, 999), st.integers(-999, 999), st.sampled_from(["<", "<=", ">", ">="]))
def test_every_mutant_is_an_expression_again(left: int, right: int, sign: str) -> None:
    for _, text in compile_expression(f"{left} {sign} {right} and true").mutants():
        compile_expression(text)


@pytest.mark.parametrize("text", ["{a" + " " * 5000 + "1}", "f(a" + " " * 5000 + "b", "for a" + " " * 5000])
def test_a_flood_of_blanks_costs_no_time(text: str) -> None:
    with pytest.raises(FeelSyntaxError):
        compile_expression(text)


def test_a_very_long_sum_is_refused_politely() -> None:
    with pytest.raises(FeelSyntaxError, match="prostszego"):
        compile_expression("+".join(["1"] * 5000))


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_compiles_or_is_refused_in_polish(text: str) -> None:
    with suppress(FeelSyntaxError):
        compile_expression(text)


def test_a_range_is_written_as_it_is_read() -> None:
    assert literal_of(value('{zakres: ["a".."b"), f: function(a) a}')) == '{zakres: ["a".."b"), f: function}'
