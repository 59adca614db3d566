"""Links that lead into another language."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Locale

register = template.Library()


@register.simple_tag(takes_context=True)
def hreflang(context, target) -> SafeString | str:
    """`<a href="…"{% hreflang target %}>`: says so where the page behind has another language."""
    page = context.get("page")
    if not page or not target or page.locale_id == target.locale_id:
        return ""
    return format_html(' hreflang="{}"', _code(context, target.locale_id))


def _code(context, locale_id: int) -> str:
    """The language's code; one query for all links of a page."""
    request = context.get("request")
    codes = getattr(request, "_language_codes", None)
    if codes is None:
        codes = dict(Locale.objects.values_list("pk", "language_code"))
        if request is not None:
            request._language_codes = codes
    return codes[locale_id]
