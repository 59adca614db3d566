"""What may come in: decided by content against extension, before anything is kept."""

import hashlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO
from zipfile import is_zipfile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from submissions.attachments.limits import LARGEST_FILE
from submissions.attachments.names import extension_of, harmless_name, with_extension
from submissions.attachments.packed_files import CONTENT_TYPES, check_package
from submissions.attachments.pdf_files import check_pdf
from submissions.attachments.refusals import Refused, refusal
from submissions.attachments.text_files import check_csv, check_text
from submissions.plain_pictures import NoPicture, TooManyPixels, plain_picture

logger = logging.getLogger(__name__)

# By extension: the type under which it is handed out, and what looks into it.
DOCUMENTS: dict[str, tuple[str, Callable[[BinaryIO], None]]] = {
    "pdf": ("application/pdf", check_pdf),
    "txt": ("text/plain", check_text),
    "csv": ("text/csv", check_csv),
} | {
    extension: (content_type, partial(check_package, extension=extension))
    for extension, content_type in CONTENT_TYPES.items()
}
PICTURES = {"jpg", "jpeg", "png", "webp"}
# As a picture is written anew its extension follows from what it is.
WRITTEN_AS = {
    "JPEG": ("jpg", "image/jpeg"),
    "PNG": ("png", "image/png"),
    "WEBP": ("webp", "image/webp"),
}
ACCEPT = ",".join(f".{extension}" for extension in sorted({*DOCUMENTS, *PICTURES}))

_foreign = re.compile(rb"<\s*script|<\?php|<html|%PDF-", re.IGNORECASE)


@dataclass(frozen=True, repr=False)
class CheckedUpload:
    """A file that may be kept. `name` is for people only."""

    name: str
    content_type: str
    size: int
    sha256: str
    content: File

    def __repr__(self):
        return f"<CheckedUpload {self.sha256}>"


def check_upload(file: Any) -> CheckedUpload:
    """Look at a file that somebody sent. Raises ValidationError: why not, and what to do."""
    name = harmless_name(file.name)
    if getattr(file, "is_lost", False):
        raise refusal("not_stored", name)
    if not file.size:
        raise refusal("empty", name)
    if file.size > LARGEST_FILE:
        raise refusal("too_large", name)
    extension = extension_of(name)
    if extension not in DOCUMENTS and extension not in PICTURES:
        raise refusal("kind", name)
    try:
        return _looked_at(file, name, extension)
    except Refused as problem:
        raise refusal(problem.code, name) from problem
    except ValidationError:
        raise
    except Exception as error:  # whatever a file can be wrong in, nobody gets a 500 for it
        logger.warning("A file of kind %s could not be read: %s", extension, type(error).__name__)
        raise refusal("damaged", name) from error


def _looked_at(file: Any, name: str, extension: str) -> CheckedUpload:
    if extension in PICTURES:
        content, kind = _picture(file)
        extension, content_type = WRITTEN_AS[kind]
        if (extension_of(name), extension) != ("jpeg", "jpg"):
            name = with_extension(name, extension)
        return CheckedUpload(
            name, content_type, len(content), hashlib.sha256(content).hexdigest(), _kept(content)
        )
    content_type, check = DOCUMENTS[extension]
    file.seek(0)
    check(file)
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return CheckedUpload(name, content_type, file.size, digest.hexdigest(), file)


def _picture(file: Any) -> tuple[bytes, str]:
    """Written anew; one that is something else besides is refused all the same."""
    file.seek(0)
    if _foreign.search(file.read()) or is_zipfile(file):
        raise Refused("mixed")
    try:
        return plain_picture(file)
    except TooManyPixels as error:
        raise Refused("too_many_pixels") from error
    except NoPicture as error:
        raise Refused("content") from error


def _kept(content: bytes) -> File:
    return ContentFile(content, name="bild")
