"""Decision tables of DMN: conditions in columns, every hit policy, defaults, allowed values."""

from __future__ import annotations

from collections.abc import Mapping

from okienko.language.dmn._types import Types
from okienko.language.dmn.errors import ModelError
from okienko.language.dmn.model import DecisionTable
from okienko.language.feel import (
    Expression,
    FeelSyntaxError,
    Run,
    UnaryTests,
    Value,
    compile_expression,
    compile_unary_tests,
    literal_of,
)
from okienko.language.tables.hits import RANKING, Hit, policy_of, settle

_NOTHING = ("", "-", "–")


class TableCode:
    """A table ready to decide."""

    def __init__(self, table: DecisionTable, names: frozenset[str], types: Types) -> None:
        self.table, self.names, self.types = table, names, types
        policy = policy_of(f"{table.hit} {table.aggregation}")
        if policy is None:
            raise ModelError(table.line, f"nieznany sposób wyboru wiersza „{table.hit} {table.aggregation}”.")
        if policy.aggregation and len(table.outputs) != 1:
            raise ModelError(table.line, "sumować, liczyć i wybierać skrajne można tylko jeden wynik.")
        self.policy = policy
        self.outputs = _outputs(table)
        self.inputs = [self._expression(clause.text, table.line) for clause in table.inputs]
        self.allowed = [self._tests(clause.values, table.line) for clause in table.inputs]
        self.given = [self._tests(clause.values, table.line) for clause in table.outputs]
        self.rules = [self._rule(number) for number in range(len(table.rules))]
        self.defaults = [self._expression(clause.default, table.line) for clause in table.outputs]
        self.ranks = self._ranks() if policy.code in RANKING else {}

    def _expression(self, text: str, line: int) -> Expression | None:
        if text in _NOTHING:
            return None
        try:
            return compile_expression(text, names=self.names, types=self.types.is_of)
        except FeelSyntaxError as wrong:
            raise ModelError(line, f"komórka „{text}”: {wrong}") from wrong

    def _tests(self, text: str, line: int) -> UnaryTests | None:
        if text in _NOTHING:
            return None
        try:
            return compile_unary_tests(text, names=self.names, types=self.types.is_of)
        except FeelSyntaxError as wrong:
            raise ModelError(line, f"komórka „{text}”: {wrong}") from wrong

    def _rule(self, number: int) -> tuple[int, list[tuple[int, UnaryTests]], list[Expression | None]]:
        rule = self.table.rules[number]
        tests = ((place, self._tests(text, rule.line)) for place, text in enumerate(rule.inputs))
        results = [self._expression(text, rule.line) for text in rule.outputs]
        return number + 1, [(place, test) for place, test in tests if test is not None], results

    def _ranks(self) -> dict[str, tuple[Value, ...]]:
        """For each output with listed values, these from the most to the least important."""
        ranks: dict[str, tuple[Value, ...]] = {}
        for name, clause in zip(self.outputs, self.table.outputs, strict=True):
            listed = clause.values or self.types.allowed(clause.type or self.table.type)
            expression = self._expression(f"[{listed}]", self.table.line) if listed else None
            values = expression.evaluate({}) if expression else None
            if isinstance(values, list):
                ranks[name] = tuple(values)
        if not ranks:
            text = (
                f"{self.policy.hit} wybiera według kolejności dozwolonych wyników (outputValues), a żaden jej nie ma."
            )
            raise ModelError(self.table.line, text)
        return ranks

    def decide(self, scope: Mapping[str, Value], run: Run) -> Value:
        """What the rows that are met give."""
        values = self._asked(scope, run)
        if values is None:
            return None
        hits = []
        run.spend(len(self.rules))
        for number, tests, results in self.rules:
            for place, test in tests:
                if not test.within(values[place], scope, run):
                    break
            else:
                hits.append(Hit(number, self._results(results, scope, run)))
                if self.policy.code == "F":
                    break
        return self._settled(hits, scope, run)

    def _asked(self, scope: Mapping[str, Value], run: Run) -> list[Value] | None:
        """The values of the columns, or nothing when one is not allowed there."""
        values = []
        for expression, allowed, clause in zip(self.inputs, self.allowed, self.table.inputs, strict=True):
            value = expression.within(scope, run) if expression else None
            value = self.types.fitted(value, clause.type, run)
            if not _allows(allowed, value, scope, run):
                run.note(f"Kolumna „{clause.text}”: wartość {literal_of(value)} nie jest dozwolona.")
                return None
            values.append(value)
        return values

    def _results(self, cells: list[Expression | None], scope: Mapping[str, Value], run: Run) -> dict[str, Value]:
        """The results of a row; one that is not among those listed is null."""
        values = self._typed(cells, scope, run)
        for name, allowed, clause in zip(self.outputs, self.given, self.table.outputs, strict=True):
            if not _allows(allowed, values[name], scope, run):
                of = f" „{clause.text}”" if clause.text else ""
                run.note(f"Wynik{of}: wartość {literal_of(values[name])} nie jest dozwolona.")
                values[name] = None
        return values

    def _typed(self, cells: list[Expression | None], scope: Mapping[str, Value], run: Run) -> dict[str, Value]:
        given = (cell.within(scope, run) if cell else None for cell in cells)
        typed = [
            self.types.fitted(value, clause.type, run) for value, clause in zip(given, self.table.outputs, strict=True)
        ]
        return dict(zip(self.outputs, typed, strict=True))

    def _settled(self, hits: list[Hit], scope: Mapping[str, Value], run: Run) -> Value:
        if not hits:
            return self._default(scope, run)
        values, numbers = settle(self.policy, hits, self.outputs, self.ranks, run.problems)
        if values is None:
            return None
        if self.policy.code not in "ROC" or self.policy.aggregation:
            return self._shaped(values)
        by_number = {hit.number: hit.values for hit in hits}
        return [self._shaped(by_number[number]) for number in numbers]

    def _default(self, scope: Mapping[str, Value], run: Run) -> Value:
        if not any(self.defaults):
            return run.null(f"Żaden wiersz tabeli (wiersz {self.table.line} pliku) nie pasuje.")
        return self._shaped(self._typed(self.defaults, scope, run))

    def _shaped(self, values: dict[str, Value]) -> Value:
        return values if len(self.outputs) > 1 else values[self.outputs[0]]


def _outputs(table: DecisionTable) -> list[str]:
    """The names of the results; their places, where they have none."""
    names = [output.text or str(place) for place, output in enumerate(table.outputs)]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ModelError(table.line, f"dwa wyniki tabeli nazywają się „{twice}”.")
    return names


def _allows(tests: UnaryTests | None, value: Value, scope: Mapping[str, Value], run: Run) -> bool:
    """Whether the value is one of those listed; of a list each item may be."""
    if tests is None or value is None or tests.within(value, scope, run) is True:
        return True
    return isinstance(value, list) and all(tests.within(item, scope, run) is True for item in value)
