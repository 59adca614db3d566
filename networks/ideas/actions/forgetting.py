"""The person and her words go; figures stay: Schwerpunkt, Revier, network, state, dates, votes."""

from django.db import transaction

from networks.ideas.actions.advice import leave_agenda
from networks.ideas.actions.steps import fresh, move, record, retried
from networks.ideas.models import AdviceRound, GroupOpinion, ProjectIdea, Vote
from networks.ideas.states import DECIDED, WITHDRAWABLE, IdeaState
from submissions.retention import forget

GONE = "entfernt"


def forget_idea(idea: ProjectIdea) -> None:
    """Take out what the sender wrote, and what others wrote about it."""
    idea.answers.all().delete()
    rounds = AdviceRound.objects.filter(idea=idea)
    Vote.objects.filter(round__in=rounds).update(text="")
    GroupOpinion.objects.filter(round__in=rounds).exclude(result="none").update(text="")
    GroupOpinion.objects.filter(round__in=rounds, result="none").update(text=GONE)
    rounds.exclude(decided_at=None).update(recommendation=GONE)
    rounds.filter(decided_at=None).update(recommendation="")
    leave_agenda(idea)
    idea.conflicts.update(reason=GONE)
    ProjectIdea.objects.filter(pk=idea.pk).update(
        title="",
        description="",
        benefit="",
        place="",
        sponsor="",
        routing_reason="",
        reason=GONE if idea.state in DECIDED else "",
        may_be_shown=False,
    )


@retried
@transaction.atomic
def erase_idea(idea: ProjectIdea, *, by) -> None:
    """At the sender's wish, at once; nobody has to work on it any more. Twice is once.

    What is published about it is an editor's page of its own."""
    fresh(idea)
    if idea.forgotten_at:
        return
    if idea.state in WITHDRAWABLE:
        move(idea, idea.state, IdeaState.WITHDRAWN)
    record(idea, "erase", by=by)
    forget(idea)
    fresh(idea)
