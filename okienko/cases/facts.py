"""What happens to cases."""

from datetime import date

from okienko.journal.facts import fact


@fact("cases.CaseOpened")
class CaseOpened:
    case: str
    submission: str
    mark: str
    register_number: str
    unit: str


@fact("cases.CaseTaken")
class CaseTaken:
    case: str
    clerk: str


@fact("cases.CaseReleased")
class CaseReleased:
    """The clerk gave the case back to the queue (undo of taking it)."""

    case: str
    clerk: str


@fact("cases.CaseAssigned")
class CaseAssigned:
    case: str
    clerk: str


@fact("cases.CaseHandedOver")
class CaseHandedOver:
    """Another unit runs the case from now on."""

    case: str
    unit: str
    name: str
    reason: str


@fact("cases.ClerkExcluded")
class ClerkExcluded:
    """The clerk takes no part in the case (k.p.a. art. 24); `ground` is a key of `handling.GROUNDS`."""

    case: str
    clerk: str
    ground: str


@fact("cases.WithdrawalWished")
class WithdrawalWished:
    """One of several who applied together wants the matter no longer; others still do. As in `CaseWithdrawn`."""

    case: str
    reason: str
    how: str = ""
    on: date | None = None
    party: str = ""


@fact("cases.WithdrawalTakenBack")
class WithdrawalTakenBack:
    case: str


@fact("cases.NoteAdded")
class NoteAdded:
    case: str
    reason: str
    label: str
    text: str


@fact("cases.PeselLookedUp")
class PeselLookedUp:
    """Somebody searched by a PESEL; the number itself is not kept."""

    clerk: str
    found: int


@fact("cases.MarkGiven")
class MarkGiven:
    """The office's own EZD has given the mark."""

    case: str
    mark: str
    register_number: str


@fact("cases.ClassMended")
class ClassMended:
    """A case that was opened in a class outside the file plan has one of it, and its mark."""

    case: str
    before: str
    file_class: str
    mark: str


@fact("cases.TaskOpened")
class TaskOpened:
    case: str
    task: str
    node: str
    label: str


@fact("cases.TaskCompleted")
class TaskCompleted:
    case: str
    task: str
    node: str
    label: str
    answers: dict[str, object]


@fact("cases.ActPerformed")
class ActPerformed:
    """An act of procedure outside the process: terms suspended, resumed or extended, the matter discontinued."""

    case: str
    act: str
    label: str
    answers: dict[str, object]


@fact("cases.LetterDue")
class LetterDue:
    """The process has issued a letter by itself; it is set and sealed by a reaction."""

    case: str
    letter: str


@fact("cases.LetterIssued")
class LetterIssued:
    case: str
    document: str
    letter: str
    title: str


@fact("cases.ReplyReceived")
class ReplyReceived:
    case: str
    reply: str
    message: str
    label: str
    files: int
    why: str = ""  # about its term, when the process no longer waited for it
    late: bool = False
    posted_on: date | None = None  # on paper


@fact("cases.DeadlineChanged")
class DeadlineChanged:
    """A term began, paused or moved; `why` is the sentence shown to people."""

    case: str
    deadline: str
    due: date | None
    why: str


@fact("cases.FilterKept")
class FilterKept:
    """A clerk keeps a view of the queue; its name and content are the clerk's own."""

    filter: str
    clerk: str


@fact("cases.FilterRenamed")
class FilterRenamed:
    filter: str
    clerk: str


@fact("cases.FilterRemoved")
class FilterRemoved:
    filter: str
    clerk: str


@fact("cases.CaseSettled")
class CaseSettled:
    """The outcome in law; `silently` when time alone brought it."""

    case: str
    outcome: str
    text: str
    on: date
    silently: bool


@fact("cases.CaseEnded")
class CaseEnded:
    case: str


@fact("cases.CaseWithdrawn")
class CaseWithdrawn:
    """`how`, `on` and `party` when a clerk noted it for a party: a key of `procedure.HOW`, the day, who."""

    case: str
    reason: str
    how: str = ""
    on: date | None = None
    party: str = ""


@fact("cases.CaseMoved")
class CaseMoved:
    """A head took the case to another step by hand; `undone` when that was taken back."""

    case: str
    origin: str
    target: str
    reason: str
    undone: bool = False


@fact("cases.TaskAdded")
class TaskAdded:
    """A clerk added a task of their own, beside those of the process."""

    case: str
    label: str
    by: date | None


@fact("cases.PartyDied")
class PartyDied:
    case: str
    party: str
    on: date
    attorney: bool = False  # who only acted for a party


@fact("cases.SuccessorAdded")
class SuccessorAdded:
    """Somebody takes part in the place of a party who died."""

    case: str
    party: str


@fact("cases.AddressChanged")
class AddressChanged:
    """Later letters use the new address; those sent before stay as they were (k.p.a. art. 41)."""

    case: str
    party: str
    before: str
    after: str


@fact("cases.ProcessStuck")
class ProcessStuck:
    """The process found no way on and needs a clerk's hand; `text` says why."""

    case: str
    text: str


@fact("cases.RuleDecided")
class RuleDecided:
    """A step of the process asked a rule; `inputs` are written as FEEL, `rows` are those of its table that were met."""

    case: str
    rule: str
    value: str
    inputs: str
    rows: str
    basis: str
    law_version: str


@fact("cases.PaperLetterRegistered")
class PaperLetterRegistered:
    """A letter on paper stands in the register of incoming letters."""

    letter: str
    number: str
    unit: str
    files: int
    form: str = ""  # code of the printed form that it is


@fact("cases.PaperLetterRouted")
class PaperLetterRouted:
    letter: str
    unit: str


@fact("cases.PaperLetterSetAside")
class PaperLetterSetAside:
    """It makes no file of a case; `reason` is a key of `incoming.ASIDE`."""

    letter: str
    reason: str


@fact("cases.PaperLetterBroughtBack")
class PaperLetterBroughtBack:
    letter: str


@fact("cases.PaperLetterJoined")
class PaperLetterJoined:
    """A letter on paper is part of the case."""

    case: str
    letter: str
    number: str
    subject: str
    sender: str
