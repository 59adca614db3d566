"""The mails about an enquiry: what fills their placeholders."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from home.enquiries.models import Enquiry
from home.enquiries.periods import promised_by
from submissions.outbox import queue_mail

german = override("de")  # whatever language the admin of the person has who writes


@german
def send(enquiry: Enquiry, key: str, **values: str) -> None:
    """Write to the sender, if she left an address."""
    if enquiry.contact_email:
        queue_mail(enquiry, key, {"received": day(timezone.localdate(enquiry.created_at))} | values)


def send_received(enquiry: Enquiry) -> None:
    """The receipt: number, day, by when we answer, and the link."""
    key = "enquiries.barrier_received" if enquiry.is_barrier else "enquiries.contact_received"
    send(enquiry, key, answer_by=day(promised_by(enquiry)))


@german
def day(value: date) -> str:
    """A day as one says it: Montag, 12. April 2027."""
    return date_format(value, "l, j. F Y")
