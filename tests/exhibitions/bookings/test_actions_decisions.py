"""Yes, no, another time, not at all; and every move between states that does not exist."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exhibitions.bookings.actions import (
    BookingProblem,
    NotAvailable,
    Overtaken,
    RuleBroken,
    TooLate,
    cancel_booking,
    confirm_booking,
    decline_booking,
    move_booking,
)
from exhibitions.bookings.actions.steps import move
from exhibitions.bookings.mail import day
from exhibitions.bookings.models import Booking, Occupancy, Reminder
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import MOVES, STAGES, BookingState
from submissions.models import OutboxMail
from tests.exhibitions.bookings.factories import (
    FRIDAY,
    MONDAY,
    BookingFactory,
    PosterSetFactory,
    mails_to,
)
from tests.exhibitions.bookings.test_actions_requests import history

GOOD = Period(MONDAY, FRIDAY)
LATER = Period(date(2027, 6, 7), date(2027, 6, 18))
NEEDED = {
    BookingState.CONFIRMED: {"decided_at": "2026-11-24T10:00Z"},
    BookingState.OUT: {},
    BookingState.DECLINED: {"decided_at": "2026-11-24T10:00Z", "reason": "Umbau"},
    BookingState.OFFERED: {"hold_until": "2026-11-27T10:00Z"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("to", BookingState)
@pytest.mark.parametrize("seen", BookingState)
def test_a_move_between_states_is_in_the_table_and_works_or_raises(seen, to):
    booking = BookingFactory(state=seen)

    if (seen, to) in MOVES:
        move(booking, seen, to, **NEEDED.get(to, {}))
        assert (booking.state, booking.stage) == (to, STAGES[to])
    else:
        with pytest.raises(ValueError, match="no way from"):
            move(booking, seen, to)
        booking.refresh_from_db()
        assert booking.state == seen


def test_no_way_leads_out_of_what_is_over():
    over = {
        BookingState.CLOSED,
        BookingState.DECLINED,
        BookingState.CANCELLED,
        BookingState.EXPIRED,
    }

    assert [each for each in MOVES if each[0] in over] == []


def test_a_promise_carries_contract_packing_list_and_calendar_entry(poster_set, administrator):
    booking = BookingFactory(poster_set=poster_set)

    confirm_booking(booking, by=administrator, seen="requested")

    assert booking.state == BookingState.CONFIRMED
    assert booking.decided_by == administrator
    (mail,) = OutboxMail.objects.all()
    assert mail.documents == ["contract", "packing_list"]
    assert "METHOD:PUBLISH" in mail.calendar
    assert f"Lieferung: {day(booking.occupancy.start)}" in mail.body
    assert "Abholung: Montag, 26. April 2027" in mail.body
    assert history(booking) == ["bookings.confirm"]


@pytest.mark.parametrize("name", ["street", "contact_name"])
def test_nothing_is_promised_without_what_the_contract_names(poster_set, administrator, name):
    booking = BookingFactory(poster_set=poster_set, **{name: " "})

    with pytest.raises(BookingProblem, match="Für den Leihvertrag fehlt"):
        confirm_booking(booking, by=administrator, seen="requested")

    booking.refresh_from_db()
    assert (booking.state, OutboxMail.objects.count()) == (BookingState.REQUESTED, 0)


def test_what_is_not_promised_yet_has_no_delivery_day_when_it_moves(poster_set):
    booking = BookingFactory(poster_set=poster_set)

    move_booking(booking, LATER, seen_version=0)

    assert "Lieferung" not in OutboxMail.objects.get(key="booking.changed").body


def test_who_comes_second_is_told_who_decided(poster_set, administrator):
    booking = BookingFactory(poster_set=poster_set)
    same = Booking.objects.get()
    decline_booking(booking, by=administrator, seen="requested", reason="Umbau")

    with pytest.raises(Overtaken, match="„Abgesagt“ von verwaltung"):
        confirm_booking(same, by=administrator, seen="requested")

    assert mails_to(booking) == ["booking.declined"]


def test_a_refusal_frees_the_set_and_names_the_reason_and_what_is_free(poster_set, administrator):
    booking = BookingFactory(poster_set=poster_set)

    decline_booking(booking, by=administrator, seen="requested", reason=" Umbau ")

    assert not Occupancy.objects.exists()
    (mail,) = OutboxMail.objects.all()
    assert "Umbau" in mail.body
    assert mail.body.count("\n- ") == 3
    assert f"- {GOOD}" not in mail.body
    booking.refresh_from_db()
    assert booking.forget_on == date(2027, 2, 24)


def test_a_refusal_without_a_reason_is_none(poster_set, administrator):
    booking = BookingFactory(poster_set=poster_set)

    with pytest.raises(ValueError, match="reason"):
        decline_booking(booking, by=administrator, seen="requested", reason=" ")

    assert Occupancy.objects.exists()


def test_a_school_cancels_by_itself_and_the_team_hears_of_it(poster_set):
    booking = BookingFactory(state=BookingState.CONFIRMED, poster_set=poster_set)

    cancel_booking(booking, seen="confirmed")

    assert booking.cancelled_by_school
    assert not Occupancy.objects.exists()
    assert mails_to(booking) == ["booking.cancelled", "team.cancelled"]
    assert "METHOD:CANCEL" in OutboxMail.objects.get(key="booking.cancelled").calendar


def test_what_was_never_promised_is_cancelled_without_a_calendar_entry(poster_set):
    booking = BookingFactory(poster_set=poster_set)

    cancel_booking(booking, seen="requested")

    assert OutboxMail.objects.get(key="booking.withdrawn").calendar == ""


def test_the_team_cancels_with_a_reason(poster_set, administrator):
    booking = BookingFactory(state=BookingState.CONFIRMED, poster_set=poster_set)

    cancel_booking(booking, seen="confirmed", by=administrator, reason="Wasserschaden")

    assert mails_to(booking) == ["booking.cancelled"]
    assert "Wasserschaden" in OutboxMail.objects.get().body


@pytest.mark.parametrize(("days_before", "refused"), [(14, False), (13, True)])
def test_a_promised_loan_is_cancelled_by_the_school_until_fourteen_days_before(
    poster_set, clock, days_before, refused
):
    booking = BookingFactory(state=BookingState.CONFIRMED, poster_set=poster_set)
    clock.set_to(MONDAY)
    clock.pass_by(days=-days_before)

    if refused:
        with pytest.raises(TooLate, match=r"bis Montag, 29\. März 2027\. Bitte rufen Sie uns an"):
            cancel_booking(booking, seen="confirmed")
    else:
        cancel_booking(booking, seen="confirmed")

    assert Occupancy.objects.exists() == refused


def test_a_mere_request_is_cancelled_until_the_end(poster_set, clock):
    booking = BookingFactory(poster_set=poster_set)
    clock.set_to(date(2027, 4, 11))

    cancel_booking(booking, seen="requested")

    assert booking.state == BookingState.CANCELLED


@pytest.mark.parametrize("team", [False, True])
def test_a_move_takes_the_new_days_and_frees_the_old_ones(poster_set, administrator, team):
    booking = BookingFactory(poster_set=poster_set, state=BookingState.CONFIRMED)

    move_booking(booking, LATER, seen_version=0, by=administrator if team else None)

    booking.refresh_from_db()
    assert booking.days == (LATER.first, LATER.last)
    assert booking.version == 1
    assert booking.forget_on == date(2028, 6, 18)
    taken = Occupancy.objects.get()
    assert (taken.start, taken.end) == (date(2027, 6, 4), date(2027, 6, 23))
    assert mails_to(booking) == ["booking.changed", *["team.changed"] * (not team)]
    mail = OutboxMail.objects.get(key="booking.changed")
    assert "SEQUENCE:1" in mail.calendar
    assert "Lieferung: Freitag, 4. Juni 2027\nAbholung: Montag, 21. Juni 2027" in mail.body


def test_a_move_to_taken_days_keeps_the_old_ones_everywhere(poster_set):
    booking = BookingFactory(poster_set=poster_set)
    BookingFactory(first_day=LATER.first, last_day=LATER.last, poster_set=poster_set)

    with pytest.raises(NotAvailable):
        move_booking(booking, LATER, seen_version=0)

    assert booking.days == (MONDAY, FRIDAY)
    assert booking.version == 0
    booking.refresh_from_db()
    assert booking.days == (MONDAY, FRIDAY)
    assert Occupancy.objects.get(booking=booking).start == date(2027, 4, 11)
    assert mails_to(booking) == []


def test_a_move_may_overlap_its_own_old_days(poster_set):
    booking = BookingFactory(poster_set=poster_set)

    move_booking(booking, Period(date(2027, 4, 19), date(2027, 4, 30)), seen_version=0)

    assert Occupancy.objects.get().start == date(2027, 4, 16)


def test_a_move_stays_with_its_set_where_it_can(poster_set):
    other = PosterSetFactory()
    booking = BookingFactory(poster_set=other)

    move_booking(booking, LATER, seen_version=0)

    assert Occupancy.objects.get().poster_set == other


def test_a_move_takes_another_set_where_its_own_is_taken(poster_set):
    other = PosterSetFactory()
    booking = BookingFactory(poster_set=other)
    BookingFactory(first_day=LATER.first, last_day=LATER.last, poster_set=other)

    move_booking(booking, LATER, seen_version=0)

    assert Occupancy.objects.get(booking=booking).poster_set == poster_set


def test_the_team_gives_a_loan_another_set_and_nothing_else(poster_set, administrator):
    other = PosterSetFactory()
    booking = BookingFactory(poster_set=poster_set)

    move_booking(booking, GOOD, seen_version=0, by=administrator, poster_set=other)

    assert Occupancy.objects.get().poster_set == other


def test_a_move_of_what_was_moved_before_is_overtaken(poster_set):
    booking = BookingFactory(poster_set=poster_set)
    move_booking(booking, LATER, seen_version=0)

    with pytest.raises(Overtaken):
        move_booking(booking, GOOD, seen_version=0)


@pytest.mark.parametrize(
    "state", sorted({*BookingState} - {"unconfirmed", "requested", "confirmed"})
)
def test_only_what_may_change_is_moved(poster_set, administrator, state):
    booking = BookingFactory(state=state)

    with pytest.raises(Overtaken):
        move_booking(booking, LATER, seen_version=0, by=administrator)

    assert not Occupancy.objects.exists()


def test_a_school_keeps_the_rules_when_it_moves(poster_set):
    booking = BookingFactory(poster_set=poster_set)

    with pytest.raises(RuleBroken):
        move_booking(booking, Period(date(2027, 4, 10), FRIDAY), seen_version=0)


def test_the_team_moves_past_the_rules_but_not_past_what_can_be(poster_set, administrator):
    booking = BookingFactory(poster_set=poster_set)
    move_booking(
        booking, Period(date(2026, 11, 28), date(2026, 11, 29)), seen_version=0, by=administrator
    )

    with pytest.raises(RuleBroken):
        move_booking(
            booking,
            Period(date(2035, 4, 2), date(2035, 4, 6)),
            seen_version=1,
            by=administrator,
        )


def test_a_promise_is_not_moved_by_the_school_when_it_is_late(poster_set, clock):
    booking = BookingFactory(state=BookingState.CONFIRMED, poster_set=poster_set)
    clock.set_to(date(2027, 3, 30))

    with pytest.raises(TooLate):
        move_booking(booking, LATER, seen_version=0)


def test_what_was_reminded_of_the_old_days_is_reminded_of_the_new_ones(poster_set):
    booking = BookingFactory(state=BookingState.CONFIRMED, poster_set=poster_set)
    for key in ("booking.soon", "team.unanswered"):
        Reminder.objects.create(booking=booking, key=key)

    move_booking(booking, LATER, seen_version=0)

    assert [each.key for each in booking.reminders.all()] == ["team.unanswered"]


def test_state_and_version_are_compared_in_the_statement_that_writes(poster_set):
    """A SELECT before it would let a cancellation in between win and be written over."""
    booking = BookingFactory(poster_set=poster_set)

    with CaptureQueriesContext(connection) as queries:
        move_booking(booking, LATER, seen_version=0)

    (update,) = [
        query["sql"]
        for query in queries
        if query["sql"].startswith('UPDATE "bookings_booking"') and "first_day" in query["sql"]
    ]
    assert '"version" = 0' in update.split("WHERE")[1]
    assert '"state" IN' in update.split("WHERE")[1]
