"""Short forms of the inbox. Refusals stand at the field; what was typed stays."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from submissions.form_fields import LineField, TextField
from submissions.inbox.numbers import is_number
from submissions.inbox.people import name_of
from submissions.models import SavedView

LONGEST_WORD = 60
MOST_WORDS = 20
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2100, 1, 1)
UNKNOWN = "Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu."


class DueField(forms.DateField):
    """A day by which something has to be done; none is fine too."""

    def __init__(self, **kwargs):
        wrong = "Bitte nennen Sie einen Tag, zum Beispiel 24.12.2026."
        super().__init__(
            label="Zu erledigen bis",
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d.%m.%Y"],
            error_messages={"invalid": wrong},
            **kwargs,
        )
        self.wrong = wrong

    def to_python(self, value):
        day = super().to_python(value)
        if day and not FIRST_DAY <= day < LAST_DAY:
            raise ValidationError(self.wrong, code="invalid")
        return day


class WordsField(LineField):
    """Words with commas between them."""

    def __init__(self, label="Schlagwörter", **kwargs):
        super().__init__(
            label, max_length=1000, widget=forms.TextInput(attrs={"list": "inbox-words"}), **kwargs
        )

    def clean(self, value):
        words = [" ".join(each.split()) for each in super().clean(value).split(",")]
        words = list(dict.fromkeys(each for each in words if each))
        for word in words:
            if len(word) > LONGEST_WORD:
                raise ValidationError(
                    f"Ein Schlagwort hat höchstens {LONGEST_WORD} Zeichen. Bitte kürzen Sie"
                    f" „{word[:20]}…“.",
                    code="max_length",
                )
        if len(words) > MOST_WORDS:
            raise ValidationError(f"Höchstens {MOST_WORDS} Schlagwörter, bitte.", code="too_many")
        return words


class PersonField(forms.TypedChoiceField):
    """Somebody of the team, or nobody: answers the person or None."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Zuständig", required=False, error_messages={"invalid_choice": UNKNOWN}, **kwargs
        )
        self.people = {}

    def offer(self, people) -> None:
        """Who can be chosen."""
        self.people = {str(each.pk): each for each in people}
        named = [(key, name_of(each)) for key, each in self.people.items()]
        self.choices = [("", "Niemand"), *named]

    def clean(self, value):
        return self.people.get(super().clean(value))


class AssignForm(forms.Form):
    """Who is in charge."""

    person = PersonField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20)

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(people)

    def clean_seen(self):
        seen = self.cleaned_data["seen"]
        return int(seen) if is_number(seen) else None


class DueForm(forms.Form):
    """Until when."""

    due = DueField(help_text="Leer: keine Frist.")
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20)

    def clean_seen(self):
        try:
            return date.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None


class TagsForm(forms.Form):
    """Which words it has."""

    words = WordsField(help_text="Mit Komma getrennt. Bitte keine Namen von Personen.")
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400)

    def clean_seen(self):
        parts = self.cleaned_data["seen"].split(",")
        return {int(each) for each in parts if is_number(each)}


class NoteForm(forms.Form):
    """What the team says among itself."""

    text = TextField(
        "Interne Notiz",
        max_length=5000,
        missing="Bitte schreiben Sie die Notiz.",
        help_text="Liest nur das Team. Mit @name erwähnen Sie jemanden.",
    )
    mentions = forms.MultipleChoiceField(
        label="Bescheid geben",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.people = list(people)
        self.fields["mentions"].choices = [(str(each.pk), name_of(each)) for each in self.people]

    @cached_property
    def mentioned(self) -> list:
        """Whose box is ticked, and who is called by @ in the text."""
        ticked = set(self.cleaned_data["mentions"])
        text = self.cleaned_data["text"].casefold()
        return [each for each in self.people if str(each.pk) in ticked or _is_called(each, text)]


def _is_called(person, text: str) -> bool:
    names = {person.get_username(), person.get_full_name(), person.get_full_name().replace(" ", "")}
    return any(_follows(text, f"@{name.casefold()}") for name in names if name)


def _follows(text: str, call: str) -> bool:
    """Whether it is there as a whole word: @anna is not called by @annalena."""
    place = text.find(call)
    while place >= 0:
        rest = text[place + len(call) :]
        if not rest[:1].isalnum() and rest[:1] not in {"_", "-"}:
            return True
        place = text.find(call, place + 1)
    return False


class DraftForm(forms.Form):
    """What the sender shall read, once somebody releases it."""

    text = TextField(
        "Nachricht",
        rows=8,
        max_length=5000,
        missing="Bitte schreiben Sie die Nachricht.",
        help_text="Wird als Entwurf gespeichert. Es geht nichts hinaus, bevor jemand freigibt.",
    )


class SavedViewForm(forms.ModelForm):
    """A name for the filters as they are now."""

    name = LineField("Name der Ansicht", max_length=60, missing="Bitte geben Sie einen Namen ein.")

    class Meta:
        model = SavedView
        fields = ["name", "is_shared"]

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        mine = SavedView.objects.filter(owner=self.instance.owner_id, name=name)
        if mine.exclude(pk=self.instance.pk).exists():
            raise ValidationError("Eine Ansicht mit diesem Namen haben Sie schon.", code="unique")
        return name


class BulkForm(forms.Form):
    """What shall be done with all that is ticked."""

    person = PersonField()
    words = WordsField("Schlagwort")
    due = DueField()

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, prefix="alle", **kwargs)
        self.fields["person"].offer(people)
