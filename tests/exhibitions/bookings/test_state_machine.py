"""Whatever happens in whatever order, no set is taken twice and nothing is held for nobody.

CI takes about 2,000 steps; BOOKING_STEPS=200000 walks for an hour.
"""

import os
from datetime import timedelta
from itertools import pairwise

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from exhibitions.bookings import actions
from exhibitions.bookings.availability import Availability
from exhibitions.bookings.models import Booking, Closure, LendingRules, Occupancy, PosterSet
from exhibitions.bookings.states import HOLDING, STAGES, BookingState
from submissions.models import OutboxMail
from tests.exhibitions.bookings.factories import PosterSetFactory, details

STEPS = int(os.environ.get("BOOKING_STEPS", "2000"))
STEPS_OF_A_WALK = 50
DAY = timedelta(days=1)
PLACES = st.integers(min_value=0, max_value=11)  # few of them, so that many meet
LENGTHS = st.integers(min_value=1, max_value=3)
EXPECTED = (actions.BookingProblem, ValueError)


class Lending(RuleBasedStateMachine):
    """Schools, the team, and time."""

    clock = None  # given by the test
    loans = Bundle("loans")
    closures = Bundle("closures")

    def __init__(self):
        super().__init__()
        self.round = transaction.atomic()
        self.round.__enter__()
        self.begun = self.clock.now
        self.asked = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.round.__exit__(None, None, None)
        type(self).clock.now = self.begun

    @initialize(number=st.integers(min_value=1, max_value=2))
    def have_sets(self, number):
        for _ in range(number):
            PosterSetFactory()

    @rule(target=loans, place=PLACES, weeks=LENGTHS, waits=st.booleans(), team=st.booleans())
    def request(self, place, weeks, waits, team):
        windows = self.windows(weeks)
        period = windows[place % len(windows)]
        self.asked += 1
        try:
            booking = actions.request_booking(
                details(contact_email=f"{self.asked}@schule.example", institution=f"{self.asked}"),
                period,
                waits_until=period.last + DAY * 60 if waits else None,
                by=self.team if team else None,
            )
        except actions.NotAvailable:
            return multiple()
        return booking.pk

    @rule(loan=loans)
    def confirm_address(self, loan):
        self.attempt(loan, actions.confirm_address)

    @rule(loan=loans)
    def accept_offer(self, loan):
        self.attempt(loan, actions.accept_offer)

    @rule(loan=loans, stale=st.booleans())
    def confirm(self, loan, stale):
        self.attempt(
            loan, lambda each: actions.confirm_booking(each, by=None, seen=seen(each, stale))
        )

    @rule(loan=loans, stale=st.booleans())
    def decline(self, loan, stale):
        self.attempt(
            loan,
            lambda each: actions.decline_booking(
                each, by=None, seen=seen(each, stale), reason="Umbau"
            ),
        )

    @rule(loan=loans, team=st.booleans())
    def cancel(self, loan, team):
        self.attempt(
            loan,
            lambda each: actions.cancel_booking(
                each, seen=each.state, by=self.team if team else None, reason="Absage"
            ),
        )

    @rule(loan=loans, place=PLACES, weeks=LENGTHS, team=st.booleans())
    def move(self, loan, place, weeks, team):
        windows = self.windows(weeks)
        before = self.taken_by(loan)

        def act(booking):
            actions.move_booking(
                booking,
                windows[place % len(windows)],
                seen_version=booking.version,
                by=self.team if team else None,
            )

        if not self.attempt(loan, act):
            assert self.taken_by(loan) == before

    @rule(loan=loans)
    def hand_over(self, loan):
        self.attempt(loan, lambda each: actions.hand_over(each, by=None))

    @rule(loan=loans)
    def take_back(self, loan):
        self.attempt(loan, lambda each: actions.take_back(each, by=None))

    @rule(target=closures, place=PLACES, length=st.integers(min_value=0, max_value=20))
    def close_a_set(self, place, length):
        poster_set = PosterSet.objects.order_by("pk")[place % PosterSet.objects.count()]
        first = timezone.localdate() + DAY * (14 + 7 * place)
        try:
            return actions.close_set(poster_set, first, first + DAY * length, "Inventur").pk
        except actions.BookingProblem:
            return multiple()

    @rule(closure=consumes(closures))
    def open_a_set(self, closure):
        actions.open_set(Closure.objects.get(pk=closure))

    @rule(days=st.sampled_from([1, 3, 7, 30]))
    def time_passes(self, days):
        type(self).clock.pass_by(days=days)
        actions.expire_due()
        actions.offer_due()
        actions.remind_due()
        actions.finish_due()
        assert not Booking.objects.filter(
            hold_until__lt=timezone.now(), state__in=["unconfirmed", "offered"]
        ).exists()

    @invariant()
    def no_set_is_taken_twice_on_a_day(self):
        rows = list(Occupancy.objects.order_by("poster_set", "start"))
        for one, next_one in pairwise(rows):
            if one.poster_set_id == next_one.poster_set_id:
                assert one.end <= next_one.start

    @invariant()
    def exactly_what_holds_takes_a_set(self):
        for booking in Booking.objects.select_related("occupancy"):
            row = getattr(booking, "occupancy", None)
            if booking.state in HOLDING:
                assert row is not None
                assert row.start <= booking.first_day <= booking.last_day < row.end
            elif booking.state in {BookingState.RETURNED, BookingState.CLOSED}:  # history
                assert row is None or row.end <= timezone.localdate() + DAY
            else:
                assert row is None
        closed = set(Occupancy.objects.exclude(closure=None).values_list("closure", flat=True))
        assert closed == set(Closure.objects.values_list("pk", flat=True))

    @invariant()
    def stages_follow_states(self):
        for booking in Booking.objects.all():
            assert booking.stage == STAGES[booking.state]
            assert booking.forget_on is not None

    @invariant()
    def every_loan_that_asked_has_been_written_to(self):
        unanswered = Booking.objects.filter(mails=None).exclude(contact_email="")
        assert {booking.state for booking in unanswered} <= {"requested", "waiting", "out"}

    team = None

    def windows(self, weeks):
        found = []
        for window in Availability(Availability.load().planner, {1: []}).windows(weeks):
            found.append(window)
            if len(found) == 12:
                break
        return found

    def attempt(self, loan, act) -> bool:
        """Whether it was done; what is refused leaves nothing behind."""
        booking = Booking.objects.get(pk=loan)
        before = (booking.state, booking.version, OutboxMail.objects.count())
        try:
            act(booking)
        except EXPECTED:
            booking = Booking.objects.get(pk=loan)
            assert (booking.state, booking.version, OutboxMail.objects.count()) == before
            return False
        return True

    def taken_by(self, loan):
        return list(
            Occupancy.objects.filter(booking=loan).values_list("poster_set", "start", "end")
        )


def seen(booking, stale):
    return BookingState.REQUESTED if stale else booking.state


def test_two_thousand_steps_in_any_order_take_no_set_twice(clock, rules, administrator):
    LendingRules.objects.update(open_per_address=1000, open_per_institution=1000)
    Lending.clock, Lending.team = clock, administrator

    run_state_machine_as_test(
        Lending,
        settings=settings(
            max_examples=STEPS // STEPS_OF_A_WALK,
            stateful_step_count=STEPS_OF_A_WALK,
            deadline=None,
            derandomize=STEPS == 2000,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
