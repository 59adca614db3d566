"""School days in Saxony: what the library knows, and what an editor says against it."""

from datetime import date, timedelta

import pytest

from exhibitions.bookings import checks
from exhibitions.bookings.holidays import DaysUnknown, SchoolDays, known_until
from exhibitions.bookings.models import HolidayPeriod
from submissions.working_days import is_working_day

# The official dates of the Staatsministerium für Kultus, first and last day of each.
SCHOOL_HOLIDAYS = [
    (date(2026, 10, 12), date(2026, 10, 24)),
    (date(2026, 12, 23), date(2027, 1, 2)),
    (date(2027, 2, 8), date(2027, 2, 19)),
    (date(2027, 3, 26), date(2027, 4, 2)),
    (date(2027, 5, 7), date(2027, 5, 7)),
    (date(2027, 5, 15), date(2027, 5, 18)),
    (date(2027, 7, 10), date(2027, 8, 20)),
]


def entered(first, last, *, school=False, name="Umbau"):
    return HolidayPeriod(name=name, first_day=first, last_day=last, is_school_time=school)


@pytest.mark.parametrize(("first", "last"), SCHOOL_HOLIDAYS)
def test_no_day_of_the_official_school_holidays_is_a_school_day(first, last):
    school_days = SchoolDays()

    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]

    assert [day for day in days if school_days.is_school_day(day)] == []


def test_the_buss_und_bettag_is_no_school_day_and_no_working_day():
    school_days = SchoolDays()

    assert school_days.holiday(date(2026, 11, 18)) == "Buß- und Bettag"
    assert not school_days.is_school_day(date(2026, 11, 18))
    assert not is_working_day(date(2026, 11, 18))


def test_offices_work_in_school_holidays():
    assert is_working_day(date(2027, 2, 9))


def test_a_plain_tuesday_is_a_school_day_and_a_saturday_is_none():
    school_days = SchoolDays()

    assert school_days.is_school_day(date(2027, 4, 13))
    assert not school_days.is_school_day(date(2027, 4, 17))


def test_an_editors_period_makes_a_school_day_free():
    period = entered(date(2027, 4, 13), date(2027, 4, 13), name="Beweglicher Ferientag")

    school_days = SchoolDays([period])

    assert not school_days.is_school_day(date(2027, 4, 13))
    assert school_days.holiday(date(2027, 4, 13)) == "Beweglicher Ferientag"


def test_an_editors_period_makes_a_day_of_the_library_a_school_day():
    school_days = SchoolDays([entered(date(2027, 5, 7), date(2027, 5, 7), school=True)])

    assert school_days.is_school_day(date(2027, 5, 7))
    assert school_days.holiday(date(2027, 5, 7)) == ""


@pytest.mark.django_db
def test_of_two_periods_on_one_day_the_one_entered_last_counts(nothing_lent):
    day = date(2027, 4, 13)
    entered(day, day).save()
    entered(day, day, school=True).save()

    assert SchoolDays.load().is_school_day(day)


def test_what_lies_beyond_the_last_known_holidays_is_unknown():
    school_days = SchoolDays()
    end = school_days.known_until

    assert end >= date(2029, 8, 1)
    assert school_days.is_known(end)
    assert not school_days.is_known(end + timedelta(days=1))
    with pytest.raises(DaysUnknown):
        school_days.after(end, 1)


def test_the_last_known_day_is_a_holiday_itself():
    school_days = SchoolDays()

    assert school_days.holiday(school_days.known_until) != ""


def test_holidays_that_an_editor_enters_make_more_days_known():
    autumn = entered(date(2029, 10, 22), date(2029, 11, 2), name="Herbstferien")

    school_days = SchoolDays([autumn])

    assert school_days.known_until == date(2029, 11, 2)
    assert school_days.is_school_day(date(2029, 10, 19))
    assert not school_days.is_school_day(date(2029, 10, 24))


def test_school_time_that_an_editor_enters_makes_nothing_known():
    period = entered(date(2031, 3, 3), date(2031, 3, 7), school=True)

    assert SchoolDays([period]).known_until == SchoolDays().known_until


@pytest.mark.parametrize(("ahead", "warnings"), [(400, []), (399, ["bookings.W001"])])
def test_the_check_warns_from_four_hundred_days_before_nothing_is_known(
    rules, clock, ahead, warnings
):
    clock.set_to(known_until() - timedelta(days=ahead))

    found = checks.holidays_are_known_for_a_year(None)

    assert [warning.id for warning in found] == warnings
