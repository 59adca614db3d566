"""What comes in by the forms, and what its sender does afterwards by the link."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from home.enquiries import mail
from home.enquiries.actions.problems import LimitReached, Overtaken
from home.enquiries.actions.steps import move, record, retried
from home.enquiries.models import Enquiry, Suspicion
from home.enquiries.periods import answer_to_reply_by, due_in, forget_on
from home.enquiries.states import OVER, QUARANTINE, STAGES, UNDER_WAY, EnquiryState
from submissions import correspondence
from submissions.guards import count, counted
from submissions.inbox.search import index
from submissions.models import Message, Submission

S = EnquiryState
PER_CONNECTION = "enquiries-per-connection"
PER_ADDRESS = "enquiries-per-address"
HOUR, DAY = 60 * 60, 24 * 60 * 60  # seconds
SUSPECT_AFTER = 10  # of one connection in an hour, for one mail address in a day: no mail leaves
REFUSE_AFTER = 60  # of one connection in an hour


@dataclass(frozen=True)
class Sending:
    """How a form came in: its mark, a digest of what it says, from where, and what looks odd."""

    key: str = ""
    digest: str = ""
    visitor: str = ""
    suspicion: str = ""

    @property
    def idempotency_key(self) -> str | None:
        """The same for the same form with the same contents.

        A cache hands one page, and so one mark, to many people: what they write tells them apart.
        """
        if not self.key:
            return None
        return hashlib.sha256(f"{self.key}:{self.digest}".encode()).hexdigest()[:32]


def receive_enquiry(kind: str, details: dict[str, Any], sending: Sending) -> Enquiry:
    """Store what a form says; the sender gets a mail, unless it looks like spam.

    `details` are values of `Enquiry`'s fields. Sent twice it is the same enquiry.

    Raises LimitReached."""
    known = _sent_before(sending)
    if known:
        return known
    if sending.visitor and counted(PER_CONNECTION, sending.visitor) >= REFUSE_AFTER:
        raise LimitReached
    suspicion = sending.suspicion or _one_of_many(details, sending)
    try:
        enquiry = _receive(kind, details, sending, suspicion)
    except IntegrityError:  # the same form at the same time: the other one is in
        known = _sent_before(sending)
        if known is None:
            raise
        return known
    if sending.visitor:
        count(PER_CONNECTION, sending.visitor, seconds=HOUR)
    if enquiry.contact_email:
        count(PER_ADDRESS, enquiry.contact_email, seconds=DAY)
    return enquiry


def _sent_before(sending: Sending) -> Enquiry | None:
    key = sending.idempotency_key
    return Enquiry.objects.filter(idempotency_key=key).first() if key else None


def _one_of_many(details: dict[str, Any], sending: Sending) -> str:
    address = details.get("contact_email", "").lower()
    by_visitor = counted(PER_CONNECTION, sending.visitor) if sending.visitor else 0
    for_address = counted(PER_ADDRESS, address) if address else 0
    return Suspicion.MANY if max(by_visitor, for_address) >= SUSPECT_AFTER else ""


@retried
@transaction.atomic
def _receive(kind: str, details: dict[str, Any], sending: Sending, suspicion: str) -> Enquiry:
    state = S.SUSPECT if suspicion else S.NEW
    enquiry = Enquiry(
        **details,
        kind=kind,
        state=state,
        stage=STAGES[state],
        suspicion=suspicion,
        idempotency_key=sending.idempotency_key,
        content_digest=sending.digest,
    )
    enquiry.contact_email = enquiry.contact_email.lower()
    enquiry.due, enquiry.forget_on = due_in(enquiry, state), forget_on(enquiry, state)
    enquiry.save()
    index(enquiry)
    record(enquiry, "suspect" if suspicion else "receive")
    if not suspicion:
        mail.send_received(enquiry)
    return enquiry


# --- By the link ---
@retried
@transaction.atomic
def reply(enquiry: Enquiry, text: str) -> None:
    """The sender writes. What waited for it, or was answered or closed, is worked on again.

    The same text twice is one message. Raises Overtaken when it was withdrawn."""
    if _said_just_now(enquiry, text):
        return
    if enquiry.state not in UNDER_WAY | {S.CLOSED}:
        raise Overtaken(enquiry)
    correspondence.receive_message(enquiry, text)
    due = answer_to_reply_by()
    if enquiry.state not in {S.NEW, S.OPEN}:
        due = min(due, enquiry.due or due)
        move(enquiry, enquiry.state, S.OPEN, action="reply", due=due)
    elif enquiry.due is None:
        Submission.objects.filter(pk=enquiry.pk).update(due=due)


def _said_just_now(enquiry: Enquiry, text: str) -> bool:
    since = timezone.now() - timedelta(hours=1)
    received = enquiry.messages.filter(state=Message.State.RECEIVED, created_at__gt=since)
    return received.filter(text=text).exists()


@retried
@transaction.atomic
def withdraw(enquiry: Enquiry, *, seen: str) -> None:
    """The sender calls it off. Raises Overtaken."""
    if seen not in UNDER_WAY:
        raise Overtaken(enquiry)
    move(enquiry, seen, S.WITHDRAWN, action="withdraw")
    correspondence.touch(enquiry)
    mail.send(enquiry, "enquiries.withdrawn")


@retried
@transaction.atomic
def ask_deletion(enquiry: Enquiry) -> None:
    """The sender wants all of it deleted: a task for the team, due in some days.

    Asked twice, nothing more happens."""
    fresh = Enquiry.objects.filter(pk=enquiry.pk, deletion_asked_at=None).update(
        deletion_asked_at=timezone.now()
    )
    enquiry.refresh_from_db()
    if not fresh:
        return
    if enquiry.state in QUARANTINE:  # nobody works on it: it goes in the next night
        Submission.objects.filter(pk=enquiry.pk).update(forget_on=timezone.localdate())
        record(enquiry, "ask_deletion")
        return
    due = answer_to_reply_by()
    due = min(due, enquiry.due or due)
    if enquiry.state in {S.NEW, S.OPEN}:
        Submission.objects.filter(pk=enquiry.pk).update(due=due)
        record(enquiry, "ask_deletion")
    else:
        move(enquiry, enquiry.state, S.OPEN, action="ask_deletion", due=due)
    correspondence.touch(enquiry)
    mail.send(enquiry, "enquiries.deletion", until=mail.day(due))


def send_link_again(email: str) -> None:
    """Send the links of what is not over to this address, once a day; nobody learns whether."""
    email = email.lower()
    if count("enquiry-link-sent-again", email, seconds=DAY) > 1:
        return
    found = Enquiry.objects.filter(contact_email=email).exclude(state__in=OVER | QUARANTINE)
    for enquiry in found[:5]:
        send_link(enquiry)


@transaction.atomic
def send_link(enquiry: Enquiry) -> None:
    """Send the link to the contact."""
    mail.send(enquiry, "enquiries.link")
    record(enquiry, "send_link")
