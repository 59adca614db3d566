"""By when an enquiry is answered, and how long it is kept. The privacy text says the same."""

from datetime import date, timedelta

from django.utils import timezone

from home.enquiries.models import BARRIER, CONTACT, Enquiry
from home.enquiries.states import EnquiryState
from submissions.months import add_months
from submissions.working_days import working_day_after

ANSWER_MONTHS = 1  # a report of a barrier: what the law of accessibility gives us
ANSWER_WORKING_DAYS = 5  # the contact form, and whatever a sender writes afterwards
CLOSE_DAYS = 30  # an answer to which nobody says anything more is the last word
KEEP_MONTHS = {BARRIER: 12, CONTACT: 6}  # after it was closed
WITHDRAWN_DAYS = 30
SPAM_DAYS = 30  # what is suspected counts from when it came, spam from when it was called so

S = EnquiryState


def promised_by(enquiry: Enquiry) -> date:
    """The day that its receipt names for the answer."""
    came = timezone.localdate(enquiry.created_at or timezone.now())
    if enquiry.kind == BARRIER:
        return add_months(came, ANSWER_MONTHS)
    return working_day_after(came, ANSWER_WORKING_DAYS)


def answer_to_reply_by() -> date:
    """By when what a sender writes afterwards is answered."""
    return working_day_after(timezone.localdate(), ANSWER_WORKING_DAYS)


def due_in(enquiry: Enquiry, state: str) -> date | None:
    """When it is due once it stands in `state`. A question stops the clock, but not the law's."""
    if state in {S.NEW, S.OPEN} or (state == S.QUESTION and enquiry.kind == BARRIER):
        return enquiry.due or promised_by(enquiry)
    return None


def forget_on(enquiry: Enquiry, state: str) -> date | None:
    """When it is forgotten once it stands in `state`; nobody is forgotten who waits for us."""
    today = timezone.localdate()
    if state in {S.CLOSED, S.WITHDRAWN} and enquiry.deletion_asked_at:
        return today
    return {
        S.SUSPECT: today + timedelta(days=SPAM_DAYS),
        S.SPAM: today + timedelta(days=SPAM_DAYS),
        S.WITHDRAWN: today + timedelta(days=WITHDRAWN_DAYS),
        S.CLOSED: add_months(today, KEEP_MONTHS[enquiry.kind]),
    }.get(state)
