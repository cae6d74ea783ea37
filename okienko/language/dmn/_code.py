"""Boxed expressions to closures, each compiled once: from a scope of names and a run to a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import singledispatchmethod

from okienko.language.dmn import model as boxes
from okienko.language.dmn._table import TableCode
from okienko.language.dmn._types import Types
from okienko.language.dmn._xml import OTHER_LANGUAGE
from okienko.language.dmn.errors import ModelError
from okienko.language.feel import FeelSyntaxError, Function, Run, Value, compile_expression
from okienko.language.feel.loops import Unusable, items_of, listed

Scope = Mapping[str, Value]
Code = Callable[[Scope, Run], Value]


@dataclass(frozen=True)
class Builder:
    """Builds the expressions of one model; `fields` are names of components anywhere in it."""

    types: Types
    fields: frozenset[str]

    def typed(self, box: boxes.Boxed | None, names: frozenset[str], line: int = 0) -> Code:
        """The code of the expression, its result made to fit its type."""
        if box is None:
            return lambda scope, run: run.null(f"Wiersz {line}: brak wyrażenia.")
        return self._fitted(self.code(box, names), box.type)

    @singledispatchmethod
    def code(self, box: boxes.Boxed, names: frozenset[str]) -> Code:
        """The code of the expression, its type not looked at."""
        raise TypeError(type(box).__name__)

    @code.register
    def _(self, box: boxes.Text, names: frozenset[str]) -> Code:
        if box.language:
            raise ModelError(box.line, OTHER_LANGUAGE.format(box.language))
        if not box.text:
            return lambda scope, run: None
        try:
            return compile_expression(box.text, names=names | self.fields, types=self.types.is_of).within
        except FeelSyntaxError as wrong:
            raise ModelError(box.line, f"wyrażenie „{_short(box.text)}”: {wrong}") from wrong

    @code.register
    def _(self, box: boxes.DecisionTable, names: frozenset[str]) -> Code:
        return TableCode(box, names | self.fields, self.types).decide

    @code.register
    def _(self, box: boxes.Context, names: frozenset[str]) -> Code:
        entries: list[tuple[str, Code]] = []
        for entry in box.entries:
            value = self.typed(entry.value, names)
            if entry.variable is None:
                entries.append(("", value))
                break
            entries.append((entry.variable.name, self._fitted(value, entry.variable.type)))
            names = names | {entry.variable.name}
        return lambda scope, run: _context(entries, scope, run)

    def _fitted(self, code: Code, type_name: str) -> Code:
        types = self.types
        if not type_name:
            return code
        return lambda scope, run: types.fitted(code(scope, run), type_name, run)

    @code.register
    def _(self, box: boxes.Listed, names: frozenset[str]) -> Code:
        items = [self.typed(item, names) for item in box.items]
        return lambda scope, run: [item(scope, run) for item in items]

    @code.register
    def _(self, box: boxes.Relation, names: frozenset[str]) -> Code:
        columns = [column.name for column in box.columns]
        rows = [[self.typed(cell, names) for cell in row] for row in box.rows]

        def run_it(scope: Scope, run: Run) -> Value:
            return [dict(zip(columns, [cell(scope, run) for cell in row], strict=True)) for row in rows]

        return run_it

    @code.register
    def _(self, box: boxes.Function, names: frozenset[str]) -> Code:
        body, parameters, types = self.body(box, names), box.parameters, self.types
        return lambda scope, run: function_value("funkcja", parameters, body, (scope, run, types))

    def body(self, box: boxes.Function, names: frozenset[str]) -> Code:
        """The code of what the function does with its parameters in scope."""
        if box.kind != "FEEL":
            return lambda scope, run: run.null(f"Funkcji zewnętrznych ({box.kind}) nie wykonujemy.")
        return self.typed(box.body, names | {parameter.name for parameter in box.parameters}, box.line)

    @code.register
    def _(self, box: boxes.Invocation, names: frozenset[str]) -> Code:
        called = self.typed(box.called, names, box.line)
        bindings = {name: self.typed(value, names, box.line) for name, value in box.bindings}

        def run_it(scope: Scope, run: Run) -> Value:
            function = called(scope, run)
            if not isinstance(function, Function):
                return run.null(f"Wiersz {box.line}: to, co jest wywoływane, nie jest funkcją.")
            run.spend(1)
            return function.call_named({name: code(scope, run) for name, code in bindings.items()}, run)

        return run_it

    @code.register
    def _(self, box: boxes.Conditional, names: frozenset[str]) -> Code:
        condition = self.typed(box.condition, names, box.line)
        then, otherwise = self.typed(box.then, names, box.line), self.typed(box.otherwise, names, box.line)

        def run_it(scope: Scope, run: Run) -> Value:
            met = condition(scope, run)
            if met is not None and not isinstance(met, bool):
                return run.null(f"Wiersz {box.line}: po „if” stoi warunek.")
            return then(scope, run) if met else otherwise(scope, run)

        return run_it

    @code.register
    def _(self, box: boxes.Filter, names: frozenset[str]) -> Code:
        source = self.typed(box.source, names, box.line)
        match = self.typed(box.match, names | {"item"}, box.line)

        def run_it(scope: Scope, run: Run) -> Value:
            kept: list[Value] = []
            items = source(scope, run)
            if items is None:
                return None  # as in FEEL: an unknown list stays unknown
            run.spend(len(listed(items)))
            for item in listed(items):
                inner = {**scope, **item} if isinstance(item, Mapping) else scope
                met = match({**inner, "item": item}, run)
                if met is not None and not isinstance(met, bool):
                    return run.null(f"Wiersz {box.line}: filtr jest warunkiem.")
                if met:
                    kept.append(item)
            return kept

        return run_it

    @code.register
    def _(self, box: boxes.Loop, names: frozenset[str]) -> Code:
        source = self.typed(box.source, names, box.line)
        name = box.variable.name
        body = self.typed(box.body, names | {name, "partial"}, box.line)

        def run_it(scope: Scope, run: Run) -> Value:
            results: list[Value] = []
            try:
                items = items_of(source(scope, run), run)
            except Unusable:
                return None
            run.spend(len(items))
            for item in items:
                results.append(body({**scope, name: item, "partial": results}, run))
            return results

        return run_it if box.kind == "for" else _folded(run_it, box.kind == "every", box.line)


def _context(entries: list[tuple[str, Code]], scope: Scope, run: Run) -> Value:
    inner = dict(scope)
    built: dict[str, Value] = {}
    for name, code in entries:
        value = code(inner, run)
        if not name:
            return value
        inner[name] = built[name] = value
    return built


def _folded(loop: Code, every: bool, line: int) -> Code:
    """`some` and `every` over the truths that the loop gives."""

    def run_it(scope: Scope, run: Run) -> Value:
        truths = loop(scope, run)
        if truths is None:
            return None
        if not isinstance(truths, list) or any(truth is not None and not isinstance(truth, bool) for truth in truths):
            return run.null(f"Wiersz {line}: po „satisfies” stoi warunek.")
        if (not every) in truths:
            return not every
        return None if None in truths else every

    return run_it


Closure = tuple[Scope, Run, Types]


def function_value(name: str, parameters: tuple[boxes.Variable, ...], body: Code, closure: Closure) -> Function:
    """The function as a value: its arguments are made to fit, and one that is of another kind gives null."""
    scope, run, types = closure

    def call(*arguments: Value) -> Value:
        run.spend(2)
        given: dict[str, Value] = {}
        for parameter, argument in zip(parameters, arguments, strict=True):
            given[parameter.name] = types.fitted(argument, parameter.type, run)
            if argument is not None and given[parameter.name] is None:
                return None
        return body({**scope, **given}, run)

    return Function(tuple(parameter.name for parameter in parameters), call, name)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:40] + "…"
