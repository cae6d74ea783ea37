"""Files that came in and documents that go out. Bytes lie in storage under `office/sha256`."""

from __future__ import annotations

from django.db import models

from okienko.tenancy.models import TenantFK, TenantModel


class File(TenantModel):
    """A stored file of one office; `kind` was read from its content."""

    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=80)
    name = models.CharField(max_length=160)
    stored_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["office_id", "sha256"], name="documents_file_sha")]


class State(models.TextChoices):
    PREVIEW = "podglad", "podgląd"
    ISSUED = "wydane", "wydane, czeka na pieczęć"
    SEALED = "opieczetowane", "opieczętowane"


class Document(TenantModel):
    """A letter of the office: first the previewed bytes, then exactly those bytes under a seal."""

    letter = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=200)  # URN of what it concerns
    state = models.CharField(max_length=16, choices=State.choices, default=State.PREVIEW)
    preview = TenantFK(File, related_name="previews")
    sealed = TenantFK(File, null=True, related_name="sealed_documents")
    made_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=200, default="")  # URN of the signing clerk, or of the system
    signed_as = models.CharField(max_length=240, default="")  # "z up. Wójta …, Anna Nowak, inspektor"
    authorisation = models.CharField(max_length=60, default="")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["office_id", "about"], name="documents_document_about")]

    @property
    def current(self) -> File:
        """The sealed file, or the previewed one until then."""
        chosen: File = self.sealed if self.sealed is not None else self.preview
        return chosen
