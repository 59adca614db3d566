"""What words mean to the search, whatever their spelling, inflection and order."""

from german.lexicon import Lexicon
from german.wanted import Synonyms, want

_no_words, _no_synonyms = Lexicon(), Synonyms()


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of what somebody types, in their order: „Ausleihen“ is „ausleihe“."""
    return tuple(word.ways[0][0] for word in want(text, _no_words, _no_synonyms))
