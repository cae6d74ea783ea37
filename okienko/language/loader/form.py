"""`form.yaml`: pages and their questions."""

from __future__ import annotations

from collections.abc import Iterator

from okienko.language.feel import Expression
from okienko.language.loader.fields import Fields, Source
from okienko.language.loader.names import Names, expression
from okienko.language.loader.problems import nearest
from okienko.language.loader.questions import ALWAYS, Asking
from okienko.language.loader.reserved import PAGES, VALUES, refuse_reserved
from okienko.language.loader.tree import Node
from okienko.language.model import Page, Stop, Warn


def collect(root: Node | None, names: Names) -> None:
    """Remember the names of all questions and lists, before any expression is read."""
    pages = root.get("pages") if root else None
    for page in (pages.items or []) if pages else []:
        many = page.get("many")
        inside = names.lists.setdefault(many.text, set()) if many else names.questions
        inside.update(asked_names(page.get("ask")))
        names.columns.update(_column_names(page.get("ask")))


def _column_names(node: Node | None) -> Iterator[str]:
    """The names of the columns of tables in a list of questions."""
    for item in (node.items or []) if node else []:
        yield from asked_names(item.get("columns"))


def asked_names(node: Node | None) -> Iterator[str]:
    """The names of the questions in a list of questions."""
    for item in (node.items or []) if node else []:
        named = item.get("id") or item.get("shared")
        if named is not None:
            yield named.text


def read_form(source: Source, root: Node | None, asking: Asking, services: set[str]) -> tuple[Page, ...]:
    """The pages in the order of the file."""
    fields = source.fields(root, "form")
    pages = tuple(_page(source, node, asking, services) for node in source.each(fields.get("pages")))
    if not pages:
        source.fault(root, "Formularz nie ma stron.", "pages")
    _once(source, pages)
    return pages


def _once(source: Source, pages: tuple[Page, ...]) -> None:
    seen: dict[str, str] = {}
    for page in pages:
        line = page.place.line if page.place else 1
        if page.id in {other.id for other in pages if other is not page}:
            source.notes.add(source.file, line, f"Strona „{page.id}” powtarza się.", "każda strona tylko raz")
        names = [page.many] if page.many else [question.id for question in page.questions]
        for name in names:
            if name in seen:
                text = f"Nazwa „{name}” ze strony „{page.id}” jest już na stronie „{seen[name]}”."
                source.notes.add(source.file, line, text, "każda nazwa tylko raz")
            seen[name] = page.id


def _page(source: Source, node: Node, asking: Asking, services: set[str]) -> Page:
    fields = source.fields(node, "page")
    name = fields.name("page")
    many = fields.text("many") or None
    refuse_reserved(source, fields.get("page"), name, PAGES)
    refuse_reserved(source, fields.get("many"), many or "", VALUES)
    names = asking.names
    ask = fields.get("ask")
    attachments = ask is not None and ask.kind == "text"
    if attachments and ask is not None and ask.text != "attachments":
        source.fault(ask, f"„ask: {ask.text}” nic nie znaczy.", "lista pytań albo attachments", "attachments")
    questions = () if attachments else asking.questions(ask, names.item(many), pages=True)
    if not questions and not attachments:
        source.fault(fields.node, f"Strona „{name}” o nic nie pyta.", "ask")
    page = Page(
        id=name,
        title=fields.text("title") or (questions[0].text if questions else "Załączniki"),
        questions=questions,
        intro=fields.text("intro"),
        kind="attachments" if attachments else "questions",
        many=many,
        one=fields.text("one"),
        at_least=fields.count("at_least", 1),
        at_most=fields.count("at_most", 1 if not many else 20, least=1),
        when=expression(source, fields.get("when"), names.top(), names.fields()),
        stops=tuple(_stop(source, item, names, services) for item in source.each(fields.get("stop"))),
        warnings=tuple(_warn(source, item, names) for item in source.each(fields.get("warn"))),
        place=source.place(fields.values.get("page") or node),
    )
    _check_list(source, fields, page)
    return page


def _check_list(source: Source, fields: Fields, page: Page) -> None:
    for word in ("one", "at_least", "at_most"):
        if word in fields and not page.many:
            source.fault(fields.get(word), f"„{word}” ma sens tylko przy „many”.", "many", nearest("many", ["many"]))
    if page.many and not page.one:
        source.fault(fields.get("many"), f"Lista „{page.many}” nie mówi, jak nazywa się jedna rzecz.", "one")
    if page.many and (held := next((question for question in page.questions if question.type == "file"), None)):
        line = held.place.line if held.place else 1
        text = f"Pytanie „{held.id}”: plik nie może należeć do jednej rzeczy z listy."
        source.notes.add(source.file, line, text, "pytanie o plik na zwykłej stronie")
    if page.at_least > page.at_most:
        source.fault(
            fields.get("at_least"),
            f"Najmniej {page.at_least} to więcej niż najwięcej {page.at_most}.",
            "at_least ≤ at_most",
        )


def _stop(source: Source, node: Node, names: Names, services: set[str]) -> Stop:
    fields = source.fields(node, "stop")
    go = fields.text("go") or None
    if go and go not in services:
        source.unknown(fields.values["go"], "id usługi", services, go)
    return Stop(
        _when(source, fields, names),
        fields.need("text"),
        go,
        source.law(fields.get("law"), "koniec bez złożenia"),
    )


def _warn(source: Source, node: Node, names: Names) -> Warn:
    fields = source.fields(node, "warn")
    return Warn(_when(source, fields, names), fields.need("text"), source.law(fields.get("law"), "ostrzeżenie"))


def _when(source: Source, fields: Fields, names: Names) -> Expression:
    fields.need("when")
    return expression(source, fields.get("when"), names.top(), names.fields()) or ALWAYS
