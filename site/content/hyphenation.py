"""Soft hyphens at the joints of long German words, so that they stand large on small screens.

Only at joints that are certain: what is not listed is left to the browser (`hyphens: auto`). The
free pattern dictionaries were tried and broke words of ours wrongly ("Wirkstof-fentwicklung").
"""

import re
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"
LONG_WORD = 12  # letters; shorter words fit at 320 px in every size
SHORTEST_PART = 4  # letters before and after a break

# Words that follow a joint in our texts, without their endings.
SECOND_PARTS = (
    "arbeit",
    "ausstellung",
    "baustein",
    "bedingung",
    "beirat",
    "beratung",
    "bericht",
    "deutsch",
    "einrichtung",
    "elektronik",
    "entwicklung",
    "erklärung",
    "erzeugung",
    "freiheit",
    "förder",
    "gesetz",
    "gestaltung",
    "gruppe",
    "initiative",
    "kräfte",
    "management",
    "manager",
    "minister",
    "mission",
    "modell",
    "nachweis",
    "netz",
    "partner",
    "person",
    "programm",
    "realisierung",
    "region",
    "schule",
    "schutz",
    "schwerpunkt",
    "sicherung",
    "sprache",
    "stelle",
    "struktur",
    "technologie",
    "themen",
    "verzeichnis",
    "wandel",
    "werk",
    "wirtschaft",
    "ökonomie",
)

_words = re.compile(rf"[^\W\d_]{{{LONG_WORD},}}")
_joints = re.compile(rf"(?<=\w{{{SHORTEST_PART}}})(?={'|'.join(SECOND_PARTS)})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def hyphenate(text: str) -> str:
    """The text with soft hyphens in its long words. A second call changes nothing more."""
    return _words.sub(lambda word: _joints.sub(SOFT_HYPHEN, word.group()), text)
