"""Who may do what to a case."""

from okienko.cases.models import Case, PaperLetter, SavedFilter
from okienko.offices.models import Office, Unit
from okienko.people.absences import stands_in_for
from okienko.people.models import Clerk, Resident
from okienko.tenancy.permits import Actor, System, rule


def _same_unit(by: Actor, case: Case) -> bool:
    return isinstance(by, Clerk) and by.active and by.office_id == case.office_id and by.unit_id == case.unit_id


def _excluded(by: Actor, case: Case) -> bool:
    return isinstance(by, Clerk) and str(by.pk) in case.excluded


@rule("see", Case)
def see(by: Actor, case: Case) -> bool:
    """Clerks of the unit that runs it."""
    return _same_unit(by, case)


@rule("take", Case)
def take(by: Actor, case: Case) -> bool:
    """Clerks of the unit, but for those who are excluded from this case."""
    return _same_unit(by, case) and not _excluded(by, case)


@rule("exclude", Case)
def exclude(by: Actor, case: Case) -> bool:
    """Clerks of the unit, also one who has been excluded: for themselves, and the head for others."""
    return _same_unit(by, case)


@rule("mark", Case)
def mark(by: Actor, case: Case) -> bool:
    """Whoever works on the case, and the office's EZD."""
    return isinstance(by, System) or work(by, case)


@rule("work", Case)
def work(by: Actor, case: Case) -> bool:
    """Complete its tasks: the clerk who has it, who stands in for that clerk, or the head; never one excluded."""
    if not take(by, case) or not isinstance(by, Clerk):
        return False
    return by.head or case.clerk_id == by.pk or (case.clerk_id is not None and case.clerk_id in stands_in_for(by))


@rule("move", Case)
def move(by: Actor, case: Case) -> bool:
    """Take it to another step by hand: the head of the unit, since the picture no longer vouches for the course."""
    return work(by, case) and isinstance(by, Clerk) and by.head


@rule("look-up", Unit)
def look_up(by: Actor, unit: Unit) -> bool:
    """Search the unit's cases by a PESEL, which leaves a trace: its clerks."""
    return isinstance(by, Clerk) and by.active and by.office_id == unit.office_id and by.unit_id == unit.pk


@rule("keep", SavedFilter)
def keep(by: Actor, kept: SavedFilter) -> bool:
    """Keep, rename and remove a view of the queue: its clerk."""
    return isinstance(by, Clerk) and by.active and by.office_id == kept.office_id and by.pk == kept.clerk_id


@rule("oversee", Unit)
def oversee(by: Actor, unit: Unit) -> bool:
    """See how the work of the unit goes: its head."""
    return isinstance(by, Clerk) and by.active and by.head and by.office_id == unit.office_id and by.unit_id == unit.pk


@rule("advance", Case)
def advance(by: Actor, case: Case) -> bool:
    """Open it, let time pass, take note of a delivery: the installation by its rules."""
    return isinstance(by, System)


@rule("reply", Case)
@rule("withdraw", Case)
@rule("follow", Case)
def own(by: Actor, case: Case) -> bool:
    """A party with an account."""
    return isinstance(by, Resident) and case.parties.filter(party__resident_id=by.pk, died_on=None).exists()


@rule("register", Office)
def register(by: Actor, office: Office) -> bool:
    """Enter what came on paper into the register: every clerk of the office."""
    return isinstance(by, Clerk) and by.active and by.office_id == office.pk


@rule("settle", PaperLetter)
def settle(by: Actor, letter: PaperLetter) -> bool:
    """Decide what becomes of it: clerks of the unit where it waits."""
    return isinstance(by, Clerk) and by.active and by.office_id == letter.office_id and by.unit_id == letter.unit_id


@rule("see", PaperLetter)
def see_letter(by: Actor, letter: PaperLetter) -> bool:
    """Those who may settle it, and whoever registered it."""
    ours = isinstance(by, Clerk) and by.active and by.office_id == letter.office_id
    return settle(by, letter) or (ours and getattr(by, "pk", None) == letter.registered_by)
