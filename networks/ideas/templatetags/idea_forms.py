"""The first step of an idea for the pages that editors embed it on. It posts to its own address."""

from django import template

from networks.ideas.forms.idea import BeginForm

register = template.Library()


@register.simple_tag
def idea_form() -> BeginForm:
    """An empty form, with ids that no other form of the page has."""
    return BeginForm(auto_id="idee_%s")
