"""„Meinten Sie …?“: for words that nobody knows here, the nearest that somebody does."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from german.relatives import base_forms
from german.wanted import WantedWord
from german.words import stem
from search.vocabulary import Vocabulary

SHORTEST = 4  # letters; shorter words have too many neighbours
MOST_CANDIDATES = 20


def corrected(words: Iterable[WantedWord], vocabulary: Vocabulary) -> list[str] | None:
    """The words as they were probably meant, or nothing if there is nothing to correct."""
    words = list(words)
    meant = [nearest(word, vocabulary) or word.typed for word in words]
    return meant if meant != [word.typed for word in words] else None


def nearest(word: WantedWord, vocabulary: Vocabulary) -> str:
    """The known word that is most like an unknown one, as it is written; "" if none is."""
    folded = word.folded
    if len(word.ways) > 1 and any(len(way) > 1 for way in word.ways):
        return ""  # a compound of known words
    known = is_known(folded, vocabulary) or any(
        form in vocabulary.lexicon.families for form in base_forms(folded)
    )
    if known or len(folded) < SHORTEST or folded.isdigit():
        return ""
    allowed = 1 if len(folded) < 7 else 2
    candidates = extract(
        folded,
        _of_length(range(len(folded) - allowed, len(folded) + allowed + 1), vocabulary),
        scorer=OSA.distance,
        score_cutoff=allowed,
        limit=MOST_CANDIDATES,
        processor=None,
    )
    candidates = [
        (distance, candidate[0] != folded[0], -vocabulary.pages.get(candidate, 0), candidate)
        for candidate, distance, _ in candidates
    ]
    return vocabulary.shown[min(candidates)[-1]] if candidates else ""


def _of_length(lengths: Iterable[int], vocabulary: Vocabulary) -> list[str]:
    """The words that are not too short or long from the start: a few out of many."""
    return [word for length in lengths for word in vocabulary.by_length.get(length, ())]


def is_known(folded: str, vocabulary: Vocabulary) -> bool:
    """Whether the site or its editors know the word, inflected perhaps."""
    return folded in vocabulary.shown or stem(folded) in vocabulary.lexicon.stems
