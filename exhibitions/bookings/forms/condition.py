"""How a set is, part by part, as it goes out or comes back."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from exhibitions.bookings.actions import Finding
from exhibitions.bookings.forms.photos import PhotoField
from exhibitions.bookings.models import Condition, SetPart

EARLY = timedelta(days=7)  # more than that before the delivery day, somebody is asked


class PartForm(forms.Form):
    """One part. At first it says what was found the last time."""

    condition = forms.ChoiceField(label="Zustand", choices=Condition.choices)
    note = forms.CharField(
        label="Was ist zu sehen?",
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    photo = PhotoField(label="Foto", required=False)

    def __init__(self, *args, part: SetPart, **kwargs):
        initial = {"condition": part.condition, "note": part.condition_note}
        super().__init__(*args, prefix=f"teil-{part.pk}", initial=initial, **kwargs)
        self.part = part
        self.fields["condition"].widget.attrs["data-condition"] = ""

    @property
    def is_conspicuous(self) -> bool:
        """Whether it was not in order the last time."""
        return self.part.condition != Condition.GOOD

    @property
    def is_touched(self) -> bool:
        """Whether something was typed about it: shown open."""
        return self.is_bound and self.has_changed()

    @property
    def finding(self) -> Finding:
        values = self.cleaned_data
        return Finding(self.part, values["condition"], values["note"], values["photo"])


class ConditionForm(forms.Form):
    """A look at the whole set. One button says that all is as it was."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20)
    note = forms.CharField(
        label="Bemerkung",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Zum Beispiel: ein Karton ist neu. Keine Namen.",
    )

    def __init__(self, *args, parts: list[SetPart], **kwargs):
        super().__init__(*args, **kwargs)
        self.parts = parts

    @property
    def is_all_good(self) -> bool:
        """Whether the one button was pressed."""
        return self.is_bound and "all_good" in self.data

    @cached_property
    def part_forms(self) -> list[PartForm]:
        typed = (self.data, self.files) if self.is_bound else ()
        return [PartForm(*typed, part=part) for part in self.parts]

    def clean(self):
        cleaned = super().clean()
        changed = [form.part.number for form in self.part_forms if form.has_changed()]
        if self.is_all_good and changed:
            raise ValidationError(
                f"Bei Teil {', '.join(changed)} ist etwas eingetragen. Speichern Sie mit dem Knopf"
                " unter der Liste, oder nehmen Sie die Einträge zurück."
            )
        return cleaned

    def is_multipart(self):
        """The photos are in the forms of the parts."""
        return True

    def is_valid(self):
        return all([super().is_valid(), *[form.is_valid() for form in self.part_forms]])

    @property
    def findings(self) -> list[Finding]:
        """All parts, in order or not."""
        return [form.finding for form in self.part_forms]


class HandOverForm(ConditionForm):
    """… and whether it may leave that early, when its day is still far."""

    early = forms.BooleanField(label="Trotzdem jetzt ausgeben")

    def __init__(self, *args, delivery_day: date | None, **kwargs):
        super().__init__(*args, **kwargs)
        if delivery_day is None or delivery_day <= timezone.localdate() + EARLY:
            del self.fields["early"]
            return
        said = f"Der Liefertag ist erst am {date_format(delivery_day, 'l, j. F Y')}."
        self.fields["early"].help_text = said
        self.fields["early"].error_messages["required"] = (
            f"{said} Soll der Satz schon heute hinaus, kreuzen Sie es an."
        )


class TakeBackForm(ConditionForm):
    """… with the question whether the set can go out again."""

    withdraw_set = forms.BooleanField(
        label="Satz bis auf Weiteres nicht verleihen",
        required=False,
        help_text="Die Website bietet ihn nicht mehr an, bis Sie bei dem Satz „Wird verliehen“"
        " wieder ankreuzen. Zugesagte Termine bleiben.",
    )
