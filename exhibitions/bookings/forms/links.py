"""What a school says by the link of its mail, and how it gets that link again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exhibitions.bookings.forms.request import PeriodForm
from exhibitions.bookings.models import Booking, Feedback
from submissions.form_fields import AddressField, LineField, TextField, WholeNumberField
from submissions.guards import GuardedForm

SMALLINT = 32_767


class LinkAgainForm(GuardedForm):
    """To which address the links go once more."""

    email = AddressField(
        _("E-Mail-Adresse"), help_text=_("Die Adresse, die in Ihrer Anfrage steht.")
    )


class ChangeForm(PeriodForm):
    """New days for a loan, as it was when the form was opened."""

    version = forms.IntegerField(min_value=0, max_value=SMALLINT, widget=forms.HiddenInput)


class DeliveryForm(forms.Form):
    """Who takes the delivery."""

    delivery_contact = LineField(
        _("Wer nimmt die Lieferung an?"),
        missing=_("Nennen Sie die Person, die die Lieferung annimmt."),
        max_length=120,
    )
    delivery_phone = LineField(
        _("Telefon für den Tag der Lieferung"),
        missing=_("Nennen Sie eine Nummer, unter der jemand abhebt."),
        max_length=40,
    )
    delivery_hours = LineField(
        _("Wann ist jemand da?"),
        missing=_("Nennen Sie die Zeiten, zum Beispiel: Montag bis Freitag, 7 bis 15 Uhr."),
        help_text=_("Zum Beispiel: Montag bis Freitag, 7 bis 15 Uhr"),
        max_length=200,
    )
    delivery_helpers = LineField(
        _("Wer hilft beim Tragen und Aufbauen?"),
        help_text=_("Zwei Menschen genügen."),
        max_length=200,
    )

    @classmethod
    def of(cls, booking: Booking, data=None) -> "DeliveryForm":
        """The form with what is known."""
        return cls(data, initial={name: getattr(booking, name) for name in cls.base_fields})


class FeedbackForm(forms.Form):
    """How many came, and how it was."""

    visitors = WholeNumberField(
        label=_("Wie viele Menschen haben die Ausstellung gesehen?"),
        missing=_("Nennen Sie eine Zahl. Geschätzt genügt."),
        most=100_000,
    )
    source = forms.ChoiceField(
        label=_("Diese Zahl ist"),
        choices=Feedback.Source.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Wählen Sie: gezählt oder geschätzt."),
            "invalid_choice": _("Wählen Sie: gezählt oder geschätzt."),
        },
    )
    classes = WholeNumberField(label=_("Wie viele Klassen waren da?"), most=1000)
    text = TextField(_("Was war gut, was nicht?"), max_length=2000)

    @classmethod
    def of(cls, booking: Booking, data=None) -> "FeedbackForm":
        """The form with what was said before."""
        said = getattr(booking, "feedback", None)
        initial: dict[str, Any] = {}
        if said:
            initial = {name: getattr(said, name) for name in cls.base_fields}
        return cls(data, initial=initial)
