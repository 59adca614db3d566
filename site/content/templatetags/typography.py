"""How text is set: soft hyphens, and rich text with the glossary's terms linked."""

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from content.hyphenation import hyphenate as with_soft_hyphens
from content.prose import as_html

register = template.Library()


@register.filter
@stringfilter
def hyphenate(text: str) -> str:
    """A heading with soft hyphens in its long words."""
    return with_soft_hyphens(text)


@register.filter
def prose(value: RichText | str | None) -> SafeString:
    """The value of a rich text field or block as HTML."""
    source = value.source if isinstance(value, RichText) else value or ""
    return as_html([source])[0]
