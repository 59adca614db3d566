"""Where an idea stands, in its sender's words: what happened, what happens next, by when."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from networks.ideas import mail
from networks.ideas.models import ProjectIdea
from networks.ideas.states import PublicStep
from networks.models import ContactPerson, Region
from submissions.models import Message

P = PublicStep
SHOWN = (Message.State.RELEASED, Message.State.RECEIVED)
# How far along the way each step is; the end of an idea may come anywhere.
PLACES = {P.RECEIVED: 1, P.REVIEW: 2, P.QUESTION: 2, P.SCHEDULED: 3, P.ADVISED: 4}


@dataclass(frozen=True)
class Station:
    """One station of the way: behind, here, or ahead."""

    label: str
    note: str
    is_done: bool
    is_here: bool


class Standing:
    """What the pages behind a link say and offer. Nothing of it is internal."""

    def __init__(self, idea: ProjectIdea):
        self.idea, self.step = idea, idea.public_step

    @property
    def label(self) -> str:
        """The step in a few words."""
        return _(self.step.label)

    @property
    def headline(self) -> str:
        """The same as a headline."""
        return {
            P.RECEIVED: _("Ihre Idee ist bei uns"),
            P.REVIEW: _("Ihre Idee wird geprüft"),
            P.QUESTION: _("Wir haben eine Rückfrage"),
            P.SCHEDULED: _("Ihre Idee kommt in die Beratung"),
            P.ADVISED: _("Die Empfehlung liegt vor"),
            P.ENDED: _("Ihre Idee ist abgeschlossen"),
            P.WITHDRAWN: _("Ihre Idee ist zurückgezogen"),
        }[self.step]

    @property
    def next(self) -> str:
        """What happens next, or what the sender can do."""
        return {
            P.RECEIVED: _(
                "Wir lesen Ihre Idee und sehen nach, ob sie zu den Schwerpunkten passt. So lange"
                " können Sie noch alles ändern."
            ),
            P.REVIEW: _(
                "Wir prüfen, ob die Idee zu den Schwerpunkten passt. Fehlt etwas, fragen wir nach."
            ),
            P.QUESTION: _(
                "Unsere Frage steht unten bei den Nachrichten. Zum Antworten lassen Sie sich den"
                " Link zu Ihren Angaben senden. Dort können Sie auch die Idee noch einmal ändern."
            ),
            P.SCHEDULED: _(
                "Das Fachnetzwerk und zwei Fachgruppen beraten an einem Tag über Ihre Idee. Danach"
                " schreiben wir Ihnen, was sie empfehlen."
            ),
            P.ADVISED: _(
                "Was das Fachnetzwerk empfiehlt, haben wir Ihnen geschrieben oder schreiben es in"
                " den nächsten Tagen. Es steht dann auch unten bei den Nachrichten."
            ),
            P.ENDED: _(
                "Wir führen die Idee nicht weiter. Warum, haben wir Ihnen geschrieben oder"
                " schreiben es in den nächsten Tagen. Eine neue Idee können Sie jederzeit"
                " einreichen."
            ),
            P.WITHDRAWN: _(
                "Wir arbeiten nicht weiter daran und löschen Ihre Angaben. Eine neue Idee können"
                " Sie jederzeit einreichen."
            ),
        }[self.step]

    @property
    def way(self) -> list[Station]:
        """The way of an idea with the place where it stands; empty off the way."""
        here = PLACES.get(self.step, 0)
        if not here:
            return []
        stations = [
            (_("Eingegangen"), _("Wir haben Ihre Idee.")),
            (_("Prüfung"), _("Passt sie zu den Schwerpunkten?")),
            (_("Beratung"), _("Fachnetzwerk und zwei Fachgruppen, an einem Tag.")),
            (_("Empfehlung"), _("Wir schreiben Ihnen, wie es weitergehen kann.")),
        ]
        return [
            Station(label, note, number < here, number == here)
            for number, (label, note) in enumerate(stations, 1)
        ]

    @property
    def answer_by(self) -> date | None:
        """By when the first answer was promised, while there is none."""
        is_waiting = self.step in {P.RECEIVED, P.REVIEW} and not self.released
        return mail.answer_by(self.idea) if is_waiting else None

    @property
    def is_late(self) -> bool:
        """Whether that promise was broken."""
        return bool(self.answer_by and self.answer_by < timezone.localdate())

    @cached_property
    def advice_day(self) -> date | None:
        """The day of the advice, once it is on an agenda."""
        if self.step != P.SCHEDULED:
            return None
        planned = self.idea.rounds.filter(decided_at=None, day__isnull=False)
        found = planned.select_related("day").first()
        return found.day.date if found else None

    @cached_property
    def messages(self) -> list[Message]:
        """What the team has sent, and what the sender wrote back."""
        return list(self.idea.messages.filter(state__in=SHOWN))

    @property
    def released(self) -> list[Message]:
        """What the team has sent."""
        return [each for each in self.messages if not each.is_from_sender]

    @cached_property
    def managers(self) -> list[ContactPerson]:
        """Who decides which network is in charge, as long as none is."""
        regions = Region.objects.exclude(manager=None).select_related("manager")
        if self.idea.region_id:
            regions = regions.filter(pk=self.idea.region_id)
        return [region.manager for region in regions.order_by("sort_order", "name")]
