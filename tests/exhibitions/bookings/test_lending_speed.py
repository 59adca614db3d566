"""The page of free periods stays light, however much is lent and was lent."""

import statistics
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from exhibitions.bookings.models import Booking, Occupancy, PosterSet
from submissions.models import Submission
from tests.exhibitions.bookings.factories import details

LENDING = "/wanderausstellung/ausleihen/"
ORDINARY = "/fachnetzwerke/"
THREE_YEARS = 3 * 52 // 3  # loans of a set that is back every three weeks

pytestmark = pytest.mark.django_db


def lend_in_the_past(number: int) -> None:
    """Closed loans, one behind the other, past every action: quick to write."""
    poster_set = PosterSet.objects.order_by("pk").last()
    start = timezone.localdate() - timedelta(days=3 * number + 400)
    for place in range(number):
        first = start + timedelta(days=3 * place)
        add(poster_set, first, first + timedelta(days=1), "closed", place)


def lend_for_three_years() -> None:
    """Both sets, half of it behind and half of it before us."""
    start = timezone.localdate() - timedelta(days=549)
    Occupancy.objects.all().delete()
    for poster_set in PosterSet.objects.all():
        for place in range(THREE_YEARS):
            first = start + timedelta(days=21 * place)
            add(poster_set, first, first + timedelta(days=11), "confirmed", place)


def add(poster_set, first, last, state, number) -> None:
    values = details(contact_email=f"{poster_set.pk}-{number}@schule.example")
    booking = Booking(
        **values, first_day=first, last_day=last, state=state, decided_at=timezone.now()
    )
    booking.save()
    Occupancy.objects.create(
        booking=booking, poster_set=poster_set, start=first, end=last + timedelta(days=1)
    )


def queries_of(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def seconds_of(client, address) -> float:
    started = time.process_time()
    for _ in range(3):
        client.get(address)
    return time.process_time() - started


def times_an_ordinary_page(client) -> float:
    """The median of rounds in which both take turns."""
    for address in (LENDING, ORDINARY):
        client.get(address)
    return statistics.median(
        seconds_of(client, LENDING) / seconds_of(client, ORDINARY) for _ in range(9)
    )


def test_with_three_years_of_loans_it_costs_less_than_two_ordinary_pages(client):
    lend_for_three_years()

    assert times_an_ordinary_page(client) < 2


def test_loans_of_the_past_change_neither_queries_nor_time(client):
    few = queries_of(client, LENDING)
    before = times_an_ordinary_page(client)

    lend_in_the_past(5000)

    assert Submission.objects.count() > 5000
    assert queries_of(client, LENDING) == few
    assert times_an_ordinary_page(client) < before * 1.25 + 0.1
