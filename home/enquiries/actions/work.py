"""What the team does with an enquiry."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from home.enquiries import mail
from home.enquiries.actions.problems import NoAddress, Overtaken
from home.enquiries.actions.steps import move, retried
from home.enquiries.models import Enquiry
from home.enquiries.periods import CLOSE_DAYS
from home.enquiries.states import UNDER_WAY, EnquiryState
from submissions import correspondence
from submissions.models import Message

S = EnquiryState
REOPENED = {S.QUESTION, S.ANSWERED, S.CLOSED}


@retried
@transaction.atomic
def release(enquiry: Enquiry, *, by, seen: str = S.SUSPECT) -> None:
    """It is no spam: from now on an enquiry like others, and its sender gets the mail.

    Also brings back what was called spam. Raises Overtaken."""
    move(enquiry, seen, S.NEW, action="release", by=by)
    correspondence.touch(enquiry)
    mail.send_received(enquiry)


@retried
@transaction.atomic
def reject(enquiry: Enquiry, *, by, seen: str = S.SUSPECT) -> None:
    """It is spam: kept for some days in case of a mistake, then forgotten. Raises Overtaken."""
    move(enquiry, seen, S.SPAM, action="spam", by=by)


@retried
@transaction.atomic
def take(enquiry: Enquiry, *, by, seen: str = S.NEW) -> None:
    """Somebody works on it from now on. Raises Overtaken."""
    if seen != S.NEW:
        raise ValueError(f"There is nothing to take in {seen}")
    move(enquiry, seen, S.OPEN, action="take", by=by, assignee=by)


@retried
@transaction.atomic
def ask(enquiry: Enquiry, message: Message, *, by, seen: str) -> None:
    """Let a draft leave as a question; the enquiry waits for the sender.

    Raises Overtaken, MessageGone, NoAddress."""
    _write(enquiry, message, seen, S.QUESTION, by, "ask")


@retried
@transaction.atomic
def answer(enquiry: Enquiry, message: Message, *, by, seen: str, closes: bool) -> None:
    """Let a draft leave as the answer; it `closes` the enquiry or keeps it open for more.

    Raises Overtaken, MessageGone, NoAddress."""
    _write(enquiry, message, seen, S.CLOSED if closes else S.ANSWERED, by, "answer")


def _write(enquiry: Enquiry, message: Message, seen: str, to: S, by, action: str) -> None:
    if message.submission_id != enquiry.pk:
        raise ValueError("A message belongs to one enquiry")
    if seen not in UNDER_WAY:
        raise ValueError(f"There is nobody to write to in {seen}")
    if not enquiry.contact_email:
        raise NoAddress
    if seen != to:
        move(enquiry, seen, to, action=action, by=by)
    elif not Enquiry.objects.filter(pk=enquiry.pk, state=seen).exists():
        enquiry.refresh_from_db()
        raise Overtaken(enquiry)
    correspondence.release_message(message, by=by)


@retried
@transaction.atomic
def mark(enquiry: Enquiry, *, by, seen: str, to: S) -> None:
    """Note that the sender was asked or answered: on the phone, or by a message that has left.

    Raises Overtaken."""
    if to not in {S.QUESTION, S.ANSWERED}:
        raise ValueError(f"{to} is not to be marked")
    move(enquiry, seen, to, action="ask" if to == S.QUESTION else "answer", by=by)


@retried
@transaction.atomic
def close(enquiry: Enquiry, *, by, seen: str) -> None:
    """Nothing more is to be done; the sender is told so. Raises Overtaken."""
    if seen not in UNDER_WAY:
        raise ValueError(f"There is nothing to close in {seen}")
    move(enquiry, seen, S.CLOSED, action="close", by=by)
    mail.send(enquiry, "enquiries.closed")


@retried
@transaction.atomic
def reopen(enquiry: Enquiry, *, by, seen: str = S.CLOSED) -> None:
    """It is worked on after all, or without waiting any longer. Raises Overtaken."""
    if seen not in REOPENED:
        raise ValueError(f"There is nothing to reopen in {seen}")
    move(enquiry, seen, S.OPEN, action="reopen", by=by, assignee=enquiry.assignee or by)


def close_answered() -> int:
    """Close what was answered and to which nobody has said anything for some time; how many."""
    since = timezone.now() - timedelta(days=CLOSE_DAYS)
    closed = 0
    for enquiry in Enquiry.objects.filter(state=S.ANSWERED, moved_at__lt=since):
        move(enquiry, S.ANSWERED, S.CLOSED, action="close")
        closed += 1
    return closed


def forget_enquiry(enquiry: Enquiry) -> None:
    """Take out what was said and where. Kind, topic, Revier and dates stay."""
    Enquiry.objects.filter(pk=enquiry.pk).update(message="", page="")
