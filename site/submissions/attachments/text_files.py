"""Whether a text is one that only says something."""

import re
import unicodedata
from typing import BinaryIO

from submissions.attachments.refusals import Refused

WELCOME = "\t\n\r\f"
# How pages, scripts and documents begin that programs would open as such.
BEGINNINGS = ("<", "#!", "{\\rtf", "%pdf", "%!ps", "mime-version:", "[internetshortcut]")
OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16

_script = re.compile(r"<\s*(?:script|\?php|iframe|object)", re.IGNORECASE)
# A cell that a spreadsheet reckons with. A sign before a number or a phone number is none.
_formula = re.compile(
    r"""(?:^|[;,\t])[ "']*(?:[=@]|[+-][\d\s+*/.-]*[A-Za-z]+\s*[(|!])""", re.MULTILINE
)


def check_text(file: BinaryIO) -> None:
    """Raises Refused for what is no UTF-8 text, or the source of something else."""
    _text_of(file)


def check_csv(file: BinaryIO) -> None:
    """… or a table with formulas: they would run in the program of whoever opens it."""
    if _formula.search(_text_of(file)):
        raise Refused("formulas")


def _text_of(file: BinaryIO) -> str:
    content = file.read()
    if content.startswith(OTHER_ENCODINGS):
        raise Refused("encoding")
    if b"\x00" in content:
        raise Refused("content")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("encoding") from error
    if any(unicodedata.category(sign) == "Cc" and sign not in WELCOME for sign in set(text)):
        raise Refused("content")
    if text.lstrip().lower().startswith(BEGINNINGS) or _script.search(text):
        raise Refused("content")
    return text
