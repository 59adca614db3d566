"""What the public writes: a question, a report of a barrier, and what follows by the link."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from home.enquiries.models import Topic
from networks.models import Region
from submissions.form_fields import AddressField, LineField, TextField
from submissions.guards import GuardedForm

LONGEST = 5000  # characters of a message


class EnquiryForm(GuardedForm):
    """What both forms share. What looks like a robot's is stored for a person to look at."""

    keeps_suspects = True
    content_fields: tuple[str, ...] = ()

    @property
    def details(self) -> dict[str, Any]:
        """What was said: values of an enquiry's fields."""
        return {name: self.cleaned_data[name] for name in self.content_fields}


class BarrierForm(EnquiryForm):
    """Where something keeps somebody out. Only what it is has to be said."""

    content_fields = ("page", "message", "contact_name", "contact_email")

    page = LineField(
        _("Auf welcher Seite?"),
        help_text=_("Die Adresse oder der Name der Seite, des Dokuments oder des Videos."),
        max_length=300,
    )
    message = TextField(
        _("Was hält Sie auf?"),
        missing=_("Beschreiben Sie, was Sie aufhält. Ein Satz genügt."),
        help_text=_(
            "Zum Beispiel: Was wollten Sie tun, und was ging nicht? Womit sind Sie im Netz, etwa"
            " mit einem Screenreader oder nur mit der Tastatur?"
        ),
        rows=6,
        max_length=LONGEST,
    )
    contact_name = LineField(_("Ihr Name"), autocomplete="name", max_length=120)
    contact_email = AddressField(
        _("Ihre E-Mail-Adresse"),
        help_text=_("Nur mit ihr können wir Ihnen antworten."),
        required=False,
    )

    def clean_page(self):
        """An address of this site is written without its beginning."""
        page = self.cleaned_data["page"]
        return page.removeprefix(settings.BASE_URL) or page


class ContactForm(EnquiryForm):
    """A question to the agency."""

    content_fields = (
        "topic",
        "region",
        "message",
        "contact_name",
        "contact_email",
        "contact_phone",
    )

    topic = forms.ChoiceField(
        label=_("Worum geht es?"),
        choices=[("", _("Bitte wählen")), *Topic.choices],
        error_messages={
            "required": _("Wählen Sie aus der Liste, worum es geht."),
            "invalid_choice": _("Wählen Sie aus der Liste, worum es geht."),
        },
    )
    region = forms.ModelChoiceField(
        Region.objects.order_by("sort_order", "name"),
        label=_("In welchem Revier?"),
        empty_label=_("Keines oder beide"),
        help_text=_("So findet Ihre Nachricht schneller, wer dort zuständig ist."),
        required=False,
        error_messages={"invalid_choice": _("Wählen Sie das Revier aus der Liste.")},
    )
    message = TextField(
        _("Ihre Nachricht"),
        missing=_("Schreiben Sie uns Ihre Frage oder Ihr Anliegen."),
        rows=6,
        max_length=LONGEST,
    )
    contact_name = LineField(
        _("Ihr Name"),
        missing=_("Nennen Sie Ihren Namen, damit wir Sie ansprechen können."),
        autocomplete="name",
        max_length=120,
    )
    contact_email = AddressField(
        _("Ihre E-Mail-Adresse"), help_text=_("An sie schicken wir unsere Antwort.")
    )
    contact_phone = LineField(
        _("Telefon"),
        help_text=_("Falls Sie lieber angerufen werden."),
        autocomplete="tel",
        max_length=40,
    )


class ReplyForm(forms.Form):
    """What somebody adds by the link."""

    text = TextField(
        _("Ihre Antwort"),
        missing=_("Schreiben Sie, was Sie uns sagen möchten."),
        rows=5,
        max_length=LONGEST,
    )


class LinkAgainForm(GuardedForm):
    """To which address the links go once more."""

    email = AddressField(
        _("E-Mail-Adresse"), help_text=_("Die Adresse, die in Ihrer Nachricht oder Meldung steht.")
    )
