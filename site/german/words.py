"""How German words are made alike, so that a search finds them whatever their spelling or ending.

What is searched in keeps whole words; what is searched for is cut to its stem and found inside
them. So „Lehrer“ finds „Lehrerinnen“, and „Strukturwandel“ is found by „Wandel“.
"""

import re
import unicodedata
from dataclasses import dataclass

SOFT_HYPHEN = "\u00ad"
_word = re.compile(r"[^\W_]+")
_umlauts = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "œ": "oe", "æ": "ae"})
_written_out = re.compile(r"([aou])e")
# The longest first. A stem is always the beginning of its word.
ENDINGS = (
    *("erinnen", "innen", "erin"),
    *("eren", "erem", "erer", "eres", "ere"),  # „Revieren“ is „Revier“, which loses its er too
    *("ern", "ers", "ens", "ums", "em", "en", "er", "es", "um"),
    *("a", "e", "n", "s"),
)
SHORTEST_STEM = 4
LONGEST_TERM = 100  # letters of a word that an index keeps
# „Autos“ is „Auto“, but „Kreis“ and „Prozess“ keep their s, and „Region“ its n.
LETTERS_BEFORE_ENDING = {"s": "bdfghklmnoprty", "n": "elr"}
WITHOUT_ENDING = ("system", "problem")
# Folded, as a query is: „für“ is „fuer“.
_without_meaning = (
    "der die das des dem den ein eine einer eines einem einen und oder aber mit von vom zu zum zur"
    " im in am an auf aus bei fuer ist sind war wird werden wie nach ueber um als auch es er sie"
    " sich nicht dass durch"
)
STOP_WORDS = frozenset(_without_meaning.split())


def fold(text: str) -> str:
    """Small letters, ä as ae, ß as ss, no accents: „Straße“ and „STRASSE“ are the same."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFC", text).translate(_umlauts)
    return "".join(
        sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign)
    )


def stem(word: str) -> str:
    """A folded word without its ending: „foerderungen“ is „foerderung“."""
    if word.endswith(WITHOUT_ENDING):
        return word
    for ending in ENDINGS:
        cut = len(word) - len(ending)
        if cut >= SHORTEST_STEM and word.endswith(ending):
            if word[cut - 1] not in LETTERS_BEFORE_ENDING.get(ending, word[cut - 1]):
                return word
            # „Ergebnisse“ is „Ergebnis“
            return word[: cut - 1] if word.endswith("niss", 0, cut) else word[:cut]
    return word


def words_in(text: str) -> list[str]:
    """The words and numbers of a text as they stand there, soft hyphens left out."""
    return _word.findall(unicodedata.normalize("NFC", text).replace(SOFT_HYPHEN, ""))


def folded_words(text: str) -> list[str]:
    """The same folded, each cut to what an index keeps of it, without those of which nothing is
    left: marks alone, as in some Japanese writing."""
    return [word for word in (fold(word)[:LONGEST_TERM] for word in words_in(text)) if word]


def without_umlaut(word: str) -> str:
    """A folded word with a for ae: how „Häuser“ meets „Haus“, and „Gorlitz“ „Görlitz“."""
    return _written_out.sub(r"\1", word)


def search_words(text: str) -> str:
    """What a search looks at in place of `text`: each word once, in both spellings."""
    found = {}
    for word in map(fold, words_in(text)):
        found[word] = found[without_umlaut(word)] = None
    return " ".join(found)


@dataclass(frozen=True)
class Wanted:
    """A word that is searched for, as it was typed. One of `stems` has to be found."""

    typed: str
    stems: tuple[str, ...]

    @property
    def is_stop_word(self) -> bool:
        """Whether nearly every text has it."""
        return fold(self.typed) in STOP_WORDS


def wanted_words(text: str) -> list[Wanted]:
    """The words that somebody searches for, each once."""
    found = {}
    for typed in words_in(text):
        root = stem(fold(typed))
        if root:
            found.setdefault(root, Wanted(typed, tuple({root: 0, without_umlaut(root): 0})))
    return list(found.values())
