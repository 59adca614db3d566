"""What every engine of the public search can do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from german.wanted import WantedWord
from search.filters import Filters

# What a hit weighs that has only what means the same as the words.
IN_OTHER_WORDS = 0.4
IN_PART = 0.2  # and one that has only a part of a word


@dataclass(frozen=True)
class Question:
    """What is asked of an engine: words, choices, and which of the hits to name."""

    words: tuple[WantedWord, ...]
    filters: Filters = field(default_factory=Filters)
    weights: tuple[float, ...] = ()  # how much each word says, if that is known
    any_word: bool = False  # else all words have to be there
    start: int = 0
    stop: int = 10


@dataclass(frozen=True)
class Found:
    """The pages from `start` to `stop`, the best first, and all hits counted by their facets."""

    scores: dict[int, float] = field(default_factory=dict)  # by page, above 0, the highest first
    groups: dict[str, int] = field(default_factory=dict)  # whatever the choices

    @property
    def pages(self) -> list[int]:
        """The pages, the best first."""
        return list(self.scores)


@dataclass(frozen=True)
class IndexedPage:
    """What an engine keeps of a page. The terms are folded words separated by spaces."""

    page: int
    title: str
    lead: str
    body: str
    files: str
    title_words: str  # as they stand there, folded
    title_terms: str  # whatever they are found under
    lead_terms: str
    body_terms: str
    files_terms: str
    facets: str
    fingerprint: str


class Engine(Protocol):
    """A place that keeps the public index and answers questions about it."""

    name: str

    def find(self, question: Question) -> Found:
        """The pages that have the words."""
        ...

    def titles_with(self, beginnings: Sequence[str], limit: int) -> list[int]:
        """Pages in whose title, for each of these folded beginnings, a word begins with it.

        After them those where only a part of a compound does."""
        ...

    def write(self, pages: Iterable[IndexedPage]) -> None:
        """Keep these pages, in place of what was kept of them."""
        ...

    def delete(self, pages: Iterable[int]) -> None:
        """Keep nothing of these pages."""
        ...
