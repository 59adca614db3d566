"""What search engines and shared links read."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from content.structured_data import absolute, page_graph

register = template.Library()

# As Django's json_script: nothing in the data can end the element.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def json_ld(context, page) -> SafeString:
    """`{% json_ld page %}`: the page's structured data."""
    data = json.dumps(page_graph(page, context["request"]), ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(data.translate(_ESCAPES)),  # noqa: S308  (JSON, every < > & as \u00..)
    )


@register.filter
def absolute_url(url: str) -> str:
    """An address with its host, for links that leave the site."""
    return absolute(url or "/")
