"""What a receipt and a consent bind to: the answers and the files, as one hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from okienko.submissions.models import DraftFile


def digest_of(answers: Mapping[str, Any], files: Sequence[DraftFile]) -> str:
    """SHA-256 of the answers and of each file under its attachment's name; the order of files says nothing."""
    content = [answers, sorted((link.attachment, link.file.sha256) for link in files)]
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
