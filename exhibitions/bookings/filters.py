"""How lists of loans are narrowed."""

from datetime import date

import django_filters
from django import forms
from django.db.models import Max, Min, QuerySet
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from exhibitions.bookings.models import Booking, InstitutionType, PosterSet
from exhibitions.bookings.states import BookingState
from exhibitions.geography.districts import District

AUGUST = 8  # the month in which a school year begins


def school_year_of(day: date) -> int:
    """The calendar year in which the school year of this day began."""
    return day.year if day.month >= AUGUST else day.year - 1


def school_year_name(year: int) -> str:
    """2026 is 2026/27."""
    return f"{year}/{(year + 1) % 100:02}"


def school_year_days(year: int) -> tuple[date, date]:
    """1 August to 31 July."""
    return date(year, AUGUST, 1), date(year + 1, AUGUST - 1, 31)


def school_years() -> list[tuple[str, str]]:
    """The years that there are loans of, and this one, the newest first."""
    ends = Booking.objects.aggregate(first=Min("first_day"), last=Max("first_day"))
    this = school_year_of(timezone.localdate())
    years = {this} | {school_year_of(day) for day in ends.values() if day}
    return [(str(year), school_year_name(year)) for year in range(max(years), min(years) - 1, -1)]


def begun_within(bookings: QuerySet, year: int) -> QuerySet:
    """Loans whose first day lies in this school year."""
    return bookings.filter(first_day__range=school_year_days(year))


class BookingFilterSet(WagtailFilterSet):
    """By state, set, place, kind and time."""

    state = django_filters.MultipleChoiceFilter(
        label="Stand", choices=BookingState.choices, widget=forms.CheckboxSelectMultiple
    )
    poster_set = django_filters.ModelChoiceFilter(
        label="Satz",
        field_name="occupancy__poster_set",
        queryset=PosterSet.objects.all(),
        empty_label="Alle",
    )
    period = django_filters.DateFromToRangeFilter(
        label="Bei der Schule zwischen", method="filter_period", widget=DateRangePickerWidget
    )
    school_year = django_filters.ChoiceFilter(
        label="Schuljahr", method="filter_school_year", choices=school_years, empty_label="Alle"
    )
    district = django_filters.MultipleChoiceFilter(
        label="Kreis", choices=District.choices, widget=forms.CheckboxSelectMultiple
    )
    institution_type = django_filters.MultipleChoiceFilter(
        label="Art", choices=InstitutionType.choices, widget=forms.CheckboxSelectMultiple
    )
    is_public = django_filters.ChoiceFilter(
        label="Auf der Tour genannt",
        choices=[("True", "Ja"), ("False", "Nein")],
        empty_label="Alle",
    )

    class Meta:
        model = Booking
        fields = []

    def filter_period(self, queryset, name, value):
        """Loans of which at least one day lies in the period."""
        if value.start:
            queryset = queryset.filter(last_day__gte=value.start.date())
        if value.stop:
            queryset = queryset.filter(first_day__lte=value.stop.date())
        return queryset

    def filter_school_year(self, queryset, name, value):
        return begun_within(queryset, int(value))
