"""Forms of the people who lend: decisions, dates, what a school said on the phone."""

import hashlib
import json
import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm

from exhibitions.bookings import actions
from exhibitions.bookings.availability import Availability
from exhibitions.bookings.forms.days import DayField
from exhibitions.bookings.holidays import DaysUnknown
from exhibitions.bookings.models import (
    Booking,
    Closure,
    Feedback,
    HolidayPeriod,
    LoanTerms,
    Occupancy,
    PosterSet,
)
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import AGREED
from exhibitions.geography.places import PlaceSource, is_in_saxony, locate

LONGEST_AGO = timedelta(days=400)  # a loan that is entered afterwards

HOLIDAYS_UNKNOWN = (
    "Für diese Zeit oder den Rückweg sind die Schulferien noch nicht bekannt. Tragen Sie diese"
    " zuerst unter „Ferien und freie Tage“ ein."
)
IN_THE_CONTRACT = "Steht im Leihvertrag."
REASONS = [
    "In dieser Zeit sind alle Sätze unterwegs.",
    "Der Satz wird in dieser Zeit geprüft und ausgebessert.",
    "Der Zeitraum ist zu kurz für Lieferung, Aufbau und Rückgabe.",
    "Der Raum passt nicht zur Größe der Ausstellung. Bitte rufen Sie uns an.",
    "Zu der Anfrage fehlen uns Angaben; wir haben Sie nicht erreicht.",
]

validate_postcode = RegexValidator(
    r"^[0-9]{5}\Z", "Eine Postleitzahl hat fünf Ziffern, zum Beispiel 02943."
)


class StepForm(forms.Form):
    """What every action on a loan sends along: the state in which somebody saw it."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20)


class ConfirmForm(StepForm):
    """The promise. Asks for what the contract needs and nobody has said yet."""

    street = forms.CharField(label="Straße und Hausnummer", max_length=120)
    contact_name = forms.CharField(label="Ansprechperson", max_length=120)

    def __init__(self, *args, missing: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.missing = missing
        for name in {"street", "contact_name"} - set(missing):
            del self.fields[name]
        for name in missing:
            self.fields[name].help_text = IN_THE_CONTRACT
            self.fields[name].error_messages["required"] = (
                "Ohne diese Angabe gibt es keinen Vertrag."
            )


class ReasonForm(StepForm):
    """An action that needs words. They go out to the school."""

    ready = forms.ChoiceField(
        label="Textbaustein", required=False, widget=forms.RadioSelect, choices=[]
    )
    words = forms.CharField(
        label="Eigener Text",
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Steht in der E-Mail an die Schule, nach dem Baustein oder an seiner Stelle.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ready"].choices = [("", "Keiner"), *[(each, each) for each in REASONS]]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.reason:
            self.add_error("words", "Bitte nennen Sie der Schule einen Grund.")
        return cleaned

    @property
    def reason(self) -> str:
        said = (self.cleaned_data.get("ready", ""), self.cleaned_data.get("words", ""))
        return " ".join(each.strip() for each in said if each.strip())


class _WithPeriod:
    """Two days that make a period, and what the rules say of it.

    The team may go beyond the rules, knowingly; not beyond the holidays that are known.
    """

    def clean_period(self) -> None:
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if not first or not last:
            return
        period = Period(first, last)
        planner = Availability.load().planner
        if last < first:
            self.add_error("last_day", "Der letzte Tag liegt vor dem ersten.")
        elif first < timezone.localdate() - LONGEST_AGO:
            self.add_error("first_day", "Das ist zu lange her. Bitte prüfen Sie das Jahr.")
        elif not planner.school_days.is_known(last):
            self.add_error("last_day", HOLIDAYS_UNKNOWN)
        else:
            self._check_rules(planner, period)

    def _check_rules(self, planner, period: Period) -> None:
        try:
            planner.stretch(period)
        except DaysUnknown:
            self.add_error("last_day", HOLIDAYS_UNKNOWN)
            return
        refusal = planner.refusal(period)
        self.breaks_rule = refusal is not None
        if refusal and not self.cleaned_data.get("beyond_rules"):
            self.add_error(
                refusal.field,
                f"{refusal.message} Soll es trotzdem so sein, kreuzen Sie „Trotz der Regeln“ an.",
            )

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["first_day"], self.cleaned_data["last_day"])


def beyond_rules_field() -> forms.BooleanField:
    return forms.BooleanField(
        label="Trotz der Regeln",
        required=False,
        help_text="Zum Beispiel kürzer als üblich oder mit weniger Vorlauf. Belegt bleibt belegt.",
    )


class MoveForm(_WithPeriod, StepForm):
    """Other days, or another set."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    first_day = DayField(label="Erster Tag")
    last_day = DayField(label="Letzter Tag")
    poster_set = forms.ModelChoiceField(
        label="Satz",
        queryset=PosterSet.objects.none(),
        required=False,
        empty_label="Der bisherige, sonst ein freier",
    )
    beyond_rules = beyond_rules_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["poster_set"].queryset = PosterSet.objects.filter(in_service=True)

    def clean(self):
        cleaned = super().clean()
        self.clean_period()
        return cleaned


ASKED = [
    "institution",
    "institution_type",
    "street",
    "postcode",
    "town",
    "district",
    "contact_name",
    "contact_email",
    "contact_phone",
    "is_public",
    "classes",
    "expected_visitors",
    "room",
    "wants_talk",
    "opening",
    "remarks",
    "note",
]


class PhoneBookingForm(_WithPeriod, WagtailAdminModelForm):
    """What a school said on the phone. Sent twice it is one request."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)
    first_day = DayField(label="Erster Tag")
    last_day = DayField(label="Letzter Tag")
    beyond_rules = beyond_rules_field()

    class Meta:
        model = Booking
        fields = ASKED

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4().hex
        self.fields["postcode"].validators.append(validate_postcode)
        self.fields[
            "contact_email"
        ].help_text = "Ohne Adresse bekommt die Schule keine E-Mail und keinen Link."
        for name in ("street", "contact_name"):
            self.fields[name].help_text = f"{IN_THE_CONTRACT} Spätestens bei der Zusage nötig."

    def clean(self):
        cleaned = super().clean()
        self.clean_period()
        return cleaned

    @property
    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ASKED}

    @property
    def digest(self) -> str:
        content = {name: str(value) for name, value in sorted(self.cleaned_data.items())}
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


EDITABLE = [
    "institution",
    "institution_type",
    "street",
    "postcode",
    "town",
    "district",
    "is_public",
    "latitude",
    "longitude",
    "contact_name",
    "contact_email",
    "contact_phone",
    "delivery_contact",
    "delivery_phone",
    "delivery_hours",
    "delivery_helpers",
    "note",
]


class BookingContactForm(WagtailAdminModelForm):
    """Whom to reach, where, and what the team notes. Never the state and never the days.

    Writes what was changed and nothing else: somebody may decide in the same moment.
    """

    find_place = forms.BooleanField(
        label="Ort neu bestimmen",
        required=False,
        help_text="Setzt den Punkt der Karte nach Ort und Postleitzahl.",
    )

    class Meta:
        model = Booking
        fields = EDITABLE

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["postcode"].validators.append(validate_postcode)
        self.also_changed: set[str] = set()

    def clean(self):
        cleaned = super().clean()
        for name in {"street", "contact_name"} & set(self.changed_data):
            if not cleaned.get(name) and self.instance.state in AGREED:
                self.add_error(name, "Diese Angabe steht im Leihvertrag und wird gebraucht.")
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        if not self.errors:
            if self._wants_place():
                self._find_place(cleaned)
            elif (latitude is None) != (longitude is None):
                empty = "latitude" if latitude is None else "longitude"
                self.add_error(empty, "Ein Punkt hat Breite und Länge.")
            elif latitude is not None and not is_in_saxony(latitude, longitude):
                self.add_error(
                    "latitude", "Dieser Punkt liegt nicht in Sachsen. Sind die Zahlen vertauscht?"
                )
        return cleaned

    def _wants_place(self) -> bool:
        moved = {"latitude", "longitude"} & set(self.changed_data)
        renamed = {"town", "postcode"} & set(self.changed_data)
        by_hand = self.instance.place_source == PlaceSource.HAND
        return bool(self.cleaned_data.get("find_place") or (renamed and not moved and not by_hand))

    def _find_place(self, cleaned: dict[str, Any]) -> None:
        place = locate(cleaned["town"], cleaned["postcode"])
        if place is None:
            if cleaned.get("find_place"):
                self.add_error(
                    "find_place",
                    "Dieser Ort ist nicht bekannt. Bitte tragen Sie Breite und Länge selbst ein.",
                )
            return
        cleaned["latitude"], cleaned["longitude"] = place.latitude, place.longitude
        self.instance.place_source = place.source
        self.also_changed = {"latitude", "longitude", "place_source"}

    def save(self, commit=True):
        changed = set(self.changed_data) & set(EDITABLE)
        if {"latitude", "longitude"} & changed and not self.also_changed:
            self.instance.place_source = PlaceSource.HAND
            self.also_changed.add("place_source")
        actions.edit_booking(self.instance, changed | self.also_changed, by=self.for_user)
        return self.instance


class FeedbackForm(forms.ModelForm):
    """What a school reports by telephone or letter."""

    class Meta:
        model = Feedback
        fields = ["visitors", "source", "classes", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class ClosureForm(WagtailAdminModelForm):
    """Days on which a set stays here."""

    first_day = DayField(label="Erster Tag")
    last_day = DayField(label="Letzter Tag")

    class Meta:
        model = Closure
        fields = ["poster_set", "first_day", "last_day", "reason"]

    def clean(self):
        cleaned = super().clean()
        found = self.find_overlap()
        if found:
            self.add_error("first_day", found)
        return cleaned

    def find_overlap(self) -> str:
        """What else takes the set in these days. The database looks again when it is written."""
        poster_set = self.cleaned_data.get("poster_set")
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if not poster_set or not first or not last or last < first:
            return ""
        other = (
            Occupancy.objects.filter(poster_set=poster_set, start__lte=last, end__gt=first)
            .exclude(closure__isnull=False, closure_id=self.instance.pk)
            .select_related("booking", "closure")
            .first()
        )
        if other is None:
            return ""
        what = (
            f"an {other.booking.institution} ausgeliehen (Vorgang {other.booking.reference})"
            if other.booking
            else f"gesperrt ({other.closure.reason})"
        )
        until = other.end - timedelta(days=1)
        return (
            f"Dieser Zeitraum ist für diesen Satz schon belegt: {poster_set} ist vom"
            f" {other.start:%d.%m.%Y} bis {until:%d.%m.%Y} {what}."
        )


class HolidayForm(WagtailAdminModelForm):
    """Holidays that somebody enters."""

    first_day = DayField(label="Erster Tag")
    last_day = DayField(label="Letzter Tag")

    class Meta:
        model = HolidayPeriod
        fields = ["name", "first_day", "last_day", "is_school_time"]


class TermsForm(WagtailAdminModelForm):
    """A version of the terms."""

    valid_from = DayField(label="Gilt ab")

    class Meta:
        model = LoanTerms
        fields = ["valid_from", "text"]

    def clean(self):
        cleaned = super().clean()
        if self.instance.is_accepted:
            raise ValidationError("Diese Fassung ist angenommen und bleibt, wie sie ist.")
        return cleaned
