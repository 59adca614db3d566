"""An idea that is being written: a row that only its link opens."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from networks.ideas import mail
from networks.ideas.actions.problems import NotAllowed, Overtaken, TooMany
from networks.ideas.actions.steps import fresh, keep_until, retried
from networks.ideas.models import Answer, ExtraQuestion, IdeaRules, ProjectIdea
from networks.ideas.states import EDITABLE, STAGES, IdeaState
from submissions.guards import count
from submissions.retention import delete_attachments

ONE_DAY = 24 * 60 * 60  # seconds
LINKS_A_DAY = 5
LINKS_TO_ONE_ADDRESS = 10  # a day, whoever asks: nobody's mailbox is filled from here
DRAFTS = "idea-drafts"


def begin_idea(values: Mapping[str, Any], *, key: str, visitor: str = "") -> ProjectIdea:
    """The first page of the form was sent. `key` knows the same form sent twice.

    Raises TooMany."""
    # The mark of another form is no reason to fail: only those of ideas are looked at.
    key = hashlib.sha256(f"idea:{key}".encode()).hexdigest()[:32]
    known = ProjectIdea.objects.filter(idempotency_key=key).first()
    if known:
        return known
    if visitor and count(DRAFTS, visitor, seconds=ONE_DAY) > IdeaRules.load().drafts_per_visitor:
        raise TooMany(
            gettext(
                "Von Ihrem Internetanschluss wurden heute sehr viele Ideen angefangen. Bitte"
                " versuchen Sie es morgen wieder, oder rufen Sie uns an."
            )
        )
    try:
        return _begin(values, key)
    except IntegrityError:  # the same form at the same time: the other one is in
        known = ProjectIdea.objects.filter(idempotency_key=key).first()
        if known is None:
            raise
        return known


@retried
@transaction.atomic
def _begin(values: Mapping[str, Any], key: str) -> ProjectIdea:
    return ProjectIdea.objects.create(
        **values,
        idempotency_key=key,
        state=IdeaState.DRAFT,
        stage=STAGES[IdeaState.DRAFT],
        state_since=timezone.now(),
        forget_on=keep_until(IdeaState.DRAFT),
    )


@retried
@transaction.atomic
def save_draft(idea: ProjectIdea, values: Mapping[str, Any]) -> None:
    """Keep what was typed on one page. Raises NotAllowed when it was sent in the meantime."""
    _still_a_draft(idea)
    for name, value in values.items():
        setattr(idea, name, value)
    idea.forget_on = keep_until(IdeaState.DRAFT)
    idea.save(update_fields=[*values, "forget_on"])


@retried
@transaction.atomic
def save_answers(idea: ProjectIdea, answers: Mapping[ExtraQuestion, str]) -> None:
    """Keep the answers to the editors' questions, with the questions as they are asked now.

    Raises Overtaken when somebody has begun to judge."""
    there = ProjectIdea.objects.select_for_update(of=("self",)).filter(pk=idea.pk)
    if not there.filter(state__in=EDITABLE).exists():
        fresh(idea)
        raise Overtaken(idea, to_sender=True)
    write_answers(idea, answers)


def write_answers(idea: ProjectIdea, answers: Mapping[ExtraQuestion, str]) -> None:
    """Part of an action that has made sure that they may be changed."""
    for number, (question, text) in enumerate(answers.items()):
        Answer.objects.update_or_create(
            idea=idea,
            question=question,
            defaults={"asked": question.label, "text": text, "sort_order": number},
        )


@transaction.atomic
def send_draft_link(idea: ProjectIdea, email: str) -> None:
    """Send the link to go on later; the address becomes the contact's. Raises TooMany."""
    email = email.lower()
    of_the_draft = count("idea-draft-links", str(idea.pk), seconds=ONE_DAY)
    to_the_address = count("idea-draft-links-to", email, seconds=ONE_DAY)
    if of_the_draft > LINKS_A_DAY or to_the_address > LINKS_TO_ONE_ADDRESS:
        raise TooMany(
            gettext("Den Link haben wir heute schon mehrmals geschickt. Sehen Sie ins Postfach.")
        )
    save_draft(idea, {"contact_email": email})
    mail.send(idea, "draft")


@transaction.atomic
def delete_draft(idea: ProjectIdea) -> None:
    """The sender wants it gone, with its files and mails. Raises NotAllowed."""
    _still_a_draft(idea)
    delete_attachments(idea.attachments.all())
    idea.delete()


def reap_drafts() -> int:
    """Delete the drafts whose time is over; how many."""
    over = ProjectIdea.objects.filter(state=IdeaState.DRAFT, forget_on__lte=timezone.localdate())
    return sum(_reap(idea) for idea in list(over))


@retried
@transaction.atomic
def _reap(idea: ProjectIdea) -> bool:
    """Whether it was still to be deleted: sent or written on in this moment, it stays."""
    try:
        _still_a_draft(idea)
        fresh(idea)
        if idea.forget_on <= timezone.localdate():
            delete_draft(idea)
            return True
    except NotAllowed:
        pass
    return False


def _still_a_draft(idea: ProjectIdea) -> None:
    still = ProjectIdea.objects.select_for_update(of=("self",)).filter(
        pk=idea.pk, state=IdeaState.DRAFT
    )
    if not still.exists():
        raise NotAllowed(gettext("Diese Idee ist schon abgesendet."))
