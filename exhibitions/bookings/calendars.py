"""Calendar entries of loans: all-day, the end exclusive, the same UID for life (RFC 5545).

No secret link and no person is ever in one: people share calendars.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from exhibitions.bookings.models import Booking

NAME = "Wanderausstellung MISSION SACHSEN 2038"
PRODUCT = "-//MISSION SACHSEN 2038//Wanderausstellung//DE"
DAY = timedelta(days=1)


def entry_of(booking: Booking, *, cancelled: bool = False) -> str:
    """A loan as a file that replaces the one sent before, or takes it out again."""
    event = _event(booking, f"Wanderausstellung ({booking.reference})")
    event.add("description", f"Vorgangsnummer {booking.reference}")
    if cancelled:
        event["status"] = "CANCELLED"
    return _file([event], method="CANCEL" if cancelled else "PUBLISH")


def tour_feed(bookings: Iterable[Booking], address: str) -> str:
    """The public tour: where the exhibition was, is and will be. Who asked is not in it."""
    events = []
    for booking in bookings:
        event = _event(booking, f"Wanderausstellung: {booking.institution}, {booking.town}")
        event.add("location", f"{booking.institution}, {booking.postcode} {booking.town}")
        event.add("url", address)
        events.append(event)
    return _file(events, name=NAME)


def team_feed(bookings: Iterable[Booking]) -> str:
    """What the team puts into its own calendar: places and sets, no people and no phones."""
    events = []
    for booking in bookings:
        where = f"{booking.institution}, {booking.town}"
        event = _event(booking, f"{booking.poster_set}: {where} ({booking.get_state_display()})")
        event.add("location", where)
        events.append(event)
    return _file(events, name="Ausleihe der Wanderausstellung")


def _event(booking: Booking, summary: str) -> Event:
    event = Event()
    event.add("uid", f"ausleihe-{booking.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", booking.version)
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", booking.first_day)
    event.add("dtend", booking.last_day + DAY)
    event.add("summary", summary)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _file(events: list[Event], *, method: str = "PUBLISH", name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", timezone.get_default_timezone_name())
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()
