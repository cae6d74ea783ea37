"""FEEL, the expression language of DMN: decimal numbers, three-valued logic, nothing that could do harm."""

from okienko.language.feel.errors import FeelSyntaxError
from okienko.language.feel.expression import (
    Expression,
    Outcome,
    Run,
    UnaryTests,
    compile_expression,
    compile_unary_tests,
)
from okienko.language.feel.lib_time import clock
from okienko.language.feel.runs import Exhausted, reason_of
from okienko.language.feel.texts import literal_of, text_of, to_json
from okienko.language.feel.values import CONTEXT, Function, Range, Value, YearsMonths, kind, to_feel

__all__ = [
    "CONTEXT",
    "Exhausted",
    "Expression",
    "FeelSyntaxError",
    "Function",
    "Outcome",
    "Range",
    "Run",
    "UnaryTests",
    "Value",
    "YearsMonths",
    "clock",
    "compile_expression",
    "compile_unary_tests",
    "kind",
    "literal_of",
    "reason_of",
    "text_of",
    "to_feel",
    "to_json",
]
