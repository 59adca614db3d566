"""The last step: to agree, and to send."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.ideas.models import ConsentText
from submissions.guards import GuardedForm


class SendForm(GuardedForm):
    """The consent in the version that holds now. Without one nobody is asked."""

    keeps_suspects = True

    consent = forms.BooleanField(
        label=_("Ich willige ein"),
        error_messages={
            "required": _(
                "Lesen Sie die Einwilligung und setzen Sie das Häkchen. Ohne sie dürfen wir Ihre"
                " Idee nicht bearbeiten."
            )
        },
    )
    consent_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    may_be_shown = forms.BooleanField(
        label=_("Die Idee darf öffentlich gezeigt werden"),
        help_text=_(
            "Nur wenn daraus ein Projekt wird: mit Titel, Ort, Schwerpunkt und Stand. Nie mit Ihrem"
            " Namen. Das können Sie jederzeit ändern."
        ),
        required=False,
    )

    def __init__(self, *args, text: ConsentText | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = text
        if text is None:
            del self.fields["consent"], self.fields["consent_version"]
            return
        self.fields["consent_version"].initial = text.version
        self.fields["consent"].label = gettext(
            "Ich habe die Einwilligung (Fassung %(number)s) gelesen und willige ein"
        ) % {"number": text.version}

    def clean(self):
        cleaned = super().clean()
        if self.text and cleaned.get("consent"):
            self._check_version(cleaned.get("consent_version"), self.text.version)
        return cleaned

    def _check_version(self, seen: int | None, current: int) -> None:
        """Nobody agrees to words that she has not seen."""
        if seen == current:
            return
        self.data = self.data.copy()
        self.data.pop(self.add_prefix("consent"), None)
        self.data[self.add_prefix("consent_version")] = str(current)
        self.add_error(
            "consent",
            ValidationError(
                _(
                    "Die Einwilligung hat inzwischen eine neue Fassung. Bitte lesen Sie sie und"
                    " setzen Sie das Häkchen noch einmal."
                ),
                code="new_version",
            ),
        )
