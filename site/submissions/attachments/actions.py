"""Attach a file to a submission, and take it away again."""

import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Sum

from submissions import audit
from submissions.attachments.kept_bytes import store_bytes
from submissions.attachments.limits import LARGEST_SUM, MOST_FILES
from submissions.attachments.refusals import refusal
from submissions.attachments.scanning import wake_scanner
from submissions.attachments.upload_checks import CheckedUpload, check_upload
from submissions.models import Attachment, Submission

audit.register_audit_actions(
    {
        "attachments.add": "Anlage hinzugefügt",
        "attachments.remove": "Anlage entfernt",
    }
)
logger = logging.getLogger(__name__)


def attach(submission: Submission, upload: Any, *, by=None) -> Attachment:
    """Keep a file with a submission. One that was not checked yet is checked first.

    The same bytes a second time give the row that is there: a form sent twice does no harm.
    Raises ValidationError, in the words of the form, also when the store is full or away.
    """
    checked = upload if isinstance(upload, CheckedUpload) else check_upload(upload)
    with transaction.atomic():
        # Two that come at once are counted one after the other.
        Submission.objects.select_for_update().get(pk=submission.pk)
        there = submission.attachments.filter(sha256=checked.sha256).first()
        if there:
            return there
        refuse_too_much(checked, _usage(submission))
        attachment = Attachment(
            submission_id=submission.pk,
            name=checked.name,
            content_type=checked.content_type,
            size=checked.size,
            sha256=checked.sha256,
            scan=Attachment.Scan.PENDING if settings.CLAMD_SOCKET else Attachment.Scan.UNSCANNED,
        )
        try:
            attachment.file = store_bytes(checked.content)
        except Exception as error:  # a full disk, a bucket that does not answer
            logger.exception("A file could not be stored")
            raise refusal("not_stored", checked.name) from error
        attachment.save()
        if by:
            audit.write(
                "attachments.add", by=by, about=submission, changes={"attachment": attachment.pk}
            )
        if attachment.scan == Attachment.Scan.PENDING:
            transaction.on_commit(partial(wake_scanner, attachment.pk))
    return attachment


def refuse_too_much(checked: CheckedUpload, usage: tuple[int, int]) -> None:
    """Raises ValidationError for one file more than fits beside so many files of so many bytes."""
    files, size = usage
    if files >= MOST_FILES:
        raise refusal("too_many", checked.name)
    if size + checked.size > LARGEST_SUM:
        raise refusal("too_much", checked.name)


@transaction.atomic
def remove(attachment: Attachment, *, by=None) -> None:
    """Delete the row now and the bytes once that is certain."""
    pk, submission = attachment.pk, attachment.submission
    attachment.delete()
    if by:
        audit.write("attachments.remove", by=by, about=submission, changes={"attachment": pk})


def total_size(submission: Submission) -> int:
    """The bytes of all files of a submission."""
    return _usage(submission)[1]


def _usage(submission: Submission) -> tuple[int, int]:
    usage = submission.attachments.aggregate(files=Count("pk"), size=Sum("size"))
    return usage["files"], usage["size"] or 0
