"""Days on which offices in Saxony work: Monday to Friday without public holidays."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

DAY = timedelta(days=1)
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Offices work in school holidays too."""
    return day.weekday() < SATURDAY and day not in _public_holidays(day.year)


def working_day_after(since: date, number: int) -> date:
    """The `number`-th working day after `since`."""
    while number:
        since += DAY
        number -= is_working_day(since)
    return since


def working_days_between(first: date, last: date) -> int:
    """How many working days follow `first` up to `last`; 0 when `last` is not later."""
    return sum(is_working_day(first + DAY * number) for number in range(1, (last - first).days + 1))


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DE", subdiv="SN", years=year))
