"""The words that are known: with them a compound is taken apart, and a word that is none noticed.

German writes „Kohleausstieg“ in one word. Whoever searches for „Ausstieg“ wants it too, so a word
is taken apart wherever all its parts are known words, with a linking sound between them or not.
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache

from german.words import SHORTEST_STEM, fold, stem, without_umlaut

LINKS = ("", "s", "es", "n", "en", "er", "e")
SHORTEST_LEARNED_PART = 4
SHORTEST_LISTED_PART = 2
# A part this long may be a compound itself: „Strukturwandel“ in „Strukturwandelprozess“. Shorter
# ones mean something of their own: a „Kreislauf“ is about no „Kreis“.
SHORTEST_NESTED = 10
WORDS_IN_MIND = 50_000
LONGEST_WORD = 60  # letters; what is longer is not taken apart
# Ends of words that are words too, and parts of nothing.
_no_parts = (
    "aten bare baren ende enden ender ente heit iert isch ionen keit lich liche lichen ling nisse"
    " schaft stens sten tion tung ungen weise wert"
)
NO_PARTS = frozenset(_no_parts.split())
# What a noun is made of a verb or an adjective with: „Beratung“, „Barrierefreiheit“.
NOUN_ENDINGS = ("igkeit", "heit", "keit", "ung", "ert")
PLURALS_WITH_UMLAUT = ("er", "ern", "e", "en")


def root(stemmed: str) -> str:
    """What a stem shares with its relatives: „foerderung“ and „foerdern“ have „foerd“."""
    for ending in NOUN_ENDINGS:
        if stemmed.endswith(ending) and len(stemmed) - len(ending) >= SHORTEST_STEM:
            kept = "ig" if ending == "igkeit" else ""
            return stem(stemmed.removesuffix(ending) + kept)
    return stemmed


def base_forms(word: str) -> list[str]:
    """The stem of a folded word first, then what else its relatives are found under."""
    stemmed = stem(word)
    forms = {stemmed: None, root(stemmed): None}
    if word.endswith(PLURALS_WITH_UMLAUT):
        forms[without_umlaut(stemmed)] = None
    return list(forms)


class Lexicon:
    """Known words, folded. `listed` ones may be parts however short they are."""

    def __init__(self, learned: Iterable[str] = (), listed: Iterable[str] = ()):
        self.listed = frozenset(filter(None, map(fold, listed)))
        self.learned = frozenset(learned)
        # Words that strangers type come here too: only so many are kept in mind.
        self._parts = lru_cache(WORDS_IN_MIND)(self._taken_apart)
        self._terms = lru_cache(WORDS_IN_MIND)(self._found_under)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(map(stem, self.learned | self.listed))

    def parts(self, word: str) -> tuple[str, ...]:
        """The words that a folded word is made of, in their order; none if it is no compound."""
        return self._parts(word) if len(word) <= LONGEST_WORD else ()

    def terms(self, word: str) -> tuple[str, ...]:
        """What a folded word of a text is found under: its forms, and those of its parts."""
        return self._terms(word)

    def _found_under(self, word: str) -> tuple[str, ...]:
        found = dict.fromkeys(base_forms(word))
        for part in self.parts(word):
            found |= dict.fromkeys(base_forms(part))
            if len(part) >= SHORTEST_NESTED:
                found |= dict.fromkeys(self.terms(part))
        return tuple(found)

    def known_end(self, word: str) -> str:
        """The longest known word that a folded word ends with; "" if there is none."""
        for start in range(2, len(word) - SHORTEST_STEM):
            if self._known_at_the_end(word[start:]):
                return word[start:]
        return ""

    def _taken_apart(self, word: str) -> tuple[str, ...]:
        """The way with the fewest parts; of those the one whose last part is the longest."""
        best: dict[int, tuple[str, ...]] = {0: ()}  # by where the parts so far end
        for end in range(SHORTEST_LISTED_PART, len(word) + 1):
            ways = []
            for start, parts in best.items():
                part = word[start:end]
                if start == 0 and end == len(word):
                    continue
                known = self._known_at_the_end(part) if end == len(word) else self._head(part)
                if known:
                    ways.append((*parts, known))
            if ways:
                best[end] = min(ways, key=len)
        return best.get(len(word), ())

    def _is_part(self, word: str) -> bool:
        if word in self.listed:
            return True
        return (
            len(word) >= SHORTEST_LEARNED_PART
            and word not in NO_PARTS
            and (word in self.learned or (len(word) > SHORTEST_STEM and word in self.stems))
        )

    def _known_at_the_end(self, part: str) -> str:
        if self._is_part(part):
            return part
        # An inflected form that was never seen: „-netzwerkes“
        known = len(part) > SHORTEST_STEM and part not in NO_PARTS and stem(part) in self.stems
        return part if known else ""

    def _head(self, part: str) -> str:
        for link in LINKS:
            bare = part.removesuffix(link) if link else part
            if bare and part.endswith(link) and self._is_part(bare):
                return bare
        return ""
