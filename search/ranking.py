"""Which of the pages that were found is the best: one order for every engine.

An engine is good at finding and at counting words; each counts in its own way. Of the first pages
that it names, this looks at what they call themselves: a page whose title, or a heading on it, is
what somebody typed comes before one that only has the words somewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from django.conf import settings

from german.wanted import WantedWord
from search.fit import Wanted
from search.models import SearchEntry
from search.passages import best_passages
from search.vocabulary import Vocabulary

DEPTH_OF_START = 2
RANKED = 40  # pages of an engine's order that are looked at again
# What each sign is worth, beside at most 1 for the engine's own.
TITLE, HEADING, GENERAL, PASSAGE = 2.0, 0.6, 0.4, 0.7
MEANING = 3.0  # what a heading is worth to whoever asks what something is
FOREIGN = 0.5  # what a page in another language keeps of it


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
    texts = SearchEntry.objects.filter(pk__in=scores).values_list("pk", "lead", "body")
    passages = best_passages({key: f"{lead}\n{body}" for key, lead, body in texts}, wanted)
    worth = {
        key: (score / best + PASSAGE * passages.get(key, 0) + _name(named[key], wanted, heading))
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
