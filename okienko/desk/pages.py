"""What all desk pages share: session, office, clerk, and what becomes of a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.cache import never_cache

from okienko.cases.boards import oversees
from okienko.cases.errors import Changed, TaskGone
from okienko.cases.lists import counts
from okienko.cases.queries import CaseView
from okienko.catalogue.errors import AdoptedMeanwhile
from okienko.desk import staff
from okienko.language.casework import TooLate
from okienko.language.errors import Refusal
from okienko.offices.queries import Place, office_by_slug, place
from okienko.people.queries import clerk_of
from okienko.tenancy.context import acting_for
from okienko.tenancy.errors import Forbidden

if TYPE_CHECKING:
    from okienko.people.queries import Account, Clerk

with_session = decorator_from_middleware(SessionMiddleware)
NOTICE = "powiedz"
STALE = (Changed, TaskGone, TooLate, AdoptedMeanwhile)  # somebody or time was faster: 409, with what changed
MENU = (("dzis", "Moje dziś", "g d"), ("kolejka", "Kolejka", "g k"))
MENU_OF_HEADS = (("terminy", "Terminy", "g t"),)


@dataclass
class Desk:
    """One request of a clerk. After a refused POST the view is called again with `refusal`: it then
    shows its page with what was typed, in a fresh transaction, and changes nothing."""

    request: HttpRequest
    place: Place
    clerk: Clerk
    refusal: Refusal | None = None

    @property
    def posted(self) -> bool:
        """Whether something is to be done now."""
        return self.request.method == "POST" and self.refusal is None

    @property
    def stale(self) -> bool:
        """Whether the page that was sent is older than the case."""
        return isinstance(self.refusal, STALE)

    def faults(self, fields: Mapping[str, str] | None = None) -> dict[str, str]:
        """What is wrong with what was sent, at the field of the page that holds it; `fields` translates names."""
        if self.refusal is None:
            return {}
        found = self.refusal.faults or {"": self.refusal.text}
        return {(fields or {}).get(name, name): text for name, text in found.items()}

    def url(self, name: str, **named: Any) -> str:
        """The address of a page of this office."""
        return _address(name, self.place.slug, **named)

    def case_url(self, view: CaseView) -> str:
        return self.url("sprawa", case_id=view.case.pk)

    def tell(self, text: str, undo: str = "") -> None:
        """The next page says this once, with a button that takes it back."""
        self.request.session[NOTICE] = {"text": text, "undo": undo}

    def render(self, template: str, page: str = "", **context: Any) -> HttpResponse:
        """The page with header, navigation and whatever there is to say; with `errors` it is a refusal (422)."""
        shared = {
            "office": self.place,
            "demo": self.place.demo,
            "clerk": self.clerk.name,
            "clerk_url": self.url("moje"),
            "keys": self.clerk.keys,
            "tools": self._tools(context),
            "logout_url": reverse("desk:wyloguj"),
            "search_url": self.url("szukaj"),
            "search_value": "",
            "navigation": self.menu(page, counts(self.clerk)),
            "notice": self.request.session.pop(NOTICE, None) if NOTICE in self.request.session else None,
        }
        errors = context.pop("errors", None) or self.faults()
        status = context.pop("status", 409 if self.stale else 422 if errors else 200)
        shown = {**shared, **context, "errors": errors}
        return render(self.request, template, shown, status=status, using="jinja2")

    def menu(self, page: str = "", held: tuple[int, ...] = ()) -> list[dict[str, Any]]:
        """The navigation: everybody's, the head's, the administrator's; `held` counts cases of the first entries."""
        entries = MENU + (MENU_OF_HEADS if oversees(self.clerk) else ())
        entries += (("okienko", "Okienko", ""),)
        entries += (("ustawienia", "Urząd", ""),) if self.clerk.admin else ()
        return [
            {
                "text": text,
                "href": self.url(name),
                "current": name == page,
                "count": count,
                "key": key if self.clerk.keys else "",
            }
            for (name, text, key), count in zip_longest(entries, held)
        ]

    def _tools(self, context: dict[str, Any]) -> list[dict[str, str]]:
        """The palette, which knows the case in hand, and the list of shortcuts."""
        bar = context.get("bar") or (context.get("pane") or {}).get("bar")
        about = f"?sprawa={bar['id']}" if bar else ""
        return [
            {"text": "Przejdź do", "href": self.url("idz") + about, "key": "Control+K"},
            {"text": "Skróty", "href": self.url("skroty"), "key": "?" if self.clerk.keys else ""},
        ]


@lru_cache(maxsize=4096)
def _address(name: str, slug: str, **named: Any) -> str:
    """A list of fifty rows asks for a hundred addresses, the same at each look at it."""
    return reverse(f"desk:{name}", kwargs={"slug": slug, **named})


View = Callable[..., HttpResponseBase]


def desk_page(view: View) -> View:
    """A view `(desk, **named)` under `/biurko/<slug>/`: one transaction, for the office of a clerk."""

    @wraps(view)
    def run(request: HttpRequest, slug: str, **named: Any) -> HttpResponseBase:
        account = staff.account_in(request)
        if account is None:
            return redirect(login_url(request))
        if account.one_time:
            return redirect("desk:haslo")
        try:
            return _answer(view, request, slug, account, named, None)
        except Forbidden as forbidden:
            raise Http404 from forbidden
        except Refusal as refusal:
            return _answer(view, request, slug, account, named, refusal)

    made: View = with_session(never_cache(run))
    return made


def _answer(
    view: View,
    request: HttpRequest,
    slug: str,
    account: Account,
    named: dict[str, Any],
    refusal: Refusal | None,
) -> HttpResponseBase:
    office = office_by_slug(slug)
    if office is None:
        raise Http404
    with acting_for(office.id):
        here, clerk = place(), clerk_of(account)
        if here is None or clerk is None:
            raise Http404
        return view(Desk(request, here, clerk, refusal), **named)


def login_url(request: HttpRequest) -> str:
    """The login page, which leads back to what was asked for."""
    back = request.path if request.method == "GET" else ""
    return reverse("desk:logowanie") + (f"?{urlencode({'dalej': back})}" if back else "")
