"""Forgetting: when the time of a submission is over, the person goes and the figures stay."""

import logging

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from submissions import audit
from submissions.kinds import child_of, kind_of
from submissions.models import Attachment, Submission
from submissions.references import new_link_key

audit.register_audit_actions({"submissions.forget": "Personenbezogene Daten gelöscht"})
logger = logging.getLogger(__name__)


def due_to_forget() -> QuerySet[Submission]:
    """What has to be forgotten by today."""
    return Submission.objects.filter(
        forget_on__lte=timezone.localdate(), forgotten_at__isnull=True
    ).order_by("pk")


def forget_due() -> int:
    """Forget what is due; how many. Several at once share the work."""
    forgotten = 0
    for submission in list(due_to_forget()):
        try:
            forgotten += _forget_if_due(submission)
        except Exception as problem:  # nobody else is kept longer for it
            # What a database says of a row it refuses is the row itself: that stays out of the log.
            name = type(problem).__name__
            logger.error("%s could not be forgotten: %s", submission, name)
    return forgotten


@transaction.atomic
def _forget_if_due(submission: Submission) -> bool:
    """Whether it was still due: something may have gone on with it in this moment."""
    still_due = due_to_forget().select_for_update().filter(pk=submission.pk)
    return bool(still_due) and forget(submission)


@transaction.atomic
def forget(submission: Submission) -> bool:
    """Take the person out: contact, mails, files, what was said, and what the kind knows besides.

    Reference, kind, dates and the log stay: none of them names anybody. Whether it was this call
    that did it: a second one changes nothing."""
    there = Submission.objects.select_for_update().filter(pk=submission.pk, forgotten_at=None)
    if not there:
        return False
    kind_of(submission).forget(child_of(submission))
    submission.mails.all().delete()
    submission.notes.all().delete()
    submission.messages.all().delete()
    delete_attachments(submission.attachments.all())
    submission.tagged_items.all().delete()
    Submission.objects.filter(pk=submission.pk).update(
        contact_name="",
        contact_email="",
        contact_phone="",
        content_digest="",
        search_words=submission.reference.lower(),
        contact_words="",
        due=None,
        idempotency_key=None,
        link_key=new_link_key(),
        forgotten_at=timezone.now(),
    )
    audit.write("submissions.forget", about=submission)
    return True


def delete_attachments(attachments: QuerySet[Attachment]) -> None:
    """Delete rows now; their bytes follow by themselves once that is certain."""
    attachments.delete()
