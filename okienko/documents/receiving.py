"""How much one request may bring: more is not read to the disk at all, and the page says so."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler


class BoundedUpload(TemporaryFileUploadHandler):
    """Files go to a temporary place on the disk, unless the whole request is above the limit."""

    too_much = False

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any, **named: Any) -> Any:  # noqa: N803
        self.too_much = content_length > settings.REQUEST_LIMIT
        return None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.too_much:
            raise SkipFile
        super().new_file(*args, **kwargs)
