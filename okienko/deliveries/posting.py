"""Sending what waits: claimed in one transaction, sent in none, and what became of it written in another.

A worker that dies between the two leaves its claim to lapse: a mail may then come twice, and never not at all.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db.transaction import atomic

from okienko.deliveries.mail import Mail, NotSent, Post
from okienko.deliveries.models import Notice
from okienko.people.models import Wanted
from okienko.people.profile import Reach, reach_of
from okienko.tenancy.clock import now

log = logging.getLogger("okienko.mail")
Why, State = Notice.Why, Notice.State
BATCH = 50
LEASE = timedelta(minutes=10)
ATTEMPTS = 8  # the last one two hours after the first
STALE = timedelta(days=3)  # what it speaks of still waits on the account
ALWAYS = (Why.INVITED, Why.ADDRESS)  # asked for by somebody, not chosen in a profile

WAITS = """Dzień dobry,

coś czeka na Ciebie w Okienku. Zaloguj się, żeby zobaczyć, co to jest:
{home}

Ten e-mail tylko zawiadamia. Niczego nim nie doręczamy i nie musisz na niego odpowiadać.
O czym chcesz dostawać e-maile, wybierasz po zalogowaniu, w swoim profilu.
"""
INVITED = """Dzień dobry,

ktoś chce złożyć w Okienku pismo razem z Tobą. Nic nie zostanie wysłane bez Twojej zgody.
Otwórz ten link, zaloguj się i przeczytaj, co ma być wysłane:
{link}

Link działa raz i tylko do czasu wysłania albo usunięcia pisma. Jeśli nie wiesz, o co chodzi, nic nie rób.
"""
ADDRESS = """Dzień dobry,

ktoś podał ten adres w swoim profilu w Okienku. Jeśli to Ty, otwórz link i zaloguj się:
{link}

Link działa raz, przez 24 godziny. Jeśli to nie Ty, nic nie rób: bez tego nie użyjemy adresu.
"""
SUBJECTS = {Why.INVITED: "Zaproszenie do wspólnego pisma w Okienku", Why.ADDRESS: "Potwierdź adres e-mail w Okienku"}
TEXTS = {Why.INVITED: INVITED, Why.ADDRESS: ADDRESS}


@dataclass
class _Batch:
    """What goes to one address as one mail."""

    mail: Mail
    notices: list[Notice] = field(default_factory=list)


def waiting() -> bool:
    """Whether something is to be sent now."""
    return Notice.objects.filter(state=State.WAITING, next_try_at__lte=now()).exists()


def post(office: Post) -> int:
    """What waits has been tried once; returns how many mails went."""
    gone = 0
    for batch in _batches(_claim()):
        try:
            office.send(batch.mail)
        except NotSent as fault:
            _put_off(batch.notices, fault)
        except Exception as fault:  # one mail that nobody foresaw must not hold up the others
            log.exception("e-mail failed")
            _put_off(batch.notices, NotSent(f"{type(fault).__name__}: {fault}"[:200]))
        else:
            _end(batch.notices, State.SENT)
            gone += 1
    return gone


@atomic
def _claim() -> list[Notice]:
    """Ours until the lease ends; another worker passes them by."""
    rows = Notice.objects.filter(state=State.WAITING, next_try_at__lte=now()).order_by("next_try_at", "id")
    found = list(rows.select_for_update(skip_locked=True)[:BATCH])
    Notice.objects.filter(id__in=[one.pk for one in found]).update(next_try_at=now() + LEASE)
    return found


def _batches(notices: list[Notice]) -> list[_Batch]:
    """Mails to send: those that say the same go to a person once. What nobody wants is ended here."""
    same: dict[str, _Batch] = {}
    single: list[_Batch] = []
    skipped: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        to, why_not = _address(notice)
        if why_not:
            skipped[why_not].append(notice)
        elif notice.why in ALWAYS:
            single.append(_Batch(_mail(notice, to), [notice]))
        else:
            same.setdefault(to, _Batch(_mail(notice, to))).notices.append(notice)
    for why_not, unwanted in skipped.items():
        _end(unwanted, State.SKIPPED, why_not)
    return [*single, *same.values()]


def _address(notice: Notice) -> tuple[str, str]:
    """Where it goes, or why nowhere."""
    if now() - notice.made_at > STALE:
        return "", "po czasie"
    if notice.why in ALWAYS:
        return notice.address, ""
    reach = reach_of(notice.resident_id) if notice.resident_id else Reach("", Wanted.NONE)
    if reach.wanted == Wanted.NONE or (reach.wanted == Wanted.LETTERS and notice.why != Why.LETTER):
        return "", "nie chce"
    return reach.email, "" if reach.email else "bez adresu"


def _mail(notice: Notice, to: str) -> Mail:
    """Nothing of the matter: no name, no mark, no office."""
    why = Why(notice.why)
    text = TEXTS.get(why, WAITS).format(home=f"{settings.PUBLIC_URL}/konto/", link=settings.PUBLIC_URL + notice.path)
    return Mail(to, SUBJECTS.get(why, "Coś czeka na Ciebie w Okienku"), text)


def _put_off(notices: list[Notice], fault: NotSent) -> None:
    """Tried again later, each time twice as late; parked when that cannot help."""
    for notice in notices:
        notice.attempts += 1
        notice.problem = str(fault)[:300]
        notice.next_try_at = now() + timedelta(minutes=2 ** (notice.attempts - 1))
        notice.save(update_fields=["attempts", "problem", "next_try_at"])
    lost = [notice for notice in notices if fault.for_ever or notice.attempts >= ATTEMPTS]
    if lost:
        log.error("e-mail parked after %s attempts: %s", lost[0].attempts, fault)
        _end(lost, State.PARKED, str(fault))


def _end(notices: list[Notice], state: Notice.State, problem: str = "") -> None:
    ids = [notice.pk for notice in notices]
    Notice.objects.filter(id__in=ids).update(state=state, problem=problem[:300], ended_at=now(), path="", address="")
