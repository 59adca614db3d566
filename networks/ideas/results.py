"""What came of the votes: one reckoning behind list, page, minutes and dossier. Drafts never count.

Who may read votes: whoever works on the idea, and whoever has handed in all her own; never who has
declared a conflict of interest.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from networks.ideas.models import (
    AdviceRound,
    Conflict,
    Criterion,
    GroupOpinion,
    ProjectIdea,
    Rating,
    Vote,
)
from networks.ideas.policy import CHANGE, ideas_for, seats_of, steps_of
from networks.ideas.states import AdviceStep


@dataclass(frozen=True)
class Mean:
    """The mean of a criterion over those who gave points; None where nobody did."""

    criterion: Criterion
    points: tuple[int, ...]

    @property
    def value(self) -> float | None:
        return round(sum(self.points) / len(self.points), 1) if self.points else None

    @property
    def given(self) -> int:
        return len(self.points)


@dataclass
class StepResult:
    """One step of a round: what the group said, and the votes that were handed in."""

    step: str
    opinion: GroupOpinion | None = None
    votes: list[Vote] = field(default_factory=list)
    means: list[Mean] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(AdviceStep(self.step).label)

    @property
    def number(self) -> int:
        return AdviceStep.values.index(self.step) + 1

    @property
    def is_said(self) -> bool:
        """Whether the group has an opinion, or a reason for none."""
        return bool(self.opinion and self.opinion.result)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many voted what: every kind of vote, also with 0."""
        given = [vote.opinion for vote in self.votes]
        return [(str(kind.label), given.count(kind)) for kind in Vote.Opinion]


@dataclass(frozen=True)
class RoundSeen:
    """A round as one person may see it. `has_conflict` is hers."""

    round: AdviceRound
    steps: list[StepResult]
    reads_votes: bool
    reads_opinions: bool
    has_conflict: bool


def results_of(rounds: Iterable[AdviceRound]) -> dict[int, list[StepResult]]:
    """By round, the three steps in their order. Three queries, whatever their number."""
    pks = [each.pk for each in rounds]
    found = {pk: {step: StepResult(step) for step in AdviceStep.values} for pk in pks}
    for opinion in GroupOpinion.objects.filter(round__in=pks).select_related("by"):
        found[opinion.round_id][opinion.step].opinion = opinion
    votes = Vote.objects.filter(round__in=pks, handed_in_at__isnull=False)
    for vote in votes.select_related("person"):
        found[vote.round_id][vote.step].votes.append(vote)
    for (pk, criterion), points in _points_of(pks).items():
        found[pk][criterion.step].means.append(Mean(criterion, tuple(points)))
    return {pk: list(steps.values()) for pk, steps in found.items()}


def _points_of(pks: list[int]) -> dict[tuple[int, Criterion], list[int]]:
    """What was given for each criterion that was asked; "keine Angabe" is no number."""
    ratings = Rating.objects.filter(vote__round__in=pks, vote__handed_in_at__isnull=False)
    found: dict[tuple[int, Criterion], list[int]] = {}
    for rating in ratings.select_related("criterion", "vote"):
        points = found.setdefault((rating.vote.round_id, rating.criterion), [])
        if rating.points is not None:
            points.append(rating.points)
    return found


def readers_rounds(user, rounds: Iterable[AdviceRound]) -> list[RoundSeen]:
    """The rounds (with their idea) as `user` may see them; a handful of queries for any number."""
    rounds = list(rounds)
    ideas = [each.idea_id for each in rounds]
    results = results_of(rounds)
    own = Conflict.objects.filter(person=user, idea__in=ideas)
    conflicts = set(own.values_list("idea", flat=True))
    workable = set(ideas_for(user, CHANGE).filter(pk__in=ideas).values_list("pk", flat=True))
    seats = seats_of(user)
    seen = []
    for each in rounds:
        steps = results[each.pk]
        has_conflict = each.idea_id in conflicts
        works = each.idea_id in workable
        has_voted = _has_voted(user, each.idea, steps, seats)
        seen.append(
            RoundSeen(
                each,
                steps,
                reads_votes=not has_conflict and (works or has_voted),
                reads_opinions=not has_conflict and (works or each.decided_at is not None),
                has_conflict=has_conflict,
            )
        )
    return seen


def _has_voted(user, idea: ProjectIdea, steps: list[StepResult], seats) -> bool:
    """Whether she has handed in a vote in every step that is hers, and has one at all."""
    own = steps_of(user, idea, seats)
    done = {each.step for each in steps if any(vote.person_id == user.pk for vote in each.votes)}
    return bool(own) and own <= done


def advice_of(idea: ProjectIdea, user) -> list[RoundSeen]:
    """All rounds of one idea, the latest first, as `user` may see them."""
    rounds = idea.rounds.select_related("idea", "day", "decided_by").order_by("-number")
    return readers_rounds(user, rounds)
