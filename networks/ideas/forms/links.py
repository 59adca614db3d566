"""What is typed behind a link: changes, an answer, the address for a link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.ideas.forms.contact import ContactFields
from networks.ideas.forms.idea import IdeaFields
from networks.ideas.forms.questions import QuestionFields
from submissions.attachments import FormWithAttachments
from submissions.form_fields import AddressField, TextField
from submissions.guards import GuardedForm

SENDING = "formular"  # the field that says that the page was opened in time


class ChangeForm(FormWithAttachments, IdeaFields, QuestionFields, ContactFields):
    """All that was said, on one page. `version` is the one that was seen."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        error_messages={
            name: _("Das Formular kam unvollständig an. Öffnen Sie die Seite bitte noch einmal.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["description"].help_text = _("Höchstens 5.000 Zeichen.")

    @property
    def idea_fields(self) -> list[forms.BoundField]:
        """The fields about the idea."""
        return [self[name] for name in IdeaFields.base_fields]


class AnswerForm(forms.Form):
    """What somebody writes to the team."""

    text = TextField(
        _("Ihre Nachricht"),
        missing=_("Schreiben Sie, was Sie uns sagen möchten."),
        help_text=_("Höchstens 5.000 Zeichen."),
        rows=6,
        max_length=5000,
    )


class LaterForm(forms.Form):
    """Where the link to go on goes."""

    email = AddressField(
        _("Ihre E-Mail-Adresse"), help_text=_("Dorthin schicken wir den Link zum Weiterschreiben.")
    )


class LinkAgainForm(GuardedForm):
    """To which address the links go once more."""

    email = AddressField(
        _("E-Mail-Adresse"), help_text=_("Die Adresse, die Sie bei Ihrer Idee angegeben haben.")
    )
