"""Whether a PDF is one, and nothing but paper."""

import re
import zlib
from typing import BinaryIO

from submissions.attachments.refusals import Refused

END = 2048  # bytes, in which %%EOF stands
HEAD = 1024  # bytes, in which browsers look for HTML
ZIP_TAIL = 66_000  # bytes, in which the end of a ZIP archive is looked for
ZIP_END = b"PK\x05\x06"
MOST_UNPACKED = 30 * 1024 * 1024  # bytes of packed objects

_begins = re.compile(rb"%PDF-[12]\.\d")
_markup = re.compile(rb"<\s*(?:script|html|!doctype|svg|body|iframe|img|\?php)", re.IGNORECASE)
_written_as_number = re.compile(rb"#([0-9A-Fa-f]{2})")
# Long names only: short ones occur by chance in packed pictures.
_active = re.compile(rb"/(?:JavaScript|Launch|RichMedia|EmbeddedFile)(?![a-rt-zA-Z])")
_encrypted = re.compile(rb"/Encrypt(?![a-zA-Z])")
_packed_objects = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)


def check_pdf(file: BinaryIO) -> None:
    """Raises Refused for what is no PDF, is protected, or does something when it is opened."""
    content = file.read()
    if not _begins.match(content):
        raise Refused("content")
    if b"%%EOF" not in content[-END:] or b"startxref" not in content:
        raise Refused("damaged")
    if _markup.search(content[:HEAD]) or ZIP_END in content[-ZIP_TAIL:]:
        raise Refused("mixed")
    if _encrypted.search(content):
        raise Refused("encrypted")
    _refuse_active(content)
    unpacked = 0
    for begin in _packed_objects.finditer(content):
        objects = _unpack(content, begin.end(), MOST_UNPACKED - unpacked + 1)
        unpacked += len(objects)
        if unpacked > MOST_UNPACKED:
            raise Refused("bomb")
        _refuse_active(objects)


def _refuse_active(content: bytes) -> None:
    if _active.search(content) or _active.search(_written_as_number.sub(_as_sign, content)):
        raise Refused("active")


def _as_sign(number: re.Match) -> bytes:
    return bytes([int(number[1], 16)])


def _unpack(content: bytes, begin: int, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(content[begin:], most)
    except zlib.error:  # packed in another way, or damaged
        return b""
