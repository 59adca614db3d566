"""What a sender sees after sending, at an address that only his browser was given."""

from datetime import timedelta

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from home.enquiries.models import Enquiry
from home.enquiries.periods import promised_by
from submissions.masking import masked
from submissions.private_answers import private

SALT = "enquiries.receipt"
LASTS = timedelta(days=1)


def receipt_address(enquiry: Enquiry) -> str:
    """Where the receipt stands: sent twice it is the same one."""
    signed = signing.Signer(salt=SALT).sign(enquiry.reference)
    return reverse("enquiry_receipt", kwargs={"signed": signed})


@private
@require_safe
def receipt(request: HttpRequest, signed: str) -> HttpResponse:
    """The number, what happens next and by when. Who else sees it learns no name and no address.

    It says the same whether or not a person has to look at it first."""
    enquiry = _of(signed)
    values = {
        "enquiry": enquiry,
        "answer_by": promised_by(enquiry),
        "masked": masked(enquiry.contact_email),
    }
    return render(request, "enquiries/receipt.html", values)


def _of(signed: str) -> Enquiry:
    try:
        reference = signing.Signer(salt=SALT).unsign(signed)
    except signing.BadSignature:
        raise Http404 from None
    found = Enquiry.objects.filter(reference=reference, created_at__gt=timezone.now() - LASTS)
    enquiry = found.first()
    if enquiry is None:
        raise Http404
    return enquiry
