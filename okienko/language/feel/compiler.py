"""A syntax tree to closures: each node becomes a function of the frame of names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import singledispatch
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from okienko.language.feel import nodes
from okienko.language.feel.arithmetic import OPERATIONS
from okienko.language.feel.compare import both, compare, either, matches
from okienko.language.feel.errors import fault_words
from okienko.language.feel.library import BUILTINS
from okienko.language.feel.paths import property_of
from okienko.language.feel.runs import LONGEST_TEXT
from okienko.language.feel.scope import Code, Env, TestCode
from okienko.language.feel.types import instance_of
from okienko.language.feel.values import POLISH, Function, Range, Value, YearsMonths, kind

# numbers and texts, which most conditions compare, need no look at kinds
_PLAIN: dict[str, Callable[[Any, Any], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_TRUTHS = (nodes.Comparison, nodes.Between, nodes.In, nodes.Logic, nodes.Quantified, nodes.InstanceOf)


@singledispatch
def compiled(node: nodes.Node) -> Code:
    """The closure that gives the node's value in a frame."""
    raise TypeError(type(node).__name__)


@compiled.register
def _(node: nodes.Literal) -> Code:
    value = node.value
    return lambda env: value


@compiled.register
def _(node: nodes.Name) -> Code:
    name = node.name
    default = None if node.own else BUILTINS.get(name)
    return lambda env: env.lookup(name, default)


@compiled.register
def _(node: nodes.Path) -> Code:
    base, name = compiled(node.base), node.name
    return lambda env: property_of(base(env), name, env.note)


@compiled.register
def _(node: nodes.Call) -> Code:
    function, title = _callee(node.function), getattr(node.function, "name", "funkcja")
    positional = [compiled(argument) for argument in node.positional]
    named = None if node.named is None else {name: compiled(value) for name, value in node.named.items()}

    def run(env: Env) -> Value:
        called = function(env)
        if not isinstance(called, Function):
            env.note(f"Nie ma funkcji „{title}”.")
            return None
        if named is not None:
            return called.call_named({name: code(env) for name, code in named.items()}, env.run)
        return called.call([argument(env) for argument in positional], env.run)

    return run


def _callee(node: nodes.Node) -> Code:
    if isinstance(node, nodes.Name) and not node.own and node.name in BUILTINS:
        function = BUILTINS[node.name]
        return lambda env: function
    return compiled(node)


def _turned(span: timedelta, env: Env) -> Value:
    try:
        return -span
    except OverflowError as problem:  # the longest there is, in the other direction
        return env.run.null(f"Nie da się policzyć „-”: {fault_words(problem)}.")


@compiled.register
def _(node: nodes.Negation) -> Code:
    operand = compiled(node.operand)

    def run(env: Env) -> Value:
        value = operand(env)
        if isinstance(value, Decimal):
            return -value
        if isinstance(value, YearsMonths):
            return YearsMonths(-value.total)
        if kind(value) == "days and time duration":
            return _turned(value, env)  # type: ignore[arg-type]
        if value is not None:
            env.note(f"Minus stoi przed liczbą albo czasem trwania, a jest: {POLISH[kind(value)]}.")
        return None

    return run


@compiled.register
def _(node: nodes.Arithmetic) -> Code:
    left, right = compiled(node.left), compiled(node.right)
    operator, table = node.operator, OPERATIONS[node.operator]

    def run(env: Env) -> Value:
        a, b = left(env), right(env)
        if a is None or b is None:
            return None
        pair = kind(a), kind(b)
        operation = table.get(pair)
        if operation is None:
            env.note(f"Nie da się policzyć: {POLISH[pair[0]]} {operator} {POLISH[pair[1]]}.")
            return None
        try:
            return _finite(operation(a, b), env)
        except (ArithmeticError, ValueError) as problem:
            env.note(f"Nie da się policzyć „{operator}”: {fault_words(problem)}.")
            return None

    return run


def _finite(result: Value, env: Env) -> Value:
    if isinstance(result, str):
        return _short_enough(result, env)
    if isinstance(result, Decimal) and not result.is_finite():
        env.note("Wynik działania nie jest liczbą albo jest za duży.")
        return None
    return result


def _short_enough(text: str, env: Env) -> Value:
    env.run.spend(len(text) // 8)
    if len(text) <= LONGEST_TEXT:
        return text
    env.note(f"Tekst byłby dłuższy niż {LONGEST_TEXT} znaków.")
    return None


@compiled.register
def _(node: nodes.Comparison) -> Code:
    left, right, operator = compiled(node.left), compiled(node.right), node.operator
    return lambda env: _compared(operator, left(env), right(env), env)


def _compared(operator: str, a: Value, b: Value, env: Env) -> bool | None:
    sort = type(a)
    if sort is type(b) and (sort is Decimal or sort is str):
        return _PLAIN[operator](a, b)
    if isinstance(a, list | dict):
        env.run.weigh(a)
    result = compare(operator, a, b)
    if result is None and a is not None and b is not None:
        env.note(f"Nie da się porównać: {POLISH[kind(a)]} {operator} {POLISH[kind(b)]}.")
    return result


@compiled.register
def _(node: nodes.Between) -> Code:
    value, low, high = compiled(node.value), compiled(node.low), compiled(node.high)

    def run(env: Env) -> Value:
        middle = value(env)
        return both(_compared(">=", middle, low(env), env), _compared("<=", middle, high(env), env))

    return run


@compiled.register
def _(node: nodes.Logic) -> Code:
    operands = [compiled(operand) for operand in node.operands]
    decisive = node.operator == "or"

    def run(env: Env) -> Value:
        result: bool | None = not decisive
        for operand in operands:
            value = operand(env)
            if value is decisive:
                return decisive
            if not isinstance(value, bool):
                if value is not None:
                    env.note(f"„{node.operator}” łączy warunki, a jest: {POLISH[kind(value)]}.")
                result = None
        return result

    return run


@compiled.register
def _(node: nodes.If) -> Code:
    condition, then, otherwise = compiled(node.condition), compiled(node.then), compiled(node.otherwise)

    def run(env: Env) -> Value:
        met = condition(env)
        if met is not None and not isinstance(met, bool):
            env.note(f"Po „if” stoi warunek, a jest: {POLISH[kind(met)]}.")
            return None
        return then(env) if met is True else otherwise(env)

    return run


@compiled.register
def _(node: nodes.InstanceOf) -> Code:
    value, wanted = compiled(node.value), node.type
    return lambda env: instance_of(value(env), wanted)


@compiled.register
def _(node: nodes.ListOf) -> Code:
    items = [compiled(item) for item in node.items]
    return lambda env: [item(env) for item in items]


@compiled.register
def _(node: nodes.ContextOf) -> Code:
    entries = [(name, compiled(value)) for name, value in node.entries]
    if len({name for name, _ in entries}) < len(entries):
        return lambda env: env.note("Pole zestawu podano dwa razy.")

    def run(env: Env) -> Value:
        built: dict[str, Value] = {}
        frame = env.child(built)
        for name, value in entries:
            built[name] = value(frame)
        return built

    return run


@compiled.register
def _(node: nodes.RangeOf) -> Code:
    start, end = compiled(node.start), compiled(node.end)
    first, last = node.start_included, node.end_included
    open_ended = nodes.Literal(None) in (node.start, node.end)

    def run(env: Env) -> Value:
        low, high = start(env), end(env)
        if open_ended and (low is not None or high is not None):
            return Range(low, high, first, last)
        if compare("<=", low, high) is None:
            env.note("Zakres ma dwie granice tego samego rodzaju.")
            return None
        return Range(low, high, first, last)

    return run


@compiled.register
def _(node: nodes.FunctionOf) -> Code:
    body, names, types = compiled(node.body), node.parameters, node.types
    cost = nodes.cost_of(node.body)

    def run(env: Env) -> Value:
        def call(*arguments: Value) -> Value:
            env.run.spend(cost)
            for argument, wanted in zip(arguments, types, strict=True):
                if wanted and argument is not None and not instance_of(argument, wanted):
                    env.note(f"Argument funkcji nie jest typu {wanted.name}.")
                    return None
            return body(env.child(dict(zip(names, arguments, strict=True))))

        return Function(names, call)

    return run


@compiled.register
def _(node: nodes.In) -> Code:
    value, tests = compiled(node.value), compiled_tests(node.tests)
    return lambda env: tests(env, value(env))


def compiled_tests(node: nodes.Tests) -> TestCode:
    """The closure that says whether a value meets one of the tests (or none of them, when denied)."""
    codes = [_compiled_test(test) for test in node.tests]
    if not codes:
        return lambda env, value: True

    def run(env: Env, value: Value) -> bool | None:
        result: bool | None = False
        for code in codes:
            result = either(result, code(env, value))
            if result:
                break
        return (None if result is None else not result) if node.denied else result

    return run


def _compiled_test(test: nodes.Test) -> TestCode:
    operand, operator, asks = compiled(test.operand), test.operator, test.asks
    if operator:
        return lambda env, value: _compared(operator, value, operand(env.child({"?": value}) if asks else env), env)
    truth = isinstance(test.operand, _TRUTHS)

    def run(env: Env, value: Value) -> bool | None:
        wanted = operand(env.child({"?": value}) if asks else env)
        if asks and not isinstance(wanted, list | Range):
            return wanted if isinstance(wanted, bool) else None
        if truth and not isinstance(value, bool):
            return wanted if isinstance(wanted, bool) else None
        return _matched(value, wanted, env)

    return run


def _matched(value: Value, wanted: Value, env: Env) -> bool | None:
    sort = type(value)
    if sort is type(wanted) and (sort is Decimal or sort is str):
        return value == wanted
    if isinstance(wanted, list | dict):
        env.run.weigh(value, wanted)
    result = matches(value, wanted)
    if result is None and value is not None and wanted is not None:
        env.note(f"Nie da się porównać: {POLISH[kind(value)]} i {POLISH[kind(wanted)]}.")
    return result
