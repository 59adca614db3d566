"""Names of files, made harmless: for people to read, never a path."""

import re
import unicodedata

LONGEST = 120  # characters, as the column of the database
LONGEST_EXTENSION = 10
NAMELESS = "Anlage"
# Signs without a shape: controls, what turns the direction of writing, halves of signs, breaks.
SHAPELESS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

_separators = re.compile(r"[/\\]")
_awkward = re.compile(r'[<>:"|?*]')
# What Windows takes for a device, with whatever extension.
_reserved = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


def harmless_name(name: str | None) -> str:
    """The last part of whatever a browser called it, readable and safe on every system."""
    last = _separators.split(name or "")[-1]
    shown = "".join(
        sign
        for sign in unicodedata.normalize("NFC", last)
        if unicodedata.category(sign) not in SHAPELESS
    )
    shown = " ".join(_awkward.sub("_", shown).split()).rstrip(". ")
    if _reserved.match(shown):
        shown = f"_{shown}"
    stem, dot, extension = shown.rpartition(".")
    if not dot or len(extension) > LONGEST_EXTENSION:
        return shown[:LONGEST] or NAMELESS
    return f"{stem.strip('. ')[: LONGEST - len(extension) - 1] or NAMELESS}.{extension}"


def extension_of(name: str) -> str:
    """What stands behind the last dot, in small letters; "" without one."""
    _, dot, extension = name.rpartition(".")
    return extension.lower() if dot else ""


def with_extension(name: str, extension: str) -> str:
    """The name with another extension."""
    stem = name.rpartition(".")[0] or name
    return f"{stem[: LONGEST - len(extension) - 1]}.{extension}"
