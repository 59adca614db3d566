"""How well some words say what somebody wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from german.lexicon import Lexicon
from german.wanted import QUESTION_WORDS, WantedWord
from search.engines.base import IN_OTHER_WORDS, IN_PART

LATER_WAYS = 0.8  # what a way weighs that is not the plainest one
SHARPNESS = 2
WHOLE = 0.3  # the share of it for a title that has the words; the rest for having no others


@dataclass(frozen=True)
class Wanted:
    """What is wanted, and how much each word of it says."""

    words: Sequence[WantedWord]
    weights: Sequence[float]
    lexicon: Lexicon

    def fit(self, line: str) -> float:
        """How well a folded line says it, 0 to 1: it has the words, and no others."""
        own = [word for word in line.split() if word not in QUESTION_WORDS] or line.split()
        had = self.share_in(own)
        if not had:
            return 0
        said = sum(1 for word in own if not self.terms.isdisjoint(self.lexicon.terms(word)))
        return had * (WHOLE + (1 - WHOLE) * (said / len(own)) ** SHARPNESS)

    def share_in(self, folded: Sequence[str]) -> float:
        """How much of what is wanted is among these folded words, 0 to 1."""
        there = frozenset().union(*map(self.lexicon.terms, folded))
        if self.terms.isdisjoint(there):
            return 0
        return sum(
            weight * _there(word, there)
            for word, weight in zip(self.words, self.weights, strict=True)
        ) / sum(self.weights)

    @cached_property
    def terms(self) -> frozenset[str]:
        """All that any way of a word is found under."""
        return frozenset(term for word in self.words for way in word.all_ways for term in way)


def _there(word: WantedWord, terms: frozenset[str]) -> float:
    for position, way in enumerate(word.ways):
        if terms.issuperset(way):
            return LATER_WAYS if position else 1.0
    if any(map(terms.issuperset, word.others)):
        return IN_OTHER_WORDS
    return IN_PART if any(map(terms.issuperset, word.parts)) else 0
