"""Coming in and going out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from okienko.desk import staff
from okienko.desk.pages import with_session
from okienko.language.errors import Refusal
from okienko.people.actions import change_password
from okienko.people.errors import LoginRefused, WrongClerk

PASSWORD_FIELDS = {"password": "nowe", "again": "powtorz"}
NOWHERE = "To konto nie ma pracownika w żadnym urzędzie tej instalacji."


@with_session
@require_GET
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """The clerk's own office, or the login page."""
    slug = request.session.get(staff.OFFICE)
    if staff.account_in(request) is None or not slug:
        return redirect("desk:logowanie")
    return redirect("desk:dzis", slug=slug)


@with_session
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """Login and password."""
    back = request.POST.get("dalej", request.GET.get("dalej", ""))
    if request.method != "POST":
        return _form(request, back)
    name = request.POST.get("login", "").strip()
    try:
        account = staff.check(name, request.POST.get("haslo", ""))
        slug = staff.office_of(account)
        if slug is None:
            raise LoginRefused(NOWHERE)
    except Refusal as refusal:
        return _form(request, back, name, refusal)
    staff.enter(request, account, slug)
    return redirect(back) if _ours(request, back) else redirect("desk:dzis", slug=slug)


def _ours(request: HttpRequest, back: str) -> bool:
    """Only pages of this desk are led back to."""
    return back.startswith("/biurko/") and url_has_allowed_host_and_scheme(back, request.get_host())


def _form(request: HttpRequest, back: str, name: str = "", refusal: Refusal | None = None) -> HttpResponse:
    errors = {"login": refusal.text} if refusal else {}
    context = {"errors": errors, "login": name, "back_to": back if _ours(request, back) else ""}
    status = 422 if refusal else 200
    return render(request, "desk/login.html", context, status=status, using="jinja2")


@with_session
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def password(request: HttpRequest) -> HttpResponse:
    """A password of one's own: asked for after the first login with one that somebody else has seen."""
    account = staff.account_in(request)
    if account is None:
        return redirect("desk:logowanie")
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            changed = change_password(account, request.POST.get("nowe", ""), request.POST.get("powtorz", ""))
            staff.enter(request, changed, request.session[staff.OFFICE])
            return redirect("desk:start")
        except WrongClerk as refusal:
            errors = {PASSWORD_FIELDS[field]: text for field, text in refusal.faults.items()}
    context = {"errors": errors, "first": account.one_time, "login": account.login}
    return render(request, "desk/password.html", context, status=422 if errors else 200, using="jinja2")


@with_session
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Nobody is logged in any more."""
    staff.leave(request)
    return redirect("desk:logowanie")
