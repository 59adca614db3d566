"""Loans as one kind of what comes in, their mails, and what is due by itself."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from wagtail.permission_policies import ModelPermissionPolicy

from exhibitions.bookings import mail_texts
from exhibitions.bookings.models import KIND, Booking, LendingRules
from exhibitions.bookings.states import BookingState
from submissions.due_jobs import register_due_job
from submissions.kinds import Document, Kept, Kind, Row, register_kind
from submissions.models import Submission

# An offer that nobody took yet, a set that came back without a report.
WAITING_FOR_THE_SCHOOL = {BookingState.OFFERED, BookingState.RETURNED}
EXPORT_COLUMNS = (
    ("Erster Tag", lambda booking: booking.first_day),
    ("Letzter Tag", lambda booking: booking.last_day),
    ("Ort", lambda booking: booking.town),
)


def register() -> None:
    """Tell the submissions about loans."""
    from exhibitions.bookings import actions

    mail_texts.register()
    register_kind(
        Kind(
            key=KIND,
            label="Ausleihe der Wanderausstellung",
            model="bookings.Booking",
            link_name="booking",
            link_ends=link_ends,
            row=row,
            forget=actions.forget_booking,
            policy=lambda: ModelPermissionPolicy(Booking),
            search_words=search_words,
            kept=kept,
            documents={"contract": _contract, "packing_list": _packing_list},
            waiting=lambda: Booking.objects.in_states(WAITING_FOR_THE_SCHOOL),
            export_columns=EXPORT_COLUMNS,
        )
    )
    register_due_job("bookings.expire", actions.expire_due)
    register_due_job("bookings.offer", actions.offer_due)
    register_due_job("bookings.remind", actions.remind_due)
    register_due_job("bookings.finish", actions.finish_due)


def link_ends(submission: Submission) -> datetime:
    """The link opens until some weeks after the last day."""
    booking = submission if isinstance(submission, Booking) else submission.booking
    last = max(booking.last_day, booking.waits_until or booking.last_day)
    day = last + timedelta(days=LendingRules.load().link_days + 1)
    return timezone.make_aware(datetime.combine(day, time.min))


def row(booking: Booking) -> Row:
    """How a loan stands in a list of all that came in."""
    return Row(
        title=f"{booking.institution}, {booking.town}".strip(", ") or "Ausleihe",
        note=f"{booking.first_day:%d.%m.%Y} bis {booking.last_day:%d.%m.%Y}",
        url=reverse("bookings:inspect", args=[booking.pk]),
        state=booking.get_state_display(),
    )


def search_words(booking: Booking) -> str:
    """What a search in the inbox looks at."""
    return f"{booking.institution} {booking.street} {booking.postcode} {booking.town}"


def kept() -> list[Kept]:
    """How long the data of a loan stay, as the rules of lending say."""
    rules = LendingRules.load()
    return [
        Kept("Ausleihe, ab dem letzten Tag", f"{rules.keep_months} Monate"),
        Kept(
            "Anfrage ohne Ausleihe (abgesagt, storniert, verfallen)",
            f"{rules.keep_months_without_loan} Monate",
        ),
    ]


def _contract(submission: Submission) -> Document:
    from exhibitions.bookings.documents import contract_to_send

    return contract_to_send(submission.booking)


def _packing_list(submission: Submission) -> Document:
    from exhibitions.bookings.documents import packing_list_of

    return packing_list_of(submission.booking)
