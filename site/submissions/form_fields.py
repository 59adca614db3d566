"""Short answers: one line, whole numbers."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

# Line breaks, NUL and other signs that no keyboard writes; halves of signs cannot be stored.
UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}

_grouped = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+")


def one_line(value: str) -> None:
    """Refuse what would begin a new line somewhere, or cannot be shown."""
    if any(unicodedata.category(sign) in UNPRINTABLE for sign in value):
        raise ValidationError(
            _("Bitte schreiben Sie diese Angabe in eine Zeile, ohne Umbruch und Steuerzeichen."),
            code="one_line",
        )


def plain_text(value: str) -> None:
    """Refuse what cannot be shown or stored; new lines and tabs are welcome."""
    one_line(re.sub(r"[\r\n\t]", "", value))


class LineField(forms.CharField):
    """An answer in one line. `missing` says what to do when there is none."""

    default_validators = [one_line]

    def __init__(self, label, *, missing="", autocomplete="", **kwargs):
        kwargs.setdefault("required", bool(missing))
        kwargs.setdefault("widget", forms.TextInput)
        super().__init__(label=label, **kwargs)
        if missing:
            self.error_messages["required"] = missing
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete

    def widget_attrs(self, widget):
        return {}  # a browser would cut off silently what is too long

    def run_validators(self, value):
        try:
            super().run_validators(value)
        except ValidationError as problem:
            longest = [each for each in problem.error_list if each.code == "max_length"]
            if not longest:
                raise
            raise ValidationError(self.too_long(), code="max_length") from problem

    def too_long(self) -> str:
        return translated("Bitte kürzen Sie diese Angabe („%(label)s“) auf %(number)s Zeichen.") % {
            "label": self.label,
            "number": self.max_length,
        }


class TextField(LineField):
    """An answer in several lines."""

    default_validators = [plain_text]

    def __init__(self, label, *, rows=4, **kwargs):
        super().__init__(label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class AddressField(LineField):
    """A mail address."""

    def __init__(self, label, **kwargs):
        wrong = _("Geben Sie eine E-Mail-Adresse wie name@beispiel.de ein.")
        super().__init__(
            label,
            **{
                "missing": wrong,
                "autocomplete": "email",
                "widget": forms.EmailInput(),
                "max_length": 254,
            }
            | kwargs,
        )
        self.email = forms.EmailField(error_messages={"invalid": wrong})

    def clean(self, value):
        value = super().clean(value)
        return self.email.clean(value) if value else value


class WholeNumberField(forms.IntegerField):
    """A number; `1.200` means one thousand two hundred here."""

    def __init__(self, *, least=0, most, missing="", **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(
            **{"required": bool(missing), "min_value": least, "max_value": most} | kwargs
        )
        wrong = _("Geben Sie eine ganze Zahl zwischen %(least)s und %(most)s ein.")
        self.wrong, self.bounds = wrong, {"least": least, "most": most}
        if missing:
            self.error_messages["required"] = missing

    def widget_attrs(self, widget):
        return {}

    def clean(self, value):
        text = str(value or "").strip()
        if _grouped.fullmatch(text):
            text = re.sub(r"\D", "", text)
        try:
            return super().clean(text)
        except ValidationError as problem:
            if any(each.code == "required" for each in problem.error_list):
                raise
            raise ValidationError(self.wrong % self.bounds, code="invalid") from problem
