"""School days in Saxony: what the library knows, corrected by what an editor has entered.

The library's data come from the Kultusministerkonferenz. Beyond its last school holidays nothing
is known, and it says "no holiday" all the same: such days count as unknown here.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays

from exhibitions.bookings.models import HolidayPeriod

DAY = timedelta(days=1)
SATURDAY = 5


class DaysUnknown(LookupError):
    """The question reaches beyond the holidays that are known."""


@lru_cache(maxsize=128)
def _known_holidays(year: int, category: str) -> dict[date, str]:
    return dict(
        holidays.country_holidays(
            "DE", subdiv="SN", language="de", categories=(category,), years=year
        )
    )


@lru_cache(maxsize=1)
def _last_in_library() -> date:
    """The last day of school holidays that the library knows: it is asked until a year has none."""
    year = date.today().year  # noqa: DTZ011  (any year with holidays will do)
    last = date(year, 1, 1)
    while found := [day for day in _known_holidays(year, "school") if day.year == year]:
        last = max(found)
        year += 1
    return last


class SchoolDays:
    """Which days are school days. Holds what was entered by hand, so it asks nothing by itself."""

    def __init__(self, periods: Iterable[HolidayPeriod] = ()):
        self.periods = sorted(periods, key=lambda period: period.pk or 0)
        entered = [each.last_day for each in self.periods if not each.is_school_time]
        self.known_until = max([_last_in_library(), *entered])

    @classmethod
    def load(cls) -> "SchoolDays":
        """With the periods in the database: one query."""
        return cls(HolidayPeriod.objects.all())

    def holiday(self, day: date) -> str:
        """The name of the holiday on this day, or nothing. What was entered last counts."""
        for period in reversed(self.periods):
            if period.first_day <= day <= period.last_day:
                return "" if period.is_school_time else period.name
        public = _known_holidays(day.year, "public").get(day, "")
        return public or _known_holidays(day.year, "school").get(day, "")

    def is_known(self, day: date) -> bool:
        """Whether holidays are known that far."""
        return day <= self.known_until

    def is_school_day(self, day: date) -> bool:
        """Monday to Friday, and no holiday. Deliveries and collections are on such days too."""
        return day.weekday() < SATURDAY and not self.holiday(day)

    def count(self, first: date, last: date) -> int:
        """How many school days lie between, both included."""
        days = (last - first).days + 1
        return sum(self.is_school_day(first + DAY * number) for number in range(days))

    def after(self, day: date, number: int) -> date:
        """The `number`-th school day after `day`. Raises DaysUnknown."""
        return self._walk(day, number, DAY)

    def before(self, day: date, number: int) -> date:
        """The `number`-th school day before `day`."""
        return self._walk(day, number, -DAY)

    def _walk(self, day: date, number: int, step: timedelta) -> date:
        while number:
            day += step
            if not self.is_known(day) or day.year < date.min.year + 1:
                raise DaysUnknown(day)
            number -= self.is_school_day(day)
        return day


def known_until() -> date:
    """The last day up to which school holidays are known."""
    return SchoolDays.load().known_until
