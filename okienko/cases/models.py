"""A case and what hangs on it. The case row is the lock: every act takes it FOR UPDATE and raises `version`."""

from __future__ import annotations

from django.db import models

from okienko.tenancy.clock import today
from okienko.tenancy.models import TenantFK, TenantModel


class Status(models.TextChoices):
    OPEN = "w-toku", "w toku"
    SETTLED = "zalatwiona", "załatwiona"
    ENDED = "zakonczona", "zakończona"


class Case(TenantModel):
    """One matter. It lives without a mark until it has one (numbering may be external)."""

    submission = TenantFK("submissions.Submission", related_name="cases")
    service = models.CharField(max_length=80)
    release_id = models.UUIDField()
    offer_version_id = models.UUIDField()
    mark = models.CharField(max_length=60, default="")
    register_number = models.CharField(max_length=40, default="")
    file_class = models.CharField(max_length=12)
    class_to_mend = models.BooleanField(default=False)  # outside the file plan on the day of opening: no mark yet
    body = models.CharField(max_length=40)
    unit = TenantFK("offices.Unit", related_name="cases")
    clerk = TenantFK("people.Clerk", null=True, related_name="cases")
    title = models.CharField(max_length=200)
    who = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.OPEN)
    outcome = models.CharField(max_length=40, default="")
    settled_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    turn = models.CharField(max_length=12)  # whose turn: urzad, mieszkaniec, nikt
    due_name = models.CharField(max_length=40, default="")
    due_on = models.DateField(null=True)  # nearest day in law for whoever has the turn, from the ledger
    clock_at = models.DateTimeField(null=True)  # when time alone will change something
    state = models.JSONField()  # casework state without the ledger
    excluded = models.JSONField(default=list)  # ids of clerks who take no part in it (k.p.a. art. 24)
    version = models.IntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office_id", "submission"], name="cases_once_a_submission"),
            models.UniqueConstraint(fields=["office_id", "mark"], condition=~models.Q(mark=""), name="cases_mark"),
        ]
        indexes = [
            models.Index(fields=["office_id", "unit", "status", "due_on"], name="cases_queue"),
            models.Index(fields=["office_id", "clerk", "status", "due_on"], name="cases_mine"),
        ]


class CaseParty(TenantModel):
    case = TenantFK(Case, related_name="parties")
    party = TenantFK("people.Party", related_name="cases")
    role = models.CharField(max_length=20)
    died_on = models.DateField(null=True)  # nothing is delivered to the dead any more
    unproven = models.BooleanField(default=False)  # an attorney whose mandate is not in the case yet
    withdrew_at = models.DateTimeField(null=True)  # wants the matter no longer; it ends when all who applied say so

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "case", "party", "role"], name="cases_party_once")]


class Task(TenantModel):
    """A token of the process that waits for a clerk."""

    case = TenantFK(Case, related_name="tasks")
    token = models.CharField(max_length=60)
    node = models.CharField(max_length=80)
    label = models.CharField(max_length=160)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, default="")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "case", "token"], name="cases_task_once")]
        indexes = [models.Index(fields=["office_id", "closed_at"], name="cases_task_open")]


class LedgerEntry(TenantModel):
    """The deadline ledger, append-only: each entry says why."""

    case = TenantFK(Case, related_name="ledger")
    position = models.IntegerField()
    entry = models.JSONField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "case", "position"], name="cases_ledger_order")]


class CaseDocument(TenantModel):
    """A letter of the case: previewed for a task, later issued."""

    case = TenantFK(Case, related_name="documents")
    document = TenantFK("documents.Document", related_name="cases")
    task_token = models.CharField(max_length=60, default="")
    answers = models.JSONField(default=dict)  # what the clerk chose when the letter was previewed

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "case", "document"], name="cases_document_once")]


class CaseWord(TenantModel):
    """A folded word by which the case is found (a name, a street, a part of the mark)."""

    case = TenantFK(Case, cascade=True, related_name="words")
    word = models.CharField(max_length=40)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "word", "case"], name="cases_word_once")]


class Reply(TenantModel):
    """What a resident sent to a running case: an answer to an order, a request."""

    case = TenantFK(Case, related_name="replies")
    message = models.CharField(max_length=80)
    label = models.CharField(max_length=160)
    answers = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    key = models.CharField(max_length=64)  # of the form that sent it: sent twice, received once

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "case", "key"], name="cases_reply_once")]


class ReplyFile(TenantModel):
    reply = TenantFK(Reply, related_name="files")
    file = TenantFK("documents.File", related_name="reply_uses")

    class Meta(TenantModel.Meta):
        pass


class CaseLook(TenantModel):
    """When a clerk last had a case before them, and in which version.

    The case is named by value: checking a foreign key would wait for whoever holds the row of the case.
    """

    case_id = models.UUIDField()
    clerk = TenantFK("people.Clerk", related_name="looks")
    version = models.IntegerField()
    at = models.DateTimeField()
    before = models.DateTimeField()  # the end of the visit before this one; on the first visit its beginning

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "case_id", "clerk"], name="cases_look_once")]


class SavedFilter(TenantModel):
    """A view of the queue that a clerk keeps under a name; `chosen` is a `sieves.Sieve`."""

    clerk = TenantFK("people.Clerk", related_name="filters")
    name = models.CharField(max_length=40)
    chosen = models.JSONField()
    removed = models.BooleanField(default=False)  # can still be brought back

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["office_id", "clerk", "name"], condition=models.Q(removed=False), name="cases_filter_name"
            )
        ]


class Counter(TenantModel):
    """Numbers shown to people: one row an office and key, gapless since it is taken inside the transaction."""

    key = models.CharField(max_length=80)  # "znak:OŚ:6131:2026", "rpw:2026"
    value = models.IntegerField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "key"], name="cases_counter_key")]


class PaperState(models.TextChoices):
    NEW = "nowe", "czeka"
    JOINED = "w-sprawie", "w sprawie"
    ASIDE = "odlozone", "bez sprawy"


class PaperLetter(TenantModel):
    """A letter that came on paper, in the office's register of incoming letters."""

    number = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    posted_on = models.DateField(null=True)  # from the postmark: keeps a term (k.p.a. art. 57 § 5)
    way = models.CharField(max_length=12)
    sender = models.CharField(max_length=200)
    sender_address = models.CharField(max_length=200, default="")
    their_mark = models.CharField(max_length=60, default="")
    subject = models.CharField(max_length=200)
    pages = models.IntegerField(null=True)
    unit = TenantFK("offices.Unit", related_name="paper_letters")
    registered_by = models.UUIDField()
    registered_on = models.DateField(default=today)
    state = models.CharField(max_length=12, choices=PaperState.choices, default=PaperState.NEW)
    reason = models.CharField(max_length=20, default="")  # why it was set aside
    case = TenantFK(Case, null=True, related_name="paper_letters")
    draft_id = models.UUIDField(null=True)  # the draft filled in from it
    form_code = models.CharField(max_length=20, default="")  # of the printed form that it is
    service = models.CharField(max_length=80, default="")  # whose form that is

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "number"], name="cases_paper_number")]
        indexes = [
            models.Index(fields=["office_id", "unit", "state"], name="cases_paper_waiting"),
            models.Index(fields=["office_id", "draft_id"], name="cases_paper_draft"),
            models.Index(fields=["office_id", "registered_by", "registered_on"], name="cases_paper_today"),
        ]


class PaperFile(TenantModel):
    """A scan of a paper letter."""

    letter = TenantFK(PaperLetter, related_name="files")
    file = TenantFK("documents.File", related_name="paper_uses")

    class Meta(TenantModel.Meta):
        pass
