"""Sets, terms and loans of the demonstration, so that tour, calendar and admin show something.

The dates follow from the day of loading, by the same rules that hold for schools. Rows are
written past the actions: nobody gets a mail, and loans of the past cannot be requested today.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.utils import timezone

from demonstration.references import References
from exhibitions.bookings.actions.due import SOON
from exhibitions.bookings.availability import Availability, Stretch
from exhibitions.bookings.holidays import SchoolDays
from exhibitions.bookings.models import (
    Booking,
    Condition,
    ConditionReport,
    Feedback,
    LendingRules,
    LoanTerms,
    Occupancy,
    PartCondition,
    PosterSet,
    Reminder,
    SetPart,
)
from exhibitions.bookings.planner import Period, Planner
from exhibitions.bookings.states import AGREED, HOLDING, OPEN, STAGES, BookingState
from exhibitions.geography.places import locate
from submissions.models import Submission
from submissions.months import add_months
from submissions.working_days import working_day_after

DAY, WEEK = timedelta(days=1), timedelta(days=7)
YEAR = timedelta(days=365)
USUAL_WEEKS, LONGEST_WEEKS = 2, 4
ASKED_BEFORE = 60  # days between the request and the first day
NOBODY = "schule.example"  # a domain that no mail ever reaches (RFC 2606)
PAST = {BookingState.CLOSED, BookingState.RETURNED}
OUT = ConditionReport.Direction.OUT
IN = ConditionReport.Direction.IN
NOT_FIELDS = {"key", "set", "like", "weeks_later", "feedback", "worn"}
MAILED = ("booking.soon", "booking.ends", "booking.report", "booking.report_again")


def example_loans():
    """The loans that came with the demonstration, of whichever day."""
    return Booking.objects.filter(contact_email__endswith=f"@{NOBODY}")


def remove_example_loans() -> int:
    """Take the example loans away, with all that belongs to them; how many."""
    loans = list(example_loans())
    for loan in loans:
        loan.delete()
    return len(loans)


class LoanLoader:
    """Loads what is missing: sets where there are none, terms where there are none, loans too."""

    def __init__(self, data: dict[str, Any], references: References, today: date | None = None):
        self.data, self.references = data, references
        self.today = today or timezone.localdate()
        self.rules = LendingRules.load()
        self.planner = Planner(self.rules, SchoolDays.load(), self.today)

    def load_sets_and_terms(self) -> None:
        """What every site needs before it lends."""
        if not PosterSet.objects.exists():
            for entry in self.data["sets"]:
                self._make_set(dict(entry))
        if not LoanTerms.objects.exists():
            LoanTerms.objects.create(text=self.data["terms"], valid_from=self.today)

    def load_loans(self) -> int:
        """The tour and the requests, once, on a site that has had no loan yet; how many."""
        sets = {each.name: each for each in PosterSet.objects.prefetch_related("parts")}
        if Booking.objects.exists() or {each["name"] for each in self.data["sets"]} - sets.keys():
            return 0
        terms = LoanTerms.current()
        periods = Timetable(self.planner).periods(self.data["loans"])
        for entry in self.data["loans"]:
            if entry["key"] in periods:
                poster_set = sets.get(entry.get("set"))
                self._make_loan(entry, periods[entry["key"]], poster_set, terms)
        return len(periods)

    def _make_set(self, entry: dict[str, Any]) -> None:
        parts = entry.pop("parts")
        poster_set = PosterSet.objects.create(**entry)
        SetPart.objects.bulk_create(
            SetPart(
                poster_set=poster_set,
                sort_order=place,
                **{name: self.references.resolve(value) for name, value in part.items()},
            )
            for place, part in enumerate(parts)
        )

    def _make_loan(
        self, entry: dict, period: Period, poster_set: PosterSet | None, terms: LoanTerms
    ) -> None:
        state = BookingState(entry["state"])
        asked = min(period.first - ASKED_BEFORE * DAY, self.today - WEEK)
        if state in OPEN:
            asked = self.today - DAY
        booking = Booking(
            **{"is_public": True, "street": "Musterweg 1"}
            | {name: value for name, value in entry.items() if name not in NOT_FIELDS},
            contact_email=f"{entry['key']}@{NOBODY}",
            first_day=period.first,
            last_day=period.last,
            stage=STAGES[state],
            terms=terms,
            **self._course(state, period, asked),
        )
        place = locate(booking.town, booking.postcode)
        if place:
            booking.latitude, booking.longitude = place.latitude, place.longitude
            booking.place_source = place.source
        booking.save()
        Submission.objects.filter(pk=booking.pk).update(created_at=_morning(asked))
        if state in HOLDING | PAST:
            self._occupy(booking, period, poster_set)
            self._report(booking, entry, poster_set)
        Reminder.objects.bulk_create(
            Reminder(booking=booking, key=key) for key in self._mailed(booking)
        )

    def _course(self, state: BookingState, period: Period, asked: date) -> dict[str, Any]:
        """What follows from the state: who decided when, how long it is held and kept."""
        values: dict[str, Any] = {"forget_on": add_months(period.last, self.rules.keep_months)}
        if state != BookingState.UNCONFIRMED:
            values["confirmed_address_at"] = _morning(asked)
        if state in AGREED | {BookingState.DECLINED}:
            values["decided_at"] = _morning(working_day_after(asked, 1))
        if state == BookingState.UNCONFIRMED:
            values["hold_until"] = timezone.now() + timedelta(hours=self.rules.confirm_hours)
        if state == BookingState.WAITING:
            values["waits_until"] = period.last
        if state == BookingState.REQUESTED:
            values["due"] = working_day_after(self.today, self.rules.answer_working_days)
        if state in {BookingState.DECLINED, BookingState.CANCELLED}:
            values["forget_on"] = add_months(self.today, self.rules.keep_months_without_loan)
            values["cancelled_by_school"] = state == BookingState.CANCELLED
        return values

    def _occupy(self, booking: Booking, period: Period, poster_set: PosterSet) -> None:
        start, end = self.planner.stretch(period)
        Occupancy.objects.create(booking=booking, poster_set=poster_set, start=start, end=end)

    def _report(self, booking: Booking, entry: dict, poster_set: PosterSet) -> None:
        if booking.state in PAST | {BookingState.OUT}:
            ConditionReport.objects.create(booking=booking, direction=OUT)
        if booking.state in PAST:
            report = ConditionReport.objects.create(booking=booking, direction=IN)
            if "worn" in entry:
                part = poster_set.parts.first()
                found = {"condition": Condition.WORN}
                SetPart.objects.filter(pk=part.pk).update(**found, condition_note=entry["worn"])
                PartCondition.objects.create(report=report, part=part, **found, note=entry["worn"])
        if "feedback" in entry:
            Feedback.objects.create(booking=booking, **entry["feedback"])

    def _mailed(self, booking: Booking) -> Iterator[str]:
        """The reminders whose day is over: loading the demonstration writes to nobody."""
        if booking.state in PAST | {BookingState.OUT}:
            yield from MAILED
        elif booking.state == BookingState.CONFIRMED:
            yield "booking.soon"


class Timetable:
    """When each set was, is and will be where, by the rules."""

    def __init__(self, planner: Planner):
        self.planner, self.today = planner, planner.today

    def periods(self, entries: list[dict[str, Any]]) -> dict[str, Period]:
        """A period for each entry that finds one: holidays may not be known far enough for all."""
        found: dict[str, Period] = {}
        names = {entry["set"]: [] for entry in entries if "set" in entry}
        availability = Availability(self.planner, names)
        latest = dict.fromkeys(names, self.today)

        def take(entry: dict[str, Any], windows: Iterable[Period]) -> None:
            free = (each for each in windows if entry["set"] in availability.free_sets(each))
            window = next(free, None)
            if window:
                found[entry["key"]] = window
                stretch = Stretch(*self.planner.stretch(window), None)
                availability.taken[entry["set"]].append(stretch)

        now = [entry for entry in entries if entry["state"] == BookingState.OUT]
        past = [entry for entry in entries if entry["state"] in PAST]
        for entry in now:
            take(entry, self._now())
        before = self._over()
        for entry in reversed(past):
            take(entry, before)
        for entry in [each for each in entries if each not in now + past]:
            like, name = found.get(entry.get("like")), entry.get("set")
            if like and not name:
                found[entry["key"]] = like
            elif name:
                start = latest[name] + entry.get("weeks_later", 0) * WEEK
                take(entry, [like] if like else self._coming(start))
                latest[name] = found[entry["key"]].first if entry["key"] in found else start
        return found

    def _now(self) -> Iterator[Period]:
        """Windows around today, the usual length first; in long holidays the last one before."""
        for weeks in range(USUAL_WEEKS, LONGEST_WEEKS + 1):
            for window in self._windows(self.today - YEAR, weeks):
                if window.first < self.today < window.last:
                    yield window
        past = [each for each in self._windows(self.today - YEAR) if each.last < self.today]
        yield from reversed(past)

    def _over(self) -> list[Period]:
        """Windows after which the set was back before today, the last one first."""
        windows = self._windows(self.today - YEAR)
        return [each for each in windows if self.planner.stretch(each)[1] <= self.today][::-1]

    def _coming(self, start: date) -> Iterator[Period]:
        """Windows that are not so near that the school has been reminded."""
        near = self.today + SOON * DAY
        return (each for each in self._windows(self.today, start=start) if each.first > near)

    def _windows(
        self, asked: date, weeks: int = USUAL_WEEKS, start: date | None = None
    ) -> Iterator[Period]:
        """Windows as a school that asked on that day could have had them."""
        planner = Planner(self.planner.rules, self.planner.school_days, asked)
        for possible in planner.windows(weeks, start=start):
            yield from islice(possible, 1)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
