"""What a school says when it asks for the exhibition: eight answers, the rest as it likes."""

import hashlib
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exhibitions.bookings.forms.dates import GermanDayField
from exhibitions.bookings.models import InstitutionType, LoanTerms
from exhibitions.bookings.planner import Period, Planner, Refusal
from submissions.form_fields import AddressField, LineField, TextField, WholeNumberField
from submissions.guards import GuardedForm

POSTCODE = RegexValidator(r"^[0-9]{5}\Z", _("Geben Sie die Postleitzahl mit fünf Ziffern ein."))
WAIT = "warteliste"  # the name of the button

WHERE = ("institution", "institution_type", "street", "postcode", "town")
WHO = ("contact_name", "contact_email")
PERIOD = ("first_day", "last_day")
OPTIONAL = (
    "contact_phone",
    "alternative",
    "classes",
    "expected_visitors",
    "room",
    "opening",
    "wants_talk",
    "is_public",
    "remarks",
)


class PeriodForm(forms.Form):
    """First and last day, judged by the rules. Whether a set is free is the action's business."""

    first_day = GermanDayField(
        label=_("Erster Tag"),
        error_messages={"required": _("Nennen Sie den ersten Tag, an dem die Ausstellung steht.")},
    )
    last_day = GermanDayField(
        label=_("Letzter Tag"),
        error_messages={"required": _("Nennen Sie den letzten Tag, an dem die Ausstellung steht.")},
    )

    def __init__(self, *args, planner: Planner, **kwargs):
        super().__init__(*args, **kwargs)
        self.planner = planner

    def clean(self):
        cleaned = super().clean()
        if self.period:
            refusal = self.planner.refusal(self.period)
            if refusal:
                self.refuse(refusal)
        return cleaned

    @property
    def period(self) -> Period | None:
        """The period that was typed, if both days are days."""
        first, last = (self.cleaned_data.get(name) for name in PERIOD)
        return Period(first, last) if first and last else None

    def refuse(self, refusal: Refusal) -> None:
        """Say at its field which rule the period breaks."""
        self.add_error(refusal.field, forms.ValidationError(refusal.message, code="rule"))

    @property
    def days(self) -> list[forms.BoundField]:
        """The two days, which stand side by side."""
        return [self[name] for name in PERIOD]


class RequestForm(PeriodForm, GuardedForm):
    """The request, on one page."""

    institution = LineField(
        _("Schule oder Einrichtung"),
        missing=_("Nennen Sie Ihre Schule oder Einrichtung."),
        autocomplete="organization",
        max_length=160,
    )
    institution_type = forms.ChoiceField(
        label=_("Art der Einrichtung"),
        choices=[("", _("Bitte wählen")), *InstitutionType.choices],
        error_messages={
            "required": _("Wählen Sie die Art der Einrichtung aus der Liste."),
            "invalid_choice": _("Wählen Sie die Art der Einrichtung aus der Liste."),
        },
    )
    street = LineField(
        _("Straße und Hausnummer"),
        missing=_("Nennen Sie Straße und Hausnummer. Dorthin wird geliefert."),
        autocomplete="address-line1",
        max_length=120,
    )
    postcode = LineField(
        _("Postleitzahl"),
        missing=_("Geben Sie die Postleitzahl mit fünf Ziffern ein."),
        autocomplete="postal-code",
        validators=[POSTCODE],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    town = LineField(
        _("Ort"),
        missing=_("Nennen Sie den Ort."),
        autocomplete="address-level2",
        max_length=80,
    )
    contact_name = LineField(
        _("Ansprechperson"),
        missing=_("Nennen Sie eine Person, an die wir uns wenden können."),
        autocomplete="name",
        max_length=120,
    )
    contact_email = AddressField(
        _("Dienstliche E-Mail-Adresse"),
        help_text=_(
            "Dorthin schicken wir gleich einen Link zum Bestätigen und später die Antwort."
        ),
    )
    contact_phone = LineField(_("Telefon"), autocomplete="tel", max_length=40)
    alternative = LineField(
        _("Ausweichzeitraum"),
        help_text=_("Falls der gewünschte nicht geht, zum Beispiel: zwei Wochen im Mai."),
        max_length=200,
    )
    classes = LineField(_("Klassenstufen"), help_text=_("Zum Beispiel: 8 bis 10"), max_length=100)
    expected_visitors = WholeNumberField(
        label=_("Wie viele Menschen werden sie etwa sehen?"), least=1, most=100_000
    )
    room = LineField(
        _("Raum"),
        help_text=_("Wo die Plakate stehen sollen, und ob eine Treppe hinführt."),
        max_length=300,
    )
    opening = LineField(
        _("Eröffnung"),
        help_text=_("Planen Sie eine? Dann wann ungefähr."),
        max_length=100,
    )
    wants_talk = forms.BooleanField(
        label=_("Wir wünschen uns einen Vortrag oder Forschende zu Gast"), required=False
    )
    is_public = forms.BooleanField(
        label=_("Die Website darf uns bei den Terminen nennen"),
        help_text=_(
            "Mit Name, Ort und Zeitraum, auch auf der Karte der Tour. Nie mit der Ansprechperson."
        ),
        required=False,
    )
    remarks = TextField(_("Bemerkung"), max_length=2000)
    terms = forms.BooleanField(
        label=_("Wir haben die Leihbedingungen gelesen und halten sie ein"),
        error_messages={
            "required": _(
                "Lesen Sie die Leihbedingungen und setzen Sie das Häkchen. Ohne sie können wir"
                " nichts verleihen."
            )
        },
    )
    terms_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    waits_until = GermanDayField(
        label=_("Warten bis"),
        help_text=_("Nur für die Warteliste: der letzte Tag, der für Sie noch passt, TT.MM.JJJJ"),
        error_messages={
            "required": _("Nennen Sie den letzten Tag, bis zu dem Sie warten möchten.")
        },
    )

    # As on the page: the summary of errors follows it.
    field_order = ["waits_until", *PERIOD, *WHERE, *WHO, *OPTIONAL]

    def __init__(self, *args, terms: LoanTerms | None, terms_url: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.terms = terms
        if terms is None:
            del self.fields["terms"], self.fields["terms_version"]
            return
        self.fields["terms_version"].initial = terms.version
        self.fields["terms"].label = gettext(
            "Wir haben die Leihbedingungen (Fassung %(number)s) gelesen und halten sie ein"
        ) % {"number": terms.version}
        if terms_url:
            self.fields["terms"].help_text = format_html(
                '<a href="{}" target="_blank">{}</a>',
                terms_url,
                gettext("Leihbedingungen lesen (neuer Tab)"),
            )

    def clean(self):
        cleaned = super().clean()
        self._check_terms()
        if self.is_waiting:
            self._check_waiting()
        else:
            self.errors.pop("waits_until", None)
            cleaned["waits_until"] = None
        # One mark may serve many: caches keep the page with its form for a minute.
        if self.key:
            words = f"{self.key}:{cleaned.get('contact_email', '').lower()}"
            self.key = hashlib.sha256(words.encode()).hexdigest()[:32]
        return cleaned

    @property
    def is_waiting(self) -> bool:
        """Whether the button for the waiting list was pressed."""
        return WAIT in self.data

    @property
    def details(self) -> dict[str, Any]:
        """What was said, without the days: values of a loan's fields."""
        return {name: self.cleaned_data[name] for name in (*WHERE, *WHO, *OPTIONAL)}

    def _check_terms(self) -> None:
        seen = self.cleaned_data.get("terms_version")
        if self.terms is None or seen in {None, self.terms.version}:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("terms_version")] = str(self.terms.version)
        self.data.pop(self.add_prefix("terms"), None)
        self.add_error(
            "terms",
            gettext(
                "Seit Sie die Seite geöffnet haben, gilt eine neue Fassung (%(number)s). Bitte"
                " lesen Sie sie und setzen Sie das Häkchen noch einmal."
            )
            % {"number": self.terms.version},
        )

    def _check_waiting(self) -> None:
        if "waits_until" in self.errors:
            return
        until = self.cleaned_data["waits_until"]
        last = self.cleaned_data.get("last_day")
        latest = self.planner.latest
        if last and until < last:
            self.add_error(
                "waits_until",
                gettext("Dieser Tag liegt vor dem letzten Tag Ihres Wunsches, dem %(day)s.")
                % {"day": f"{last:%d.%m.%Y}"},
            )
        elif until > latest:
            self.add_error(
                "waits_until",
                gettext("So weit im Voraus planen wir nicht. Möglich ist ein Tag bis %(day)s.")
                % {"day": f"{latest:%d.%m.%Y}"},
            )

    # --- In the order of the page ---

    @property
    def where(self) -> list[forms.BoundField]:
        """Where the exhibition goes; postcode and town stand side by side below."""
        return [self[name] for name in WHERE[:3]]

    @property
    def who(self) -> list[forms.BoundField]:
        """Whom to answer."""
        return [self[name] for name in WHO]

    @property
    def optional(self) -> list[forms.BoundField]:
        """What helps and nobody has to say."""
        return [self[name] for name in OPTIONAL]

    @property
    def is_optional_open(self) -> bool:
        """Whether something was said there, or is to be mended."""
        return any(field.errors or field.value() for field in self.optional)
