"""Texts of editors as HTML, with the links to pages and to terms of the glossary.

The one place where such a text is declared safe.
"""

import re
import secrets

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from content.glossary import term_address

_term = re.compile(r'<span data-term(?:="[^"]*")?>(.*?)</span>')


def as_html(sources: list[str]) -> list[SafeString]:
    """What rich text fields hold, as HTML; one query for the links of all of them.

    Only for values of such fields: they are safe because the editor's form lets nothing else
    through. Whatever else is given here reaches the page as it is.
    """
    return [
        mark_safe(_term.sub(_linked_term, text))  # noqa: S308  (cleaned when it was saved)
        for text in _expand(sources)
    ]


def _expand(sources: list[str]) -> list[str]:
    between = f"<!-- {secrets.token_hex(8)} -->"  # nobody can write it into a text beforehand
    expanded = expand_db_html(between.join(sources)).split(between)
    if len(expanded) == len(sources):
        return expanded
    return [expand_db_html(source) for source in sources]  # a tag without an end took one along


def _linked_term(match: re.Match) -> str:
    text = match.group(1)
    address = term_address(text)
    return f'<a class="term" href="{escape(address)}">{text}</a>' if address else text
