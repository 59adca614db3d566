"""Where somebody has a vote now, and whether she has given it."""

from dataclasses import dataclass

from networks.ideas.models import AdviceRound, Conflict, Vote
from networks.ideas.policy import ideas_for, seats_of, steps_of
from networks.ideas.states import AdviceStep, IdeaState


@dataclass(frozen=True)
class Ballot:
    """One person's vote in one step of a round that is under way."""

    round: AdviceRound
    step: str
    vote: Vote | None
    conflict: Conflict | None

    @property
    def step_label(self) -> str:
        return str(AdviceStep(self.step).label)

    @property
    def is_handed_in(self) -> bool:
        return bool(self.vote and self.vote.handed_in_at)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return not self.is_handed_in and self.conflict is None

    @property
    def standing(self) -> str:
        """How far it is, in words."""
        if self.conflict:
            return "Interessenkonflikt erklärt"
        if self.is_handed_in:
            return "Abgegeben"
        return "Entwurf, noch nicht abgegeben" if self.vote else "Offen"


def ballots_of(user) -> list[Ballot]:
    """All votes that are hers to give on agendas, by day and place; queries do not grow."""
    seats = seats_of(user)
    if not seats:
        return []
    rounds = list(
        AdviceRound.objects.filter(
            decided_at=None,
            day__isnull=False,
            idea__state=IdeaState.SCHEDULED,
            idea__forgotten_at=None,
            idea__in=ideas_for(user).order_by().values("pk"),
        )
        .select_related("idea__network", "idea__focus_area", "idea__region", "day")
        .order_by("day__date", "day", "position", "pk")
    )
    votes = {
        (vote.round_id, vote.step): vote
        for vote in Vote.objects.filter(person=user, round__in=rounds)
    }
    ideas = [each.idea_id for each in rounds]
    conflicts = {
        each.idea_id: each for each in Conflict.objects.filter(person=user, idea__in=ideas)
    }
    return [
        Ballot(each, step, votes.get((each.pk, step)), conflicts.get(each.idea_id))
        for each in rounds
        for step in AdviceStep.values
        if step in steps_of(user, each.idea, seats)
    ]


def open_ballots(user) -> list[Ballot]:
    """Those in which she has something to do."""
    return [each for each in ballots_of(user) if each.is_open]
