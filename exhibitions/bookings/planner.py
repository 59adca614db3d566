"""What the rules say of a period. Pure questions: no database, no clock."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from exhibitions.bookings.holidays import DAY, DaysUnknown, SchoolDays
from exhibitions.bookings.models import LendingRules
from submissions.months import add_months

WEEK = timedelta(days=7)
WORKING_DAYS = 5  # of a week


@dataclass(frozen=True, order=True)
class Period:
    """The days at a school, first and last included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def weeks(self) -> int:
        """How many calendar weeks it touches."""
        return (_monday(self.last) - _monday(self.first)).days // 7 + 1

    def __str__(self):
        return f"{date_format(self.first, 'D, j. M Y')} bis {date_format(self.last, 'D, j. M Y')}"


@dataclass(frozen=True)
class Refusal:
    """Why a period cannot be had: at which field, and the way out."""

    field: str
    message: str


@dataclass(frozen=True)
class Lengthening:
    """Holidays keep the set on the way for longer than usual."""

    holiday: str
    until: date  # the last day on which it is taken


class Planner:
    """Rules, school days and today, put together."""

    def __init__(self, rules: LendingRules, school_days: SchoolDays, today: date):
        self.rules, self.school_days, self.today = rules, school_days, today

    @cached_property
    def earliest(self) -> date:
        """The first day that may begin a loan: after the lead time and a delivery still to come."""
        return max(self._lead_is_over, self._delivery_is_possible)

    @property
    def latest(self) -> date:
        """The last day that may end one: the horizon, or how far holidays are known."""
        return min(add_months(self.today, self.rules.horizon_months), self.school_days.known_until)

    def stretch(self, period: Period) -> tuple[date, date]:
        """From when until before when a set is taken, ways included. Raises DaysUnknown."""
        return self.delivery_day(period), self.collection_end(period) + DAY

    def delivery_day(self, period: Period) -> date:
        """When the set leaves for the school."""
        return self.school_days.before(period.first, self.rules.delivery_days_before)

    def collection_end(self, period: Period) -> date:
        """The last day on which it is collected, looked through and made ready."""
        return self.school_days.after(period.last, self.rules.delivery_days_after)

    def refusal(self, period: Period) -> Refusal | None:
        """The first rule that the period breaks, in words; None when it keeps them all."""
        for check in (self._refuse_bounds, self._refuse_ends, self._refuse_length):
            found = check(period)
            if found:
                return found
        return self.impossibility(period)

    def impossibility(self, period: Period) -> Refusal | None:
        """Why nobody can have the period, not even when the team makes an exception."""
        if period.last < period.first:
            return Refusal(
                "last_day",
                _(
                    "Der letzte Tag liegt vor dem ersten. Bitte tauschen oder berichtigen Sie"
                    " die Tage."
                ),
            )
        if self.school_days.is_known(period.last):
            with suppress(DaysUnknown):
                self.stretch(period)
                return None
        return Refusal("last_day", self._unknown())

    def windows(self, weeks: int, *, start: date | None = None) -> Iterator[Iterator[Period]]:
        """For each week on which a loan may begin: the periods of `weeks` calendar weeks, by rules.

        They end on the last school day of their last week; the earliest beginning stands first.
        """
        monday = _monday(max(start or self.earliest, self.earliest))
        while monday <= self.latest:
            last = self._last_school_day(monday + WEEK * (weeks - 1))
            if last is not None:
                yield self._beginning_in_week(monday, last)
            monday += WEEK

    def lengthening(self, period: Period) -> Lengthening | None:
        """The holidays that lie on the way back, if they keep the set for long."""
        end = self.collection_end(period)
        usual = WEEK * -(-self.rules.delivery_days_after // WORKING_DAYS)
        if end - period.last <= usual:
            return None
        between = (period.last + DAY * number for number in range(1, (end - period.last).days))
        names = [self.school_days.holiday(day) for day in between]
        return Lengthening(next((name for name in names if name), _("Feiertage")), end)

    def shorter(self, period: Period) -> Period | None:
        """The longest period with the same beginning that is back before those holidays."""
        last = period.last - DAY
        while last > period.first:
            choice = Period(period.first, last)
            if self.refusal(choice) is None and self.lengthening(choice) is None:
                return choice
            last -= DAY
        return None

    def _beginning_in_week(self, monday: date, last: date) -> Iterator[Period]:
        for number in range(WORKING_DAYS):
            period = Period(monday + DAY * number, last)
            # Asked first: a refusal takes its time to find words.
            if not self.school_days.is_school_day(period.first):
                continue
            if period.first <= last and self.refusal(period) is None:
                yield period

    def _last_school_day(self, monday: date) -> date | None:
        week = [monday + DAY * number for number in range(4, -1, -1)]
        return next((day for day in week if self.school_days.is_school_day(day)), None)

    def _refuse_bounds(self, period: Period) -> Refusal | None:
        if period.last < period.first:
            return self.impossibility(period)
        if period.first < self.earliest:
            why = _("Wir brauchen %(days)s Tage Vorlauf.") % {"days": self.rules.lead_days}
            if period.first >= self._lead_is_over:
                why = _("Bis dahin können wir nicht liefern, weil Ferien sind.")
            way_out = _("Der früheste erste Tag ist %(day)s.")
            return Refusal(
                "first_day",
                f"{why} {way_out % {'day': _words(self._next_school_day(self.earliest))}}",
            )
        horizon = add_months(self.today, self.rules.horizon_months)
        if period.last > horizon:
            return Refusal(
                "last_day",
                _("So weit im Voraus planen wir nicht. Der letzte Tag kann bis %(day)s sein.")
                % {"day": _words(self._school_day_before(horizon))},
            )
        if not self.school_days.is_known(period.last):
            return Refusal("last_day", self._unknown())
        return None

    def _refuse_ends(self, period: Period) -> Refusal | None:
        for field, day in (("first_day", period.first), ("last_day", period.last)):
            if not self.school_days.is_school_day(day):
                what = self.school_days.holiday(day) or _("ein Wochenende")
                near = (self._school_day_before(day), self._next_school_day(day))
                possible = [_words(each) for each in near if self.earliest <= each <= self.latest]
                return Refusal(
                    field,
                    _(
                        "Am %(day)s wird nicht übergeben: %(what)s. Nehmen Sie einen Schultag,"
                        " zum Beispiel %(days)s."
                    )
                    % {"day": _words(day), "what": what, "days": _(" oder ").join(possible)},
                )
        return None

    def _refuse_length(self, period: Period) -> Refusal | None:
        school_days = self.school_days.count(period.first, period.last)
        if school_days < self.rules.shortest_school_days:
            return Refusal(
                "last_day",
                _(
                    "Das sind %(number)s Schultage. Eine Ausleihe dauert mindestens %(least)s"
                    " Schultage; bitte wählen Sie einen späteren letzten Tag."
                )
                % {"number": school_days, "least": self.rules.shortest_school_days},
            )
        if period.days > self.rules.longest_days:
            return Refusal(
                "last_day",
                _(
                    "Das sind %(number)s Tage. Eine Ausleihe dauert höchstens %(most)s Tage;"
                    " bitte wählen Sie als letzten Tag spätestens %(day)s."
                )
                % {
                    "number": period.days,
                    "most": self.rules.longest_days,
                    "day": _words(
                        self._school_day_before(period.first + DAY * (self.rules.longest_days - 1))
                    ),
                },
            )
        return None

    @property
    def _lead_is_over(self) -> date:
        return self.today + DAY * self.rules.lead_days

    @property
    def _delivery_is_possible(self) -> date:
        try:
            return self.school_days.after(self.today - DAY, self.rules.delivery_days_before + 1)
        except DaysUnknown:
            return self.today

    def _next_school_day(self, day: date) -> date:
        while not self.school_days.is_school_day(day):
            day += DAY
        return day

    def _school_day_before(self, day: date) -> date:
        while not self.school_days.is_school_day(day):
            day -= DAY
        return day

    def _unknown(self) -> str:
        return _(
            "Für diese Zeit kennen wir die Schulferien noch nicht. Bitte wählen Sie Tage bis"
            " %(day)s."
        ) % {"day": _words(self._back_by(self.school_days.known_until))}

    def _back_by(self, day: date) -> date:
        """The last day of a loan whose set is back by `day`."""
        return self.school_days.before(day + DAY, self.rules.delivery_days_after + 1)


def _monday(day: date) -> date:
    return day - DAY * day.weekday()


def _words(day: date) -> str:
    return date_format(day, "D, j. F Y")
