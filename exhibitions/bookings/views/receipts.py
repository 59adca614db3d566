"""What a sender sees after sending, at an address that only his browser was given."""

from datetime import timedelta

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from exhibitions.bookings import mail
from exhibitions.bookings.models import Booking, LendingRules
from exhibitions.bookings.states import BookingState
from submissions.masking import masked
from submissions.private_answers import private

SALT = "bookings.receipt"
LASTS = timedelta(days=1)


def receipt_address(booking: Booking) -> str:
    """Where the receipt of a request stands: sent twice it is the same one."""
    signed = signing.Signer(salt=SALT).sign(booking.reference)
    return reverse("lending_receipt", kwargs={"signed": signed})


@private
@require_safe
def receipt(request: HttpRequest, signed: str) -> HttpResponse:
    """The number, what happens next and by when. Who else sees it learns no name and no address."""
    booking = _of(signed)
    rules = LendingRules.load()
    return render(
        request,
        "bookings/receipt.html",
        {
            "booking": booking,
            "is_waiting": booking.state == BookingState.WAITING,
            "is_open": booking.state in {BookingState.UNCONFIRMED, BookingState.WAITING}
            and booking.confirmed_address_at is None,
            "masked": masked(booking.contact_email),
            "rules": rules,
            "phone": mail.phone(),
        },
    )


def _of(signed: str) -> Booking:
    try:
        reference = signing.Signer(salt=SALT).unsign(signed)
    except signing.BadSignature:
        raise Http404 from None
    booking = Booking.objects.filter(
        reference=reference, created_at__gt=timezone.now() - LASTS
    ).first()
    if booking is None:
        raise Http404
    return booking
