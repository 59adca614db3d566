"""What is looked for, read from whatever Wagtail was asked: words, and how they belong together.

Of any string only letters and digits are left, so that nothing in it can mean something to a
database. Both databases write the same tree in a language of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, PlainText, SearchQuery
from modelsearch.query import Phrase as PhraseQuery

from german.words import STOP_WORDS
from search.admin_backend.words import folded_words, forms

LONGEST_QUERY = 200  # characters; more is cut
MOST_WORDS = 32


@dataclass(frozen=True)
class Word:
    """One of the forms is there; or a word that begins so."""

    forms: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True)
class Phrase:
    """The words are there one after the other; the last may be the beginning of one."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True)
class All:
    """All of the parts are there."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Any:
    """One of the parts is there."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class But:
    """What is wanted is there and what is unwanted is not."""

    wanted: Part
    unwanted: Part


@dataclass(frozen=True)
class Without:
    """Everything that has not the part. It never stands inside another part."""

    part: Part


Part = Word | Phrase | All | Any | But
EVERYTHING = MatchAll()


class Reader:
    """Reads one query. `beginnings`: of each word its beginning is enough, as for suggestions."""

    def __init__(self, *, beginnings: bool):
        self.beginnings = beginnings
        self.left = LONGEST_QUERY

    def read(self, query: SearchQuery) -> Part | Without | MatchAll | None:
        """What is looked for; `EVERYTHING`; or nothing, where no word was said."""
        match query:
            case PlainText() | Fuzzy():
                return self._words(query)
            case PhraseQuery():
                words = tuple(self._cut(query.query_string))
                return Phrase(words, self.beginnings) if words else None
            case And():
                return _all(map(self.read, query.subqueries))
            case Or():
                return _any(map(self.read, query.subqueries))
            case Not():
                return _not(self.read(query.subquery))
            case Boost():
                return self.read(query.subquery)
            case MatchAll():
                return EVERYTHING
        raise NotImplementedError(f"{type(query).__name__} cannot be searched for")

    def _words(self, query: PlainText | Fuzzy) -> Part | None:
        words = list(dict.fromkeys(self._cut(query.query_string)))
        if self.beginnings:
            parts = [Word((word,), is_beginning=True) for word in words]
        else:
            meaningful = [word for word in words if word not in STOP_WORDS]
            parts = [Word(forms(word)) for word in meaningful or words]
        return _any(parts) if query.operator == "or" else _all(parts)

    def _cut(self, text: str) -> list[str]:
        text = text[: self.left]
        self.left -= len(text)
        return folded_words(text)[:MOST_WORDS]


def wanted_words(part: Part) -> Part:
    """Any of the words that are to be there: the more of them, the better it fits."""
    match part:
        case All(parts) | Any(parts):
            return _joined(Any, tuple(map(wanted_words, parts)))
        case But(wanted, _):
            return wanted_words(wanted)
    return part


def _all(parts: Iterable) -> Part | Without | MatchAll | None:
    said = [part for part in parts if part is not None]
    parts = [part for part in said if part is not EVERYTHING]
    unwanted = tuple(part.part for part in parts if isinstance(part, Without))
    wanted = tuple(part for part in parts if not isinstance(part, Without))
    if not parts:
        return EVERYTHING if said else None
    if not unwanted:
        return _joined(All, wanted)
    if not wanted:
        return Without(_joined(Any, unwanted))
    return But(_joined(All, wanted), _joined(Any, unwanted))


def _any(parts: Iterable) -> Part | Without | MatchAll | None:
    parts = [part for part in parts if part is not None]
    if EVERYTHING in parts:
        return EVERYTHING
    if any(isinstance(part, Without) for part in parts):
        return _not(_all(map(_not, parts)))
    return _joined(Any, tuple(parts)) if parts else None


def _not(part: Part | Without | MatchAll | None) -> Part | Without | MatchAll | None:
    if part is None:
        return EVERYTHING
    if part is EVERYTHING:
        return None
    return part.part if isinstance(part, Without) else Without(part)


def _joined(kind: type[All] | type[Any], parts: tuple[Part, ...]) -> Part:
    """The parts in one, never one of a kind inside another of that kind."""
    flat = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part]
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
