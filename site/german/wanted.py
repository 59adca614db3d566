"""What somebody wants who types some German words: the one form that every search engine gets.

All words are wanted. Each may be there in several ways: as it stands, inflected, as a part of a
compound, taken apart, joined with the next one, or as something that means the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from german.lexicon import Lexicon
from german.relatives import base_forms
from german.words import LONGEST_TERM, STOP_WORDS, fold, stem, words_in

MOST_WORDS = 12
# What questions are asked with. It says nothing of what is asked about.
_questions = (
    "wer was wo wann warum wieso weshalb welche welcher welches wohin woher wieviel viel ich du mir"
    " mich mein meine meinen wir uns unser unsere unserer ihr ihre man kann koennen koennte darf"
    " duerfen muss muessen soll moechte will wollen gibt geht hat habe haben bei noch mehr etwas"
    " denn da dort hier bitte"
)
QUESTION_WORDS = frozenset(_questions.split()) | STOP_WORDS
_first_words = (
    "wer was wo wann warum wieso weshalb welche welcher welches wem wen wessen wohin woher wie"
    " wieviel kann darf muss soll gibt habe brauche brauchen"
)
FIRST_WORDS_OF_QUESTIONS = frozenset(_first_words.split())
_meaning = re.compile(
    r"^was (?:ist|sind|war|heisst|bedeutet|meint|versteht)\b|^wofuer steht\b"
    r"|\b(?:bedeutung|definition|abkuerzung)\b"
)

Way = tuple[str, ...]  # terms that have to be there all together


@dataclass(frozen=True)
class WantedWord:
    """A word as typed, and the ways in which it may be there, the plainest first."""

    typed: str
    ways: tuple[Way, ...]
    others: tuple[Way, ...] = ()  # what means the same: good, but not as good
    parts: tuple[Way, ...] = ()  # a part of it alone, for whoever is content with that

    @property
    def all_ways(self) -> tuple[Way, ...]:
        """The ways in which it may be there, its own before the others."""
        return tuple(dict.fromkeys([*self.ways, *self.others, *self.parts]))

    def with_others(self, ways: Iterable[Way]) -> WantedWord:
        """The same, and more that is nearly as good."""
        return replace(self, others=tuple(dict.fromkeys([*self.others, *ways])))

    @property
    def folded(self) -> str:
        """The word in the spelling that all spellings share."""
        return fold(self.typed)[:LONGEST_TERM]


class Synonyms:
    """Groups of expressions that mean the same, as editors keep them."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()):
        self._others: dict[Way, dict[Way, None]] = {}
        for group in groups:
            members = dict.fromkeys(filter(None, map(_as_way, group)))
            for member in members:
                others = self._others.setdefault(member, {})
                others.update(dict.fromkeys(other for other in members if other != member))
        self._longest = max(map(len, self._others), default=0)
        self._stems = frozenset(stem for way in self._others for stem in way)
        self.words = frozenset(way[0] for way in self._others if len(way) == 1)

    def found_in(self, words: Sequence[str]) -> Iterable[tuple[range, list[Way]]]:
        """Where in these folded words an expression stands, and what means the same."""
        forms = [[form for form in base_forms(word) if form in self._stems] for word in words]
        for places in places_of_expressions(len(forms), self._longest):
            others = {
                other: None
                for way in product(*forms[places.start : places.stop])
                for other in self._others.get(way, ())
            }
            if others:
                yield places, list(others)


def places_of_expressions(words: int, longest: int) -> Iterable[range]:
    """Where an expression of up to so many words may stand among others."""
    for start in range(words):
        for stop in range(start + 1, min(start + longest, words) + 1):
            yield range(start, stop)


def _as_way(expression: str) -> Way:
    words = [fold(word) for word in words_in(expression)]
    return tuple(base_forms(word)[0] for word in _meaningful(words) or words)


def _meaningful(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in QUESTION_WORDS]


def want(text: str, lexicon: Lexicon, synonyms: Synonyms) -> tuple[WantedWord, ...]:
    """The words somebody wants, each once; words that every page has only if there is no other."""
    typed = {}
    for word in words_in(text):
        typed.setdefault(fold(word)[:LONGEST_TERM], word)
    typed.pop("", None)
    kept = (_meaningful(list(typed)) or list(typed))[:MOST_WORDS]
    words = [WantedWord(typed[word], _own_ways(word, lexicon)) for word in kept]
    for position, ways in _joined(kept, lexicon):
        word = words[position]
        words[position] = replace(word, ways=tuple(dict.fromkeys([*word.ways, *ways])))
    for position, ways in _same(kept, synonyms):
        words[position] = words[position].with_others(ways)
    return tuple(words)


def is_question(text: str) -> bool:
    """Whether it is a sentence that asks. Its words are there to be read, not to be matched."""
    words = [fold(word) for word in words_in(text)]
    return len(words) > 2 and (words[0] in FIRST_WORDS_OF_QUESTIONS or text.rstrip().endswith("?"))


def asks_for_meaning(text: str) -> bool:
    """Whether it asks what something is: a glossary knows."""
    return bool(_meaning.search(fold(text)))


def loosened(
    words: Iterable[WantedWord], lexicon: Lexicon, synonyms: Synonyms
) -> tuple[WantedWord, ...]:
    """The same for whoever is content with a part: each part of a compound is a way by itself.

    Of a word that nobody knows, its end or beginning is one too: „Telemedizin“ is some „Medizin“,
    and a „Kohlekommission“ has to do with „Kohle“. So is what means the same as a part."""
    return tuple(replace(word, parts=_part_ways(word, lexicon, synonyms)) for word in words)


def _part_ways(word: WantedWord, lexicon: Lexicon, synonyms: Synonyms) -> tuple[Way, ...]:
    parts = lexicon.parts(word.folded) or [_known_part(word.folded, lexicon)]
    same = [way for _, ways in synonyms.found_in(parts) for way in ways]
    own = [(form,) for part in parts for form in base_forms(part)]
    return tuple(way for way in dict.fromkeys(own + same) if way not in word.ways)


def _known_part(word: str, lexicon: Lexicon) -> str:
    if stem(word) in lexicon.stems:
        return word
    return lexicon.known_end(word) or lexicon.known_start(word) or lexicon.akin(word) or word


def _own_ways(word: str, lexicon: Lexicon) -> tuple[Way, ...]:
    ways = dict.fromkeys((form,) for form in base_forms(word))
    parts = lexicon.parts(word)
    if parts:
        ways[tuple(base_forms(part)[0] for part in parts)] = None
    return tuple(ways)


def _joined(words: Sequence[str], lexicon: Lexicon) -> Iterable[tuple[int, list[Way]]]:
    """„Fach Netzwerk“ is „Fachnetzwerk“, if there is such a word."""
    for position, (first, second) in enumerate(pairwise(words)):
        for link in ("", "s", "n"):
            way = (base_forms(first + link + second)[0],)
            if way[0] in lexicon.stems:
                yield position, [way]
                yield position + 1, [way]


def _same(words: Sequence[str], synonyms: Synonyms) -> Iterable[tuple[int, list[Way]]]:
    for places, ways in synonyms.found_in(words):
        for position in places:
            yield position, ways
