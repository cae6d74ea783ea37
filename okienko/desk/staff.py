"""Who is logged in at the desk: the account in the session, and the office where it is a clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils.crypto import constant_time_compare

from okienko.offices.queries import open_offices, place
from okienko.people import attempts
from okienko.people.errors import LoginRefused
from okienko.people.queries import account_by_login, offices_of
from okienko.tenancy.context import acting_for

if TYPE_CHECKING:
    from okienko.people.queries import Account

LONGEST = 80
LOGIN, PROOF, OFFICE = "login", "skrot", "biuro"
WRONG = "Login albo hasło się nie zgadza."
WAIT = "Za dużo nieudanych prób. Spróbuj ponownie za 15 minut."


def check(login: str, password: str) -> Account:
    """The account behind login and password; an unknown login costs as much time as a wrong password."""
    if not attempts.counted(login):
        raise LoginRefused(WAIT)
    account = account_by_login(login) if len(login) <= LONGEST and login.isprintable() else None
    if account is None or not account.is_active:
        make_password(password)
        right = False
    else:
        right = account.check_password(password)
    if not right or account is None:
        raise LoginRefused(WRONG)
    attempts.succeeded(login)
    return account


def enter(request: HttpRequest, account: Account, slug: str) -> None:
    """The session belongs to the account; its key and the CSRF token are new."""
    request.session.flush()
    request.session[LOGIN] = account.login
    request.session[PROOF] = account.get_session_auth_hash()
    request.session[OFFICE] = slug
    rotate_token(request)


def leave(request: HttpRequest) -> None:
    """Nobody is logged in."""
    request.session.flush()


def account_in(request: HttpRequest) -> Account | None:
    """The account of the session; none once its password changed or it was closed."""
    session: Any = request.session
    account = account_by_login(session[LOGIN]) if LOGIN in session else None
    if account is None or not account.is_active:
        return None
    proof = account.get_session_auth_hash()
    return account if constant_time_compare(session.get(PROOF, ""), proof) else None


def office_of(account: Account) -> str | None:
    """The slug of the first office where the account is a clerk; one without a letterhead has no desk yet."""
    for office in open_offices(offices_of(account)):
        with acting_for(office.id):
            if place() is not None:
                return office.slug
    return None
