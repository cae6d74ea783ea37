"""A resident who wants to remove a tree: from the first page to the certificate in hand."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import BrowserContext

from tests.e2e.person import Person

SERVICE = "/gmina-przasnysz/usluga/gm-wycinka-zgloszenie/"
TREE = "Wytnij drzewo na swojej działce"
SOMEBODY_ELSE = "Czy zgłaszasz w imieniu kogoś innego?"
OWNER = "Czyja jest działka, na której rośnie drzewo?"
SPECIES, GIRTH = "Jaki to gatunek?", "Jaki jest obwód pnia 5 cm nad ziemią?"
STATE, TRUNKS, FRUIT = "W jakim stanie jest drzewo?", "ma więcej niż jeden pień?", "Czy to drzewo owocowe?"
MAP = "Rysunek albo mapka z zaznaczonym drzewem"


@dataclass(frozen=True)
class Tree:
    """One tree as its owner describes it."""

    species: str = "topola"
    girth: str = "96"


POPLAR = Tree()


class Filler(Person):
    """Whoever fills the form in, by its questions."""

    def answers(self, tree: Tree = POPLAR, attorney_of: str = "") -> None:
        """From the first question to the check page, one tree and one photograph."""
        self.says_who(attorney_of)
        self.says_where()
        self.adds_tree(tree)
        self.press("Dalej")  # the list
        self.press("Dalej")  # nothing to add
        self.adds_files("Pełnomocnictwo" if attorney_of else "")
        self.press("Dalej")

    def says_who(self, attorney_of: str = "") -> None:
        self.choose(SOMEBODY_ELSE, "Tak" if attorney_of else "Nie")
        self.press("Dalej")
        if attorney_of:
            self.type("W czyim imieniu działasz?", attorney_of)
            self.choose("Czy ta osoba jest dla Ciebie kimś z tej listy?", "Nie")
            self.press("Dalej")

    def says_where(self) -> None:
        """Parcel, its owner, and what it is not."""
        self.type("Na jakiej działce rośnie drzewo?", "142299_2.0099.12/3")
        self.press("Dalej")
        self.choose(OWNER, "Moja albo osoby, w której imieniu zgłaszam")
        self.press("Dalej")  # brings up the next question on the same page
        self.choose("Czy działka ma więcej niż jednego właściciela?", "Nie")
        self.press("Dalej")
        self.choose("w związku z działalnością gospodarczą?", "Nie")
        self.press("Dalej")
        self.choose("Czy w ciągu pięciu lat", "Nie")
        self.press("Dalej")
        for question in ("wpisana do rejestru zabytków?", "Czy drzewo rośnie w lesie?", "urządzony teren zieleni?"):
            self.choose(question, "Nie")
        self.press("Dalej")

    def adds_tree(self, tree: Tree) -> None:
        """The page of one tree; another species brings up the question about fruit."""
        self.choose(SPECIES, tree.species)
        self.choose(STATE, "Stoi")
        self.choose(TRUNKS, "Nie")
        self.type(GIRTH, tree.girth)
        self.press("Dalej")
        if tree.species == "inny":
            self.choose(FRUIT, "Nie")
            self.press("Dalej")

    def adds_files(self, *more: str) -> None:
        """A photograph for the map and for each further paper; chosen, not yet sent."""
        for label in filter(None, (MAP, *more)):
            card = self.main.locator(".govuk-summary-card").filter(has_text=label)
            self.attach(card.locator("input[type=file]"), f"{label.split()[0].lower()}.jpg")


class Resident(Filler):
    """Files a matter of their own; `draft` and `matter` are addresses."""

    def __init__(self, context: BrowserContext) -> None:
        super().__init__(context)
        self.draft = self.matter = ""

    def begin(self) -> None:
        """A draft is begun on the page of the service."""
        self.open(SERVICE)
        self.press("Zacznij")
        self.draft = self.path.rsplit("/", 2)[0] + "/"

    def fill(self, tree: Tree = POPLAR, attorney_of: str = "") -> None:
        """From the service to the check page, one tree and one photograph."""
        self.begin()
        self.answers(tree, attorney_of)

    def logs_in_to_send(self, name: str) -> None:
        """From the check page through the fake provider and back to it."""
        self.follow("Zaloguj się i wyślij")
        self.press("Zaloguj się")
        self.becomes(name)
        self.reads("Sprawdź, zanim wyślesz", name)

    def becomes(self, name: str) -> None:
        """On the page of the fake provider."""
        self.reads("ATRAPA: udaje login.gov.pl")
        self.choose("Kim chcesz być?", name)
        self.press("Zaloguj jako ta osoba")

    def logs_in(self, name: str, path: str = "/konto/") -> None:
        """Before anything else."""
        self.open(f"/logowanie/?dalej={path}")
        self.press("Zaloguj się")
        self.becomes(name)

    def sends(self) -> None:
        """From the check page to the receipt; the office has given its mark."""
        self.press("Wyślij do urzędu")
        self.reads("Wysłane", "Numer pisma")
        self.matter = self.path
        self.waits_for("Urząd założył sprawę")

    def submits(self, name: str, tree: Tree = POPLAR, attorney_of: str = "") -> None:
        """The whole way."""
        self.fill(tree, attorney_of)
        self.logs_in_to_send(name)
        self.sends()

    @property
    def mark(self) -> str:
        """The case mark as the matter's page says."""
        facts = self.page.locator(".facts").inner_text().split("\n")
        return facts[facts.index("Znak sprawy") + 1]

    def collects(self, letter: str) -> None:
        """The letter that waits on the matter's page is opened, which is its collection."""
        self.open(self.matter)
        card = self.main.locator(".govuk-summary-card").filter(has_text=letter)
        self.follow("Odbierz", card)
        self.reads("Otwarcie pisma oznacza jego odbiór")
        self.press("Odbierz i otwórz")
        self.reads("Odebrano")
