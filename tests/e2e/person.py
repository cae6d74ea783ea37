"""A person at a browser: reads, chooses, types, presses. Finds things by the words that people see."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, FilePayload, Locator, Response, expect

WAITS = 20.0  # seconds for what the worker does meanwhile


class Person:
    """One window with one page. `status` is that of the page shown last."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page = context.new_page()
        self.status = 0
        self.page.on("response", self._saw)

    def _saw(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame and response.status != 303:
            self.status = response.status

    @property
    def path(self) -> str:
        """The address without its question mark."""
        return urlsplit(self.page.url).path

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def open(self, path: str) -> None:
        self.page.goto(path, wait_until="domcontentloaded")

    def press(self, button: str, within: Locator | None = None) -> None:
        """The button with these words is pressed, and the page after it has come."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            (within or self.main).get_by_role("button", name=button).first.click()

    def follow(self, link: str, within: Locator | None = None) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            (within or self.main).get_by_role("link", name=link).first.click()

    def choose(self, question: str, answer: str) -> None:
        """One of the answers of this question is marked."""
        group = self.main.get_by_role("group", name=question)
        group.get_by_label(answer, exact=True).check()

    def field(self, label: str) -> Locator:
        """Where one types or picks a file."""
        return self.main.get_by_label(label).and_(self.page.locator("input, textarea"))

    def type(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def type_day(self, question: str, day: str) -> None:
        """A day as 2026-12-24 in its three fields."""
        group = self.main.get_by_role("group", name=question)
        for part, text in zip(("Rok", "Miesiąc", "Dzień"), day.split("-"), strict=True):
            group.get_by_label(part).fill(str(int(text)))

    def attach(self, field: Locator, name: str) -> None:
        """A photograph, made on the spot of what is on the screen."""
        photo = FilePayload(name=name, mimeType="image/jpeg", buffer=self.page.screenshot(type="jpeg", quality=40))
        field.set_input_files(photo)

    def reads(self, *texts: str) -> None:
        """The page says all of this."""
        for text in texts:
            expect(self.main).to_contain_text(text)

    def reads_not(self, text: str) -> None:
        expect(self.main).not_to_contain_text(text)

    def is_told_off(self, *faults: str) -> None:
        """The page is a 422 with these faults on top, and its title says so before it is read."""
        assert self.status == 422, f"{self.path} answered {self.status}"
        expect(self.page).to_have_title(re.compile("^Błąd: "))
        for fault in faults:
            expect(self.main.get_by_role("alert")).to_contain_text(fault)

    def waits_for(self, text: str) -> None:
        """Opens the page again until it says this: somebody else is at work."""
        times = int(WAITS / 0.25)
        for _ in range(times):
            if re.sub(r"\s+", " ", self.main.inner_text()).find(text) >= 0:
                return
            self.page.wait_for_timeout(250)
            self.page.reload(wait_until="domcontentloaded")
        self.reads(text)

    def hrefs(self, links: Locator) -> list[str]:
        """Where these links lead."""
        return [link.get_attribute("href") or "" for link in links.all()]

    def file(self, link: str, within: Locator | None = None) -> bytes:
        """What is behind the link, as this person would get it."""
        href = (within or self.main).get_by_role("link", name=link).first.get_attribute("href")
        answer = self.context.request.get(str(href))
        assert answer.status == 200, f"{href} answered {answer.status}"
        return answer.body()
