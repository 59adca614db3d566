"""Periods that are free, each as a link that fills the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from exhibitions.bookings.availability import Availability
from exhibitions.bookings.forms.dates import parse_day, written
from exhibitions.bookings.month import Month
from exhibitions.bookings.planner import Period, Planner

SHOWN = 8
WEEKS = range(1, 5)


@dataclass(frozen=True)
class Window:
    """A period that can be asked for, as the list shows it."""

    period: Period
    school_days: int
    address: str
    is_chosen: bool
    note: str = ""
    shorter: Period | None = None
    shorter_address: str = ""


@dataclass(frozen=True)
class Choice:
    """How long: a link."""

    weeks: int
    address: str
    is_current: bool


class FreeTimes:
    """The list of windows and the month, as the address asks for them. Odd values are ignored."""

    def __init__(self, availability: Availability, query: Mapping[str, str]):
        self.availability, self.planner = availability, availability.planner
        self.query = query
        self.chosen = period_of(query.get("von", ""), query.get("bis", ""))
        self.weeks = self._asked_weeks()
        self.start = self._asked_start()
        found = availability.windows(self.weeks, start=self.start)
        periods = list(islice(found, SHOWN + 1))
        self._more = periods[SHOWN] if len(periods) > SHOWN else None
        self.windows = [self._window(period) for period in periods[:SHOWN]]

    @property
    def choices(self) -> list[Choice]:
        """How many weeks one may ask for."""
        return [
            Choice(weeks, self._address(wochen=weeks, ab=self._start_in_query), weeks == self.weeks)
            for weeks in WEEKS
            if weeks * 7 - 2 <= self.planner.rules.longest_days
        ]

    @property
    def later(self) -> str:
        """The address of the next windows, if there are any."""
        if self._more is None:
            return ""
        return self._address(wochen=self.weeks, ab=self._more.first) + "#zeitraeume"

    @property
    def earlier(self) -> str:
        """The address of the first windows, when later ones are shown."""
        return self._address(wochen=self.weeks) + "#zeitraeume" if self._start_in_query else ""

    @cached_property
    def month(self) -> Month:
        """The month that was asked for, else that of the chosen or the first free period."""
        planner = self.planner
        first = self.chosen or (self.windows[0].period if self.windows else None)
        shown = _month_of(self.query.get("monat", "")) or (
            first.first if first else planner.earliest
        )
        shown = min(max(shown, planner.today), max(planner.latest, planner.today))
        return Month(self.availability, shown, self.chosen)

    @property
    def previous_month(self) -> str:
        """The address of the month before, if it is not over."""
        return self._month_address(self.month.previous)

    @property
    def next_month(self) -> str:
        """The address of the month after, if anything in it is on offer."""
        return self._month_address(self.month.next)

    @property
    def chosen_note(self) -> str:
        """What the period in the form means for the way back, if holidays lie in it."""
        if self.chosen is None or self.planner.refusal(self.chosen):
            return ""
        return lengthening_note(self.planner, self.chosen)

    @property
    def chosen_problem(self) -> str:
        """Which rule the days in the address break; who came by a window of ours sees nothing."""
        refusal = self.planner.refusal(self.chosen) if self.chosen else None
        return refusal.message if refusal else ""

    def _month_address(self, first: date | None) -> str:
        if first is None:
            return ""
        chosen = self._days(self.chosen) if self.chosen else {}
        asked = {"wochen": self.weeks, "ab": self._start_in_query, **chosen}
        return self._address(monat=f"{first:%Y-%m}", **asked) + "#kalender"

    def _window(self, period: Period) -> Window:
        note = lengthening_note(self.planner, period)
        shorter = self.planner.shorter(period) if note else None
        return Window(
            period=period,
            school_days=self.planner.school_days.count(period.first, period.last),
            address=self._form_address(period),
            is_chosen=period == self.chosen,
            note=note,
            shorter=shorter,
            shorter_address=self._form_address(shorter) if shorter else "",
        )

    def _form_address(self, period: Period) -> str:
        address = self._address(wochen=self.weeks, ab=self._start_in_query, **self._days(period))
        return f"{address}#anfrage"

    @staticmethod
    def _days(period: Period) -> dict[str, date]:
        return {"von": period.first, "bis": period.last}

    def _address(self, **values) -> str:
        values = {name: str(value) for name, value in values.items() if value}
        if values.get("wochen") == str(self.planner.rules.usual_weeks):
            del values["wochen"]
        return f"?{urlencode(values)}"

    @property
    def _start_in_query(self) -> date | None:
        return self.start if self.start and self.start > self.planner.earliest else None

    def _asked_weeks(self) -> int:
        asked = self.query.get("wochen", "")
        known = {str(number): number for number in WEEKS}
        return known.get(asked, self.planner.rules.usual_weeks)

    def _asked_start(self) -> date | None:
        asked = parse_day(self.query.get("ab", "")[:20])
        return min(asked, self.planner.latest) if asked else None


def period_of(first: str, last: str) -> Period | None:
    """The period of two days as an address or a button names them."""
    first_day, last_day = parse_day(first[:20]), parse_day(last[:20])
    if first_day is None or last_day is None or last_day < first_day:
        return None
    return Period(first_day, last_day)


def lengthening_note(planner: Planner, period: Period) -> str:
    """Why the set is under way for so long after this period; nothing when it is not."""
    found = planner.lengthening(period)
    if found is None:
        return ""
    values = {"holiday": found.holiday, "day": date_format(found.until, "j. F Y")}
    if found.holiday.endswith("ferien"):
        return _("Wegen der %(holiday)s bis %(day)s unterwegs.") % values
    return _("Wegen freier Tage (%(holiday)s) bis %(day)s unterwegs.") % values


def _month_of(text: str) -> date | None:
    return parse_day(f"{text[:7]}-01")


def chosen_by_button(data: QueryDict) -> QueryDict:
    """The days of the button that was pressed take the place of the typed ones."""
    first, _, last = data.get("zeitraum", "").partition("/")
    period = period_of(first, last)
    if period is None:
        return data
    data = data.copy()
    data["first_day"], data["last_day"] = written(period.first), written(period.last)
    return data
