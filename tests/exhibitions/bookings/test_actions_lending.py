"""The set goes out and comes back."""

from datetime import date

import pytest

from exhibitions.bookings.actions import (
    Finding,
    Overtaken,
    add_delivery_details,
    finish_due,
    hand_over,
    receive_feedback,
    take_back,
)
from exhibitions.bookings.models import Booking, Condition, ConditionReport, Feedback, Occupancy
from exhibitions.bookings.states import BookingState
from tests.exhibitions.bookings.factories import FRIDAY, MONDAY, BookingFactory
from tests.exhibitions.bookings.test_actions_requests import history


@pytest.fixture
def promised(poster_set, clock):
    clock.set_to(MONDAY)
    return BookingFactory(state=BookingState.CONFIRMED, poster_set=poster_set)


def test_a_set_handed_over_in_order_needs_no_finding(promised, administrator):
    hand_over(promised, by=administrator)

    assert promised.state == BookingState.OUT
    report = ConditionReport.objects.get()
    assert (report.direction, report.made_by, report.findings.count()) == ("out", administrator, 0)
    assert history(promised) == ["bookings.hand_over"]


def test_what_is_damaged_is_noted_at_the_part_and_in_the_report(
    promised, poster_set, administrator
):
    part = poster_set.parts.first()

    hand_over(
        promised,
        by=administrator,
        findings=[Finding(part, Condition.DAMAGED, "Riss"), Finding(poster_set.parts.last())],
    )

    part.refresh_from_db()
    assert (part.condition, part.condition_note) == (Condition.DAMAGED, "Riss")
    assert ConditionReport.objects.get().findings.get().part == part


def test_a_set_handed_over_twice_is_handed_over_once(promised, administrator):
    same = Booking.objects.get()
    hand_over(promised, by=administrator)

    with pytest.raises(Overtaken):
        hand_over(same, by=administrator)

    assert ConditionReport.objects.count() == 1


def test_a_set_that_is_back_is_free_from_tomorrow(promised, poster_set, administrator, clock):
    hand_over(promised, by=administrator)
    clock.set_to(date(2027, 4, 20))

    take_back(promised, by=administrator)

    assert promised.state == BookingState.RETURNED
    assert Occupancy.objects.get().end == date(2027, 4, 21)
    poster_set.refresh_from_db()
    assert poster_set.in_service


def test_a_set_that_comes_back_late_leaves_the_days_as_they_were(promised, administrator, clock):
    hand_over(promised, by=administrator)
    clock.set_to(date(2027, 5, 20))

    take_back(promised, by=administrator)

    assert Occupancy.objects.get().end == date(2027, 4, 26)


def test_a_set_given_back_before_it_was_to_leave_takes_no_day(promised, administrator, clock):
    clock.set_to(date(2027, 3, 1))
    hand_over(promised, by=administrator)

    take_back(promised, by=administrator)

    assert not Occupancy.objects.exists()


def test_a_set_that_has_to_be_mended_is_not_lent(promised, poster_set, administrator):
    hand_over(promised, by=administrator)

    take_back(promised, by=administrator, withdraw_set=True)

    poster_set.refresh_from_db()
    assert not poster_set.in_service


def test_who_takes_the_delivery_is_kept_and_not_written_into_the_history(promised):
    add_delivery_details(
        promised,
        {
            "delivery_contact": "Herr Beispiel",
            "delivery_phone": "0351 000",
            "delivery_hours": "8 bis 14 Uhr",
            "delivery_helpers": "zwei",
        },
    )

    assert Booking.objects.get().delivery_contact == "Herr Beispiel"
    assert history(promised) == ["bookings.delivery_details"]


def test_feedback_sent_again_replaces_the_first(promised):
    receive_feedback(promised, {"visitors": 100, "source": "estimated"})
    receive_feedback(promised, {"visitors": 120, "source": "counted"})

    assert Feedback.objects.get().visitors == 120


def test_a_loan_that_is_back_and_reported_on_is_closed(promised):
    Booking.objects.update(state=BookingState.RETURNED)
    assert finish_due() == 0
    receive_feedback(promised, {"visitors": 100, "source": "counted"})

    assert finish_due() == 1
    assert finish_due() == 0

    promised.refresh_from_db()
    assert promised.state == BookingState.CLOSED


@pytest.mark.parametrize(("days_after", "closed"), [(60, 0), (61, 1)])
def test_a_loan_without_a_report_is_closed_after_sixty_days(promised, clock, days_after, closed):
    Booking.objects.update(state=BookingState.RETURNED)
    clock.set_to(FRIDAY)
    clock.pass_by(days=days_after)

    assert finish_due() == closed
