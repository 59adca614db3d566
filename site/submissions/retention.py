"""Forgetting: when the time of a submission is over, the person goes and the figures stay."""

import logging

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from submissions.kinds import kind_of
from submissions.models import Submission
from submissions.references import new_link_key

logger = logging.getLogger(__name__)


def due_to_forget() -> QuerySet[Submission]:
    """What has to be forgotten by today."""
    return Submission.objects.filter(
        forget_on__lte=timezone.localdate(), forgotten_at__isnull=True
    ).order_by("pk")


def forget_due() -> int:
    """Forget what is due; how many."""
    forgotten = 0
    for submission in due_to_forget():
        try:
            forget(submission)
        except Exception:  # nobody else is kept longer for it
            logger.exception("%s could not be forgotten", submission)
        else:
            forgotten += 1
    return forgotten


@transaction.atomic
def forget(submission: Submission) -> None:
    """Take the person out of a submission: contact, mails, and what its kind knows besides."""
    kind_of(submission).forget(submission)
    submission.mails.all().delete()
    Submission.objects.filter(pk=submission.pk).update(
        contact_name="",
        contact_email="",
        contact_phone="",
        content_digest="",
        idempotency_key=None,
        link_key=new_link_key(),
        forgotten_at=timezone.now(),
    )
