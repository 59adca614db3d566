"""What can be read on a page, as plain text: what its search fields hold."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager, Model
from wagtail.search.index import RelatedFields, SearchField

from content.models import BasePage

LEAD_BOOST = 2  # fields with this boost or more belong to the lead

_tag = re.compile(r"</?([a-z][^\s/<>]*)[^<>]*>", re.IGNORECASE)
# Tags inside a word: it stays one word without them.
_inside_words = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "u",
}  # fmt: skip
# Soft hyphens, marks of writing direction, joiners, control characters, private use, lone halves
# of characters: nobody reads them.
_unseen = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ue000-\uf8ff\ufeff\ufff9-\ufffc\ud800-\udfff]"
)


@dataclass(frozen=True)
class PageTexts:
    """The plain texts of a page, the most telling first. Their pieces stand on lines."""

    title: str
    lead: str
    body: str


def texts_of(page: BasePage) -> PageTexts:
    """The texts of a page, which must be of its specific class."""
    leads, bodies = [], []
    for field, value in _values(page, type(page).get_search_fields()):
        if field.field_name == "title" and value == page.title:
            continue
        (leads if (field.boost or 1) >= LEAD_BOOST else bodies).extend(_pieces(value))
    return PageTexts(plain_text(page.title), _joined(leads), _joined(bodies))


def plain_text(text: str) -> str:
    """A text without tags, entities and characters that nobody sees, on one line."""
    words = html.unescape(_tag.sub(_gap, text))
    return " ".join(_tag.sub(" ", _unseen.sub("", words)).split())


def _gap(tag: re.Match) -> str:
    return "" if tag[1].lower() in _inside_words else " "


def _values(row: Model, fields: Iterable) -> Iterator[tuple[SearchField, Any]]:
    for field in fields:
        if isinstance(field, SearchField):
            yield field, field.get_value(row)
        elif isinstance(field, RelatedFields):
            for each in _rows(field.get_value(row)):
                yield from _values(each, field.fields)


def _rows(related: Any) -> Iterable[Model]:
    if isinstance(related, Manager):
        return related.all()
    return [] if related is None else [related]


def _pieces(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _pieces(each)
    elif value is not None:
        yield str(value)


def _joined(pieces: Iterable[str]) -> str:
    """The pieces below each other, each once."""
    return "\n".join(dict.fromkeys(text for piece in pieces if (text := plain_text(piece))))
