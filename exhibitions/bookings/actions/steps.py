"""Steps that several actions take: move on, take a set, let it go."""

import time
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction
from wagtail.log_actions import log

from exhibitions.bookings.actions.problems import AskedBefore, NotAvailable, Overtaken
from exhibitions.bookings.availability import Availability
from exhibitions.bookings.models import Booking, LendingRules, Occupancy, PosterSet
from exhibitions.bookings.models.bookings import BookingQuerySet
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import HOLDING, MOVES, STAGES, BookingState
from submissions.models import Submission
from submissions.months import add_months

TRIES = 4


def retried(action: Callable) -> Callable:
    """Try again when the database was busy or ended a deadlock at our cost; each try is whole."""

    @wraps(action)
    def patient(*args, **kwargs):
        for attempt in range(1, TRIES + 1):
            try:
                return action(*args, **kwargs)
            except OperationalError:
                if attempt == TRIES or connection.in_atomic_block:
                    raise
                time.sleep(0.05 * attempt)
        return None

    return patient


def move(booking: Booking, seen: str, to: BookingState, **changes: Any) -> None:
    """From the state that was seen to the next one, if it still stands there.

    Raises Overtaken when it does not, ValueError for a move that does not exist."""
    if (seen, to) not in MOVES:
        raise ValueError(f"There is no way from {seen} to {to}")
    won = Booking.objects.filter(pk=booking.pk, state=seen).update(state=to, **changes)
    if won:
        Submission.objects.filter(pk=booking.pk).update(stage=STAGES[to])
    booking.refresh_from_db()
    if not won:
        raise Overtaken(booking)


def keep_after(booking: Booking) -> None:
    """The contact is kept for some months after the last day."""
    forget_on = add_months(booking.last_day, LendingRules.load().keep_months)
    Submission.objects.filter(pk=booking.pk).update(forget_on=forget_on)


def record(booking: Booking, action: str, *, by=None, **data: Any) -> None:
    """Write the history: who did what. Never a person's words or address."""
    log(booking, f"bookings.{action}", user=by, data=data or None)


def lock_sets() -> list[PosterSet]:
    """The sets that are lent, each locked until the transaction ends.

    On PostgreSQL two who want the same days would wait for each other inside the exclusion
    constraint until a deadlock is found; so they queue here. SQLite has one writer anyway. Whoever
    locks a loan too does it after the sets.
    """
    return list(PosterSet.objects.select_for_update().filter(in_service=True).order_by("pk"))


def occupy(booking: Booking, stretch: tuple[date, date], sets: list[PosterSet]) -> bool:
    """Take the first set that is free. The constraint of the database has the last word."""
    start, end = stretch
    for poster_set in sets:
        try:
            with transaction.atomic():
                occupancy, _ = Occupancy.objects.update_or_create(
                    booking=booking,
                    defaults={"poster_set": poster_set, "start": start, "end": end},
                )
        except IntegrityError as error:
            if Occupancy.no_overlap().name not in str(error):
                raise
        else:
            booking.occupancy = occupancy
            return True
    return False


def refuse_second(booking: Booking, *, is_waiting: bool = False) -> None:
    """A school has the exhibition once at a time. Raises AskedBefore.

    Asked with the sets locked: of two requests at the same moment the second finds the first."""
    others = _others_of_school(booking).overlapping(*booking.days)
    if others.in_states(HOLDING).exists():
        raise AskedBefore
    if is_waiting and others.in_states({BookingState.WAITING}).exists():
        raise AskedBefore(is_waiting=True)


def days_of_school(booking: Booking) -> list[tuple[date, date]]:
    """First and last days of all other loans by which the same school takes a set."""
    return list(_others_of_school(booking).in_states(HOLDING).values_list("first_day", "last_day"))


def _others_of_school(booking: Booking) -> BookingQuerySet:
    same = Booking.objects.of_school(booking.contact_email, booking.institution, booking.postcode)
    return same.exclude(pk=booking.pk)


def not_available(period: Period, *, ignoring: int | None = None) -> NotAvailable:
    """The refusal with what is free instead, read after the attempt was rolled back."""
    return NotAvailable(Availability.load().alternatives(period, ignoring=ignoring))
