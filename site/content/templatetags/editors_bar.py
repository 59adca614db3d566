"""Wagtail's bar on public pages, for people who are signed in."""

from django import template
from django.conf import settings
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

register = template.Library()


@register.simple_tag(takes_context=True)
def editors_bar(context) -> str:
    """`{% editors_bar %}`: from the page to its editor, with the check for accessibility.

    Without a session cookie nobody is asked who he is: the page stays the same for all, and every
    cache may keep it.
    """
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return wagtailuserbar(context)
