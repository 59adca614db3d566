"""A month as a table: what can be had on each day, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from exhibitions.bookings.availability import Availability
from exhibitions.bookings.holidays import DAY, DaysUnknown
from exhibitions.bookings.planner import Period
from submissions.months import add_months

WEEK_DAYS = 7


@dataclass(frozen=True)
class Day:
    """A cell: the day, its words, and the class that draws it."""

    day: date
    text: str
    look: str


class Month:
    """The days of a month. A day is free when a loan that the rules allow can include it."""

    def __init__(self, availability: Availability, first: date, chosen: Period | None = None):
        self.availability, self.planner = availability, availability.planner
        self.first, self.chosen = first.replace(day=1), chosen
        self.last = add_months(self.first, 1) - DAY
        self._free = self._count_free()

    @property
    def weeks(self) -> list[list[Day | None]]:
        """Rows from Monday to Sunday; None where another month stands."""
        cells: list[Day | None] = [None] * self.first.weekday()
        cells += [self._cell(day) for day in _days(self.first, self.last)]
        cells += [None] * (-len(cells) % WEEK_DAYS)
        return [cells[start : start + WEEK_DAYS] for start in range(0, len(cells), WEEK_DAYS)]

    @property
    def names(self) -> list[date]:
        """A Monday to a Sunday, for the heads of the columns."""
        monday = self.first - DAY * self.first.weekday()
        return list(_days(monday, monday + DAY * (WEEK_DAYS - 1)))

    @property
    def previous(self) -> date | None:
        """The month before, unless it is over."""
        before = add_months(self.first, -1)
        return before if before >= self.planner.today.replace(day=1) else None

    @property
    def next(self) -> date | None:
        """The month after, unless nothing in it is on offer."""
        after = add_months(self.first, 1)
        return after if after <= self.planner.latest else None

    def _cell(self, day: date) -> Day:
        school_days = self.planner.school_days
        if day < self.planner.today:
            return Day(day, _("vorbei"), "closed")
        if not school_days.is_known(day):
            return Day(day, _("noch nicht buchbar"), "closed")
        if not school_days.is_school_day(day):
            return Day(day, school_days.holiday(day) or _("Wochenende"), "closed")
        if self.chosen and self.chosen.first <= day <= self.chosen.last:
            return Day(day, _("Ihr Zeitraum"), "chosen")
        if day < self.planner.earliest:
            return Day(day, _("zu kurzfristig"), "closed")
        if day > self.planner.latest:
            return Day(day, _("noch nicht buchbar"), "closed")
        return self._offer(day)

    def _offer(self, day: date) -> Day:
        free, all_sets = self._free.get(day, 0), len(self.availability.sets)
        if not free:
            return Day(day, _("verliehen"), "taken")
        if free == all_sets:
            return Day(day, _("frei"), "free")
        if free == 1:
            return Day(day, _("ein Satz frei"), "free")
        return Day(day, _("%(number)s Sätze frei") % {"number": free}, "free")

    def _count_free(self) -> dict[date, int]:
        """How many sets a loan could have that includes a day."""
        around = DAY * self.planner.rules.longest_days
        start = max(self.first - around, self.planner.earliest)
        end = min(self.last + around, self.planner.latest)
        days = [day for day in _days(start, end) if self.planner.school_days.is_school_day(day)]
        out = {day: self.planner.delivery_day(Period(day, day)) for day in days}
        back = {day: end for day in days if (end := self._back(day))}
        free: dict[date, int] = {}
        for stretches in self.availability.taken.values():
            covered: set[date] = set()
            for place, first in enumerate(days):
                possible = self._last_days(days[place:], back)
                taken_from = min(
                    (each.start for each in stretches if each.end > out[first]), default=date.max
                )
                last = max((day for day in possible if back[day] <= taken_from), default=None)
                if last:
                    covered.update(_days(first, last))
            for day in covered:
                free[day] = free.get(day, 0) + 1
        return free

    def _back(self, day: date) -> date | None:
        try:
            return self.planner.collection_end(Period(day, day)) + DAY
        except DaysUnknown:
            return None

    def _last_days(self, days: list[date], back: dict[date, date]) -> Iterator[date]:
        """The days that may end a loan which begins on the first of these school days."""
        rules = self.planner.rules
        longest = days[0] + DAY * (rules.longest_days - 1)
        for day in days[rules.shortest_school_days - 1 :]:
            if day > longest:
                return
            if day in back:
                yield day


def _days(first: date, last: date) -> Iterator[date]:
    return (first + DAY * number for number in range((last - first).days + 1))
