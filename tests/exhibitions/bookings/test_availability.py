"""When is a set free? Proven against every period that could be asked for."""

import json
import os
import random
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exhibitions.bookings.actions import request_booking
from exhibitions.bookings.availability import Availability, Stretch
from exhibitions.bookings.holidays import SchoolDays
from exhibitions.bookings.models import (
    Booking,
    Closure,
    HolidayPeriod,
    LendingRules,
    Occupancy,
    PosterSet,
)
from exhibitions.bookings.planner import Period, Planner
from exhibitions.bookings.states import BookingState
from tests.exhibitions.bookings.factories import (
    FRIDAY,
    MONDAY,
    TODAY,
    BookingFactory,
    PosterSetFactory,
    details,
)

ROOT = Path(__file__).resolve().parents[3]
DAY = timedelta(days=1)
GOOD = Period(MONDAY, FRIDAY)


def random_calendar(seed):
    """Sets, loans, holidays and rules as chance will have them, from a day of chance on."""
    chance = random.Random(seed)
    today = date(2026, 9, 1) + DAY * chance.randrange(700)
    rules = LendingRules(
        shortest_school_days=chance.randint(1, 6),
        longest_days=chance.choice([5, 12, 19, 28]),
        lead_days=chance.choice([0, 3, 14, 30]),
        horizon_months=3,
        delivery_days_before=chance.randint(0, 3),
        delivery_days_after=chance.randint(0, 4),
    )
    periods = []
    for _ in range(chance.randrange(4)):
        first = today + DAY * chance.randrange(100)
        last = first + DAY * chance.randrange(15)
        periods.append(
            HolidayPeriod(
                name="Frei",
                first_day=first,
                last_day=last,
                is_school_time=chance.random() < 0.4,
            )
        )
    taken = {}
    for number in range(1, chance.randint(2, 4)):
        taken[number], day = [], today - DAY * 10
        while day < today + DAY * 130:
            day += DAY * chance.randrange(35)
            end = day + DAY * chance.randint(1, 30)
            taken[number].append(Stretch(day, end, None))
            day = end
    return Availability(Planner(rules, SchoolDays(periods), today), taken)


def all_periods_that_can_be_had(availability):
    """Each by its first and last day, tried one by one."""
    planner = availability.planner
    day = planner.today
    while day <= planner.latest:
        for length in range(planner.rules.longest_days):
            period = Period(day, day + DAY * length)
            if availability.is_free(period):
                yield period
        day += DAY


@pytest.mark.parametrize("seeds", [range(start, start + 10) for start in range(0, 100, 10)])
def test_every_window_listed_can_be_had_and_none_is_missing(seeds):
    """None missing: for each period of so many weeks that can be had to the end of its last week,
    the window of the week in which it begins is listed; it begins then or earlier."""
    for seed in seeds:
        availability = random_calendar(seed)
        planner = availability.planner
        possible = list(all_periods_that_can_be_had(availability))
        for weeks in range(1, 6):
            windows = list(availability.windows(weeks))
            listed = {week_of(each.first): each for each in windows}

            assert len(listed) == len(windows)
            assert windows == sorted(windows)
            assert [each for each in windows if each not in possible] == []
            assert [each for each in windows if each.weeks != weeks] == []
            for period in possible:
                if period.weeks == weeks and is_end_of_week(planner, period.last):
                    window = listed[week_of(period.first)]
                    assert window.first <= period.first
                    assert window.last == period.last


def week_of(day):
    return day - DAY * day.weekday()


def is_end_of_week(planner, day):
    return planner.school_days.after(day, 1) > week_of(day) + DAY * 4


@pytest.mark.parametrize("seed", range(8))
def test_each_window_is_given_to_who_asks_for_it(clock, rules, seed):
    chance = random.Random(seed)
    rules.open_per_institution = 1000
    rules.save()
    for poster_set in (PosterSetFactory(), PosterSetFactory())[: seed % 2 + 1]:
        day = TODAY
        while day < TODAY + DAY * 500:
            day += DAY * chance.randint(1, 90)
            closure = Closure.objects.create(
                poster_set=poster_set, first_day=day, last_day=day, reason="Inventur"
            )
            end = day + DAY * chance.randint(1, 40)
            Occupancy.objects.create(poster_set=poster_set, start=day, end=end, closure=closure)
            day = end
    windows = list(Availability.load().windows(seed % 4 + 1))

    asked = chance.sample(windows, min(3, len(windows)))
    for number, window in enumerate(asked):
        if Availability.load().is_free(window):  # the one before may have taken it
            booking = request_booking(details(contact_email=f"{number}@schule.example"), window)
            assert booking.days == (window.first, window.last)


def test_a_set_that_is_not_lent_any_more_is_not_free(poster_set):
    PosterSet.objects.update(in_service=False)

    assert not Availability.load().is_free(GOOD)


def test_a_set_is_free_from_the_day_after_the_ways_of_another_loan(poster_set):
    BookingFactory(first_day=MONDAY, last_day=FRIDAY, poster_set=poster_set)  # until 25 April

    availability = Availability.load()

    assert availability.is_free(Period(date(2027, 4, 28), date(2027, 5, 5)))
    assert not availability.is_free(Period(date(2027, 4, 26), date(2027, 5, 5)))


def test_a_loan_does_not_stand_in_its_own_way(poster_set):
    booking = BookingFactory(poster_set=poster_set)
    availability = Availability.load()

    assert availability.free_sets(GOOD) == []
    assert availability.free_sets(GOOD, ignoring=booking.pk) == [poster_set.pk]


def test_a_closure_is_not_ignored_with_a_loan(poster_set):
    closure = Closure.objects.create(
        poster_set=poster_set, first_day=MONDAY, last_day=FRIDAY, reason="Reparatur"
    )
    Occupancy.objects.create(poster_set=poster_set, start=MONDAY, end=FRIDAY, closure=closure)

    assert Availability.load().free_sets(GOOD) == []


@pytest.mark.parametrize("wanted", [GOOD, Period(MONDAY, date(2027, 4, 16))])
def test_alternatives_are_at_most_three_in_order_near_and_to_be_had(poster_set, wanted):
    BookingFactory(poster_set=poster_set)
    availability = Availability.load()

    alternatives = availability.alternatives(wanted)

    assert len(alternatives) == 3
    assert alternatives == sorted(alternatives)
    assert all(availability.is_free(each) for each in alternatives)
    farthest = max(abs((each.first - wanted.first).days) for each in alternatives)
    nearer = [
        each
        for each in availability.windows(wanted.weeks)
        if abs((each.first - wanted.first).days) < farthest and each not in alternatives
    ]
    assert [each for each in nearer if each.days * 3 >= wanted.days * 2] == []


def test_what_was_just_refused_is_no_alternative_even_when_it_is_free(poster_set):
    alternatives = Availability.load().alternatives(Period(date(2027, 4, 13), FRIDAY))

    assert GOOD not in alternatives
    assert len(alternatives) == 3


def test_where_only_shorter_loans_fit_these_are_offered(poster_set, rules):
    rules.horizon_months = 3
    rules.save()
    for first, last in [(TODAY, date(2027, 1, 10)), (date(2027, 1, 20), date(2028, 1, 1))]:
        closure = Closure.objects.create(
            poster_set=poster_set, first_day=first, last_day=last, reason="Inventur"
        )
        Occupancy.objects.create(poster_set=poster_set, start=first, end=last, closure=closure)

    alternatives = Availability.load().alternatives(Period(date(2027, 1, 11), date(2027, 1, 22)))

    assert alternatives == [Period(date(2027, 1, 12), date(2027, 1, 15))] or alternatives == []


def test_without_any_set_there_is_no_alternative(rules, clock):
    assert Availability.load().alternatives(GOOD) == []


def load_and_list():
    started = time.perf_counter()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        windows = list(Availability.load().windows(2))
    return len(queries), windows, time.perf_counter() - started


def test_five_thousand_loans_of_the_past_change_neither_queries_nor_time(poster_set):
    queries, windows, _ = load_and_list()
    before = min(load_and_list()[2] for _ in range(5))
    _put_into_the_past(poster_set, 5000)

    assert load_and_list()[:2] == (queries, windows)
    assert queries == 4
    after = min(load_and_list()[2] for _ in range(5))
    assert after < before * 3 + 0.05


def _put_into_the_past(poster_set, number):
    template = BookingFactory(state=BookingState.CLOSED)
    closures = Closure.objects.bulk_create(
        Closure(
            poster_set=poster_set,
            first_day=TODAY - DAY * (2 * each + 2),
            last_day=TODAY - DAY * (2 * each + 2),
            reason="Früher",
        )
        for each in range(number)
    )
    Occupancy.objects.bulk_create(
        Occupancy(
            poster_set=poster_set,
            start=closure.first_day,
            end=closure.first_day + DAY,
            closure=closure,
        )
        for closure in closures
    )
    assert Booking.objects.get() == template


IN_A_ZONE = """
import django
from datetime import UTC, datetime
django.setup()
from django.utils import timezone
timezone.now = lambda: datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
import json
from exhibitions.bookings import calendars, mail
from exhibitions.bookings.availability import Availability
from exhibitions.bookings.holidays import SchoolDays
from exhibitions.bookings.models import Booking, LendingRules
from exhibitions.bookings.planner import Planner
planner = Planner(LendingRules(), SchoolDays(), timezone.localdate())
windows = list(Availability(planner, {1: []}).windows(2))
loan = Booking(pk=1, reference="K7MT4RX9", first_day=windows[0].first, last_day=windows[0].last)
entry = [line for line in calendars.entry_of(loan).splitlines() if line.startswith("DT")]
print(json.dumps([
    str(planner.today), str(planner.earliest), str(planner.latest), [str(each) for each in windows],
    [str(day) for day in planner.stretch(windows[0])], mail.moment(timezone.now()),
    [line for line in entry if not line.startswith("DTSTAMP")],
]))
"""


def test_the_clock_zone_of_the_machine_changes_no_date():
    def dates_in(zone):
        done = subprocess.run(
            [sys.executable, "-c", IN_A_ZONE],
            cwd=ROOT,
            env=os.environ
            | {
                "TZ": zone,
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
                "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
            },
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    here = dates_in("Europe/Berlin")

    assert here[0] == "2026-11-25"
    assert dates_in("UTC") == here
    assert dates_in("Pacific/Kiritimati") == here
