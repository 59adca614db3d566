"""Where in a text the words stand that somebody wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from german.wanted import WantedWord, Way

LOOKED_THROUGH = 10_000  # characters of a text: looking for a word inside of words takes its time
LENGTH = 240  # characters of an excerpt
BEFORE = 60  # characters before the first word that was found
SHORTEST_INSIDE = 5  # letters of a term that is marked inside of words too
SHORTEST_INFLECTED = 4  # letters of a term that is marked with whatever ends it has
_LINK = r"\w{0,2}"  # an ending before the next part: „Arbeit-s-platz“
_FLAGS = re.IGNORECASE

_spellings = {"ae": "(?:ä|ae)", "oe": "(?:ö|oe)", "ue": "(?:ü|ue)", "ss": "(?:ß|ss)"}
_line_without_stop = re.compile(r"(?<=[^\s.!?:,;…])\s*\n\s*")  # a heading, a cell, an item
_umlaut_or_plain = re.compile("ae|oe|ue|ss|.", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A part of a text, marked or not."""

    text: str
    is_marked: bool = False


def near(text: str, words: Iterable[WantedWord]) -> str:
    """The part of a long text around the longest of these words; a short text as it is."""
    if len(text) <= LOOKED_THROUGH:
        return text
    lowered = text.lower()
    terms = {term for word in words for way in word.all_ways for term in way}
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        spellings = (term, _with_umlauts(term), _with_umlauts(term).replace("ss", "ß"))
        found = [place for place in map(lowered.find, spellings) if place >= 0]
        if found:
            start = max(min(found) - LOOKED_THROUGH // 2, 0)
            return text[start : start + LOOKED_THROUGH]
    return text[:LOOKED_THROUGH]


def _with_umlauts(term: str) -> str:
    return term.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")


def pattern(words: Iterable[WantedWord], texts: Sequence[str]) -> re.Pattern[str] | None:
    """What finds these words in these texts as they stand there.

    A word that is there as a whole is found nowhere else: „Netzwerk“ is not in „Werkstoffe“. The
    parts of a compound are found alone only where all of them are and the whole is not."""
    found: dict[str, None] = {}
    for word in words:
        wholes = [_whole(way) for way in word.all_ways]
        parts = [[_whole((term,)) for term in way] for way in word.all_ways if len(way) > 1]
        if not _are_in([_any_of(wholes)], texts):
            wholes += [part for way in parts if _are_in(way, texts) for part in way]
        found.update(dict.fromkeys(wholes))
    # The longest first: of two that begin at the same letter it is the one that is marked.
    return re.compile(_any_of(sorted(found, key=len, reverse=True)), _FLAGS) if found else None


def _are_in(patterns: Iterable[str], texts: Sequence[str]) -> bool:
    compiled = [re.compile(each, _FLAGS) for each in patterns]
    return all(any(map(each.search, texts)) for each in compiled)


def _any_of(patterns: Iterable[str]) -> str:
    return "|".join(patterns)


def _whole(way: Way) -> str:
    """A single word that has these terms, in their order."""
    length = sum(map(len, way))
    inside = r"\w*?" if length >= SHORTEST_INSIDE else ""
    ends = r"\w*" if length >= SHORTEST_INFLECTED else ""
    return rf"\b{inside}{_LINK.join(map(spelled, way))}{ends}\b"


def spelled(term: str) -> str:
    """A pattern for a folded term in all spellings of its umlauts."""
    return "".join(
        _spellings.get(sign) or re.escape(sign) for sign in _umlaut_or_plain.findall(term)
    )


def marked(text: str, found: re.Pattern[str] | None) -> list[Piece]:
    """The whole text, what was found marked."""
    pieces, end = [], 0
    for match in found.finditer(text) if found else ():
        if match.start() > end:
            pieces.append(Piece(text[end : match.start()]))
        pieces.append(Piece(match[0], True))
        end = match.end()
    return [*pieces, Piece(text[end:])] if text[end:] or not pieces else pieces


def excerpt(texts: Sequence[str], found: re.Pattern[str] | None) -> list[Piece]:
    """The stretch of the first text that has a word, marked; else how the first one begins."""
    for text in texts:
        match = found.search(text) if found else None
        if match:
            return marked(_stretch(text, match.start()), found)
    return marked(_stretch(next(filter(None, texts), ""), 0), None)


def _stretch(text: str, position: int) -> str:
    start = 0
    if position > BEFORE:
        line = text.rfind("\n", 0, position) + 1
        start = max(line, text.rfind(" ", 0, position - BEFORE) + 1)
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    before = "… " if start and text[start - 1] != "\n" else ""
    shown = _line_without_stop.sub(" · ", text[start:end].strip())
    return before + " ".join(shown.split()) + (" …" if end < len(text) else "")
