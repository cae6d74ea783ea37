"""A draft becomes a submission once; the key is the draft (design, § 7, hot path)."""

from __future__ import annotations

from django.db import models

from okienko.tenancy.ids import uuid7
from okienko.tenancy.models import TenantFK, TenantModel


class Channel(models.TextChoices):
    ACCOUNT = "konto", "przez konto"
    COUNTER = "okienko", "przy okienku"
    PAPER = "papier", "na papierze"


class Draft(TenantModel):
    """Answers on the way. Saving one is not a fact. Deleted 30 days after the last change."""

    service = models.CharField(max_length=80)
    offer_version_id = models.UUIDField()
    answers = models.JSONField(default=dict)
    resident_id = models.UUIDField(null=True)
    code = models.CharField(max_length=14, default="")  # printed, for the clerk at the counter
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.ACCOUNT)
    helper_id = models.UUIDField(null=True)  # the clerk who fills it in for somebody
    person = models.JSONField(default=dict)  # whom the clerk fills it in for: `counter.Sender`
    received_at = models.DateTimeField(null=True)  # when the paper came, if it is older than the draft
    from_office = models.BooleanField(default=False)  # a clerk began it: given up, it is gone
    link_hash = models.CharField(max_length=64, default="")  # SHA-256 of the token in the saved link
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["office_id", "link_hash"], name="submissions_draft_link"),
            models.Index(fields=["office_id", "resident_id"], name="submissions_draft_resident"),
            models.Index(fields=["office_id", "code"], name="submissions_draft_code"),
            models.Index(fields=["office_id", "helper_id"], name="submissions_draft_helper"),
        ]


class DraftFile(TenantModel):
    """An attachment of a draft, under the name that the service gives it."""

    draft = TenantFK(Draft, cascade=True, related_name="files")
    file = TenantFK("documents.File", related_name="draft_uses")
    attachment = models.CharField(max_length=80)

    class Meta(TenantModel.Meta):
        pass


class Invitation(TenantModel):
    """Somebody asked to apply together. Their consent binds to the digest of answers and files; gone with the draft."""

    class Said(models.TextChoices):
        NOTHING = "czeka", "jeszcze nie odpowiedział(a)"
        CONSENT = "zgoda", "zgoda"
        REFUSAL = "odmowa", "odmowa"

    draft = TenantFK(Draft, cascade=True, related_name="invitations")
    name = models.CharField(max_length=120)  # as the one who invited writes it
    email = models.CharField(max_length=254)
    link_hash = models.CharField(max_length=64, default="")  # SHA-256 of the one-time token; empty once it was used
    resident_id = models.UUIDField(null=True)  # who used it
    said = models.CharField(max_length=10, choices=Said.choices, default=Said.NOTHING)
    digest = models.CharField(max_length=64, default="")
    reason = models.CharField(max_length=300, default="")
    said_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office_id", "draft", "email"], name="submissions_invited_once"),
            models.UniqueConstraint(
                fields=["office_id", "draft", "resident_id"], name="submissions_joined_once",
                condition=models.Q(resident_id__isnull=False),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["office_id", "link_hash"], name="submissions_invitation_link")]


class Submission(TenantModel):
    """What was accepted, with the release and offer version it was judged by, for ever."""

    draft_id = models.UUIDField()
    digest = models.CharField(max_length=64)  # SHA-256 of answers and files: the same again is the same receipt
    number = models.CharField(max_length=16)  # the receipt's number, from the id
    service = models.CharField(max_length=80)
    release_id = models.UUIDField()
    offer_version_id = models.UUIDField()
    answers = models.JSONField()
    decisions = models.JSONField()  # each legal result with inputs, deciding row and version of the data
    fee = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    fee_why = models.CharField(max_length=300, default="")
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.ACCOUNT)
    resident_id = models.UUIDField(null=True)  # none: a person without an account, at the counter or on paper
    taken_by = models.UUIDField(null=True)  # the clerk who sent it for the person
    accepted_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office_id", "draft_id"], name="submissions_once_a_draft"),
            models.UniqueConstraint(fields=["office_id", "number"], name="submissions_number"),
        ]
        indexes = [models.Index(fields=["office_id", "resident_id"], name="submissions_resident")]


class Role(models.TextChoices):
    APPLICANT = "wnioskodawca", "zgłaszający"
    CO_APPLICANT = "wspolwnioskodawca", "współzgłaszający"
    ATTORNEY = "pelnomocnik", "pełnomocnik"


class SubmissionParty(TenantModel):
    submission = TenantFK(Submission, related_name="parties")
    party = TenantFK("people.Party", related_name="submissions")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta(TenantModel.Meta):
        pass


class SubmissionFile(TenantModel):
    submission = TenantFK(Submission, related_name="files")
    file = TenantFK("documents.File", related_name="submission_uses")
    attachment = models.CharField(max_length=80)

    class Meta(TenantModel.Meta):
        pass


class Matter(models.Model):
    """ "Moje sprawy": a local list over all offices, written by reactions; each opens in its own office."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    resident_id = models.UUIDField()
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    submission_id = models.UUIDField()
    title = models.CharField(max_length=200)
    mark = models.CharField(max_length=60, default="")
    status = models.CharField(max_length=120)
    turn = models.CharField(max_length=12)
    until = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "submission_id", "resident_id"], name="submissions_matter_once")
        ]
        indexes = [models.Index(fields=["resident_id", "-changed_at"], name="submissions_matter_mine")]


class Unsent(models.Model):
    """What is not sent yet and waits for a resident: a draft that will be deleted, a letter to consent to. Local."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    resident_id = models.UUIDField()
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    draft_id = models.UUIDField()
    path = models.CharField(max_length=120)  # under the office's address
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=120)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "draft_id", "resident_id"], name="submissions_unsent_once")
        ]
        indexes = [models.Index(fields=["resident_id", "-changed_at"], name="submissions_unsent_mine")]
