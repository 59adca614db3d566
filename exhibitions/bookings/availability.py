"""When is a set free? Few queries, however many loans there were and will be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from exhibitions.bookings.holidays import SchoolDays
from exhibitions.bookings.models import LendingRules, Occupancy, PosterSet
from exhibitions.bookings.planner import Period, Planner

NEAREST = 3  # alternatives that are offered


def current_planner(today: date | None = None) -> Planner:
    """The rules and school days as they are now: two queries."""
    return Planner(LendingRules.load(), SchoolDays.load(), today or timezone.localdate())


@dataclass(frozen=True)
class Stretch:
    """Days on which a set is taken, half-open, and for which loan."""

    start: date
    end: date
    booking_id: int | None


class Availability:
    """The sets, what takes them from today on, and the rules: a picture of this moment."""

    def __init__(
        self, planner: Planner, taken: dict[int, list[Stretch]], sets: list[PosterSet] | None = None
    ):
        self.planner, self.taken = planner, taken
        self.sets = sets or []

    @classmethod
    def load(cls, today: date | None = None) -> "Availability":
        """As it is now: four queries, for any number of loans of the past."""
        today = today or timezone.localdate()
        planner = current_planner(today)
        sets = list(PosterSet.objects.filter(in_service=True))
        taken: dict[int, list[Stretch]] = {each.pk: [] for each in sets}
        rows = Occupancy.objects.filter(end__gt=today, poster_set__in_service=True)
        for set_id, *stretch in rows.values_list("poster_set", "start", "end", "booking"):
            taken[set_id].append(Stretch(*stretch))
        return cls(planner, taken, sets)

    def free_sets(self, period: Period, *, ignoring: int | None = None) -> list[int]:
        """The sets that are free for the period, ways included. `ignoring` one loan's own days."""
        start, end = self.planner.stretch(period)
        return [
            set_id
            for set_id, stretches in self.taken.items()
            if not any(
                each.start < end and start < each.end
                for each in stretches
                if ignoring is None or each.booking_id != ignoring
            )
        ]

    def is_free(self, period: Period, *, ignoring: int | None = None) -> bool:
        """Whether the rules allow it and a set is free."""
        return self.planner.refusal(period) is None and bool(
            self.free_sets(period, ignoring=ignoring)
        )

    def windows(
        self, weeks: int, *, start: date | None = None, ignoring: int | None = None
    ) -> Iterator[Period]:
        """Periods of `weeks` calendar weeks that can be had: of each week the one beginning first.

        Whatever can be had to the last school day of its last week lies in one of them; a period
        that ends before that day may be free besides.
        """
        for possible in self.planner.windows(weeks, start=start):
            free = (each for each in possible if self.free_sets(each, ignoring=ignoring))
            window = next(free, None)
            if window:
                yield window

    def alternatives(self, period: Period, *, ignoring: int | None = None) -> list[Period]:
        """The windows of about the same length that lie nearest, by date. Maybe shorter ones.

        None holds the period itself: who asks has just been refused it."""
        longest = self.planner.rules.longest_days // 7 + 2  # calendar weeks that one may touch
        for weeks in range(min(max(period.weeks, 1), longest), 0, -1):
            windows = [
                each
                for each in self.windows(weeks, ignoring=ignoring)
                if not (each.first <= period.first and period.last <= each.last)
            ]
            alike = [each for each in windows if each.days * 3 >= period.days * 2]
            nearest = sorted(
                alike or windows, key=lambda each: abs((each.first - period.first).days)
            )
            if nearest:
                return sorted(nearest[:NEAREST])
        return []
