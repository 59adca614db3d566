"""What the team says about an enquiry."""

from django import forms

from submissions.models import Message


class ReleaseForm(forms.Form):
    """Which draft leaves, and what that means for the enquiry."""

    ASK, KEEP, CLOSE = "ask", "keep", "close"

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20)
    message = forms.ModelChoiceField(
        Message.objects.none(),
        label="Entwurf",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Wählen Sie den Entwurf, der hinausgehen soll.",
            "invalid_choice": "Diesen Entwurf gibt es nicht mehr. Wählen Sie einen anderen.",
        },
    )
    then = forms.ChoiceField(
        label="Die Nachricht ist",
        widget=forms.RadioSelect,
        choices=[
            (ASK, "eine Rückfrage: Wir warten auf Antwort"),
            (KEEP, "die Antwort: Der Vorgang bleibt für Nachfragen offen"),
            (CLOSE, "die Antwort: Der Vorgang ist damit abgeschlossen"),
        ],
        error_messages={
            "required": "Wählen Sie, wie es danach weitergeht.",
            "invalid_choice": "Wählen Sie, wie es danach weitergeht.",
        },
    )

    def __init__(self, *args, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["message"].queryset = drafts
        self.fields["message"].label_from_instance = lambda draft: draft.text
