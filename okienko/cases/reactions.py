"""What cases do when facts from below arrive."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from okienko.cases import actions, facts, letters
from okienko.cases.errors import AlreadyOpen
from okienko.cases.models import Case
from okienko.cases.queries import running, standing
from okienko.cases.reminding import tell_turn
from okienko.deliveries.facts import LetterDelivered
from okienko.journal.facts import Head
from okienko.journal.reactions import on
from okienko.submissions import actions as submissions
from okienko.submissions.facts import SubmissionAccepted
from okienko.submissions.models import Matter
from okienko.tenancy.context import savepoint
from okienko.tenancy.permits import System

CLOCK = System("czas")
OPENING = System("zakladanie-spraw")


@on(SubmissionAccepted)
def open_case(fact: SubmissionAccepted, head: Head) -> None:
    """The submission has its case; a unique constraint decides when this runs twice."""
    with suppress(AlreadyOpen), savepoint():
        actions.open_from(UUID(fact.submission), by=OPENING)


@on(LetterDelivered)
def start_terms(fact: LetterDelivered, head: Head) -> None:
    """Terms that run from the delivery of a letter run from its day."""
    actions.note_delivery(UUID(fact.document), fact.letter, by=CLOCK)


@on(facts.LetterDue)
def issue_letter(fact: facts.LetterDue, head: Head) -> None:
    """A letter of the process itself goes out without a clerk."""
    letters.issue_automatic(UUID(fact.case), fact.letter, by=CLOCK)


@on(
    facts.CaseOpened,
    facts.TaskCompleted,
    facts.ActPerformed,
    facts.ReplyReceived,
    facts.MarkGiven,
    facts.CaseMoved,
    facts.CaseSettled,
    facts.CaseEnded,
    facts.LetterIssued,
    facts.ClassMended,
    facts.PartyDied,
    facts.DeadlineChanged,
)
def tell_residents(fact: facts.CaseOpened, head: Head) -> None:
    """Each living party's own list says where the matter stands."""
    case = Case.objects.select_related("submission").get(id=UUID(fact.case))
    said = standing(running(case))
    for link in case.parties.filter(died_on=None).select_related("party"):
        resident_id = link.party.resident_id
        if resident_id is None:
            continue
        tell_turn(case, resident_id, head.id)
        submissions.tell_matter(
            Matter(
                resident_id=resident_id,
                office_id=case.office_id,
                submission_id=case.submission_id,
                title=case.title,
                mark=case.mark,
                status=said,
                turn=case.turn,
                until=case.due_on,
                changed_at=head.at,
            )
        )
