"""Which pages of a long list are linked. A list of thousands costs no more than one of ten."""

from django import template
from django.core.paginator import Page

register = template.Library()
AROUND = 2  # pages before and after the current one


@register.filter
def nearby_pages(page: Page) -> list[int]:
    """`{% for number in page_obj|nearby_pages %}`: the first, the last and those around."""
    last = page.paginator.num_pages
    around = range(max(page.number - AROUND, 1), min(page.number + AROUND, last) + 1)
    return sorted({1, *around, last})
