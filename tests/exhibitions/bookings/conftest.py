"""The ground that tests of loans stand on: a day that does not pass by itself, and no loan yet."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from exhibitions.bookings.models import (
    Booking,
    Closure,
    HolidayPeriod,
    LendingRules,
    LoanTerms,
    PosterSet,
)
from tests.exhibitions.bookings.factories import TODAY, PosterSetFactory

BERLIN = ZoneInfo("Europe/Berlin")


class Clock:
    """What `timezone.now()` answers: ten o'clock in Saxony, until a test moves it."""

    def __init__(self):
        self.now = datetime.combine(TODAY, time(10), BERLIN)

    def pass_by(self, **duration):
        self.now += timedelta(**duration)

    def set_to(self, day):
        self.now = datetime.combine(day, time(10), BERLIN)


@pytest.fixture
def clock(monkeypatch):
    """The day is `TODAY`, until the test says otherwise."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def nothing_lent(db):
    """Without the loans, sets and rules of the demonstration; its terms hold since `TODAY`."""
    LoanTerms.objects.update(valid_from=TODAY)  # else since it was loaded, perhaps later
    Booking.objects.all().delete()
    Closure.objects.all().delete()
    PosterSet.objects.all().delete()
    HolidayPeriod.objects.all().delete()
    LendingRules.objects.all().delete()


@pytest.fixture
def rules(nothing_lent):
    """The rules as they come, with an address of the team."""
    rules = LendingRules.load()
    rules.team_email = "team@example.org"
    rules.save()
    return rules


@pytest.fixture
def poster_set(clock, rules):
    """The only set, on the day `TODAY`."""
    return PosterSetFactory(parts=2)
