"""Steps that several actions take: move on, keep for a time, write the log."""

import time
from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext

from networks.ideas.actions.problems import NotAllowed, Overtaken
from networks.ideas.models import ProjectIdea
from networks.ideas.periods import DRAFT_DAYS, MONTHS, REQUEST_DAYS, SPAM_DAYS
from networks.ideas.states import MOVES, STAGES, IdeaState
from submissions import audit
from submissions.models import Submission
from submissions.months import add_months

TRIES = 4


def retried(action: Callable) -> Callable:
    """Try again when the database was busy or ended a deadlock at our cost; each try is whole."""

    @wraps(action)
    def patient(subject, *args, **kwargs):
        version = getattr(subject, "version", None)
        for attempt in range(1, TRIES + 1):
            try:
                return action(subject, *args, **kwargs)
            except OperationalError:
                if attempt == TRIES or connection.in_atomic_block:
                    raise
                if version is not None:  # the database has taken back what this try had done
                    subject.version = version
                time.sleep(0.05 * attempt)
        return None

    return patient


def proceed(
    idea: ProjectIdea, seen: str, to: str, *, start: Collection[str], **changes: Any
) -> None:
    """What an action does with the state: `move`, from one of those in which it begins.

    Raises Overtaken also for any other `seen`, which comes with a form; NotAllowed like `move`."""
    if seen not in start:
        fresh(idea)
        raise Overtaken(idea)
    move(idea, seen, to, **changes)


@transaction.atomic
def move(idea: ProjectIdea, seen: str, to: str, **changes: Any) -> None:
    """From the state that was seen to the next one, if it still stands there.

    Raises Overtaken when it does not, NotAllowed when the idea is forgotten or gone, ValueError for
    a move that does not exist. `changes` are of the idea's own table: one UPDATE does it all."""
    if (seen, to) not in MOVES:
        raise ValueError(f"There is no way from {seen} to {to}")
    now = timezone.now()
    won = ProjectIdea.objects.filter(pk=idea.pk, state=seen, version=idea.version).update(
        state=to, state_since=now, version=idea.version + 1, **changes
    )
    known = Submission.objects.filter(pk=idea.pk, forgotten_at=None)
    if won and not known.update(stage=STAGES[to], forget_on=keep_until(to)):
        raise NotAllowed(
            "Die Angaben zu dieser Idee sind gelöscht. Sie wird nicht mehr bearbeitet."
        )
    fresh(idea)
    if not won:
        raise Overtaken(idea)


def fresh(idea: ProjectIdea) -> None:
    """Read it anew. Raises NotAllowed when it is not there any more."""
    try:
        idea.refresh_from_db()
    except ProjectIdea.DoesNotExist:
        raise NotAllowed(gettext("Diese Idee gibt es nicht mehr.")) from None


def set_due(idea: ProjectIdea, day: date | None) -> None:
    """Until when the team has something to do. Who wants to be forgotten waits no longer."""
    if idea.erasure_asked_at:
        promised = erasure_due(idea)
        day = min(day, promised) if day else promised
    Submission.objects.filter(pk=idea.pk).update(due=day)
    idea.due = day


def erasure_due(idea: ProjectIdea) -> date:
    """By when somebody is forgotten who has asked for it."""
    return timezone.localdate(idea.erasure_asked_at) + timedelta(days=REQUEST_DAYS)


def keep_until(state: str) -> date:
    """The day on which an idea is forgotten, if it stays in this state from today on."""
    today = timezone.localdate()
    if state == IdeaState.DRAFT:
        return today + timedelta(days=DRAFT_DAYS)
    if state == IdeaState.SPAM:
        return today + timedelta(days=SPAM_DAYS)
    return add_months(today, MONTHS[state])


def record(idea: ProjectIdea, action: str, *, by=None, batch=None, **changes: Any) -> None:
    """Write the log: who did what. Never a sender's words or address."""
    audit.write(f"ideas.{action}", by=by, about=idea, changes=changes, batch=batch)
