"""What leads into another language, or is written in one."""

from django import template
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Locale

register = template.Library()


@register.simple_tag(takes_context=True)
def hreflang(context, target) -> SafeString | str:
    """`<a href="…"{% hreflang target %}>`: says so where the page behind has another language."""
    language = _foreign_language(context, target)
    return format_html(' hreflang="{}"', language) if language else ""


@register.simple_tag(takes_context=True)
def lang(context, target) -> SafeString | str:
    """`<li{% lang target %}>`: says so where a page's own words stand in another language."""
    language = _foreign_language(context, target)
    return format_html(' lang="{}"', language) if language else ""


def _foreign_language(context, target) -> str:
    """The target's language where it is not the language around; else nothing."""
    if not target:
        return ""
    page = context.get("page")
    # A component gets no page, or the target by that name: then the frame's language counts.
    if page and page != target:
        is_foreign = page.locale_id != target.locale_id
        return _code(context, target.locale_id) if is_foreign else ""
    code = _code(context, target.locale_id)
    return code if code != translation.get_language() else ""


def _code(context, locale_id: int) -> str:
    """The language's code; one query for all links of a page."""
    request = getattr(context, "request", None)
    codes = getattr(request, "_language_codes", None)
    if codes is None:
        codes = dict(Locale.objects.values_list("pk", "language_code"))
        if request is not None:
            request._language_codes = codes
    return codes[locale_id]
