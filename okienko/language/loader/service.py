"""`load`: a bundle to a `Service`, or a refusal that lists every mistake found."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Protocol, cast

from okienko.language.bundle import SHARED_ACTS, SHARED_QUESTIONS, Bundle
from okienko.language.loader import form as forms
from okienko.language.loader import promise
from okienko.language.loader import rules as rulings
from okienko.language.loader.acts import Acts, read_acts
from okienko.language.loader.fields import Source
from okienko.language.loader.names import Names
from okienko.language.loader.problems import Notes
from okienko.language.loader.process import Words, check_answers_kept, check_references, read_process
from okienko.language.loader.questions import Asking, Shared
from okienko.language.loader.reserved import refuse_shared
from okienko.language.loader.shapes import CHANNELS, TIERS, WHO
from okienko.language.loader.texts import with_texts
from okienko.language.loader.tree import Node, read_tree
from okienko.language.model import ADDED, ADDED_TASK, Deadline, Law, Page, Question, Rule, Service, Task, Tier

_VERSION = re.compile(r"\d+\.\d+\.\d+")


class KnownLaw(Protocol):
    """What the loader asks of dated data."""

    @property
    def keys(self) -> Collection[str]: ...

    @property
    def sources(self) -> Mapping[str, str]: ...

    @property
    def services(self) -> Mapping[str, object]: ...


def load(bundle: Bundle, *, law: KnownLaw) -> Service:
    """The service of the bundle; `DefinitionRefused` names all mistakes otherwise."""
    notes = Notes()
    trees = {file: _tree(bundle, file, notes) for file in ("service.yaml", "form.yaml", "rules.yaml")}
    notes.refuse()
    loading = _Loading(bundle, law, notes, trees)
    service = loading.service()
    notes.refuse()
    promise.check_local_questions(loading.source, loading.fields.get("local"), service)
    service = with_texts(service, bundle, notes)
    notes.refuse()
    return service


def _tree(bundle: Bundle, file: str, notes: Notes) -> Node | None:
    if file not in bundle.files:
        notes.add(file, 1, f"Nie ma pliku „{file}”.", "plik w folderze usługi")
        return None
    return read_tree(bundle.files[file], file, notes)


class _Loading:
    """One reading of one bundle."""

    def __init__(self, bundle: Bundle, law: KnownLaw, notes: Notes, trees: Mapping[str, Node | None]) -> None:
        self.bundle, self.law, self.notes, self.trees = bundle, law, notes, trees
        self.names = Names()
        self.source = self._source("service.yaml")
        self.fields = self.source.fields(trees["service.yaml"], "service")
        self.drawn = read_process(bundle, self.fields, notes)

    def _source(self, file: str) -> Source:
        return Source(file, self.notes, self.law.sources)

    def service(self) -> Service:
        self._collect()
        self._check_clashes()
        asking = Asking(self._source("form.yaml"), self.names, self._shared)
        services = set(self.law.services)
        pages = forms.read_form(self._source("form.yaml"), self.trees["form.yaml"], asking, services)
        ruling = rulings.Ruling(self._source("rules.yaml"), self.names, self.law.keys, _choices(pages))
        rules = rulings.read_rules(self.trees["rules.yaml"], ruling)
        _check_circles(self._source("rules.yaml"), pages, rules)
        return self._assembled(pages, rules)

    def _collect(self) -> None:
        forms.collect(self.trees["form.yaml"], self.names)
        rulings.collect(self.trees["rules.yaml"], self.names, self.drawn.rules)
        fields = self.fields
        points = _pairs(fields.get("local"))
        self.names.local = {key.text for key, _ in points}
        self.names.unruled = {
            key.text for key, node in points if (kind := node.get("type")) and kind.text == "question"
        }
        for word, inner in (("tasks", "ask"), ("messages", "ask"), ("letters", "asks")):
            for _, node in _pairs(fields.get(word)):
                self.names.later.update(forms.asked_names(node.get(inner)))
        self.names.later |= self.drawn.finds

    def _check_clashes(self) -> None:
        """A name means one thing: of the form, of a list's item, of the rules, of the office, of the case."""
        names = self.names
        form = names.questions | set(names.lists)
        inner = {name for group in (*names.lists.values(), *names.each.values()) for name in group}
        taken = form | names.rules | inner | names.local
        groups = (
            ("form.yaml", "pytania z listy", inner, form | names.rules),
            ("service.yaml", "punktu otwartego", names.local, form | names.rules | inner),
            ("service.yaml", "pytania po złożeniu", names.later - self.drawn.finds, taken),
            (self.drawn.file, "ustalanej w procesie", self.drawn.finds, taken),
        )
        for file, what, own, others in groups:
            for name in sorted(own & others):
                self.notes.add(file, 1, f"Nazwa {what} „{name}” jest już użyta.", "nazwa, której nikt inny nie ma")

    @cached_property
    def _shared(self) -> Shared:
        source = self._source(SHARED_QUESTIONS)
        text = self.bundle.files.get(SHARED_QUESTIONS)
        tree = read_tree(text, SHARED_QUESTIONS, self.notes) if text else None
        return Shared(source, {key.text: value for key, value in _pairs(tree)})

    def _known(self) -> promise.Known:
        drawn = self.drawn

        def names(word: str) -> list[str]:
            return [key.text for key, _ in _pairs(self.fields.get(word))]

        return promise.Known(
            files=self.bundle.files,
            letters=names("letters"),
            messages=names("messages"),
            outcomes=names("outcomes"),
            steps=drawn.steps,
            user_steps=drawn.user_steps,
            done_by_system=drawn.done_by_system,
            ends=drawn.ends,
            process_messages=drawn.messages,
            deadlines=names("deadlines"),
        )

    def _assembled(self, pages: tuple[Page, ...], rules: dict[str, Rule]) -> Service:
        fields, source, known = self.fields, self.source, self._known()
        common = self._acts(known)
        self._check_acts(common)
        called = [act.name for act in common.acts.values() if act.after == "called"]
        known = replace(known, acts=tuple(common.acts), called=called)
        asking = Asking(source, self.names, self._shared)
        ruling = rulings.Ruling(source, self.names, self.law.keys, _choices(pages))
        deadlines = promise.read_deadlines(source, fields.get("deadlines"), known)
        outcomes = promise.read_outcomes(source, fields.get("outcomes"), deadlines)
        letters = promise.read_letters(source, fields.get("letters"), known, asking)
        tasks = promise.read_tasks(source, fields.get("tasks"), known, asking)
        self._check_process(Words(asking.names.everything(), asking.names.fields(), deadlines, rules), tasks)
        local = promise.read_local(source, fields.get("local"), self.names)
        return Service(
            **self._heading(),
            competence=rulings.read_competence(ruling, fields.get("competence")),
            pages=pages,
            rules=rules,
            fee=promise.read_fee(source, fields.get("fee"), _of_form(rules), local),
            attachments=promise.read_attachments(source, fields.get("attachments"), self.names),
            applicants=promise.read_applicants(source, fields.get("applicants"), self.names),
            deadlines=deadlines,
            outcomes={**outcomes, **common.outcomes},
            letters={**letters, **common.letters},
            tasks={**tasks, **common.tasks, ADDED: ADDED_TASK},
            acts=common.acts,
            duties=common.duties,
            messages={
                **promise.read_messages(source, fields.get("messages"), known, asking),
                **common.messages,
            },
            ends=self._ends(known, deadlines),
            local=local,
            process=self.drawn.process,
            unconfirmed=tuple(self.notes.unconfirmed),
        )

    def _check_process(self, words: Words, tasks: Mapping[str, Task]) -> None:
        check_references(self.drawn, self.notes, words)
        check_answers_kept(self.drawn, tasks, self.notes)

    def _ends(self, known: promise.Known, deadlines: Mapping[str, Deadline]) -> dict[str, str]:
        silent = [name for name, term in deadlines.items() if term.silence]
        return promise.read_ends(self.source, self.fields.get("ends"), known, self.drawn, silent)

    def _check_acts(self, common: Acts) -> None:
        """What the acts of the procedure bring must not stand in the place of what the service says itself."""
        for word, kind, brought in (
            ("letters", "Pismo", common.letters),
            ("outcomes", "Wynik", common.outcomes),
            ("messages", "Wiadomość", common.messages),
            ("tasks", "Krok", common.tasks),
        ):
            refuse_shared(self.source, self.fields.get(word), kind, brought)

    def _heading(self) -> dict[str, Any]:
        """What the service says of itself in plain words."""
        fields = self.fields
        return {
            "id": self._id(),
            "version": self._version(),
            "name": fields.need("name"),
            "plain_name": fields.need("plain_name"),
            "summary": fields.need("summary"),
            "keywords": fields.texts("keywords"),
            "who": self._who(),
            "tiers": self._tiers(),
            "organs": self._organs(),
            "channel": fields.one_of("channel", CHANNELS, "own"),
            "valid_from": fields.day("valid_from"),
            "law": self._laws(),
            "archive": fields.need("archive"),
            "appeal": fields.text("appeal"),
            "after": fields.texts("after"),
            "aliases": self._aliases(),
        }

    def _acts(self, known: promise.Known) -> Acts:
        """Acts of the procedure that the service names; none when it names none."""
        named = self.fields.text("procedure")
        file = f"{SHARED_ACTS}{named}.yaml"
        if not named:
            return Acts()
        if file not in self.bundle.files:
            self.source.fault(self.fields.get("procedure"), f"Nie ma pliku „{file}”.", "nazwa postępowania")
            return Acts()
        source = self._source(file)
        return read_acts(source, _tree(self.bundle, file, self.notes), known, Asking(source, self.names, self._shared))

    def _id(self) -> str:
        name = self.fields.need("service")
        if name and name not in self.law.services:
            self.source.unknown(
                self.fields.values["service"], "id usługi z data/service_names.csv", self.law.services, name
            )
        return name

    def _aliases(self) -> tuple[str, ...]:
        for node in self.source.each(self.fields.get("aliases")):
            if node.text not in self.law.services:
                self.source.unknown(node, "id usługi z data/service_names.csv", self.law.services)
        return self.fields.texts("aliases")

    def _tiers(self) -> tuple[Tier, ...]:
        if self.fields.get("tier") is None:
            self.fields.need("tier")
        for node in self.source.each(self.fields.get("tier")):
            if node.text not in TIERS:
                self.source.unknown(node, "„tier” jest jednym z", TIERS)
        return cast("tuple[Tier, ...]", self.fields.texts("tier"))

    def _organs(self) -> dict[str, str]:
        """One body for all tiers, or a body for each."""
        node, tiers = self.fields.get("organ"), self._tiers_written()
        if node is None or node.kind != "map":
            return dict.fromkeys(tiers, self.fields.need("organ"))
        found = {key.text: value.text for key, value in _pairs(node)}
        for key, _ in _pairs(node):
            if key.text not in tiers:
                self.source.unknown(key, "szczebel z „tier”", tiers)
        for tier in tiers:
            if not found.get(tier):
                self.source.fault(node, f"Nie ma organu dla szczebla „{tier}”.", f"{tier}: organ")
        return found

    def _tiers_written(self) -> list[str]:
        return [node.text for node in self.source.each(self.fields.get("tier"))]

    def _version(self) -> str:
        version = self.fields.need("version")
        if version and not _VERSION.fullmatch(version):
            self.source.fault(
                self.fields.get("version"), f"„{version}” nie jest wersją.", "trzy liczby, na przykład 1.0.0"
            )
        return version

    def _who(self) -> tuple[str, ...]:
        for node in self.source.each(self.fields.get("who")):
            if node.text not in WHO:
                self.source.unknown(node, "„who” jest jednym z", WHO)
        return self.fields.texts("who")

    def _laws(self) -> tuple[Law, ...]:
        found = self.source.laws(self.fields.get("law"), "podstawa prawna usługi")
        if not found:
            self.source.fault(self.fields.node, "Usługa nie ma podstawy prawnej.", "law")
        return found


def _pairs(node: Node | None) -> list[tuple[Node, Node]]:
    return list(node.pairs or []) if node is not None else []


def _choices(pages: tuple[Page, ...]) -> dict[str, Question]:
    asked = (question for page in pages for question in page.questions)
    return {question.id: question for question in asked if question.type in ("choice", "choices")}


def _of_form(rules: Mapping[str, Rule]) -> dict[str, Rule]:
    return {name: rule for name, rule in rules.items() if not rule.in_case}


def _check_circles(source: Source, pages: tuple[Page, ...], rules: Mapping[str, Rule]) -> None:
    """A name must not depend on itself, not even through whether it is asked."""
    edges: dict[str, set[str]] = {name: rulings.uses(rule) for name, rule in _of_form(rules).items()}
    for page in pages:
        outer = rulings.expression_uses(page.when)
        for question in page.questions:
            edges[question.id] = outer | rulings.expression_uses(question.when)
        if page.many:
            edges[page.many] = outer | {question.id for question in page.questions}
    for circle in rulings.circles(edges):
        rule = next((rules[name] for name in circle if name in rules), None)
        line = rule.place.line if rule and rule.place else 1
        said = " → ".join([*circle, circle[0]])
        source.notes.add(source.file, line, f"Błędne koło: {said}.", "nazwy, które nie zależą od samych siebie")
