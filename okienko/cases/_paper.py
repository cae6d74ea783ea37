"""A letter on paper and the matter that a clerk fills in from it: whose it is meanwhile, and whether it comes in."""

from __future__ import annotations

from okienko.cases import facts
from okienko.cases.models import Case, PaperLetter, PaperState
from okienko.journal.actions import record
from okienko.people.models import Clerk
from okienko.submissions.models import Channel, Draft, Submission
from okienko.tenancy.permits import Actor

ELSEWHERE = "pismo-gdzie-indziej"  # the reason of a note that the system makes


def begun(letter: PaperLetter, clerk: Clerk) -> str:
    """Why the clerk cannot decide about the letter: a matter is made from it already. Empty where they can."""
    if letter.draft_id is None:
        return ""
    if Submission.objects.filter(draft_id=letter.draft_id).exists():
        return "Formularz przepisany z tego pisma jest już wysłany, sprawa powstanie za chwilę."
    draft = Draft.objects.filter(id=letter.draft_id).exclude(helper_id=clerk.pk).first()
    if draft is None or draft.helper_id is None:
        return ""
    holder = Clerk.objects.filter(id=draft.helper_id).first()
    who = holder.name if holder else "ktoś inny"
    return f"Formularz z tego pisma wypełnia {who}. Żeby go przejąć, wpisz przy okienku kod szkicu {draft.code}."


def letter_of(submission: Submission) -> PaperLetter | None:
    """The letter, locked, from which the submission was filled in."""
    if submission.channel != Channel.PAPER:
        return None
    return PaperLetter.objects.select_for_update().filter(draft_id=submission.draft_id).first()


def number_for_case(letter: PaperLetter | None) -> str:
    """The register number that the case opened from the letter keeps; none where something else became of it."""
    return letter.number if letter is not None and letter.state == PaperState.NEW else ""


def bring_in(letter: PaperLetter, case: Case, *, by: Actor) -> None:
    """The locked letter is in the new case; where something else became of it meanwhile, the case says so."""
    if letter.state == PaperState.NEW:
        letter.case, letter.state = case, PaperState.JOINED
        letter.save(update_fields=["case", "state"])
        joined = facts.PaperLetterJoined(str(case.pk), str(letter.pk), letter.number, letter.subject, letter.sender)
        record(joined, by=by, at=case.office_id, about=case.urn)
        return
    letter.draft_id = None
    letter.save(update_fields=["draft_id"])
    became = "odłożono je bez sprawy" if letter.state == PaperState.ASIDE else "dołączono je do innej sprawy"
    text = f"Zanim wysłano formularz przepisany z tego pisma, {became}. Sprawdź, czy ta sprawa jest potrzebna."
    note = facts.NoteAdded(str(case.pk), ELSEWHERE, f"Pismo {letter.number} nie jest w tej sprawie", text)
    record(note, by=by, at=case.office_id, about=case.urn)
