"""A person without a mouse: Tab, Space, Enter and the arrows, and sees at every step where the keyboard is."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, FilePayload, Locator, expect

from tests.e2e.clerk import Clerk
from tests.e2e.person import Person
from tests.e2e.resident import Resident

MOST_STOPS, AROUND = 60, 8
FOCUSED = "element => element === document.activeElement"
KIND = "element => `${element.tagName} ${element.type} ${element.className}`"


class Keyboard(Person):
    """Does what a person does, and never points at anything."""

    def __init__(self, context: BrowserContext) -> None:
        super().__init__(context)
        self._seen: set[str] = set()
        # Whoever begins to listen only when the key is pressed may listen too late.
        self.page.on("filechooser", lambda chooser: None)

    def reach(self, wanted: Locator) -> None:
        """Tab until it has the focus; a group of radios is one stop."""
        wanted.wait_for(state="attached")
        for _ in range(MOST_STOPS):
            if wanted.evaluate(FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {wanted}")

    def sees(self, wanted: Locator) -> None:
        """What has the focus looks otherwise than without it; each kind of thing is looked at once."""
        kind = str(wanted.evaluate(KIND))
        if kind in self._seen:
            return
        self._seen.add(kind)
        with_focus = self._look(wanted)
        self.page.keyboard.press("Shift+Tab")
        without = self._look(wanted)
        self.page.keyboard.press("Tab")
        assert wanted.evaluate(FOCUSED), "Shift+Tab and Tab lead back"
        assert with_focus != without, f"nothing shows that the keyboard is at {wanted}"

    def _look(self, wanted: Locator) -> bytes:
        wanted.scroll_into_view_if_needed()
        box = wanted.bounding_box()
        assert box is not None
        left, top = max(0.0, box["x"] - AROUND), max(0.0, box["y"] - AROUND)
        return self.page.screenshot(
            clip={"x": left, "y": top, "width": box["width"] + 2 * AROUND, "height": box["height"] + 2 * AROUND}
        )

    def press(self, button: str, within: Locator | None = None) -> None:
        self._enter((within or self.main).get_by_role("button", name=button).first)

    def follow(self, link: str, within: Locator | None = None) -> None:
        self._enter((within or self.main).get_by_role("link", name=link).first)

    def _enter(self, wanted: Locator) -> None:
        self.reach(wanted)
        self.sees(wanted)
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")

    def choose(self, question: str, answer: str) -> None:
        radios = self.main.get_by_role("group", name=question).get_by_role("radio")
        wanted = self.main.get_by_role("group", name=question).get_by_label(answer, exact=True)
        stop = next((radio for radio in radios.all() if radio.is_checked()), radios.first)
        self.reach(stop)
        self.sees(stop)
        self.page.keyboard.press("Space")
        for _ in range(radios.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert wanted.is_checked(), f"the arrows do not lead to {answer}"

    def type(self, label: str, text: str) -> None:
        field = self.field(label)
        self.reach(field)
        self.sees(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def attach(self, field: Locator, name: str) -> None:
        photo = FilePayload(name=name, mimeType="image/jpeg", buffer=self.page.screenshot(type="jpeg", quality=40))
        self.reach(field)
        self.sees(field)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(photo)

    def type_day(self, question: str, day: str) -> None:
        group = self.main.get_by_role("group", name=question)
        for part, text in reversed(list(zip(("Rok", "Miesiąc", "Dzień"), day.split("-"), strict=True))):
            field = group.get_by_label(part)
            self.reach(field)
            self.page.keyboard.type(str(int(text)))

    def pick(self, label: str, letters: str) -> None:
        """The line of a list that begins so."""
        field = self.main.get_by_label(label)
        self.reach(field)
        self.page.keyboard.type(letters)

    def strikes(self, *keys: str) -> None:
        """These keys one after another, and the page after them has come."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            for key in keys:
                self.page.keyboard.press(key)


class KeyboardResident(Keyboard, Resident):
    """A resident without a mouse."""


class KeyboardClerk(Keyboard, Clerk):
    """A clerk without a mouse."""

    def finds(self, mark: str) -> None:
        search = self.page.get_by_role("search")
        self.reach(search.get_by_role("searchbox"))
        self.page.keyboard.type(mark)
        self.strikes("Enter")
        self.follow(mark)
        self.follow("Cała sprawa")
        self.case = self.path


class SwiftClerk(KeyboardClerk):
    """A clerk who knows the shortcuts."""

    def takes(self, mark: str) -> None:
        self.strikes("g", "k")
        rows = self.main.locator("a.rows__link")
        wanted = rows.filter(has_text=mark)
        for _ in range(rows.count()):
            self.strikes("j")
            if wanted.evaluate(FOCUSED):
                break
        self.strikes("a")
        self.reads(f"Masz sprawę {mark}")
        self.finds(mark)

    def finds(self, mark: str) -> None:
        self.page.keyboard.press("/")
        self.page.keyboard.type(mark)
        self.strikes("Enter")
        self.strikes("j")
        self.strikes("Enter")
        self.case = self.path

    def opens_task(self, name: str) -> None:
        if self.path != self.case:
            self.open(self.case)
        self.strikes("1")
        expect(self.main.get_by_role("heading", level=1)).to_have_text(name)
