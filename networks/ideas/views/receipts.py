"""What a sender sees after sending, at an address that only his browser was given."""

from datetime import timedelta

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from networks.ideas import mail
from networks.ideas.models import IdeaRules, ProjectIdea
from submissions.masking import masked
from submissions.private_answers import private

SALT = "ideas.receipt"
LASTS = timedelta(days=1)


def receipt_address(idea: ProjectIdea) -> str:
    """Where the receipt stands: sent twice it is the same one."""
    signed = signing.Signer(salt=SALT).sign(idea.reference)
    return reverse("idea_receipt", kwargs={"signed": signed})


def has_receipt(idea: ProjectIdea) -> bool:
    """Whether the receipt still stands there."""
    return bool(idea.submitted_at and idea.submitted_at > timezone.now() - LASTS)


@private
@require_safe
def receipt(request: HttpRequest, signed: str) -> HttpResponse:
    """The number, what happens next and by when. Who else sees it learns no name and no address.

    It says the same whether or not a person has to look at it first."""
    idea = _of(signed)
    values = {
        "idea": idea,
        "answer_by": mail.answer_by(idea),
        "masked": masked(idea.contact_email),
        "phone": IdeaRules.load().phone,
    }
    return render(request, "ideas/receipt.html", values)


def _of(signed: str) -> ProjectIdea:
    try:
        reference = signing.Signer(salt=SALT).unsign(signed)
    except signing.BadSignature:
        raise Http404 from None
    idea = ProjectIdea.objects.filter(reference=reference, forgotten_at=None).first()
    if idea is None or not has_receipt(idea):
        raise Http404
    return idea
