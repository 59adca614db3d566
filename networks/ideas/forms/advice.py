"""Forms of the advice: the agenda, the minutes of a round, a vote, a conflict of interest."""

from typing import Any

from django import forms

from networks.ideas.actions import Said, fingerprint
from networks.ideas.actions.minutes import RECOMMENDATION
from networks.ideas.models import AdviceRound, Criterion, GroupOpinion, Vote
from networks.ideas.models.advice import LEAST, MOST
from networks.ideas.results import StepResult
from networks.ideas.states import AdviceStep, Way

LONGEST_TEXT, LONGEST_RECOMMENDATION, LONGEST_REASON = 3000, 5000, 300
NO_POINTS = "keine Angabe"
TOO_LONG = "Bitte höchstens %(limit_value)d Zeichen; es sind %(show_value)d."
NOT_THERE = "Bitte wählen Sie eine der Möglichkeiten."
# The parts of the minutes: a choice, a text, and the fingerprint of both as they were found.
PARTS = [
    *[(f"result_{step}", f"text_{step}", f"seen_{step}") for step in AdviceStep.values],
    ("way", "recommendation", "seen"),
]


def text_field(label: str, longest: int, rows: int, **kwargs: Any) -> forms.CharField:
    """A text of several lines that may be empty."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": TOO_LONG},
        **kwargs,
    )


def choice_field(label: str, choices, *, empty: str, **kwargs: Any) -> forms.ChoiceField:
    """A choice that may be left open."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", empty), *choices],
        error_messages={"invalid_choice": NOT_THERE},
        **kwargs,
    )


class MinutesForm(forms.Form):
    """The minutes of one round: what each group said, the recommendation, the way.

    Each part carries the fingerprint of what stood there when somebody began to write.
    """

    recommendation = text_field("Verbale Empfehlung", LONGEST_RECOMMENDATION, 3)
    way = choice_field("Weg", Way.choices, empty="Noch offen")
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, advice_round: AdviceRound, results: list[StepResult], **kwargs):
        self.round, self.results = advice_round, results
        super().__init__(*args, prefix=f"punkt-{advice_round.pk}", initial=self._stored(), **kwargs)
        for step in AdviceStep.values:
            self.fields[f"result_{step}"] = choice_field(
                "Ergebnis", GroupOpinion.Result.choices, empty="Noch offen"
            )
            self.fields[f"text_{step}"] = text_field("Protokoll", LONGEST_TEXT, 2)
            self.fields[f"seen_{step}"] = forms.CharField(
                required=False, max_length=16, widget=forms.HiddenInput
            )

    def _stored(self) -> dict[str, str]:
        stored = {
            "recommendation": self.round.recommendation,
            "way": self.round.way,
            "seen": fingerprint(self.round.way, self.round.recommendation),
        }
        for each in self.results:
            result = each.opinion.result if each.opinion else ""
            text = each.opinion.text if each.opinion else ""
            stored |= {
                f"result_{each.step}": result,
                f"text_{each.step}": text,
                f"seen_{each.step}": fingerprint(result, text),
            }
        return stored

    @property
    def was_sent(self) -> bool:
        """Whether this item stood on the page that was sent."""
        return self.is_bound and self.add_prefix("seen") in self.data

    def clean(self):
        cleaned = super().clean()
        for step in AdviceStep.values:
            needs_reason = cleaned.get(f"result_{step}") == GroupOpinion.Result.NONE
            if needs_reason and cleaned.get(f"text_{step}") == "":
                self.add_error(f"text_{step}", "Ohne Votum: Schreiben Sie bitte, warum.")
        return cleaned

    @property
    def opinions(self) -> dict[str, Said]:
        """What can be kept, by step."""
        return {
            step: self._said(f"result_{step}", f"text_{step}", f"seen_{step}")
            for step in AdviceStep.values
            if {f"result_{step}", f"text_{step}"} <= self.cleaned_data.keys()
        }

    @property
    def said_recommendation(self) -> Said | None:
        """What can be kept of the recommendation."""
        if {"way", "recommendation"} <= self.cleaned_data.keys():
            return self._said("way", "recommendation", "seen")
        return None

    def _said(self, choice: str, text: str, seen: str) -> Said:
        values = self.cleaned_data
        return Said(values[choice], values[text], values.get(seen, ""))

    @property
    def changed_texts(self) -> list[str]:
        """What somebody typed that is not what she found: not to be lost."""
        typed = [
            (self[choice].data or "", (self[text].data or "").strip(), self[seen].data)
            for choice, text, seen in PARTS
        ]
        return [text for choice, text, seen in typed if text and fingerprint(choice, text) != seen]

    def tell_overtaken(self, overtaken: dict[str, str], stored: "MinutesForm") -> None:
        """Say where somebody else has written, and take what stands there as seen from now on.

        `stored` is the same form as it would open now."""
        self.data = self.data.copy()
        for part, problem in overtaken.items():
            choice, text, seen = PARTS[-1]
            if part != RECOMMENDATION:
                choice, text, seen = f"result_{part}", f"text_{part}", f"seen_{part}"
            self.data[self.add_prefix(seen)] = stored.initial[seen]
            chosen = dict(self.fields[choice].choices).get(stored.initial[choice], "")
            words = stored.initial[text]
            self.add_error(text, f"{problem} Gespeichert ist: {chosen}. {words}".strip())

    def take_seen(self, stored: "MinutesForm") -> None:
        """After the rest was kept: each part that is not refused is what stands there now."""
        self.data = self.data.copy()
        for choice, text, seen in PARTS:
            typed = fingerprint(self[choice].data or "", self[text].data or "")
            if typed in {self[seen].data, stored.initial[seen]}:
                for name in (choice, text, seen):
                    self.data[self.add_prefix(name)] = stored.initial[name]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The three steps as the page shows them."""
        return [
            {
                "step": each,
                "result": self[f"result_{each.step}"],
                "text": self[f"text_{each.step}"],
                "seen": self[f"seen_{each.step}"],
            }
            for each in self.results
        ]


class VoteForm(forms.Form):
    """What one person thinks in one step: points for its criteria, an opinion, why."""

    opinion = forms.ChoiceField(
        label="Ihr Votum",
        required=False,
        choices=Vote.Opinion.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_THERE},
    )
    text = text_field(
        "Begründung", LONGEST_TEXT, 5, help_text="Liest das Team, nie die Einreichenden."
    )
    no_interest = forms.BooleanField(
        label="Ich habe das geprüft: Ich habe kein eigenes Interesse an dieser Idee.",
        required=False,
    )

    def __init__(
        self, *args: Any, step: str, vote: Vote | None, hand_in: bool, warned: bool, **kwargs: Any
    ):
        ratings = {each.criterion_id: each.points for each in vote.ratings.all()} if vote else {}
        self.hand_in, self.warned = hand_in, warned
        self.criteria = {
            f"points_{each.pk}": each
            for each in Criterion.objects.filter(step=step)
            if each.is_active or each.pk in ratings
        }
        initial = {"opinion": vote.opinion, "text": vote.text} if vote else {}
        kwargs["initial"] = initial
        for name, each in self.criteria.items():
            points = ratings.get(each.pk)
            initial[name] = "" if points is None else str(points)
        super().__init__(*args, **kwargs)
        if not warned:
            del self.fields["no_interest"]
        for name, each in self.criteria.items():
            points = [(str(points), str(points)) for points in range(LEAST, MOST + 1)]
            self.fields[name] = forms.ChoiceField(
                label=each.title,
                required=False,
                choices=[*points, ("", NO_POINTS)],
                help_text=each.help_text,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": NOT_THERE},
            )

    def clean(self):
        cleaned = super().clean()
        if self.hand_in and not self.errors.get("opinion") and not cleaned.get("opinion"):
            self.add_error("opinion", "Wählen Sie bitte ein Votum; eine Enthaltung ist auch eines.")
        if self.hand_in and self.warned and not cleaned.get("no_interest"):
            self.add_error(
                "no_interest",
                "Bestätigen Sie das bitte, oder erklären Sie einen Interessenkonflikt.",
            )
        return cleaned

    @property
    def points(self) -> dict[Criterion, int | None]:
        """What was given for each criterion; None for "keine Angabe"."""
        return {
            each: int(self.cleaned_data[name]) if self.cleaned_data[name] else None
            for name, each in self.criteria.items()
        }

    @property
    def criterion_fields(self) -> list:
        """The questions in their order."""
        return [self[name] for name in self.criteria]


class ConflictForm(forms.Form):
    """Why somebody does not vote."""

    reason = forms.CharField(
        label="Grund",
        max_length=LONGEST_REASON,
        help_text="In wenigen Worten, zum Beispiel: „Ich arbeite beim Projektträger.“",
        error_messages={
            "required": "Bitte nennen Sie den Grund in wenigen Worten.",
            "max_length": TOO_LONG,
        },
    )
