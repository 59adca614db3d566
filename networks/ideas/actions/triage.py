"""What the team does with an idea until it is advised on."""

from django.db import transaction
from django.utils import timezone

from networks.ideas import mail
from networks.ideas.actions.problems import NotAllowed, Overtaken
from networks.ideas.actions.receiving import tell_managers
from networks.ideas.actions.steps import fresh, proceed, record, retried, set_due
from networks.ideas.models import ProjectIdea
from networks.ideas.states import IdeaState
from networks.models import NetworkPage
from submissions.correspondence import draft_message, release_message
from submissions.models import Submission

S = IdeaState
# Nobody is put in charge of what nobody has sent, or works on any more.
ASSIGNABLE = {S.NEW, S.REVIEW, S.QUESTION, S.SCHEDULED, S.ADVISED}
NO_TARGET = {S.DRAFT, S.SUSPECT, S.SPAM}


@retried
@transaction.atomic
def take_up(idea: ProjectIdea, *, by, seen: str) -> None:
    """Begin to judge: from now on the sender changes nothing unasked. Raises Overtaken."""
    proceed(idea, seen, S.REVIEW, start={S.NEW})
    if idea.assignee_id is None:
        Submission.objects.filter(pk=idea.pk).update(assignee=by)
    record(idea, "take_up", by=by, state=[seen, idea.state])


@retried
@transaction.atomic
def ask_sender(idea: ProjectIdea, *, by, seen: str, text: str) -> None:
    """Put a question; it leaves at once, and the sender may change the idea again.

    Raises Overtaken."""
    proceed(idea, seen, S.QUESTION, start={S.REVIEW})
    message = draft_message(idea, by=by, text=_said(text))
    release_message(message, by=by)
    set_due(idea, None)  # it is the sender's turn
    record(idea, "ask", by=by, state=[seen, idea.state])


@retried
@transaction.atomic
def resume(idea: ProjectIdea, *, seen: str, by=None) -> None:
    """Go on judging: answered, asked again after the advice, or thought over. Raises Overtaken."""
    proceed(
        idea,
        seen,
        S.REVIEW,
        start={S.QUESTION, S.ADVISED, S.DECLINED, S.DUPLICATE},
        decided_by=None,
        decided_at=None,
        reason="",
        duplicate_of=None,
    )
    set_due(idea, mail.next_answer_by())
    record(idea, "resume", by=by, state=[seen, idea.state])


@retried
@transaction.atomic
def decline_idea(idea: ProjectIdea, *, by, seen: str, reason: str) -> None:
    """Say no and why. The mail is drafted; a person releases it. Raises Overtaken."""
    proceed(
        idea,
        seen,
        S.DECLINED,
        start={S.NEW, S.REVIEW, S.QUESTION},
        reason=_said(reason),
        decided_by=by,
        decided_at=timezone.now(),
    )
    set_due(idea, None)
    draft_message(idea, by=by, text=reason.strip())
    record(idea, "decline", by=by, state=[seen, idea.state])


@retried
@transaction.atomic
def mark_duplicate(idea: ProjectIdea, target: ProjectIdea, *, by, seen: str) -> None:
    """It was handed in before, as `target`. The mail to the sender is drafted.

    Raises Overtaken, and NotAllowed for an idea that is its own duplicate, at however many removes,
    or for a target that nobody has handed in."""
    _refuse_circle(idea, target)
    proceed(
        idea,
        seen,
        S.DUPLICATE,
        start={S.NEW, S.REVIEW},
        duplicate_of=target,
        decided_by=by,
        decided_at=timezone.now(),
    )
    set_due(idea, None)
    draft_message(
        idea,
        by=by,
        text=(
            "Zu Ihrer Idee liegt uns schon eine sehr ähnliche vor. Wir beraten beide gemeinsam und"
            " führen Ihre hier nicht eigens weiter."
        ),
    )
    record(idea, "duplicate", by=by, state=[seen, idea.state], of=target.reference)


@retried
@transaction.atomic
def carry_on(idea: ProjectIdea, *, by, seen: str, text: str) -> None:
    """After the advice: the idea becomes a project. Raises Overtaken."""
    proceed(
        idea,
        seen,
        S.CARRIED_ON,
        start={S.ADVISED},
        reason=_said(text),
        decided_by=by,
        decided_at=timezone.now(),
    )
    set_due(idea, None)
    record(idea, "carry_on", by=by, state=[seen, idea.state])


@retried
@transaction.atomic
def assign_network(
    idea: ProjectIdea, network: NetworkPage, *, by, seen_version: int, reason: str
) -> None:
    """Put a network in charge; the reason is kept, its managers hear of it. Raises Overtaken."""
    before = str(idea.network) if idea.network_id else ""
    there = ProjectIdea.objects.filter(pk=idea.pk, version=seen_version, state__in=ASSIGNABLE)
    won = there.update(network=network, routing_reason=_said(reason), version=seen_version + 1)
    fresh(idea)
    if not won:
        raise Overtaken(idea)
    idea.networks.add(network)
    tell_managers(idea, by=by)
    record(idea, "assign_network", by=by, network=[before, str(network)])


def _refuse_circle(idea: ProjectIdea, target: ProjectIdea) -> None:
    """Both are locked, in an order that is the same for all: two at once make no circle either."""
    pks = {idea.pk, target.pk}
    locked = ProjectIdea.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    states = {each.pk: each.state for each in locked}
    if states.get(target.pk, S.DRAFT) in NO_TARGET:
        raise NotAllowed("Wählen Sie eine Idee, die eingereicht und kein Spam ist.")
    seen, pk = set(), target.pk
    while pk is not None and pk not in seen:
        if pk == idea.pk:
            raise NotAllowed("Eine Idee kann keine Dublette von sich selbst sein.")
        seen.add(pk)
        pk = ProjectIdea.objects.values_list("duplicate_of", flat=True).get(pk=pk)


def _said(text: str) -> str:
    """The text that this step needs. Raises NotAllowed without one."""
    if not text.strip():
        raise NotAllowed("Bitte schreiben Sie, warum.")
    return text.strip()
