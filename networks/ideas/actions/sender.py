"""What the sender does by a link: change, answer, take back, be forgotten, ask for a link."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from networks.ideas import mail
from networks.ideas.actions.advice import leave_agenda
from networks.ideas.actions.drafts import write_answers
from networks.ideas.actions.problems import NotAllowed, Overtaken, TooMany
from networks.ideas.actions.receiving import place, tell_managers
from networks.ideas.actions.steps import erasure_due, fresh, proceed, record, retried, set_due
from networks.ideas.actions.triage import resume
from networks.ideas.models import ExtraQuestion, ProjectIdea
from networks.ideas.states import EDITABLE, WITHDRAWABLE, IdeaState
from submissions.correspondence import receive_message, touch
from submissions.guards import count
from submissions.inbox.search import index
from submissions.models import Message, Submission
from submissions.outbox import redirect_mails

ONE_DAY, TEN_MINUTES = 24 * 60 * 60, 10 * 60  # seconds
CONTENT = ("title", "description", "benefit", "place", "sponsor")
PLACING = {"where", "region", "focus_area"}


@retried
@transaction.atomic
def change_idea(
    idea: ProjectIdea,
    values: Mapping[str, Any],
    *,
    seen_version: int,
    answers: Mapping[ExtraQuestion, str] | None = None,
) -> None:
    """The sender changes what it says, until somebody judges; all of it or nothing.

    Raises Overtaken."""
    changed = sorted(name for name, value in values.items() if getattr(idea, name) != value)
    own = {name: value for name, value in values.items() if not name.startswith("contact_")}
    won = ProjectIdea.objects.filter(pk=idea.pk, version=seen_version, state__in=EDITABLE).update(
        **own, version=seen_version + 1
    )
    if not won:
        fresh(idea)
        raise Overtaken(idea, to_sender=True)
    contact = {name: value for name, value in values.items() if name not in own}
    if contact:
        Submission.objects.filter(pk=idea.pk).update(**contact)
    fresh(idea)
    if "contact_email" in contact:
        redirect_mails(idea, idea.contact_email)
    if answers:
        write_answers(idea, answers)
    if PLACING & set(changed) and idea.state == IdeaState.NEW and not idea.routing_reason:
        before = idea.network_id
        place(idea)
        if idea.network_id != before:
            tell_managers(idea)
    index(idea)
    touch(idea)
    record(idea, "change", fields=changed)


@retried
@transaction.atomic
def withdraw_idea(idea: ProjectIdea, *, seen: str) -> None:
    """The sender takes it back. Raises Overtaken."""
    try:
        proceed(idea, seen, IdeaState.WITHDRAWN, start=WITHDRAWABLE)
    except Overtaken as problem:
        raise Overtaken(idea, to_sender=True) from problem
    leave_agenda(idea)
    set_due(idea, None)
    touch(idea)
    record(idea, "withdraw", state=[seen, idea.state])
    mail.send(idea, "withdrawn")


@retried
@transaction.atomic
def answer(idea: ProjectIdea, text: str) -> Message:
    """The sender writes. Where the team has asked, the idea goes back to who judges it.

    What was written is kept, wherever the idea has got to in the meantime. Raises NotAllowed."""
    fresh(idea)
    if idea.state == IdeaState.DRAFT or idea.forgotten_at:
        raise NotAllowed(gettext("Zu dieser Idee können Sie uns hier nicht schreiben."))
    message = receive_message(idea, text)
    if idea.state == IdeaState.QUESTION:
        with suppress(Overtaken):  # decided at this moment: the team finds the answer all the same
            resume(idea, seen=IdeaState.QUESTION)
    return message


@retried
@transaction.atomic
def ask_for_erasure(idea: ProjectIdea) -> None:
    """The sender wants to be forgotten: a task for the team, due within a month. Twice is once.

    Raises NotAllowed for a draft: that the sender deletes herself."""
    handed_in = ProjectIdea.objects.filter(pk=idea.pk).exclude(state=IdeaState.DRAFT)
    is_first = handed_in.filter(erasure_asked_at=None).update(erasure_asked_at=timezone.now())
    fresh(idea)
    if idea.state == IdeaState.DRAFT:
        raise NotAllowed(gettext("Diese Idee ist noch nicht abgesendet. Löschen Sie den Entwurf."))
    if is_first:
        set_due(idea, idea.due)
        touch(idea)
        record(idea, "ask_for_erasure")
        mail.send(idea, "erasure", until=mail.day(erasure_due(idea)))
        mail.tell_team(idea, "team.erasure")


@retried
@transaction.atomic
def allow_showing(idea: ProjectIdea, *, allowed: bool) -> None:
    """Whether it may be shown on the public site: the sender's word at any time. Twice is once."""
    others = ProjectIdea.objects.filter(pk=idea.pk, may_be_shown=not allowed)
    is_new = others.update(may_be_shown=allowed)
    fresh(idea)
    if is_new:
        touch(idea)
        record(idea, "change", fields=["may_be_shown"])


@transaction.atomic
def send_contents_link(idea: ProjectIdea) -> None:
    """Send the link that opens what was written for ten minutes. Raises TooMany."""
    if count("idea-contents-links", str(idea.pk), seconds=TEN_MINUTES) > 3:
        raise TooMany(gettext("Den Link haben wir gerade geschickt. Bitte sehen Sie ins Postfach."))
    mail.send(idea, "contents")


def send_links_again(email: str) -> None:
    """Send the state links of all ideas of this address, once a day; nobody learns whether."""
    email = email.lower()
    if count("idea-links-again", email, seconds=ONE_DAY) > 1:
        return
    hidden = {IdeaState.DRAFT, IdeaState.SUSPECT, IdeaState.SPAM}
    ideas = ProjectIdea.objects.exclude(state__in=hidden).filter(
        contact_email__iexact=email, forgotten_at=None
    )
    for idea in ideas.order_by("-created_at")[:10]:
        with transaction.atomic():
            mail.send(idea, "link")
