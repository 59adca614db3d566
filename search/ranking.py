"""Which of the pages that were found is the best: one order for every engine.

An engine is good at finding and at counting words; each counts in its own way. Of the first pages
that it names, this looks at what they call themselves: a page whose title, or a heading on it, is
what somebody typed comes before one that only has the words somewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from django.conf import settings

from german.lexicon import Lexicon
from german.wanted import QUESTION_WORDS, WantedWord
from search.engines.base import IN_OTHER_WORDS
from search.models import SearchEntry
from search.vocabulary import Vocabulary

DEPTH_OF_START = 2
RANKED = 40  # pages of an engine's order that are looked at again
LATER_WAYS = 0.8  # what a way weighs that is not the plainest one
# What each sign is worth, beside at most 1 for the engine's own.
TITLE, HEADING, GENERAL = 2.0, 0.6, 0.2
MEANING = 3.0  # what a heading is worth to whoever asks what something is
SHARPNESS = 2
FOREIGN = 0.5  # what a page in another language keeps of it
WHOLE = 0.3  # the share of it for a title that has the words; the rest for having no others


@dataclass(frozen=True)
class Named:
    """What a page calls itself: words of its title and its headings, folded."""

    title: str
    headings: str  # on lines
    depth: int  # of the page below the start page; 0 is that itself
    language: str

    @property
    def is_german(self) -> bool:
        """Whether it is in the language that is searched in."""
        return self.language == settings.LANGUAGE_CODE


def importance(words: Sequence[WantedWord], known: Vocabulary) -> tuple[float, ...]:
    """How much each word says: one that few pages have says more."""
    everywhere = known.most_pages + 1
    return tuple(log(1 + everywhere / (1 + known.pages_with(word.folded))) for word in words)


def ranked(
    scores: Mapping[int, float],
    words: Sequence[WantedWord],
    known: Vocabulary,
    heading: float = HEADING,
) -> list[int]:
    """These pages, each with what its engine thinks of it, the best first."""
    named = {
        key: Named(title, headings, depth - DEPTH_OF_START, language)
        for key, title, headings, depth, language in SearchEntry.objects.filter(
            pk__in=scores
        ).values_list("pk", "title_words", "headings", "page__depth", "page__locale__language_code")
    }
    best = max(scores.values(), default=0) or 1
    wanted = Wanted(words, importance(words, known), known.lexicon)
    worth = {
        key: (score / best + _name(named[key], wanted, heading))
        * (1 if named[key].is_german else FOREIGN)
        for key, score in scores.items()
        if key in named
    }
    return sorted(worth, key=lambda key: (-worth[key], key))


def _name(named: Named, wanted: Wanted, heading: float) -> float:
    return (
        TITLE * wanted.fit(named.title)
        + heading * max(map(wanted.fit, named.headings.splitlines()), default=0)
        + GENERAL / (1 + named.depth)
    )


@dataclass(frozen=True)
class Wanted:
    """What is wanted, and how much each word of it says."""

    words: Sequence[WantedWord]
    weights: Sequence[float]
    lexicon: Lexicon

    def fit(self, line: str) -> float:
        """How well a folded line says it, 0 to 1: it has the words, and no others."""
        own = [word for word in line.split() if word not in QUESTION_WORDS] or line.split()
        terms = [self.lexicon.terms(word) for word in own]
        there = frozenset().union(*terms)
        if self._all_terms.isdisjoint(there):
            return 0
        had = sum(
            weight * _there(word, there)
            for word, weight in zip(self.words, self.weights, strict=True)
        ) / sum(self.weights)
        said = sum(1 for each in terms if not self._all_terms.isdisjoint(each)) / len(terms)
        return had * (WHOLE + (1 - WHOLE) * said**SHARPNESS)

    @cached_property
    def _all_terms(self) -> frozenset[str]:
        return frozenset(term for word in self.words for way in word.all_ways for term in way)


def _there(word: WantedWord, terms: frozenset[str]) -> float:
    for position, way in enumerate(word.ways):
        if terms.issuperset(way):
            return LATER_WAYS if position else 1.0
    return IN_OTHER_WORDS if any(map(terms.issuperset, word.others)) else 0
