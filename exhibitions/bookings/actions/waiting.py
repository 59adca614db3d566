"""The waiting list: in the order of coming, each offer holds its place for some days."""

from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from exhibitions.bookings import mail
from exhibitions.bookings.actions.steps import days_of_school, lock_sets, move, occupy, record
from exhibitions.bookings.availability import Availability, current_planner
from exhibitions.bookings.models import Booking, LendingRules, Occupancy
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import BookingState


def let_go(booking: Booking) -> None:
    """The set is free again, at once, and offered to who waits for it."""
    Occupancy.objects.filter(booking=booking).delete()
    booking.refresh_from_db()
    offer_to_waiting()


def offer_to_waiting() -> int:
    """Offer what is free to whoever has waited longest; how many offers went out.

    Called within the transaction that makes something free, so that nobody else takes it first."""
    waiting = Booking.objects.filter(
        state=BookingState.WAITING, confirmed_address_at__isnull=False
    ).order_by("created_at", "pk")
    if not waiting.exists():
        return 0
    sets = lock_sets()
    offers = 0
    # Locked, so that none of them can leave the list while it is offered something.
    for booking in waiting.select_for_update(of=("self",)):
        window = _window_for(booking, Availability.load())
        if window and _offer(booking, window, sets):
            offers += 1
    return offers


def _window_for(booking: Booking, availability: Availability) -> Period | None:
    """What the school wanted, else the first window of that length up to the day it named."""
    wanted = Period(*booking.days)
    own = days_of_school(booking)  # what it got meanwhile by another request
    if availability.is_free(wanted) and not _meets(wanted, own):
        return wanted
    last: date = booking.waits_until
    for window in availability.windows(wanted.weeks, start=booking.first_day):
        if window.last > last:
            return None
        if window.first >= booking.first_day and not _meets(window, own):
            return window
    return None


def _meets(window: Period, stretches: list[tuple[date, date]]) -> bool:
    return any(first <= window.last and window.first <= last for first, last in stretches)


def _offer(booking: Booking, window: Period, sets) -> bool:
    until = timezone.now() + timedelta(hours=LendingRules.load().offer_hours)
    if not occupy(booking, current_planner().stretch(window), sets):
        return False
    move(
        booking,
        BookingState.WAITING,
        BookingState.OFFERED,
        first_day=window.first,
        last_day=window.last,
        version=F("version") + 1,
        hold_until=until,
    )
    record(booking, "offer")
    mail.send(booking, "waiting.offered", until=mail.moment(until))
    return True
