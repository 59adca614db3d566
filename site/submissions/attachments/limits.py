"""How much may be sent along. Said in the form, in docs/betrieb.md and by every refusal."""

from django.utils.translation import gettext as translated

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LARGEST_SUM = 30 * MEGABYTE  # of one submission
MOST_FILES = 10  # of one submission
LARGEST_REQUEST = 128 * MEGABYTE  # read to its end, so that the form comes back with its refusal


def limits_in_words() -> str:
    """What the form says beside the field."""
    return translated(
        "Höchstens %(files)s Dateien, jede bis %(each)s MB, zusammen bis %(all)s MB: PDF, Bilder"
        " (JPEG, PNG, WebP), Word, Excel, PowerPoint, LibreOffice oder Text. Ort und Kamera"
        " entfernen wir aus Bildern."
    ) % {"files": MOST_FILES, "each": LARGEST_FILE // MEGABYTE, "all": LARGEST_SUM // MEGABYTE}


def megabytes(size: int) -> str:
    """A size as people read it: 12,3."""
    return f"{size / MEGABYTE:.1f}".replace(".", ",")
