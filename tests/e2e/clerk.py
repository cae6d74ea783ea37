"""A clerk at the desk: takes a case, does its tasks, looks at letters and signs them."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

from tests.e2e.resident import TREE, Filler

DESK = "/biurko/gmina-przasnysz/"


class Clerk(Filler):
    """One clerk in one window; `case` is the address of the case in hand."""

    def __init__(self, context: BrowserContext) -> None:
        super().__init__(context)
        self.case = ""

    def logs_in(self, login: str, password: str = "okienko") -> None:
        self.open("/biurko/")
        self.type("Login", login)
        self.type("Hasło", password)
        self.press("Zaloguj")

    def fills_in_for(self, first: str, last: str) -> None:
        """Somebody came to the counter; up to the check page."""
        self.open(f"{DESK}okienko/")
        self.follow(TREE)
        self.type("Imię", first)
        self.type("Nazwisko", last)
        self.choose("Po czym sprawdzono tożsamość?", "dowód osobisty")
        self.type("Adres do pism", "ul. Zmyślona 3, 06-300 Przykładowo")
        self.press("Dalej, do pytań")
        self.answers()

    def serves(self, first: str, last: str) -> str:
        """The same to the open case; returns its mark."""
        self.fills_in_for(first, last)
        self.page.get_by_label("Wydruk podpisała osoba").check()
        self.press("Przyjmij pismo")
        self.waits_for("OŚ.6131.")
        return self.main.locator("dd", has_text="OŚ.6131.").inner_text().strip()

    def takes(self, mark: str) -> None:
        """From the queue, with the button that stands in its row; then the case is opened."""
        self.follow("Kolejka", self.page.get_by_role("banner"))
        self.press(f"Wezmę sprawę {mark}")
        self.reads(f"Masz sprawę {mark}")
        self.finds(mark)

    def finds(self, mark: str) -> None:
        """The case, by its mark in the search."""
        search = self.page.get_by_role("search")
        search.get_by_role("searchbox").fill(mark)
        self.press("Szukaj", search)
        self.follow(mark)
        self.follow("Cała sprawa")
        self.case = self.path

    def opens_task(self, name: str) -> None:
        self.open(self.case)
        self.follow(name)

    def finishes(self) -> None:
        """A task without a letter."""
        self.press("Zakończ zadanie")
        self.reads("Zrobione:")

    def checks(self, *, complete: bool) -> None:
        """The first task: whether the notice is complete."""
        self.opens_task("Sprawdź zgłoszenie")
        self.choose("Czy zgłoszenie jest kompletne?", "Tak" if complete else "Nie")
        self.finishes()

    def inspects(self, day: str) -> None:
        self.opens_task("Przeprowadź oględziny")
        self.type_day("Którego dnia odbyły się oględziny?", day)
        self.choose("Czy gatunek i obwód zgadzają się ze zgłoszeniem?", "Tak")
        self.finishes()

    def writes_order(self) -> None:
        """The order to complete, up to its preview."""
        self.opens_task("Nałóż obowiązek uzupełnienia")
        self.choose("Czego brakuje?", "Rysunku albo mapki, na których widać, gdzie rośnie drzewo")
        self.type("Jedno zdanie wyjaśnienia", "Na zdjęciu nie widać granic działki.")
        self.press("Zobacz pismo")

    def writes_certificate(self) -> None:
        """The certificate before the term, up to its preview."""
        self.opens_task("Wydaj sprzeciw albo zaświadczenie")
        self.choose("Co wydajesz?", "Zaświadczenie, że nie ma podstaw do sprzeciwu")
        self.press("Zobacz pismo")

    def signs(self) -> bytes:
        """The previewed letter; returns the bytes that were read before."""
        self.reads("Sprawdź i podpisz", "Podpiszesz dokładnie ten plik", "Upoważnienie nr 7/2026")
        read = self.file("Otwórz pismo")
        self.press("Podpisz i wyślij")
        self.reads("Podpisane i wysłane")
        return read
