"""Files enter by the pages that ask for one, and there only: elsewhere none is read, not even before the form is
refused. What enters stays in memory; nothing is written to the disk.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

# A request so much longer than what its page takes is cut, rather than read to its end for the sake of a sentence.
READ_AT_MOST = 10


class AskedFiles(FileUploadHandler):
    """`Page.takes_file` says how many bytes. One more is kept of what is longer, for the page to refuse it."""

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.limit = _limit(self.request)
        self.too_long = content_length > self.limit * READ_AT_MOST
        self.met = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if not self.limit or self.too_long:
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)
        if self.met:
            raise SkipFile
        self.met = True
        self.kept = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.kept += raw_data[: max(self.limit + 1 - len(self.kept), 0)]

    def file_complete(self, file_size: int) -> UploadedFile:
        return InMemoryUploadedFile(
            BytesIO(self.kept),
            self.field_name,
            self.file_name or "fichier",
            self.content_type or "",
            len(self.kept),
            self.charset,
        )


def _limit(request: Any) -> int:
    """Read before the view runs: the CSRF check parses the form."""
    match = getattr(request, "resolver_match", None)
    return int(getattr(getattr(match and match.func, "view_class", None), "takes_file", 0))
