"""What words mean to the search, whatever their spelling, inflection and order."""

from collections.abc import Iterable

from german.lexicon import Lexicon
from german.wanted import Synonyms, WantedWord, want

_no_words, _no_synonyms = Lexicon(), Synonyms()


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of what somebody types, in their order: „Ausleihen“ is „ausleihe“."""
    return stems(want(text, _no_words, _no_synonyms))


def stems(words: Iterable[WantedWord]) -> tuple[str, ...]:
    """The same of words that are taken apart already."""
    return tuple(word.ways[0][0] for word in words)
