"""Where the glossary explains a term. The glossary itself belongs to an app that registers it."""

from collections.abc import Callable

from django.utils.html import strip_tags
from django.utils.text import slugify

_lookups: list[Callable[[str], str]] = []


def register_glossary(lookup: Callable[[str], str]) -> None:
    """Let `lookup` answer for the address of a term by its slug; empty when unknown."""
    _lookups.append(lookup)


def term_address(text: str) -> str:
    """The address where the term is explained; empty when nobody explains it."""
    slug = slugify(strip_tags(text).replace("\u00ad", ""))
    return next((address for lookup in _lookups if (address := lookup(slug))), "")
