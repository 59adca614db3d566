"""What tests of the inbox stand on: loans, and people with and without a right on them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from submissions.models import Submission
from tests.accounts.factories import UserFactory
from tests.exhibitions.bookings.admin_places import CASE_WORKER, CHIEF

LONG_AGO = timedelta(days=400)


@pytest.fixture
def empty(db):
    """Nothing has come in yet."""
    Submission.objects.all().delete()


def person(role, **values):
    return UserFactory(groups=[role], date_joined=timezone.now() - LONG_AGO, **values)


@pytest.fixture
def worker(empty):
    """Somebody who works on what comes in."""
    return person(CASE_WORKER, first_name="Wilma", last_name="Werk", username="wilma")


@pytest.fixture
def colleague(empty):
    """Somebody else who does."""
    return person(CASE_WORKER, first_name="Karl", last_name="Kollege", username="karl")


@pytest.fixture
def reader(empty):
    """Somebody who may only look at loans."""
    return person(CHIEF, first_name="Lena", last_name="Leser", username="lena")


@pytest.fixture
def outsider(empty):
    """Somebody of the admin with no right on anything that comes in."""
    return person("Redaktion", first_name="Olga", last_name="Aussen", username="olga")


@pytest.fixture
def office(client, worker):
    """A browser in which the worker is signed in."""
    client.force_login(worker)
    return client
