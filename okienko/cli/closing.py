"""`okienko office close|open`: an office takes nothing new, or takes it again; by the installation itself."""

from __future__ import annotations

from datetime import date

from okienko.cases.queries import open_by_service
from okienko.catalogue import actions
from okienko.catalogue.queries import adoptions
from okienko.language.errors import Refusal
from okienko.offices.queries import Office, here, office_by_slug
from okienko.submissions.queries import drafts_by_service
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from okienko.tenancy.permits import System

BY = System("instalacja")


def close(slug: str, day: str, notice: str, *, sure: bool) -> int:
    """Prints what the office has; when sure, nothing new is taken from the day. 0 when it was done."""
    valid_from = _day(day)
    with acting_for(_office(slug).id):
        taking = [service for service, versions in adoptions().items() if not versions[0].ends]
        cases, drafts = open_by_service(), drafts_by_service()
        for service in taking:
            print(f"{service}: otwarte sprawy {cases.get(service, 0)}, niewysłane szkice {drafts.get(service, 0)}")
        if not sure:
            print("Nic nie zmieniono. Otwarte sprawy poszłyby dalej. Żeby wyłączyć, dodaj --tak.")
            return 1
        for service in taking:
            actions.end_offer(service, office=here(), valid_from=valid_from, notice=notice, by=BY)
    print(f"Urząd {slug} nie przyjmuje nowych pism. Usług: {len(taking)}.")
    return 0


def reopen(slug: str) -> int:
    """Every service that `close` ended is taken again from today; what the office ended itself stays ended."""
    with acting_for(_office(slug).id):
        ended = [service for service, (last, *_) in adoptions().items() if last.ends and last.adopted_by == BY.urn]
        for service in ended:
            actions.resume_offer(service, office=here(), valid_from=today(), by=BY)
    print(f"Urząd {slug} znowu przyjmuje pisma. Przywróconych usług: {len(ended)}.")
    return 0


def _office(slug: str) -> Office:
    office = office_by_slug(slug)
    if office is None:
        raise Refusal(f"Nie ma urzędu {slug}. Podaj go tak, jak w adresie strony.", code="brak")
    return office


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        raise Refusal(f"Dzień {text}: oczekuję postaci 2026-12-31.", code="dzien") from None
