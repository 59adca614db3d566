"""Documents of Office programs: ZIP archives, looked into before anybody opens one.

Unpacked in small pieces and counted, whatever the archive says of itself. Nothing is written out.
"""

import re
import stat
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from submissions.attachments.refusals import Refused

MOST_ENTRIES = 1000
MOST_UNPACKED = 100 * 1024 * 1024  # bytes
SMALL = 10 * 1024 * 1024  # bytes unpacked, below which no ratio is suspicious
HIGHEST_RATIO = 100
LONGEST_LIST = 2 * 1024 * 1024  # bytes of a part that is read as a whole
LARGEST_TABLE = 20 * 1024 * 1024  # bytes of a document inside another
PIECE = 64 * 1024  # bytes
OVERLAP = 64  # bytes of the last piece, so that no word is cut
END_OF_ARCHIVE = 22  # bytes, without a comment
ENCRYPTED = 0x1  # flag of an entry
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what an encrypted document looks like
ZIP = b"PK\x03\x04"
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    OLD_OFFICE,
    b"Rar!",
    b"7z\xbc\xaf",
    b"%PDF",
    b"\xca\xfe\xba\xbe",
)

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
CONTENT_TYPES = {
    "docx": OFFICE + "wordprocessingml.document",
    "xlsx": OFFICE + "spreadsheetml.sheet",
    "pptx": OFFICE + "presentationml.presentation",
    "odt": OPEN_DOCUMENT + "text",
    "ods": OPEN_DOCUMENT + "spreadsheet",
    "odp": OPEN_DOCUMENT + "presentation",
}

_xml = re.compile(r"\.(xml|rels|vml|rdf|xhtml|html?)$", re.IGNORECASE)
_macros = re.compile(
    r"(^|/)(vba[^/]*\.(bin|xml)|activeX/.*|macrosheets/.*|attachedToolbars\.bin|customUI/.*)$"
    r"|^(Basic|Scripts|Dialogs)/",
    re.IGNORECASE,
)
# A chart in a text or a talk carries its table along.
_table_of_chart = re.compile(r"(^|/)embeddings/[^/]+\.(xlsx|docx|pptx)$", re.IGNORECASE)
_active_words = re.compile(rb"DDEAUTO|<ddeLink|vnd\.sun\.star\.script:|macroEnabled", re.IGNORECASE)
_own_markup = re.compile(rb"<!(ENTITY|DOCTYPE)", re.IGNORECASE)
_relationship = re.compile(rb"<Relationship\b[^>]*>")
_fetched = re.compile(rb"/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)[\"']")
_from_the_net = re.compile(rb"Target\s*=\s*[\"']\s*(https?|ftp|mhtml|javascript):", re.IGNORECASE)


@dataclass
class Budget:
    """What one file may take in all, those inside it included."""

    entries: int = MOST_ENTRIES
    size: int = MOST_UNPACKED

    def take(self, *, entries: int = 0, size: int = 0) -> None:
        """Raises Refused when nothing is left."""
        self.entries -= entries
        self.size -= size
        if self.entries < 0 or self.size < 0:
            raise Refused("bomb")


def check_package(file: BinaryIO, extension: str) -> None:
    """Raises Refused unless it is a plain document of the kind that its extension says."""
    try:
        _check(file, extension, Budget(), may_hold_tables=True)
    except (BadZipFile, EOFError, NotImplementedError, OSError, zlib.error) as error:
        raise Refused("damaged") from error


def _check(file: BinaryIO, extension: str, budget: Budget, *, may_hold_tables: bool) -> None:
    _check_frame(file)
    with ZipFile(file) as archive:
        entries = archive.infolist()
        budget.take(entries=len(entries))
        for entry in entries:
            _check_entry(entry)
        if len({entry.filename.lower() for entry in entries}) != len(entries):
            raise Refused("mixed")
        if not entries or min(entry.header_offset for entry in entries) != 0:
            raise Refused("mixed")
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > budget.size:
            raise Refused("bomb")
        packed = sum(entry.compress_size for entry in entries) or 1
        if unpacked > SMALL and unpacked / packed > HIGHEST_RATIO:
            raise Refused("bomb")
        _check_kind(archive, entries, extension)
        for entry in entries:
            if may_hold_tables and _table_of_chart.search(entry.filename):
                inside = entry.filename.rpartition(".")[2].lower()
                inner = BytesIO(_read(archive, entry, LARGEST_TABLE))
                budget.take(size=entry.file_size)
                _check(inner, inside, budget, may_hold_tables=False)
            else:
                _check_content(archive, entry, budget)


def _check_frame(file: BinaryIO) -> None:
    """The archive is all that there is: nothing stands before it or behind it."""
    file.seek(0)
    head = file.read(len(OLD_OFFICE))
    if head == OLD_OFFICE:
        raise Refused("encrypted")
    if not head.startswith(ZIP):
        raise Refused("content")
    file.seek(0, 2)
    file.seek(max(file.tell() - END_OF_ARCHIVE, 0))
    if not file.read().startswith(b"PK\x05\x06"):
        raise Refused("mixed" if _ends_somewhere(file) else "damaged")


def _ends_somewhere(file: BinaryIO) -> bool:
    file.seek(0)
    return b"PK\x05\x06" in file.read()


def _check_entry(entry: ZipInfo) -> None:
    name = entry.filename
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in name or "\x00" in name:
        raise Refused("mixed")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("mixed")
    if entry.flag_bits & ENCRYPTED:
        raise Refused("encrypted")
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Refused("damaged")
    if _macros.search(name):
        raise Refused("active")


def _check_kind(archive: ZipFile, entries: list[ZipInfo], extension: str) -> None:
    expected = CONTENT_TYPES[extension].encode()
    if expected.startswith(OFFICE.encode()):
        names = {entry.filename for entry in entries}
        if "[Content_Types].xml" not in names:
            raise Refused("content")
        kinds = _read(archive, archive.getinfo("[Content_Types].xml"))
        if b"macroenabled" in kinds.lower():
            raise Refused("active")
        if expected + b".main+xml" not in kinds:
            raise Refused("content")
    elif entries[0].filename != "mimetype" or _read(archive, entries[0]).strip() != expected:
        raise Refused("content")


def _read(archive: ZipFile, entry: ZipInfo, most: int = LONGEST_LIST) -> bytes:
    if entry.file_size > most:
        raise Refused("bomb")
    return archive.read(entry)


def _check_content(archive: ZipFile, entry: ZipInfo, budget: Budget) -> None:
    is_markup = bool(_xml.search(entry.filename))
    with archive.open(entry) as content:
        before = b""
        is_first = True
        while piece := content.read(PIECE):
            budget.take(size=len(piece))
            if is_first:
                _check_beginning(piece)
                is_first = False
            if is_markup:
                # Without its zero bytes UTF-16 reads like anything else.
                text = before + piece.replace(b"\x00", b"")
                _check_markup(text, entry.filename)
                before = text[-OVERLAP:]
    if entry.filename.lower().endswith(".rels"):
        _check_relationships(_read(archive, entry))


def _check_beginning(piece: bytes) -> None:
    if piece.startswith(ZIP):
        raise Refused("mixed")
    if piece.startswith(PROGRAMS):
        raise Refused("active")


def _check_markup(text: bytes, name: str) -> None:
    if _own_markup.search(text):
        raise Refused("mixed")
    if _active_words.search(text):
        raise Refused("active")
    if name == "META-INF/manifest.xml" and b"encryption-data" in text:
        raise Refused("encrypted")


def _check_relationships(text: bytes) -> None:
    """Nothing is fetched from the net when the document is opened. Links to click stay."""
    for relationship in _relationship.findall(text.replace(b"\x00", b"")):
        if _fetched.search(relationship) and _from_the_net.search(relationship):
            raise Refused("active")
