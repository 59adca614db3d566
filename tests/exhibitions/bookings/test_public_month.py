"""The month: a day is free exactly when a loan that could be had includes it."""

from datetime import date, timedelta
from random import Random

import pytest

from exhibitions.bookings.availability import Availability, Stretch
from exhibitions.bookings.holidays import SchoolDays
from exhibitions.bookings.models import LendingRules, PosterSet
from exhibitions.bookings.month import Month
from exhibitions.bookings.planner import Period, Planner

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def availability(sets=1, stretches=(), **rules):
    planner = Planner(LendingRules(**rules), SchoolDays(), TODAY)
    taken = {number: [] for number in range(sets)}
    for place, (start, end) in enumerate(stretches):
        taken[place % sets].append(Stretch(start, end, place))
    return Availability(planner, taken, [PosterSet(pk=number) for number in range(sets)])


def cells(month):
    return {cell.day: cell for week in month.weeks for cell in week if cell}


def text(first, day, **values):
    return cells(Month(availability(**values), first))[day].text


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "vorbei"),
        (date(2026, 11, 24), "zu kurzfristig"),
        (date(2026, 11, 28), "Wochenende"),
        (date(2027, 1, 1), "Neujahr"),
        (date(2027, 2, 10), "Winterferien"),
        (date(2027, 4, 12), "frei"),
        (date(2028, 5, 31), "noch nicht buchbar"),
    ],
)
def test_every_day_has_its_word(day, said):
    assert text(day, day) == said


def test_each_row_is_a_week_and_no_day_is_missing():
    month = Month(availability(), date(2027, 4, 1))

    assert {len(week) for week in month.weeks} == {7}
    assert sorted(cells(month)) == [date(2027, 4, 1) + DAY * number for number in range(30)]


def test_the_number_of_free_sets_is_said():
    april = date(2027, 4, 14)
    stretch = (date(2027, 4, 1), date(2027, 4, 30))

    assert text(april, april, sets=1, stretches=[stretch]) == "verliehen"
    assert text(april, april, sets=2, stretches=[stretch]) == "ein Satz frei"
    assert text(april, april, sets=3, stretches=[stretch]) == "2 Sätze frei"
    assert text(april, april, sets=0) == "verliehen"


def test_a_gap_that_is_too_short_is_not_free():
    stretches = [(date(2027, 4, 1), date(2027, 4, 13)), (date(2027, 4, 22), date(2027, 4, 30))]

    assert text(date(2027, 4, 1), date(2027, 4, 15), stretches=stretches) == "verliehen"


def test_the_chosen_days_are_marked_and_weekends_between_stay_weekends():
    chosen = Period(date(2027, 4, 12), date(2027, 4, 23))
    marked = cells(Month(availability(), chosen.first, chosen))

    assert marked[date(2027, 4, 12)].text == "Ihr Zeitraum"
    assert marked[date(2027, 4, 17)].text == "Wochenende"
    assert marked[date(2027, 4, 26)].text == "frei"


def test_one_leafs_from_this_month_to_the_last_one_on_offer():
    months = availability()
    month, seen = Month(months, TODAY), []
    while month.next:
        month = Month(months, month.next)
        seen.append(month.first)

    assert Month(months, TODAY).previous is None
    assert seen[-1] == date(2028, 5, 1)
    assert month.previous == date(2028, 4, 1)


@pytest.mark.parametrize("seed", range(12))
def test_free_is_what_can_be_asked_for(seed):
    """Against the slow way: every period of the rules that includes the day."""
    random = Random(seed)
    start = date(2026, 12, 1) + DAY * random.randrange(400)
    stretches = []
    for _ in range(random.randrange(8)):
        first = start + DAY * random.randrange(-20, 60)
        stretches.append((first, first + DAY * random.randrange(3, 30)))
    free = availability(
        sets=random.choice([1, 2]),
        stretches=stretches,
        longest_days=random.choice([12, 28]),
        delivery_days_after=random.choice([0, 2, 6]),
    )
    month = Month(free, start)
    possible = set()
    around = [month.first + DAY * number for number in range(-30, 62)]
    for first in filter(free.planner.school_days.is_school_day, around):
        for length in range(5, 29):
            period = Period(first, first + DAY * (length - 1))
            if free.is_free(period):
                possible.update(first + DAY * number for number in range(length))

    shown = {day for day, cell in cells(month).items() if cell.look == "free"}
    assert shown == {
        day
        for day in cells(month)
        if day in possible and free.planner.school_days.is_school_day(day)
    }
