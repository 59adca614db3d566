"""How text is set: soft hyphens, and rich text with the glossary's terms linked."""

import re

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from content.glossary import term_address
from content.hyphenation import hyphenate as with_soft_hyphens

register = template.Library()

_term = re.compile(r'<span data-term(?:="[^"]*")?>(.*?)</span>')


@register.filter
@stringfilter
def hyphenate(text: str) -> str:
    """A heading with soft hyphens in its long words."""
    return with_soft_hyphens(text)


@register.filter
def prose(value) -> SafeString:
    """An editor's rich text as HTML. Its source is Wagtail's own whitelist, so it is safe."""
    if not value:
        return mark_safe("")
    source = value.source if isinstance(value, RichText) else str(value)
    return mark_safe(_term.sub(_linked_term, expand_db_html(source)))


def _linked_term(match: re.Match) -> str:
    text = match.group(1)
    address = term_address(text)
    if not address:
        return text
    return format_html('<a class="term" href="{}">{}</a>', address, mark_safe(text))
