"""A model ready to decide: requirements followed, each decision computed once, everything within limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from okienko.language.dmn._code import Builder, Code, Scope, function_value
from okienko.language.dmn._types import Types
from okienko.language.dmn.errors import ModelError
from okienko.language.dmn.model import Decision, Element, Import, InputData, Knowledge, Model, Service, Variable
from okienko.language.dmn.reading import read_model
from okienko.language.feel import Exhausted, Function, Outcome, Run, Value

Find = Callable[[Import], bytes | None]
IMPORTS = 50  # models that one may import, with all that these import
CLOCK = ("now", "today")
KINDS: dict[str, type[Element]] = {"decision": Decision, "decisionService": Service, "bkm": Knowledge}
_ENDLESS = "Decyzje są zagnieżdżone zbyt głęboko albo funkcja woła samą siebie bez końca."


@dataclass(frozen=True)
class Part:
    """An element of one of the models, and the name it bears seen from another."""

    home: Decisions
    element: Element

    @property
    def name(self) -> str:
        return self.element.variable.name


class Decisions:
    """A model with all it imports. `find` gives the file that an import means, or nothing."""

    def __init__(self, model: Model, find: Find | None = None, *, library: Library | None = None) -> None:
        self.model = model
        library = library or Library(find)
        self.imported: dict[str, Decisions] = {
            each.name: library.model_of(each) for each in model.imports if each.namespace and not each.kind
        }
        self.types: Types = Types(model.types, {name: other.types for name, other in self.imported.items()})
        self.builder = Builder(self.types, self.types.fields)
        self._codes: dict[str, tuple[Code, tuple[Part, ...]]] = {}

    def decide(self, name: str, inputs: Mapping[str, Value]) -> Outcome:
        """The value of the decision of this name (or id), with the reasons of every null met on the way.

        now() and today() tell something only when the inputs hold them (`feel.clock`).
        """
        return self._outcome(Decision, name, "decyzji", lambda asked, part: asked.value(part), inputs)

    def serve(self, name: str, inputs: Mapping[str, Value]) -> Outcome:
        """What the decision service gives for its parameters."""
        return self._outcome(Service, name, "usługi decyzyjnej", lambda asked, part: asked.serve(part, inputs), inputs)

    def call(self, name: str, inputs: Mapping[str, Value]) -> Outcome:
        """What the business knowledge model gives for its parameters."""
        return self._outcome(Knowledge, name, "modelu wiedzy", lambda asked, part: asked.call(part, inputs), inputs)

    def kind_of(self, name: str) -> str:
        """Whether the name is that of a decision, a decisionService or a bkm; `ModelError` when of none."""
        for kind, sort in KINDS.items():
            if self.model.named(name, sort) is not None:
                return kind
        known = [each.variable.name for each in self.model.elements.values() if not isinstance(each, InputData)]
        raise ModelError(0, f"nie ma decyzji „{name}”; są: {', '.join(known[:20]) or 'żadne'}.")

    def from_json(self, given: Mapping[str, Value]) -> dict[str, Value]:
        """Inputs that came as JSON, dates and numbers among them read as the model wants."""
        typed = {each.variable.name: each.variable.type for each in self.model.elements.values()}
        return {name: self.types.from_json(value, typed.get(name, "")) for name, value in given.items()}

    def _outcome(
        self, kind: type[Element], name: str, what: str, ask: Callable[[Asked, Part], Value], given: Mapping[str, Value]
    ) -> Outcome:
        element = self.model.named(name, kind)
        if element is None:
            known = [each.variable.name for each in self.model.elements.values() if isinstance(each, kind)]
            raise ModelError(0, f"nie ma {what} „{name}”; są: {', '.join(known[:20]) or 'żadne'}.")
        problems: list[str] = []
        asked = Asked(given, Run(problems))
        try:
            value = asked.run.result(ask(asked, Part(self, element)))
        except Exhausted as endless:
            problems.append(str(endless))
            value = None
        except RecursionError:
            problems.append(_ENDLESS)
            value = None
        return Outcome(value, tuple(problems))

    def part(self, reference: str) -> Part:
        """The element that a reference means, here or in an import."""
        namespace, _, name = reference.rpartition("#")
        if not namespace or namespace == self.model.namespace:
            element = self.model.elements.get(name)
            if element is not None:
                return Part(self, element)
        for other in self.imported.values():
            if other.model.namespace == namespace and name in other.model.elements:
                return Part(other, other.model.elements[name])
        raise ModelError(0, f"odwołanie „{reference}” nie wskazuje niczego w modelu „{self.model.name}”.")

    def prefix(self, part: Part) -> str:
        """The name of the import under which the part is known here; empty for our own."""
        return next((name for name, other in self.imported.items() if other is part.home), "")

    def code_of(self, element: Decision | Knowledge) -> tuple[Code, tuple[Part, ...]]:
        """The compiled logic, and the parts that it wants in scope."""
        found = self._codes.get(element.id)
        if found is None:
            found = self._codes[element.id] = self._compiled(element)
        return found

    def _compiled(self, element: Decision | Knowledge) -> tuple[Code, tuple[Part, ...]]:
        references = (element.inputs + element.needs if isinstance(element, Decision) else ()) + element.knows
        parts = tuple(self.part(reference) for reference in references)
        names = frozenset(name for part in parts for name in (part.name, self.prefix(part)) if name)
        names |= _parameter_names(parts)
        if isinstance(element, Knowledge):
            return self.builder.body(element.body, names), parts
        return self.builder.typed(element.body, names, element.line), parts


class Library:
    """All that one model imports: each namespace is read once, whoever imports it, and there may be so many."""

    def __init__(self, find: Find | None) -> None:
        self.find = find
        self.models: dict[str, Decisions | None] = {}

    def model_of(self, each: Import) -> Decisions:
        """The model that the import means."""
        if each.namespace in self.models:
            known = self.models[each.namespace]
            if known is None:  # begun and not ended
                raise ModelError(each.line, f"modele importują siebie nawzajem przez „{each.name}” ({each.namespace}).")
            return known
        if len(self.models) == IMPORTS:
            raise ModelError(each.line, f"importowanych modeli jest więcej niż {IMPORTS}.")
        source = self.find(each) if self.find else None
        if source is None:
            raise ModelError(each.line, f"nie znaleziono importowanego modelu „{each.name}” ({each.namespace}).")
        self.models[each.namespace] = None
        found = self.models[each.namespace] = Decisions(read_model(source), library=self)
        return found


def _parameter_names(parts: tuple[Part, ...]) -> frozenset[str]:
    """Names of parameters, for calls by name: `Payment(monthly rate: 2)` reads without them as well."""
    functions = [part.element for part in parts if isinstance(part.element, Knowledge)]
    return frozenset(each.name for function in functions for each in function.body.parameters if " " in each.name)


class Asked:
    """One evaluation: what was given, what has been computed already, what is being computed."""

    def __init__(self, inputs: Mapping[str, Value], run: Run) -> None:
        self.inputs = inputs
        self.run = run
        self.known: dict[tuple[str, str], Value] = {}
        self.open: dict[tuple[str, str], str] = {}

    def value(self, part: Part) -> Value:
        """The value of an input, a decision, or of knowledge as a function."""
        key = part.home.model.namespace, part.element.id
        if key not in self.known:
            if key in self.open:
                path = " → ".join([*self.open.values(), part.name])
                raise ModelError(0, f"decyzje wymagają siebie nawzajem: {path}.")
            self.known[key] = self._computed(part)
        return self.known[key]

    def _computed(self, part: Part) -> Value:
        element = part.element
        self.run.spend(1)
        if isinstance(element, InputData):
            return self._given(part)
        if isinstance(element, Decision):
            return self._decided(part.home, element)
        if isinstance(element, Knowledge):
            return self._function(part.home, element)
        return self._service(part.home, element)

    def _given(self, part: Part) -> Value:
        variable = part.element.variable
        if variable.name not in self.inputs:
            self.run.note(f"Brak danej „{variable.name}”.")
            return None
        return part.home.types.fitted(self.inputs[variable.name], variable.type, self.run)

    def _decided(self, home: Decisions, element: Decision) -> Value:
        key = home.model.namespace, element.id
        self.open[key] = element.variable.name
        code, parts = home.code_of(element)
        value = code(self._scope(home, parts), self.run)
        del self.open[key]
        return home.types.fitted(value, element.variable.type, self.run)

    def _scope(self, home: Decisions, parts: tuple[Part, ...]) -> Scope:
        scope = {name: self.inputs[name] for name in CLOCK if name in self.inputs}
        inner: dict[str, dict[str, Value]] = {}
        for part in parts:
            prefix = home.prefix(part)
            (inner.setdefault(prefix, {}) if prefix else scope)[part.name] = self.value(part)
        return {**scope, **inner}

    def _function(self, home: Decisions, element: Knowledge) -> Function:
        """The function of a knowledge model; what it needs is looked up when it is called, so it may call itself."""

        def body(given: Scope, run: Run) -> Value:
            code, parts = home.code_of(element)
            value = code({**self._scope(home, parts), **given}, run)
            return home.types.fitted(home.types.fitted(value, element.body.type, run), element.variable.type, run)

        return function_value(element.variable.name, element.body.parameters, body, ({}, self.run, home.types))

    def call(self, part: Part, inputs: Mapping[str, Value]) -> Value:
        """The function of the knowledge model with these arguments; one that is missing is null."""
        function = self.value(part)
        assert isinstance(function, Function)
        return function.call([inputs.get(name) for name in function.parameters], self.run)

    def _service(self, home: Decisions, element: Service) -> Function:
        """The service as a function: its inputs, then its input decisions, are its parameters."""
        parts = self._parameters(home, element)
        parameters = tuple(Variable(part.name, part.element.variable.type) for part in parts)

        def body(given: Scope, run: Run) -> Value:
            return self._served(home, element, parts, given)

        return function_value(element.variable.name, parameters, body, ({}, self.run, home.types))

    def _parameters(self, home: Decisions, element: Service) -> tuple[Part, ...]:
        return tuple(home.part(reference) for reference in element.inputs + element.input_decisions)

    def serve(self, part: Part, inputs: Mapping[str, Value]) -> Value:
        """The results of the service; what is not given is null."""
        assert isinstance(part.element, Service)
        parts = self._parameters(part.home, part.element)
        return self._served(part.home, part.element, parts, inputs)

    def _served(self, home: Decisions, element: Service, parts: tuple[Part, ...], given: Scope) -> Value:
        """The output decisions in a world where only the parameters are known."""
        clock = {name: self.inputs[name] for name in CLOCK if name in self.inputs}
        inside = Asked({**clock, **given}, self.run)
        for part in parts:
            argument = home.types.fitted(given.get(part.name), part.element.variable.type, self.run)
            inside.known[part.home.model.namespace, part.element.id] = argument
        results = {part.name: inside.value(part) for part in map(home.part, element.outputs)}
        value: Value = next(iter(results.values())) if len(results) == 1 else {**results}
        return home.types.fitted(value, element.variable.type, self.run)
