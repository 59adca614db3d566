"""From a typst template and data to a PDF that everybody can read (PDF/UA-1)."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

FONTS = Path(__file__).parent / "pdf_fonts"
# What Mission Sans and the fonts inside typst can draw between them. PDF/UA forbids empty glyphs.
DRAWABLE = (
    (0x0020, 0x0482),  # Latin, Greek, Cyrillic, accents to combine
    (0x048A, 0x04FF),  # more Cyrillic
    (0x1E00, 0x1FFF),  # more Latin and Greek
    (0x2000, 0x2040),  # dashes, quotation marks
    (0x20A0, 0x20BF),  # currencies
    (0x2116, 0x2116),  # №
    (0x2122, 0x2122),  # ™
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x25A0, 0x25FF),  # geometric shapes
)
NOT_DRAWABLE = "\N{REPLACEMENT CHARACTER}"
NEVER_DRAWN = {"Cc", "Cf"}  # control characters and those that turn the direction of writing
UNASSIGNED = "Cn"
VARIATION_SELECTOR = re.compile("[\ufe00-\ufe0f]")
OTHER_SPACE = re.compile(r"[^\S \u00a0]")


class DocumentFailed(Exception):
    """typst could not make the document; the message says where."""


def render(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of `templates/documents/<template>.typ`. Equal data gives equal bytes.

    Text in `data` is shown as it is and never read as typst markup. Each text is one line: breaks
    become spaces. A character that no font has becomes �.
    """
    folder = settings.BASE_DIR / "templates" / "documents"
    try:
        return typst.compile(
            folder / f"{template}.typ",
            root=folder,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(_drawable(data))},
            pdf_standards=["ua-1"],
            timestamp=0,  # no clock: the template takes the date of the document from the data
        )
    except typst.TypstError as error:
        raise DocumentFailed(error.diagnostic) from error


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _drawable(value: Any) -> Any:
    match value:
        case str():
            line = OTHER_SPACE.sub(" ", unicodedata.normalize("NFC", value))
            return "".join(map(_drawable_character, line))
        case dict():
            return {key: _drawable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_drawable(inner) for inner in value]
    return value


def _drawable_character(character: str) -> str:
    category = unicodedata.category(character)
    if category in NEVER_DRAWN or VARIATION_SELECTOR.match(character):
        return ""
    drawable = any(first <= ord(character) <= last for first, last in DRAWABLE)
    return character if drawable and category != UNASSIGNED else NOT_DRAWABLE
