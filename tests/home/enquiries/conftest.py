"""The ground that tests of enquiries stand on: a day that does not pass by itself, and no mails."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from home.enquiries.models import Enquiry
from submissions.models import OutboxMail
from tests.factories import UserFactory
from tests.home.enquiries.factories import TODAY

BERLIN = ZoneInfo("Europe/Berlin")


class Clock:
    """What `timezone.now()` answers: ten o'clock in Saxony, until a test moves it."""

    def __init__(self):
        self.now = datetime.combine(TODAY, time(10), BERLIN)

    def pass_by(self, **duration):
        self.now += timedelta(**duration)


@pytest.fixture
def clock(monkeypatch):
    """The day is `TODAY`, until the test says otherwise."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def nothing_came_in(db):
    """Without the enquiries and mails of the demonstration."""
    OutboxMail.objects.all().delete()
    Enquiry.objects.all().delete()


@pytest.fixture
def case_worker(db):
    """Somebody who works on enquiries."""
    from django.contrib.auth.models import Permission

    user = UserFactory(first_name="Sabine", last_name="Sach")
    names = ["view_enquiry", "change_enquiry", "access_admin"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    return user


@pytest.fixture
def onlooker(db):
    """Somebody who may look at enquiries and no more."""
    from django.contrib.auth.models import Permission

    user = UserFactory()
    names = ["view_enquiry", "access_admin"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    return user
