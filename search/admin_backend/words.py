"""The words that are written into the index of the admin, and those that are looked for in it."""

from german.relatives import base_forms
from german.words import fold, words_in

LONGEST_WORD = 60  # letters; of a longer one only its beginning counts
LONGEST_TEXT = 100_000  # characters of one field


def folded_words(text: str) -> list[str]:
    """All words in their order, „Förder\u00adung“ as „foerderung“: letters and digits only."""
    return [word[:LONGEST_WORD] for word in words_in(fold(text))]


def forms(word: str) -> tuple[str, ...]:
    """The folded word and what its inflections share with it. Two that share a form are alike."""
    return tuple(dict.fromkeys([word, *filter(None, base_forms(word))]))


def searched_words(text: str) -> list[str]:
    """A text for whole words: its words in their order, then their other forms."""
    words = folded_words(text[:LONGEST_TEXT])
    others = {form: None for word in dict.fromkeys(words) for form in forms(word)}
    return [*words, *(form for form in others if form not in set(words))]
