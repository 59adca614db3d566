"""A day as people in Germany type it. No `type=date`: browsers show that in their own language."""

import re
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

YEARS = range(2000, 2100)

_german = re.compile(r"(\d{1,2})\s*[.,/-]\s*(\d{1,2})\s*[.,/-]\s*(\d{4}|\d{2})", re.ASCII)
_iso = re.compile(r"(\d{4})\s*-\s*(\d{1,2})\s*-\s*(\d{1,2})", re.ASCII)


def parse_day(text: str) -> date | None:
    """The day that `12.04.2027`, `1. 4. 27` or `2027-04-12` means; None for anything else."""
    text = text.strip()
    if found := _iso.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _german.fullmatch(text):
        day, month, year = map(int, found.groups())
        if len(found[3]) == len("27"):
            year += YEARS.start
    else:
        return None
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def written(day: date) -> str:
    """A day as it stands in a field: 12.04.2027."""
    return f"{day:%d.%m.%Y}"


class GermanDayField(forms.CharField):
    """A day, typed. Its value is a date, or None."""

    default_error_messages = {
        "invalid": _("Diesen Tag gibt es nicht. Schreiben Sie ihn als TT.MM.JJJJ."),
    }

    def __init__(self, **kwargs):
        usual = {
            "widget": forms.TextInput(attrs={"autocomplete": "off"}),
            "help_text": _("TT.MM.JJJJ, zum Beispiel 12.04.2027"),
            "max_length": 40,
        }
        super().__init__(**usual | kwargs)

    def prepare_value(self, value):
        return written(value) if isinstance(value, date) else value

    def widget_attrs(self, widget):
        return {}

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        day = parse_day(text)
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day
