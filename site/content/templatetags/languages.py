"""What leads into another language, or is written in one."""

from django import template
from django.core.cache import cache
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
SECONDS = 3600  # the languages of a site hardly ever change


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
        return _code(target) if page.locale_id != target.locale_id else ""
    code = _code(target)
    return code if code != translation.get_language() else ""


def _code(target) -> str:
    """The language of a page, without a query for each."""
    if "locale" in target._state.fields_cache:
        return target.locale.language_code
    return cache.get_or_set(
        f"content.language.{target.locale_id}", lambda: target.locale.language_code, SECONDS
    )
