"""The frame around a page: its links and who runs the site."""

from django import template

from content.models import OrganisationSettings
from content.navigation import Navigation, navigation_for

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context) -> Navigation:
    """`{% navigation as nav %}`: all links of header and footer."""
    request = context["request"]
    if not hasattr(request, "_navigation"):
        request._navigation = navigation_for(request)
    return request._navigation


@register.simple_tag(takes_context=True)
def organisation(context) -> OrganisationSettings:
    """`{% organisation as org %}`: who runs the site, from the settings."""
    return OrganisationSettings.for_request(context["request"])
