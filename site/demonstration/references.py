"""How the demonstration's texts point at things: `page:/kontakt/`, `image:key`."""

import re
from typing import Any

_reference = re.compile(r"^(page|image|document|person|region|topic|institution):(\S+)$")
_page_link = re.compile(r'<a href="page:([^"]+)">')
_document_link = re.compile(r'<a href="document:([^"]+)">')


class UnknownReferenceError(LookupError):
    """A text points at something that the demonstration does not hold."""


class References:
    """What has been loaded so far, by kind and key."""

    def __init__(self):
        self._objects: dict[tuple[str, str], Any] = {}

    def add(self, kind: str, key: str, thing: Any) -> None:
        """Remember a thing under its key."""
        self._objects[kind, key] = thing

    def find(self, reference: str) -> Any:
        """The thing that `reference` names. Raises UnknownReferenceError."""
        match = _reference.match(reference)
        if not match or match.groups() not in self._objects:
            raise UnknownReferenceError(reference)
        return self._objects[match.groups()]

    def is_reference(self, value: Any) -> bool:
        """Whether a value from a file names a thing."""
        return isinstance(value, str) and bool(_reference.match(value))

    def resolve(self, value: Any) -> Any:
        """A value for a field: references become things, also inside lists."""
        if isinstance(value, list):
            return [self.resolve(item) for item in value]
        return self.find(value) if self.is_reference(value) else self.rich_text(value)

    def in_blocks(self, value: Any) -> Any:
        """A value for a block: references become primary keys, however deep they stand."""
        if isinstance(value, dict):
            return {key: self.in_blocks(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.in_blocks(item) for item in value]
        return self.find(value).pk if self.is_reference(value) else self.rich_text(value)

    def rich_text(self, value: Any) -> Any:
        """Links to pages and documents as Wagtail keeps them; they survive a move."""
        if not isinstance(value, str) or "<a " not in value:
            return value
        value = _page_link.sub(
            lambda link: f'<a linktype="page" id="{self.find("page:" + link[1]).pk}">', value
        )
        return _document_link.sub(
            lambda link: f'<a linktype="document" id="{self.find("document:" + link[1]).pk}">',
            value,
        )
