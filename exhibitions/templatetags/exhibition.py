"""The ways on from the exhibition: borrow it, see it, work with it."""

from django import template

from content.models import BasePage
from exhibitions.bookings.models import Booking, LendingPage, TermsPage, TourPage
from exhibitions.bookings.tour import next_stops as stops_from_today
from exhibitions.models import PosterIndexPage

register = template.Library()


@register.simple_tag
def exhibition_ways(page) -> list[BasePage]:
    """`{% exhibition_ways page as ways %}`: what is published below it, to borrow, visit, use."""
    below = BasePage.objects.child_of(page).live().not_type(PosterIndexPage, TermsPage)
    return list(below.select_related("locale").order_by("path"))


@register.simple_tag
def lending_ways(page) -> list[BasePage]:
    """`{% lending_ways page as ways %}`: where one borrows the exhibition, and where it stands."""
    kinds = [LendingPage.search_kind, TourPage.search_kind]
    pages = BasePage.objects.live().filter(kind__in=kinds, locale=page.locale_id)
    return list(pages.select_related("locale").order_by("path"))


@register.simple_tag
def next_stops(number: int) -> list[Booking]:
    """`{% next_stops 3 as stops %}`: where the exhibition is and goes next."""
    return stops_from_today(number)


@register.filter
def tour_among(pages) -> BasePage | None:
    """`{{ ways|tour_among }}`: the page with the tour, if it is published."""
    return next((page for page in pages if page.kind == TourPage.search_kind), None)
