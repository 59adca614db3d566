"""What the team says among itself, and what it says to a sender."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from submissions import audit
from submissions.kinds import child_of
from submissions.models import Message, Note, Notice, ReadMark, Submission
from submissions.outbox import queue_mail
from submissions.policy import VIEW, may

MESSAGE = "submissions.message"  # the occasion of the mail that a released message makes
audit.register_audit_actions(
    {
        "submissions.note": "Interne Notiz geschrieben",
        "submissions.message.draft": "Nachricht entworfen",
        "submissions.message.release": "Nachricht freigegeben",
        "submissions.message.discard": "Entwurf verworfen",
        "submissions.message.receive": "Nachricht erhalten",
    }
)


class MessageGone(Exception):
    """The draft was released, discarded or worded anew in the meantime."""


@transaction.atomic
def add_note(submission: Submission, *, by, text: str, mentions: Iterable = ()) -> Note:
    """Write a note; whoever is mentioned is told, if she may read it and is not the author."""
    note = Note.objects.create(submission=submission, author=by, text=text)
    readers = [each for each in mentions if each != by and may(each, VIEW, submission)]
    note.mentioned.set(readers)
    for reader in readers:
        notify(reader, submission, Notice.About.MENTIONED)
    audit.write("submissions.note", by=by, about=submission)
    return note


def notify(user, submission: Submission, about: str) -> None:
    """Let somebody of the team know: unread in the inbox, and once in the mail of the day."""
    Notice.objects.create(user=user, submission=submission, about=about)
    ReadMark.objects.filter(user=user, submission=submission).delete()


def mark_read(submission: Submission, user) -> None:
    """Somebody has looked; for her alone it is read."""
    ReadMark.objects.update_or_create(
        user=user, submission=submission, defaults={"read_at": timezone.now()}
    )


def touch(submission: Submission) -> None:
    """Something came from outside: unread for everybody."""
    Submission.objects.filter(pk=submission.pk).update(touched_at=timezone.now())


@transaction.atomic
def draft_message(submission: Submission, *, by, text: str) -> Message:
    """Write to the sender; nothing leaves until somebody releases it."""
    state = getattr(child_of(submission), "state", "")
    message = Message.objects.create(submission=submission, author=by, text=text, written_in=state)
    audit.write("submissions.message.draft", by=by, about=submission)
    return message


@transaction.atomic
def revise_draft(message: Message, *, by, text: str) -> None:
    """Word a draft anew, for the state in which the submission is now. Raises MessageGone."""
    state = getattr(child_of(message.submission), "state", "")
    _leave(message, Message.State.DRAFT, text=text, author=by, written_in=state)
    audit.write("submissions.message.draft", by=by, about=message.submission)


@transaction.atomic
def release_message(message: Message, *, by) -> None:
    """Let a draft leave: shown behind the sender's link, with a mail that says so.

    Raises MessageGone when it is not any more the draft that `by` has seen."""
    _leave(message, Message.State.RELEASED, released_by=by, released_at=timezone.now())
    submission = message.submission
    if submission.contact_email:
        mail = queue_mail(submission, MESSAGE, {"text": message.text})
        Message.objects.filter(pk=message.pk).update(mail=mail)
    audit.write("submissions.message.release", by=by, about=submission)


@transaction.atomic
def discard_message(message: Message, *, by) -> None:
    """A draft is not wanted. Raises MessageGone."""
    _leave(message, Message.State.DISCARDED)
    audit.write("submissions.message.discard", by=by, about=message.submission)


@transaction.atomic
def receive_message(submission: Submission, text: str) -> Message:
    """The sender writes by the link; whoever is in charge is told."""
    message = Message.objects.create(submission=submission, text=text, state=Message.State.RECEIVED)
    touch(submission)
    if submission.assignee:
        notify(submission.assignee, submission, Notice.About.ANSWERED)
    audit.write("submissions.message.receive", about=submission)
    return message


def _leave(message: Message, state: str, **changes) -> None:
    drafts = Message.objects.filter(pk=message.pk, state=Message.State.DRAFT, text=message.text)
    if not drafts.update(state=state, **changes):
        raise MessageGone
    message.refresh_from_db()
