"""Guessing passwords is slowed down: five tries for a login in fifteen minutes, then a wait.

Counted in the database, so that all web processes count together. A try is counted before the password is looked
at: a hundred at once are no more than five.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from django.db.models import Q

from okienko.people.models import LoginTry
from okienko.tenancy.clock import now

MOST = 5
WINDOW = timedelta(minutes=15)
KEPT = 100_000  # tries remembered; the oldest go first, so that invented logins cannot fill the table


def counted(login: str) -> bool:
    """One more try is counted; False, and nothing is counted, when the login has to wait."""
    at, name = now(), _hashed(login)
    made = LoginTry.objects.create(login=name, at=at)
    recent = LoginTry.objects.filter(login=name, at__gt=at - WINDOW, pk__lte=made.pk)
    if recent.count() > MOST:
        made.delete()
        return False
    LoginTry.objects.filter(Q(at__lte=at - WINDOW) | Q(pk__lte=made.pk - KEPT)).delete()
    return True


def succeeded(login: str) -> None:
    """The tries of the login are forgotten."""
    LoginTry.objects.filter(login=_hashed(login)).delete()


def _hashed(login: str) -> str:
    return sha256(login.casefold().encode("utf-8", "surrogatepass")).hexdigest()
