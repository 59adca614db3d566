"""Reading what was sent without drowning in it: memory stays flat, and an answer always comes."""

import time
from collections.abc import Callable
from functools import wraps
from tempfile import SpooledTemporaryFile

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request

from submissions.attachments.limits import (
    LARGEST_FILE,
    LARGEST_REQUEST,
    LARGEST_SUM,
    MEGABYTE,
    MOST_FILES,
)

TOO_LARGE = 413
IN_MEMORY = 512 * 1024  # bytes of a file; the rest lies on the disk
DRAIN_SECONDS = 10
PIECE = 64 * 1024  # bytes
PROBLEMS = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class BoundedUpload(UploadedFile):
    """A file of which at most LARGEST_FILE was kept. `size` is what was sent.

    `is_lost` says that there was no room for it.
    """

    def __init__(self, *args, is_lost: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_lost = is_lost


class BoundedUploads(FileUploadHandler):
    """Keeps what the limits allow, counts the rest: the form comes back and says what is wrong."""

    def __init__(self, request=None):
        super().__init__(request)
        self.files = 0
        self.sum = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (closed with the request)
        self.files += 1
        self.is_lost = False

    def receive_data_chunk(self, raw_data, start):
        is_wanted = start + len(raw_data) <= LARGEST_FILE
        has_room = self.files <= 2 * MOST_FILES and self.sum + len(raw_data) <= 2 * LARGEST_SUM
        if is_wanted and not has_room:
            self.is_lost = True
        elif is_wanted and not self.is_lost:
            self.sum += len(raw_data)
            self._write(raw_data)

    def _write(self, raw_data: bytes) -> None:
        try:
            self.file.write(raw_data)
        except OSError:  # the disk is full
            self.is_lost = True

    def file_complete(self, file_size):
        self.file.seek(0)
        return BoundedUpload(
            file=self.file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
            is_lost=self.is_lost,
        )

    def upload_interrupted(self):
        if hasattr(self, "file"):
            self.file.close()


def accepts_attachments(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view whose form takes files: reads what was sent within limits.

    Stands below `public_form`: whatever reads a form before takes all of it into memory. What is
    too much altogether gets a page that says so, after the rest of it was read and thrown away:
    browsers do not look at an answer while they are sending.
    """

    @wraps(view)
    def bounded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_REQUEST:
            return too_large(request)
        request.upload_handlers = [BoundedUploads(request)]
        try:
            _ = request.POST
        except PROBLEMS:
            return too_large(request)
        return view(request, *args, **kwargs)

    return bounded


def too_large(request: HttpRequest) -> HttpResponse:
    """The page that names the limits."""
    _drain(request)
    limits = {
        "files": MOST_FILES,
        "each": LARGEST_FILE // MEGABYTE,
        "all": LARGEST_SUM // MEGABYTE,
    }
    answer = render(request, "413.html", limits, status=TOO_LARGE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _drain(request: HttpRequest) -> None:
    stream = request._stream  # Django has no other name for it
    until, left = time.monotonic() + DRAIN_SECONDS, LARGEST_REQUEST
    try:
        while left > 0 and time.monotonic() < until and (piece := stream.read(PIECE)):
            left -= len(piece)
    except (OSError, ValueError):
        return  # whoever sent it is gone


def refused_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What every other view answers to a body that is too large, instead of a bare 400."""
    if isinstance(exception, PROBLEMS):
        return too_large(request)
    return bad_request(request, exception)
