"""The words that are known: with them a compound is taken apart, and a word that is none noticed.

German writes „Kohleausstieg“ in one word. Whoever searches for „Ausstieg“ wants it too, so a word
is taken apart wherever all its parts are known words, with a linking sound between them or not.
"""

from bisect import bisect
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import takewhile

from german.relatives import base_forms, root
from german.words import SHORTEST_STEM, fold, stem

LINKS = ("", "s", "es", "n", "en", "er", "e")
SHORTEST_LEARNED_PART = 4
SHORTEST_KIN = 5  # letters
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


class Lexicon:
    """Known words, folded. `listed` ones may be parts however short they are.

    `meant` are stems of words that stand nowhere, but are known to mean something that does."""

    def __init__(
        self,
        learned: Iterable[str] = (),
        listed: Iterable[str] = (),
        meant: Iterable[str] = (),
    ):
        self.listed = frozenset(filter(None, map(fold, listed)))
        self.learned = frozenset(learned)
        self.meant = frozenset(meant)
        # Words that strangers type come here too: only so many are kept in mind.
        self._parts = lru_cache(WORDS_IN_MIND)(self._taken_apart)
        self._terms = lru_cache(WORDS_IN_MIND)(self._found_under)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(map(stem, self.learned | self.listed))

    @cached_property
    def families(self) -> frozenset[str]:
        """What the stems share with their relatives."""
        return frozenset(map(root, self.stems))

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

    def known_start(self, word: str) -> str:
        """The longest known word that a folded word begins with; "" if there is none."""
        for end in range(len(word) - SHORTEST_STEM, SHORTEST_STEM - 1, -1):
            if self._is_part(word[:end]) or stem(word[:end]) in self.meant:
                return word[:end]
        return ""

    def akin(self, word: str) -> str:
        """The learned word that shares the longest beginning with a folded one; "" if none does
        by most of its letters: „finanzieren“ and „finanztechnisch“."""
        enough = max(SHORTEST_KIN, len(word) * 3 // 5)
        place = bisect(self._in_order, word)
        near = self._in_order[max(place - 1, 0) : place + 1]
        shared, best = max(((_shared(word, each), each) for each in near), default=(0, ""))
        return best if shared >= enough else ""

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self.learned)

    def known_end(self, word: str) -> str:
        """The longest known word that a folded word ends with; "" if there is none."""
        for start in range(2, len(word) - SHORTEST_STEM):
            end = word[start:]
            known = self._known_at_the_end(end) or stem(end) in self.meant
            if known and len(stem(end)) > SHORTEST_STEM:
                return end
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


def _shared(first: str, second: str) -> int:
    """How many letters two words have in common from their beginning."""
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
