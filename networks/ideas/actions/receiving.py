"""An idea comes in: once, with its receipt, to somebody who is in charge."""

from django.db import transaction
from django.utils import timezone

from networks.ideas import mail
from networks.ideas.actions.problems import Overtaken
from networks.ideas.actions.steps import proceed, record, retried, set_due
from networks.ideas.models import Body, ConsentText, Membership, ProjectIdea
from networks.ideas.routing import route
from networks.ideas.states import IdeaState
from submissions.correspondence import notify, touch
from submissions.inbox.search import index
from submissions.models import Notice


@retried
@transaction.atomic
def receive_idea(idea: ProjectIdea, *, consent: ConsentText | None, suspicion: str = "") -> bool:
    """The sender presses "Absenden"; whether this was the press that did it.

    Sent twice or fifty times at once, one of them wins and the others change nothing. With a
    `suspicion` it goes to quarantine and no mail leaves."""
    now = timezone.now()
    to = IdeaState.SUSPECT if suspicion else IdeaState.NEW
    try:
        proceed(
            idea,
            IdeaState.DRAFT,
            to,
            start={IdeaState.DRAFT},
            submitted_at=now,
            consent=consent,
            consented_at=now if consent else None,
            suspicion=suspicion,
        )
    except Overtaken:
        return False
    place(idea)
    index(idea)
    record(idea, "receive", suspicion=suspicion)
    if not suspicion:
        _welcome(idea)
    return True


@retried
@transaction.atomic
def release_suspect(idea: ProjectIdea, *, by, seen: str = IdeaState.SUSPECT) -> None:
    """It is no spam: from now on an idea like others, with its receipt. Raises Overtaken."""
    proceed(idea, seen, IdeaState.NEW, start={IdeaState.SUSPECT}, submitted_at=timezone.now())
    record(idea, "release", by=by)
    _welcome(idea)


@retried
@transaction.atomic
def reject_suspect(idea: ProjectIdea, *, by, seen: str = IdeaState.SUSPECT) -> None:
    """It is spam, and forgotten soon. Raises Overtaken."""
    proceed(idea, seen, IdeaState.SPAM, start={IdeaState.SUSPECT})
    record(idea, "reject", by=by)


def place(idea: ProjectIdea) -> None:
    """Find who is in charge. Somebody always is."""
    found = route(idea.focus_area, idea.where, idea.region)
    idea.networks.set(found.candidates)
    ProjectIdea.objects.filter(pk=idea.pk).update(network=found.network)
    idea.refresh_from_db()


def _welcome(idea: ProjectIdea) -> None:
    set_due(idea, mail.answer_by(idea))
    touch(idea)
    mail.send_received(idea)
    mail.tell_team(idea, "team.received")
    tell_managers(idea)


def tell_managers(idea: ProjectIdea, *, by=None) -> None:
    """Let those know who may come to work on it, except whoever has done it."""
    candidates = [idea.network] if idea.network else idea.networks.all()
    managers = Membership.objects.filter(
        body=Body.NETWORK, is_manager=True, network__in=candidates, user__is_active=True
    )
    for manager in {each.user for each in managers.select_related("user")} - {by}:
        notify(manager, idea, Notice.About.ARRIVED)
