"""A day of advice with an idea on it, and the people around it."""

from dataclasses import dataclass, field

from django.urls import reverse

from networks.ideas import actions
from networks.ideas.models import AdviceDay, AdviceRound, Body, ProjectIdea
from networks.ideas.states import AdviceStep, IdeaState
from tests.networks.ideas.factories import (
    IdeaFactory,
    adviser,
    case_worker,
    network,
    network_manager,
)


@dataclass
class Advice:
    """One idea on the agenda of a day, one person in each step, a manager."""

    idea: ProjectIdea = field(default_factory=lambda: IdeaFactory(reached=IdeaState.SCHEDULED))

    def __post_init__(self):
        self.manager = network_manager(network(), first_name="Mara", last_name="Netz")
        self.worker = case_worker()
        self.experts = {
            AdviceStep.TECHNICAL: adviser(of=network(), first_name="Fritz", last_name="Fach"),
            AdviceStep.REGIONAL: adviser(Body.REGIONAL, first_name="Rita", last_name="Raum"),
            AdviceStep.FUNDING: adviser(Body.FUNDING, first_name="Fee", last_name="Geld"),
        }

    @property
    def round(self) -> AdviceRound:
        return self.idea.rounds.order_by("-number").first()

    @property
    def day(self) -> AdviceDay:
        return self.round.day

    def url(self, name: str) -> str:
        return reverse(f"advice_days:{name}", args=[self.day.pk])

    def vote_url(self, step: str = AdviceStep.TECHNICAL) -> str:
        return reverse("idea_votes:vote", args=[self.round.pk, step])

    def votes(self, step: str, by, *, hand_in=True, opinion="positive", points=None, text=""):
        return actions.save_vote(
            self.round, step, by=by, opinion=opinion, text=text, points=points, hand_in=hand_in
        )


def minutes(client, advice: Advice, **typed) -> dict[str, str]:
    """What the page of the minutes sends for this idea, with what somebody typed."""
    form = next(
        item.form
        for item in client.get(advice.url("minutes")).context["items"]
        if item.round.pk == advice.round.pk
    )
    sent = {form.add_prefix(name): value for name, value in form.initial.items()}
    return sent | {form.add_prefix(name): value for name, value in typed.items()}


ALL_SAID = {
    "result_technical": "positive",
    "text_technical": "Trägt.",
    "result_regional": "conditional",
    "text_regional": "Mit Bebauungsplan.",
    "result_funding": "none",
    "text_funding": "Niemand war da.",
    "recommendation": "Bitte einreichen.",
    "way": "invkg",
}
