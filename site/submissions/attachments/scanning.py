"""Every file goes past the scanner before anybody opens it, if the site has one.

One that is infected loses its bytes at once: nobody needs them, and neither a backup nor a curious
click shall spread them. The row stays, with name and digest, and says what was found.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from submissions import audit
from submissions.attachments import clamd
from submissions.attachments.kept_bytes import forget_bytes
from submissions.models import Attachment, Submission

audit.register_audit_actions(
    {"attachments.infected": "Schadsoftware in einer Anlage gefunden und gelöscht"}
)
logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=1)  # longer than any scan takes; also the wait when no scanner answers
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]  # then the last again
OPEN = [Attachment.Scan.PENDING, Attachment.Scan.UNSCANNED]
BATCH = 50


@task()
def scan_attachments() -> int:
    """What the worker does when somebody has sent a file."""
    return scan_due()


def wake_scanner(pk: int) -> None:
    """Called once a file is certain. Never fails: the next round looks at it anyway."""
    try:
        scan_attachments.enqueue()
    except Exception:
        logger.exception("The worker could not be told of attachment %s", pk)


def scan_due() -> int:
    """Scan what waits; how many files have a result now. Safe in several processes at once.

    What came before there was a scanner is caught up on. Without one nothing changes: a file that
    waits goes on waiting, and stays closed.
    """
    if not settings.CLAMD_SOCKET:
        return 0
    due = Attachment.objects.filter(scan__in=OPEN, next_scan_at__lte=timezone.now())
    done = 0
    for pk in list(due.order_by("next_scan_at", "pk").values_list("pk", flat=True)[:BATCH]):
        attachment = _claim(pk)
        if attachment is None:  # another process was faster, or it is gone
            continue
        try:
            finding = clamd.scan(_pieces(attachment), settings.CLAMD_SOCKET)
        except clamd.NotThere as problem:
            logger.error("Attachment %s waits: no scanner (%s)", pk, problem)
            if not clamd.is_there(settings.CLAMD_SOCKET):
                break  # the others need not try one by one
            _postpone(attachment)  # it is this file that silences it
        except Exception as problem:  # too large for it, or the bytes cannot be read
            logger.error("Attachment %s could not be scanned: %s", pk, problem)
            _postpone(attachment)
        else:
            _keep_result(attachment, finding)
            done += 1
    return done


def _claim(pk: int) -> Attachment | None:
    now = timezone.now()
    won = Attachment.objects.filter(pk=pk, scan__in=OPEN, next_scan_at__lte=now).update(
        next_scan_at=now + CLAIM, scan_attempts=F("scan_attempts") + 1
    )
    return Attachment.objects.filter(pk=pk).first() if won else None


def _pieces(attachment: Attachment) -> Iterator[bytes]:
    with attachment.file.open() as content:
        yield from content.chunks()


def _postpone(attachment: Attachment) -> None:
    wait = WAITS[min(attachment.scan_attempts, len(WAITS)) - 1]
    Attachment.objects.filter(pk=attachment.pk).update(next_scan_at=timezone.now() + wait)


@transaction.atomic
def _keep_result(attachment: Attachment, finding: str) -> None:
    is_infected = bool(finding)
    values = {"file": ""} if is_infected else {}
    changed = Attachment.objects.filter(pk=attachment.pk, scan__in=OPEN).update(
        scan=Attachment.Scan.INFECTED if is_infected else Attachment.Scan.CLEAN,
        scanned_at=timezone.now(),
        **values,
    )
    if changed and is_infected:
        forget_bytes(Attachment, attachment)
        about = Submission.objects.get(pk=attachment.submission_id)
        audit.write(
            "attachments.infected",
            about=about,
            changes={"attachment": attachment.pk, "finding": finding[:100]},
        )
