"""The two forms for the pages that editors embed them on. They post to their fixed addresses."""

from django import template

from home.enquiries.forms.public import BarrierForm, ContactForm

register = template.Library()


@register.simple_tag
def contact_form() -> ContactForm:
    """An empty contact form, with ids that no other form of the page has."""
    return ContactForm(auto_id="kontakt_%s")


@register.simple_tag
def barrier_form() -> BarrierForm:
    """An empty report of a barrier."""
    return BarrierForm(auto_id="barriere_%s")
