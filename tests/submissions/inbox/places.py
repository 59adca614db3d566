"""Where the pages of the inbox are, and what they show."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from exhibitions.bookings.models import Booking
from exhibitions.bookings.states import BookingState
from submissions.models import Submission
from tests.exhibitions.bookings.factories import MONDAY

LIST = "/admin/eingang/"


def shown(client, **query) -> list[str]:
    """The references that the list shows."""
    return [line.submission.reference for line in client.get(LIST, query).context["lines"]]


def page_of(name: str, submission, *args) -> str:
    return reverse(f"inbox:{name}", args=[submission.pk, *args])


def said(response) -> list[str]:
    """The messages that the next page shows."""
    return [str(message).strip() for message in response.context["messages"]]


def badge(client) -> int:
    """The number in the menu."""
    from submissions.inbox.unread import unread_count

    text = client.get("/admin/").content.decode()
    number = int(text.partition('"data-inbox-unread": "')[2].partition('"')[0] or 0)
    assert number == unread_count(client.get("/admin/").wsgi_request.user)
    return number


def many(number: int) -> None:
    """Loans written at once, past everything, the first the oldest."""
    now = timezone.now()
    Submission.objects.bulk_create(
        [
            Submission(kind="booking", search_words=f"schule {each}", touched_at=now)
            for each in range(number)
        ]
    )
    for submission in Submission.objects.filter(kind="booking", booking=None):
        booking = Booking(
            submission_ptr=submission,
            state=BookingState.REQUESTED,
            institution=f"Schule {submission.pk}",
            institution_type="gymnasium",
            postcode="02943",
            town="Weißwasser",
            first_day=MONDAY,
            last_day=MONDAY + timedelta(days=10),
        )
        booking.__dict__.update(
            {name: value for name, value in submission.__dict__.items() if name != "_state"}
        )
        booking.save_base(raw=True)
