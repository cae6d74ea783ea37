"""Every kind of page in every kind of state: where it is, who sees it, what has to be pressed to see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Browser, StorageState

from okienko.demo.cast import RESIDENTS
from okienko.demo.offers import TREE, WASTE
from okienko.demo.plan import COMPLETED, NOT_COLLECTED, UNTOUCHED, planned
from tests.e2e.browsing import window
from tests.e2e.clerk import DESK, Clerk
from tests.e2e.person import Person
from tests.e2e.resident import SERVICE, Resident
from tests.e2e.stage import Stage

VISITOR, RESIDENT, CLERK, ADMIN = "visitor", "resident", "clerk", "admin"
OFFICE = "/gmina-przasnysz/"
COMPLETE = (("Czy zgłoszenie jest kompletne?", "Tak"),)


@dataclass(frozen=True)
class State:
    """A page as somebody sees it. `path` names parts of the tour in braces; `press` is done after it is open."""

    name: str
    who: str
    path: str
    press: str = ""
    keys: str = ""  # pressed when all is there; without scripts they do nothing
    follow: str = ""  # the class of links of which the first is opened
    typed: tuple[tuple[str, str], ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()
    spoilt: str = ""  # the name of a hidden field that is not as it was
    status: int = 200

    def show(self, person: Person, places: Mapping[str, str]) -> None:
        """The person sees it."""
        person.open(self.path.format_map(places))
        if self.follow:
            person.open(person.hrefs(person.main.locator(f"a.{self.follow}"))[0])
        for label, text in self.typed:
            person.type(label, text)
        for question, answer in self.chosen:
            person.choose(question, answer)
        if self.spoilt:
            person.main.locator(f"input[name={self.spoilt}]").first.evaluate("field => { field.value = '0' }")
        if self.press:
            person.press(self.press)
        if self.keys:
            person.page.keyboard.press(self.keys)
            person.page.wait_for_load_state("networkidle")
        assert person.status == self.status, f"{self.name} answered {person.status}, not {self.status}"


STATES = (
    State("start", VISITOR, "/"),
    State("start-found", VISITOR, "/?q=chc%C4%99+wyci%C4%85%C4%87+drzewo"),
    State("start-nothing", VISITOR, "/?q=paszport"),
    State("office", VISITOR, OFFICE),
    State("service", VISITOR, SERVICE),
    State("service-rates", VISITOR, f"/przasnysz/usluga/{WASTE}/"),
    State("tour", VISITOR, "/pokaz/"),
    State("accessibility", VISITOR, "/dostepnosc/"),
    State("office-accessibility", VISITOR, f"{OFFICE}dostepnosc/"),
    State("gallery", VISITOR, "/warsztat/ui/"),
    State("gallery-questions", VISITOR, "/warsztat/ui/pytania/"),
    State("not-found", VISITOR, "/nie-ma-takiej-strony/", status=404),
    State("dead-link", VISITOR, f"{OFFICE}powrot/nic/", status=422),
    State("login", VISITOR, "/logowanie/"),
    State("login-refused", VISITOR, "/logowanie/powrot/?stan=x", status=422),
    State("fake-login", VISITOR, "/atrapa/logowanie/?stan=x"),
    State("fake-login-error", VISITOR, "/atrapa/logowanie/?stan=x", press="Zaloguj jako ta osoba", status=422),
    State("question", VISITOR, "{whole}zglaszajacy/"),
    State("question-error", VISITOR, "{fresh}zglaszajacy/", press="Dalej", status=422),
    State("old-page", VISITOR, "{fresh}zglaszajacy/", press="Dalej", spoilt="csrfmiddlewaretoken", status=403),
    State("text-error", VISITOR, "{fresh}dzialka/", press="Dalej", status=422),
    State("questions", VISITOR, "{whole}miejsce/"),
    State("tree", VISITOR, "{whole}drzewa/1/"),
    State("tree-error", VISITOR, "{whole}drzewa/2/", press="Dalej", status=422),
    State("trees", VISITOR, "{whole}drzewa/"),
    State("notes", VISITOR, "{whole}uwagi/"),
    State("notes-error", VISITOR, "{whole}uwagi/", press="Dalej", typed=(("Co jeszcze", "a" * 1001),), status=422),
    State("files", VISITOR, "{whole}zalaczniki/"),
    State("files-error", VISITOR, "{fresh}zalaczniki/", press="Dalej", status=422),
    State("check", VISITOR, "{whole}sprawdz/"),
    State("keep", VISITOR, "{whole}zapisz/"),
    State("keep-link", VISITOR, "{whole}zapisz/", press="Pokaż link"),
    State("paper", VISITOR, "{whole}druk/"),
    State("stop", VISITOR, "{stopped}koniec/"),
    State("start-again", RESIDENT, SERVICE),
    State("check-person", RESIDENT, "{whole}sprawdz/"),
    State("account", RESIDENT, "/konto/"),
    State("sent", RESIDENT, "{matter}?wyslano=1"),
    State("matter", RESIDENT, "{matter}"),
    State("matter-paid", RESIDENT, "{matter}?zaplacono=1&odpowiedziano=1"),
    State("matter-old", RESIDENT, "{old}"),
    State("letter-waits", RESIDENT, "{letter}"),
    State("letter-collected", RESIDENT, "{old_letter}"),
    State("reply", RESIDENT, "{matter}odpowiedz/uzupelnienie/"),
    State("reply-error", RESIDENT, "{matter}odpowiedz/uzupelnienie/", press="Wyślij do urzędu", status=422),
    State("withdraw", RESIDENT, "{matter}wycofaj/"),
    State("gateway", RESIDENT, "{gateway}"),
    State("gateway-refused", RESIDENT, "/atrapa/platnosc/", status=422),
    State("desk-login", VISITOR, "/biurko/logowanie/"),
    State("desk-login-error", VISITOR, "/biurko/logowanie/", press="Zaloguj", status=422),
    State("desk-today", CLERK, f"{DESK}dzis/"),
    State("desk-waiting", CLERK, f"{DESK}dzis/?pokaz=czekaja"),
    State("desk-queue", CLERK, f"{DESK}kolejka/"),
    State("desk-queue-all", CLERK, f"{DESK}kolejka/?pokaz=wszystkie"),
    State("desk-search", CLERK, f"{DESK}szukaj/?q=a"),
    State("desk-search-nothing", CLERK, f"{DESK}szukaj/?q=qqqq"),
    State("desk-pane", CLERK, f"{DESK}kolejka/?pokaz=wszystkie", follow="rows__link"),
    State("desk-queue-filter", CLERK, f"{DESK}kolejka/?kolej=urzad"),
    State("desk-queue-filter-error", CLERK, f"{DESK}kolejka/?kolej=urzad", press="Zapisz widok", status=422),
    State("desk-settings", CLERK, f"{DESK}moje-ustawienia/"),
    State("desk-shortcuts", CLERK, f"{DESK}skroty/"),
    State("desk-palette", CLERK, f"{DESK}idz/?q=a"),
    State("desk-palette-open", CLERK, f"{DESK}dzis/", keys="Control+k"),
    State("desk-pane-by-keys", CLERK, f"{DESK}kolejka/?pokaz=wszystkie", keys="j"),
    State("desk-palette-nothing", CLERK, f"{DESK}idz/?q=qqqq"),
    State("desk-case", CLERK, "{case}"),
    State("desk-case-late", CLERK, "{late}"),
    State("desk-task", CLERK, "{task}"),
    State("desk-task-error", CLERK, "{task}", press="Zakończ zadanie", status=422),
    State("desk-task-stale", CLERK, "{task}", press="Zakończ zadanie", chosen=COMPLETE, spoilt="wersja", status=409),
    State("desk-task-gone", CLERK, "{gone}", status=410),
    State("desk-letter", CLERK, "{writing}"),
    State("desk-letter-error", CLERK, "{writing}", press="Zobacz pismo", status=422),
    State("desk-letter-check", CLERK, "{check}"),
    State("desk-search-words", CLERK, f"{DESK}szukaj/?q=142299"),
    State("desk-case-everything", CLERK, "{case}?pokaz=wszystko"),
    State("desk-more", CLERK, "{case}czynnosci/"),
    State("desk-more-error", CLERK, "{case}czynnosci/", press="Zapisz notatkę", status=422),
    State("desk-move", CLERK, "{late}czynnosci/przeniesienie/"),
    State("desk-move-error", CLERK, "{late}czynnosci/przeniesienie/", press="Zobacz, co z tego", status=422),
    State("desk-add-task", CLERK, "{case}czynnosci/zadanie/"),
    State("desk-party-address", CLERK, "{case}czynnosci/adres/"),
    State("desk-act", CLERK, "{case}zadanie/kpa_zawies/"),
    State("desk-act-error", CLERK, "{case}zadanie/kpa_przedluz/", press="Zobacz pismo", status=422),
    State("counter", CLERK, f"{DESK}okienko/"),
    State("counter-error", CLERK, f"{DESK}okienko/", press="Otwórz", status=422),
    State("counter-person", CLERK, f"{DESK}okienko/nowa/{TREE}/"),
    State("counter-person-error", CLERK, f"{DESK}okienko/nowa/{TREE}/", press="Dalej, do pytań", status=422),
    State("counter-check", CLERK, "{helped}sprawdz/"),
    State("paper-letters", CLERK, f"{DESK}okienko/pisma/"),
    State("paper-letter", CLERK, "{paper_letter}"),
    State("paper-register", CLERK, f"{DESK}okienko/pisma/nowe/"),
    State("paper-register-error", CLERK, f"{DESK}okienko/pisma/nowe/", press="Zarejestruj", status=422),
    State("paper-outgoing", CLERK, f"{DESK}okienko/poczta/"),
    State("paper-delivery", CLERK, "{delivery}"),
    State("desk-terms", CLERK, f"{DESK}terminy/"),
    State("office-services", ADMIN, f"{DESK}urzad/uslugi/"),
    State("office-service", ADMIN, f"{DESK}urzad/uslugi/{WASTE}/1.0.0/"),
    State("office-compare", ADMIN, f"{DESK}urzad/porownania/{WASTE}/"),
    State("office-plan", ADMIN, f"{DESK}urzad/wykaz-akt/"),
    State("absences", ADMIN, f"{DESK}nieobecnosci/"),
    State("office-units", ADMIN, f"{DESK}urzad/komorki/"),
    State("office-people", ADMIN, f"{DESK}urzad/pracownicy/"),
    State("office-recruit", ADMIN, f"{DESK}urzad/pracownicy/nowy/"),
    State("office-signing", ADMIN, f"{DESK}urzad/upowaznienia/"),
    State("office-letterhead", ADMIN, f"{DESK}urzad/naglowek/"),
    State("office-journal", ADMIN, f"{DESK}urzad/dziennik/"),
    State("desk-not-found", CLERK, f"{DESK}sprawa/00000000-0000-0000-0000-000000000000/", status=404),
)


@dataclass
class Tour:
    """What was prepared: addresses by name, and what each person's browser remembers."""

    places: dict[str, str]
    remembers: dict[str, StorageState]


def prepare(browser: Browser, stage: Stage) -> Tour:
    """Drafts, a matter with an order to complete, and cases of the demonstration in the states that are shown."""
    tour = Tour({}, {})
    with window(browser, stage.url) as theirs, window(browser, stage.url) as ours:
        resident, clerk = Resident(theirs), Clerk(ours)
        _drafts(tour, resident)
        resident.logs_in(_name_of(COMPLETED))
        _old_matter(tour, resident)
        tour.remembers[RESIDENT] = theirs.storage_state()
        resident.fill(attorney_of="Ewa Pokazowa")
        resident.sends()
        clerk.logs_in("nowak")
        _order(tour, clerk, resident.mark)
        _matter(tour, resident)
        _late_case(tour, clerk)
        _letter(tour, clerk)
        _counter(tour, clerk)
        tour.remembers[CLERK] = ours.storage_state()
    with window(browser, stage.url) as others:
        colleague = Clerk(others)
        colleague.logs_in("lis")
        colleague.open(tour.places["case"])
    with window(browser, stage.url) as settings:
        Clerk(settings).logs_in("admin")
        tour.remembers[ADMIN] = settings.storage_state()
    return tour


def _name_of(story: str) -> str:
    """Whose matter this is in the demonstration."""
    subject = next(one.resident for one in planned("first") if (one.service, one.story) == (TREE, story))
    found = next(one for one in RESIDENTS if one.subject == subject)
    return f"{found.first_name} {found.last_name}"


def _drafts(tour: Tour, visitor: Resident) -> None:
    """One just begun, one that the service stops, one complete."""
    visitor.begin()
    tour.places["fresh"] = visitor.draft
    visitor.begin()
    tour.places["stopped"] = visitor.draft
    visitor.open(f"{visitor.draft}firma/")
    visitor.choose("w związku z działalnością gospodarczą?", "Tak")
    visitor.press("Dalej")
    visitor.fill()
    tour.places["whole"] = visitor.draft
    tour.remembers[VISITOR] = visitor.context.storage_state()


def _old_matter(tour: Tour, resident: Resident) -> None:
    """The matter of the demonstration, with a letter that was collected."""
    resident.open("/konto/")
    for matter in resident.hrefs(resident.main.get_by_role("link", name="Zobacz sprawę")):
        resident.open(matter)
        if resident.main.get_by_role("link", name="Otwórz").count():
            break
    tour.places["old"] = resident.path
    resident.follow("Otwórz")
    tour.places["old_letter"] = resident.path


def _order(tour: Tour, clerk: Clerk, mark: str) -> None:
    """The order to complete is signed; nobody has collected it yet."""
    clerk.takes(mark)
    tour.places["case"] = clerk.case
    clerk.opens_task("Sprawdź zgłoszenie")
    tour.places["gone"] = clerk.path
    clerk.checks(complete=False)
    clerk.writes_order()
    clerk.signs()


def _matter(tour: Tour, resident: Resident) -> None:
    """The letter waits, the fee is owed."""
    tour.places["matter"] = resident.matter
    resident.open(resident.matter)
    resident.follow("Odbierz")
    tour.places["letter"] = resident.path
    resident.open(resident.matter)
    resident.press("Zapłać teraz")
    tour.places["gateway"] = resident.page.url


def _late_case(tour: Tour, clerk: Clerk) -> None:
    """A case that nobody has looked at, taken now."""
    _opens_case_of(clerk, UNTOUCHED, "Sprawdź zgłoszenie")
    tour.places["late"] = clerk.case
    clerk.follow("Sprawdź zgłoszenie")
    tour.places["task"] = clerk.path


def _letter(tour: Tour, clerk: Clerk) -> None:
    """A decision written and not signed."""
    _opens_case_of(clerk, NOT_COLLECTED, "Wydaj sprzeciw")
    clerk.follow("Wydaj sprzeciw")
    tour.places["writing"] = clerk.path
    clerk.choose("Dlaczego urząd wnosi sprzeciw?", "Zgłoszenia nie uzupełniono w terminie (sprzeciw obowiązkowy)")
    clerk.press("Zobacz pismo")
    tour.places["check"] = clerk.path


def _counter(tour: Tour, clerk: Clerk) -> None:
    """Somebody without an account was served: their letter waits for the post; the next form is half done."""
    mark = clerk.serves("Jadwiga", "Bezkonta")
    clerk.takes(mark)
    clerk.checks(complete=False)
    clerk.writes_order()
    clerk.signs()
    clerk.open(clerk.case)
    clerk.follow("Zapisz doręczenie")
    tour.places["delivery"] = clerk.path
    clerk.fills_in_for("Zenon", "Bezkonta")
    tour.places["helped"] = clerk.path.removesuffix("sprawdz/")
    clerk.open(f"{DESK}okienko/pisma/")
    clerk.follow("RPW/")
    tour.places["paper_letter"] = clerk.path


def _opens_case_of(clerk: Clerk, story: str, task: str) -> None:
    """The case of this story, with this task open; the clerk takes it first."""
    clerk.open(f"{DESK}szukaj/?q={_name_of(story).split()[-1]}")
    cases = [row.get_attribute("data-page") or "" for row in clerk.main.locator("a.rows__link").all()]
    for case in cases:
        clerk.open(case)
        if clerk.main.locator(".case-bar__acts").get_by_text(task).count():
            clerk.case = clerk.path
            for take in ("Wezmę", "Przejmę sprawę"):
                if clerk.main.get_by_role("button", name=take).count():
                    clerk.press(take)
                    break
            return
    raise AssertionError(f"no case of „{story}” with the task „{task}” among {cases}")
