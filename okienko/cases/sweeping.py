"""What nobody needs any more: files that nothing speaks of, and who looked at cases that have ended."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from okienko.cases.models import Case, CaseLook, PaperFile, ReplyFile, Status
from okienko.documents import storage
from okienko.documents.models import Document, File
from okienko.submissions.models import DraftFile, SubmissionFile
from okienko.tenancy.clock import now
from okienko.tenancy.context import acting_for

KEPT_AT_LEAST = timedelta(days=1)  # a file just received may not be attached yet


def sweep_files(office_id: int) -> int:
    """Rows of unused files are gone, and bytes on the disk that no row names; returns how many files went."""
    before = now() - KEPT_AT_LEAST
    with acting_for(office_id):
        unused = File.objects.filter(
            ~Exists(DraftFile.objects.filter(file=OuterRef("pk"))),
            ~Exists(SubmissionFile.objects.filter(file=OuterRef("pk"))),
            ~Exists(ReplyFile.objects.filter(file=OuterRef("pk"))),
            ~Exists(PaperFile.objects.filter(file=OuterRef("pk"))),
            ~Exists(Document.objects.filter(preview=OuterRef("pk"))),
            ~Exists(Document.objects.filter(sealed=OuterRef("pk"))),
            stored_at__lt=before,
        )
        File.objects.filter(id__in=list(unused.values_list("id", flat=True))).delete()
        known = set(File.objects.values_list("sha256", flat=True))
    gone = list(storage.orphans(settings.FILES_DIR, office_id, known, before=before))
    for sha256 in gone:
        storage.delete(settings.FILES_DIR, office_id, sha256)
    return len(gone)


def sweep_looks(office_id: int) -> int:
    """It is forgotten who looked at cases that have ended; returns how many rows went."""
    with acting_for(office_id):
        ended = Case.objects.filter(status=Status.ENDED).values("id")
        gone, _ = CaseLook.objects.filter(case_id__in=ended).delete()
    return gone
