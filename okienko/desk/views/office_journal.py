"""The latest changes of the office's settings, in sentences."""

from __future__ import annotations

from django.http import HttpResponse

from okienko.catalogue.queries import adoptions, offer_urns
from okienko.desk.office_pages import found, office_page, render
from okienko.desk.office_sentences import KINDS, Known, lines
from okienko.desk.pages import Desk
from okienko.journal.queries import latest
from okienko.offices import filing
from okienko.offices.queries import profile, units
from okienko.people.queries import names_of, staff

SHOWN = 100


@office_page
def journal(desk: Desk) -> HttpResponse:
    """Offers, units, people, authorisations and the letterhead: the newest first."""
    everybody = staff()
    letterhead = found(profile())
    subjects = [letterhead.urn, *(unit.urn for unit in units()), *(one.urn for one in everybody), *offer_urns()]
    subjects += [plan.urn for plan in filing.plans()]
    entries = latest(subjects, KINDS, since=letterhead.pk, count=SHOWN + 1)
    shown = entries[:SHOWN]
    known = Known(
        {str(one.pk): one.name for one in everybody},
        {service_id: versions[0].offered.service for service_id, versions in adoptions().items()},
    )
    names = names_of({entry.head.actor for entry in shown})
    return render(desk, "journal.html", "dziennik", lines=lines(shown, names, known), more=len(entries) > SHOWN)
