"""An idea in any state, and what it has left behind: what must not change when it is refused."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from networks.ideas import actions
from networks.ideas.models import (
    AdviceRound,
    Answer,
    GroupOpinion,
    ProjectIdea,
    Vote,
)
from networks.ideas.states import IdeaState
from submissions.models import AuditEntry, Message, Notice, OutboxMail
from tests.networks.ideas.factories import IdeaFactory, case_worker

# What anybody reads in the table of the states, once more and by hand.
ALLOWED = {
    "draft": "new suspect",
    "suspect": "new spam",
    "new": "review declined duplicate withdrawn",
    "review": "question scheduled declined duplicate withdrawn",
    "question": "review declined withdrawn",
    "scheduled": "review advised withdrawn",
    "advised": "review carried_on",
    "carried_on": "",
    "declined": "review",
    "duplicate": "review",
    "withdrawn": "",
    "spam": "",
}


def idea_in(state: str, *, by=None, **values) -> ProjectIdea:
    """An idea that has come there by the actions."""
    if state != IdeaState.SPAM:
        return IdeaFactory(reached=state, by=by, **values)
    idea = IdeaFactory(reached=IdeaState.SUSPECT, **values)
    actions.reject_suspect(idea, by=by or case_worker())
    return idea


@dataclass
class Traces:
    """The row of an idea, and how much hangs on it."""

    row: dict[str, Any]
    counts: dict[str, int]
    rounds: list


def traces_of(idea: ProjectIdea) -> Traces:
    """As the database has them."""
    row = ProjectIdea.objects.filter(pk=idea.pk).values().get()
    tables = (OutboxMail, Message, AuditEntry, Notice, Answer, Vote, GroupOpinion)
    counts = {model.__name__: model.objects.count() for model in tables}
    return Traces(row, counts, list(AdviceRound.objects.order_by("pk").values()))


def anew(idea: ProjectIdea) -> ProjectIdea:
    """As another request reads it, that has not been counted yet."""
    cache.clear()
    return ProjectIdea.objects.get(pk=idea.pk)
