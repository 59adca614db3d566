"""Days on which a set is not lent. They and the loans keep out of each other's way."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from exhibitions.bookings.actions.problems import BookingProblem
from exhibitions.bookings.actions.steps import lock_sets, retried
from exhibitions.bookings.actions.waiting import offer_to_waiting
from exhibitions.bookings.models import Closure, Occupancy, PosterSet


def close_set(poster_set: PosterSet, first_day: date, last_day: date, reason: str) -> Closure:
    """Keep a set from being lent. Raises BookingProblem when it is taken in these days."""
    return save_closure(
        Closure(poster_set=poster_set, first_day=first_day, last_day=last_day, reason=reason)
    )


def save_closure(closure: Closure) -> Closure:
    """Write a new closure, or a changed one, together with the days that it takes."""
    is_new = closure.pk is None
    try:
        return _save(closure)
    except IntegrityError as error:
        if is_new:  # it was rolled back
            closure.pk, closure._state.adding = None, True
        if Occupancy.no_overlap().name not in str(error):
            raise
        raise BookingProblem(Occupancy.no_overlap().get_violation_error_message()) from error


@retried
@transaction.atomic
def _save(closure: Closure) -> Closure:
    lock_sets()
    closure.save()
    Occupancy.objects.update_or_create(
        closure=closure,
        defaults={
            "poster_set": closure.poster_set,
            "start": closure.first_day,
            "end": closure.last_day + timedelta(days=1),
        },
    )
    offer_to_waiting()
    return closure


@retried
@transaction.atomic
def open_set(closure: Closure) -> None:
    """The days of a closure are free again."""
    lock_sets()
    closure.delete()
    offer_to_waiting()
