"""Views of the queue that clerks keep for themselves, under names of their own."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError

from okienko.cases import facts
from okienko.cases.errors import WrongFilter
from okienko.cases.models import SavedFilter
from okienko.cases.sieves import Sieve
from okienko.journal.actions import record
from okienko.people.models import Clerk
from okienko.tenancy.context import atomic, savepoint
from okienko.tenancy.errors import Forbidden
from okienko.tenancy.permits import permit

MOST = 20
NAME_AT_MOST = 40


def filters_of(clerk: Clerk) -> list[SavedFilter]:
    """The views that the clerk keeps, by name."""
    return list(SavedFilter.objects.filter(clerk=clerk, removed=False).order_by("name"))


@atomic
def keep(name: str, sieve: Sieve, *, by: Clerk) -> SavedFilter:
    """The clerk has the view under this name."""
    kept = SavedFilter(clerk=by, name=name, chosen=sieve.to_json())
    permit(by, "keep", kept)
    if sieve == Sieve():
        raise WrongFilter("Najpierw wybierz, co ma pokazywać widok.")
    _refuse_too_many(by)
    _put(kept, name, new=True)
    record(facts.FilterKept(str(kept.pk), str(by.pk)), by=by, at=by.office_id, about=by.urn)
    return kept


@atomic
def rename(filter_id: UUID, name: str, *, by: Clerk) -> str:
    """The view has this name; returns the one it had."""
    kept = _own(filter_id, by)
    before = kept.name
    _put(kept, name)
    record(facts.FilterRenamed(str(kept.pk), str(by.pk)), by=by, at=by.office_id, about=by.urn)
    return before


@atomic
def remove(filter_id: UUID, *, by: Clerk) -> str:
    """The clerk does not have the view any more, but can bring it back; returns its name."""
    kept = _own(filter_id, by)
    SavedFilter.objects.filter(clerk=by, removed=True).delete()  # only the last one can be brought back
    kept.removed = True
    kept.save(update_fields=["removed"])
    record(facts.FilterRemoved(str(kept.pk), str(by.pk)), by=by, at=by.office_id, about=by.urn)
    return kept.name


@atomic
def restore(filter_id: UUID, *, by: Clerk) -> SavedFilter:
    """The view that was removed is there again: the undo of removing it."""
    kept = _own(filter_id, by, removed=True)
    _refuse_too_many(by)
    kept.removed = False
    _put(kept, kept.name)
    record(facts.FilterKept(str(kept.pk), str(by.pk)), by=by, at=by.office_id, about=by.urn)
    return kept


def _own(filter_id: UUID, by: Clerk, *, removed: bool = False) -> SavedFilter:
    """The view, locked; absent and somebody else's look the same."""
    kept = SavedFilter.objects.select_for_update().filter(id=filter_id, removed=removed).first()
    if kept is None:
        raise Forbidden("Nie ma takiego widoku.")
    permit(by, "keep", kept)
    return kept


def _refuse_too_many(by: Clerk) -> None:
    if SavedFilter.objects.filter(clerk=by, removed=False).count() >= MOST:
        raise WrongFilter(f"Masz już {MOST} widoków. Usuń któryś, zanim zapiszesz nowy.")


def _put(kept: SavedFilter, name: str, *, new: bool = False) -> None:
    """The row stands under the name; a unique constraint says whether the name was free."""
    kept.name = " ".join(name.split())
    if not kept.name:
        raise WrongFilter("Nazwij widok, na przykład „Wycinki po terminie”.")
    if len(kept.name) > NAME_AT_MOST or not kept.name.isprintable():
        raise WrongFilter(f"Nazwa widoku ma mieć najwyżej {NAME_AT_MOST} znaków.")
    try:
        with savepoint():
            if new:
                kept.save(force_insert=True)
            else:
                kept.save(update_fields=["name", "removed"])
    except IntegrityError as error:
        raise WrongFilter(f"Masz już widok „{kept.name}”. Podaj inną nazwę.") from error
