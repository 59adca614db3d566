"""Forms of the team: what one step with one idea needs."""

from typing import Any

from django import forms
from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format

from networks.ideas.models import AdviceDay, ProjectIdea
from networks.ideas.routing import all_networks

LONGEST_ID = 18  # digits; a longer number is nobody's
LONGEST_MESSAGE, LONGEST_REASON, LONGEST_ROUTING_REASON = 5000, 2000, 300
# In one optgroup stand the networks that fit, in the other the rest.
FITTING, OTHERS = "Kommen in Frage", "Andere"


class StepForm(forms.Form):
    """What every step sends along: the state in which somebody saw the idea."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def __init__(self, *args: Any, idea: ProjectIdea, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.idea = idea
        self.user = user


class QuestionForm(StepForm):
    """What the sender is asked."""

    text = forms.CharField(
        label="Ihre Frage",
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Geht so hinaus, wie sie hier steht. Anrede und Gruß stehen schon in der E-Mail.",
        error_messages={"required": "Bitte schreiben Sie, was Sie wissen möchten."},
    )


class DeclineForm(StepForm):
    """Why not."""

    reason = forms.CharField(
        label="Begründung",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "Steht im Entwurf der Nachricht an die Einreichenden. Sie können ihn danach ändern;"
            " erst wenn Sie ihn freigeben, geht er hinaus."
        ),
        error_messages={"required": "Bitte schreiben Sie, warum."},
    )


class CarryOnForm(StepForm):
    """How it goes on."""

    text = forms.CharField(
        label="Wie es weitergeht",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Zum Beispiel: Der Antrag ist gestellt. Das liest nur das Team.",
        error_messages={"required": "Bitte schreiben Sie, wie es weitergeht."},
    )


class RowField(forms.ModelChoiceField):
    """A row by its number; a number that no database holds is no error of the server."""

    def to_python(self, value):
        if len(str(value or "")) > LONGEST_ID:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return super().to_python(value)


class DuplicateForm(StepForm):
    """Which idea was there before."""

    target = RowField(
        label="Diese Idee gab es schon als",
        queryset=ProjectIdea.objects.none(),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Bitte wählen Sie die Idee, die es schon gab.",
            "invalid_choice": "Diese Idee gibt es nicht (mehr). Bitte wählen Sie eine andere.",
        },
    )

    def __init__(self, *args: Any, ideas, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = ideas


class AssignNetworkForm(StepForm):
    """Who is in charge, and why."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    network = forms.ChoiceField(
        label="Fachnetzwerk",
        error_messages={
            "required": "Bitte wählen Sie ein Fachnetzwerk.",
            "invalid_choice": "Dieses Fachnetzwerk gibt es nicht (mehr).",
        },
    )
    reason = forms.CharField(
        label="Grund",
        max_length=LONGEST_ROUTING_REASON,
        help_text="Liest nur das Team.",
        error_messages={"required": "Bitte schreiben Sie, warum."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.networks = {str(network.pk): network for network in all_networks()}
        fitting = {str(pk) for pk in self.idea.networks.values_list("pk", flat=True)}
        groups = [
            (FITTING, [each for each in self._choices() if each[0] in fitting]),
            (OTHERS, [each for each in self._choices() if each[0] not in fitting]),
        ]
        choices = [(name, members) for name, members in groups if members]
        self.fields["network"].choices = [("", "Bitte wählen"), *choices]

    def _choices(self) -> list[tuple[str, str]]:
        return [(pk, f"{network} ({network.region.name})") for pk, network in self.networks.items()]

    def clean_network(self):
        return self.networks[self.cleaned_data["network"]]


class DayField(RowField):
    """A day with its place, and how many ideas are on its agenda."""

    def label_from_instance(self, obj):
        place = f", {obj.place}" if obj.place else ""
        ideas = {0: "noch keine Idee", 1: "1 Idee"}.get(obj.number, f"{obj.number} Ideen")
        return f"{date_format(obj.date, 'l, j. F Y')}{place} ({ideas})"


class ScheduleForm(StepForm):
    """On which day it is advised on."""

    day = DayField(
        label="Beratungstag",
        queryset=AdviceDay.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Bitte wählen Sie einen Beratungstag.",
            "invalid_choice": "Diesen Beratungstag gibt es nicht mehr, oder er ist vorbei.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        days = AdviceDay.objects.filter(closed_at=None, date__gte=timezone.localdate())
        self.fields["day"].queryset = days.annotate(number=Count("rounds")).order_by("date", "pk")


class EraseForm(StepForm):
    """The number, typed by hand: nobody deletes by a slip."""

    confirmation = forms.CharField(
        label="Vorgangsnummer",
        max_length=20,
        help_text="Zur Bestätigung. Gelöschtes kommt nicht zurück.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Bitte geben Sie die Vorgangsnummer ein."},
    )

    def clean_confirmation(self):
        typed = "".join(self.cleaned_data["confirmation"].split()).upper()
        if typed != self.idea.reference.upper():
            raise forms.ValidationError(
                "Das ist nicht die Vorgangsnummer dieser Idee. Es ist nichts gelöscht."
            )
        return typed
