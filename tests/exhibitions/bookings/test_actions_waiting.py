"""The waiting list: in the order of coming, each offer holds its place for three days."""

from datetime import date, timedelta

import pytest

from exhibitions.bookings.actions import (
    BookingProblem,
    accept_offer,
    cancel_booking,
    close_set,
    decline_booking,
    expire_due,
    move_booking,
    offer_due,
    open_set,
    save_closure,
    take_back,
)
from exhibitions.bookings.models import Booking, Closure, Occupancy
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import BookingState
from submissions.models import OutboxMail
from tests.exhibitions.bookings.factories import FRIDAY, MONDAY, BookingFactory, mails_to

LATER = Period(date(2027, 6, 7), date(2027, 6, 18))


@pytest.fixture
def promised(poster_set):
    """The loan that others wait for."""
    return BookingFactory(state=BookingState.CONFIRMED, poster_set=poster_set)


def waiting(until=FRIDAY, **values):
    return BookingFactory(state=BookingState.WAITING, waits_until=until, **values)


def state_of(booking):
    return Booking.objects.get(pk=booking.pk).state


def test_a_cancelled_loan_is_offered_to_who_has_waited_longest(promised, clock):
    first = waiting()
    clock.pass_by(minutes=1)
    second = waiting()

    cancel_booking(promised, seen="confirmed")

    first.refresh_from_db()
    assert first.state == BookingState.OFFERED
    assert first.hold_until == clock.now + timedelta(hours=72)
    assert Occupancy.objects.get().booking == first
    assert mails_to(first) == ["waiting.offered"]
    assert "27. November 2026, 10:01 Uhr" in OutboxMail.objects.get(submission=first).body
    assert state_of(second) == BookingState.WAITING
    assert mails_to(second) == []


def test_an_offer_that_nobody_takes_goes_to_the_next_and_not_back(promised, clock):
    first = waiting()
    clock.pass_by(minutes=1)
    second = waiting()
    cancel_booking(promised, seen="confirmed")

    clock.pass_by(hours=71)
    assert expire_due() == 0
    clock.pass_by(hours=1)
    assert expire_due() == 1

    assert state_of(first) == BookingState.EXPIRED
    assert mails_to(first) == ["waiting.offered", "waiting.offer_expired"]
    assert state_of(second) == BookingState.OFFERED
    assert Occupancy.objects.get().booking == second


def test_who_cancelled_is_not_offered_it_again(promised):
    only = waiting()
    cancel_booking(promised, seen="confirmed")
    only.refresh_from_db()

    cancel_booking(only, seen="offered")
    offer_due()

    assert state_of(only) == BookingState.CANCELLED
    assert mails_to(only) == ["waiting.offered", "waiting.cancelled"]
    assert not Occupancy.objects.exists()


def test_who_has_not_confirmed_the_address_is_offered_nothing(promised):
    silent = waiting(confirmed_address_at=None)

    cancel_booking(promised, seen="confirmed")

    assert state_of(silent) == BookingState.WAITING


def test_an_offer_taken_keeps_the_set(promised):
    only = waiting()
    cancel_booking(promised, seen="confirmed")
    only.refresh_from_db()

    accept_offer(only)

    assert Occupancy.objects.get().booking == only


def test_where_the_wanted_days_stay_taken_a_later_window_of_that_length_is_offered(promised):
    school = waiting(until=date(2027, 6, 30))

    assert offer_due() == 1

    school.refresh_from_db()
    assert school.days == (date(2027, 4, 27), date(2027, 5, 5))  # Himmelfahrt follows
    assert school.version == 1


def test_nothing_is_offered_for_days_that_the_school_has_already(promised):
    again = waiting(until=date(2027, 6, 30), contact_email="a@schule.example")
    BookingFactory(contact_email="a@schule.example", first_day=FRIDAY, last_day=date(2027, 5, 7))

    cancel_booking(promised, seen="confirmed")

    again.refresh_from_db()
    assert again.state == BookingState.OFFERED
    assert again.first_day > date(2027, 5, 7)


def test_nothing_is_offered_beyond_the_day_until_which_a_school_waits(promised):
    school = waiting(until=date(2027, 5, 2))

    assert offer_due() == 0
    assert state_of(school) == BookingState.WAITING


def test_a_wait_that_is_over_ends_with_a_mail(promised, clock):
    school = waiting(until=FRIDAY)
    clock.set_to(FRIDAY)
    assert expire_due() == 0

    clock.pass_by(days=1)
    assert expire_due() == 1

    assert mails_to(school) == ["waiting.over"]
    school.refresh_from_db()
    assert school.forget_on == date(2027, 7, 24)


def test_a_place_on_the_list_that_nobody_confirmed_ends_without_a_mail(promised, clock):
    school = waiting(confirmed_address_at=None, hold_until=clock.now + timedelta(hours=48))

    clock.pass_by(hours=48)

    assert expire_due() == 1
    assert mails_to(school) == []


@pytest.mark.parametrize(
    "free_the_set",
    [
        lambda loan, team: decline_booking(loan, by=team, seen="requested", reason="Umbau"),
        lambda loan, team: move_booking(loan, LATER, seen_version=0),
        lambda loan, team: cancel_booking(loan, seen="requested", by=team),
    ],
    ids=["declined", "moved", "cancelled by the team"],
)
def test_whatever_frees_a_set_offers_it(poster_set, administrator, free_the_set):
    loan = BookingFactory(poster_set=poster_set)
    school = waiting()

    free_the_set(loan, administrator)

    assert state_of(school) == BookingState.OFFERED


def test_a_hold_that_ends_offers_its_set(poster_set, clock):
    BookingFactory(state=BookingState.UNCONFIRMED, poster_set=poster_set)
    school = waiting()
    clock.pass_by(hours=49)

    assert expire_due() == 1

    assert state_of(school) == BookingState.OFFERED


def test_a_set_that_comes_back_early_is_offered(poster_set, administrator, clock):
    loan = BookingFactory(
        state=BookingState.OUT,
        first_day=date(2026, 11, 16),
        last_day=date(2027, 5, 28),
        poster_set=poster_set,
    )
    school = waiting()

    take_back(loan, by=administrator)

    assert Occupancy.objects.get(booking=loan).end == date(2026, 11, 25)
    assert state_of(school) == BookingState.OFFERED


def test_a_closed_set_is_offered_when_it_opens(poster_set):
    closure = close_set(poster_set, MONDAY, FRIDAY, "Inventur")
    school = waiting()

    open_set(closure)

    assert state_of(school) == BookingState.OFFERED


def test_a_taken_set_is_not_closed(promised, poster_set):
    with pytest.raises(BookingProblem, match="für diesen Satz schon belegt"):
        close_set(poster_set, FRIDAY, FRIDAY, "Inventur")

    assert not Closure.objects.exists()


def test_a_closure_that_could_not_be_saved_can_be_tried_again(promised, poster_set):
    closure = Closure(poster_set=poster_set, first_day=MONDAY, last_day=FRIDAY, reason="Inventur")
    with pytest.raises(BookingProblem):
        save_closure(closure)

    closure.first_day = closure.last_day = date(2027, 6, 1)
    save_closure(closure)

    assert Closure.objects.get() == closure
    assert Occupancy.objects.get(closure=closure).start == date(2027, 6, 1)


def test_a_closure_that_moves_takes_its_days_along(poster_set):
    closure = close_set(poster_set, MONDAY, FRIDAY, "Inventur")
    closure.last_day = date(2027, 5, 7)

    save_closure(closure)

    assert Occupancy.objects.get().end == date(2027, 5, 8)
