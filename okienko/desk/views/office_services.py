"""What the office offers, and adopting a release with values for its open points."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect

from okienko.cases.errors import Changed
from okienko.catalogue import actions as catalogue
from okienko.catalogue.errors import WrongLocalValue
from okienko.catalogue.queries import (
    Adoption,
    adoptions,
    classes_ending,
    compiled,
    everywhere,
    release,
    releases_for,
)
from okienko.desk import office_offers as offers
from okienko.desk.office_pages import found, office_page, render
from okienko.desk.office_points import difference
from okienko.desk.pages import Desk
from okienko.desk.sentences import actor
from okienko.language.calendar import day_words
from okienko.language.model import Service
from okienko.offices import filing
from okienko.offices.queries import here, units
from okienko.people.queries import names_of
from okienko.tenancy.clock import today

if TYPE_CHECKING:
    from okienko.catalogue.queries import Release

FASTER = "Ktoś inny zmienił przed chwilą ustawienia tej usługi. Sprawdź, co obowiązuje, i spróbuj ponownie."


@office_page
def start(desk: Desk) -> HttpResponse:
    """The administrator begins with what the office offers."""
    return redirect(desk.url("uslugi"))


@office_page
def services(desk: Desk) -> HttpResponse:
    """What the office offers, and releases that it could adopt."""
    return show_services(desk)


def show_services(desk: Desk) -> HttpResponse:
    """The page itself, also as the answer to a refused act on it."""
    ours = adoptions()
    names = names_of({one.adopted_by for versions in ours.values() for one in versions})
    known = releases_for(here().tier)
    elsewhere = {service_id for offered in everywhere(today()).values() for service_id in offered}
    return render(
        desk,
        "services.html",
        "uslugi",
        offered=[_offered(desk, versions, names, known) for versions in ours.values()],
        end_all_url=desk.url("koniec-wszystkich") if _taking(ours) else "",
        any_plan=filing.any_plan(),
        plan_url=desk.url("wykaz-akt"),
        ending=[(one, _address(desk, one.service)) for one in classes_ending(ours, today())],
        free=[_free(desk, row, service, elsewhere) for row, service in _newest(known) if row.service not in ours],
    )


def _taking(ours: Mapping[str, list[Adoption]]) -> bool:
    """Whether the office takes submissions of anything, now or from a day to come."""
    return any(not versions[0].ends for versions in ours.values())


def _newest(known: list[tuple[Release, Service]]) -> list[tuple[Release, Service]]:
    first: dict[str, tuple[Release, Service]] = {}
    for row, service in known:
        first.setdefault(row.service, (row, service))
    return list(first.values())


def _offered(
    desk: Desk, versions: list[Adoption], names: Mapping[str, str], known: list[tuple[Release, Service]]
) -> dict[str, Any]:
    """A service of the office: what is in force today, what comes later, and whether there is a newer release."""
    current = in_force(versions) or versions[-1]
    service = current.offered.service
    later = [one for one in versions if one.valid_from > today() and one.number > current.number]
    newest = next((row for row, _ in known if row.service == service.id), None)
    newer = newest if newest is not None and newest.id != versions[0].offered.release_id else None
    return {
        "name": service.name,
        "id": service.id,
        "version": service.version,
        "since": current.valid_from,
        "by": actor(current.adopted_by, names),
        "at": current.adopted_at,
        "unconfirmed": len(service.unconfirmed),
        "demonstration": current.offered.demonstration,
        "later": [(one.valid_from, one.offered.service.version, one.ends) for one in reversed(later)],
        "ended": current.ends,
        "end_url": "" if versions[0].ends else desk.url("koniec-uslugi", service=service.id),
        "resume_url": desk.url("przywroc-usluge", service=service.id) if versions[0].ends else "",
        "change_url": _address(desk, versions[0].offered.service),
        "compare_url": desk.url("porownanie", service=service.id),
        "form_url": ""
        if current.ends or current.valid_from > today()
        else desk.url("okienko-druk", service=service.id),
        "newer": newer.version if newer else "",
        "newer_url": desk.url("usluga", service=service.id, version=newer.version) if newer else "",
    }


def _free(desk: Desk, row: Release, service: Service, elsewhere: set[str]) -> dict[str, Any]:
    return {
        "name": service.name,
        "summary": service.summary,
        "version": service.version,
        "unconfirmed": len(service.unconfirmed),
        "demonstration": row.demonstration,
        "publisher": row.publisher,
        "href": _address(desk, service),
        "compare_url": desk.url("porownanie", service=service.id) if service.id in elsewhere else "",
    }


def in_force(versions: list[Adoption]) -> Adoption | None:
    """Of adoptions, newest first, the one that holds today."""
    return next((one for one in versions if one.valid_from <= today()), None)


def _address(desk: Desk, service: Service) -> str:
    return desk.url("usluga", service=service.id, version=service.version)


@office_page
def service(desk: Desk, service: str, version: str) -> HttpResponse:
    """The form of a release's points; sent, a last look at what changes; then it is adopted."""
    chosen = found(release(service, version))
    known = compiled(chosen)
    found(known if here().tier in known.tiers else None)
    last = next(iter(adoptions().get(service, [])), None)
    form = _form(desk, known, last)
    if desk.request.method != "POST":
        return _page(desk, form, chosen, last)
    step = desk.request.POST.get(offers.STEP)
    if step != "popraw":
        form.check(known.valid_from)
    if isinstance(desk.refusal, WrongLocalValue):
        form.blame(desk.refusal.faults)
    if step == "popraw" or desk.refusal or not form.ready or form.on is None:
        return _page(desk, form, chosen, last)
    if step != "wdroz":
        return _last_look(desk, form, chosen, last)
    return _adopt(desk, form, chosen, last, form.on)


def _form(desk: Desk, known: Service, last: Adoption | None) -> offers.OfferForm:
    held = last.offered.values if last else {}
    ours = {unit.symbol: unit.name for unit in units()}
    if desk.request.method == "POST":
        sent = offers.posted(known, held, ours, desk.request)
        sent.classes = filing.opens(sent.on or today())
        return sent
    form = offers.in_force(known, held, ours, max(known.valid_from, _asked_day(desk)))
    form.classes = filing.opens(form.day)
    return form


def _asked_day(desk: Desk) -> date:
    """From which day a change is wanted, when the page was reached from a list that knows it."""
    try:
        return date.fromisoformat(desk.request.GET.get("od", ""))
    except ValueError:
        return date.min


def _adopt(desk: Desk, form: offers.OfferForm, chosen: Release, last: Adoption | None, on: date) -> HttpResponse:
    if desk.request.POST.get(offers.SEEN, "") != _seen(last):
        raise Changed(FASTER)
    catalogue.adopt(chosen, form.kept, office=here(), valid_from=on, by=desk.clerk)
    desk.tell(f"Usługa „{form.service.name}” działa w urzędzie z tymi wartościami od {day_words(on)}.")
    return redirect(desk.url("uslugi"))


def _seen(last: Adoption | None) -> str:
    """Which adoption the page had shown as the latest."""
    return str(last.version_id) if last else ""


def _shared(form: offers.OfferForm, chosen: Release, last: Adoption | None) -> dict[str, Any]:
    return {
        "service": form.service,
        "demonstration": chosen.demonstration,
        "unconfirmed": [(one.what, one.text) for one in form.service.unconfirmed],
        "seen": _seen(last),
        "first_time": last is None,
        "from_version": last.offered.service.version if last else "",
        "common": form.common,
        "names": {"common": offers.COMMON, "day": offers.DAY, "asked": offers.ASKED, "seen": offers.SEEN},
        "step": offers.STEP,
    }


def _page(desk: Desk, form: offers.OfferForm, chosen: Release, last: Adoption | None) -> HttpResponse:
    told = {"": desk.refusal.text} if desk.refusal and not isinstance(desk.refusal, WrongLocalValue) else {}
    return render(
        desk,
        "service.html",
        "uslugi",
        **_shared(form, chosen, last),
        groups=offers.groups(form),
        silent=offers.silent(form),
        hidden=offers.hidden(form),
        asked=" ".join(point.name for point in form.applying),
        fresh=[point.text for point in form.fresh],
        day=form.day,
        any_plan=filing.any_plan(),
        plan_url=desk.url("wykaz-akt"),
        errors=told | form.errors,
    )


def _last_look(desk: Desk, form: offers.OfferForm, chosen: Release, last: Adoption | None) -> HttpResponse:
    lines = difference(form.service, form.held, form.kept)
    return render(
        desk,
        "service_check.html",
        "uslugi",
        **_shared(form, chosen, last),
        changed=[line for line in lines if line["changed"]],
        same=[line for line in lines if not line["changed"]],
        hidden=offers.hidden(form, everything=True),
        asked=" ".join(sorted(form.asked)),
        day=form.day,
        on=form.on,
        held_from=f"Od {day_words(last.valid_from)}" if last else "Teraz",
        replaced=last.valid_from if last and form.on and last.valid_from > form.on else None,
    )
