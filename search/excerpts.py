"""Where in a text the words stand that somebody wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from german.wanted import WantedWord

LENGTH = 240  # characters of an excerpt
BEFORE = 60  # characters before the first word that was found
SHORTEST_INSIDE = 5  # letters of a term that is marked inside of words too

_spellings = {"ae": "(?:ä|ae)", "oe": "(?:ö|oe)", "ue": "(?:ü|ue)", "ss": "(?:ß|ss)"}
_umlaut_or_plain = re.compile("ae|oe|ue|ss|.", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A part of a text, marked or not."""

    text: str
    is_marked: bool = False


def pattern(words: Iterable[WantedWord]) -> re.Pattern[str] | None:
    """What finds these words in a text as it stands there."""
    terms = {term for word in words for way in word.ways for term in way}
    ways = []
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        spelled = "".join(
            _spellings.get(sign) or re.escape(sign) for sign in _umlaut_or_plain.findall(term)
        )
        inside = r"\w*?" if len(term) >= SHORTEST_INSIDE else ""
        ends = r"\w*" if len(term) >= 4 else ""
        ways.append(rf"\b{inside}{spelled}{ends}\b")
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


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
    return before + " ".join(text[start:end].split()) + (" …" if end < len(text) else "")
