"""One mail a day for whoever was told of something, and none when nothing happened.

It names numbers, occasions and links into the admin: nothing of what a sender wrote.
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from submissions.inbox.rows import lines_of
from submissions.models import Notice, ReadMark, Submission
from submissions.outbox import queue_mail_to_team
from submissions.policy import submissions_for

DIGEST = "submissions.digest"
NOT_BEFORE = time(6)  # nobody's telephone rings at night
MOST_LINES = 50


def send_digests() -> int:
    """A mail to each who has not had one today; how many. Safe to run in several processes."""
    if timezone.localtime().time() < NOT_BEFORE:
        return 0
    waiting = Notice.objects.filter(mailed_at=None).order_by().values_list("user", flat=True)
    return sum(_send_digest(pk) for pk in sorted(set(waiting)))


@transaction.atomic
def _send_digest(pk: int) -> bool:
    # Whoever comes second waits here, and then finds that it is done.
    user = get_user_model().objects.select_for_update().get(pk=pk)
    now = timezone.now()
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if Notice.objects.filter(user=user, mailed_at__gte=today).exists():
        return False
    notices = list(Notice.objects.filter(user=user, mailed_at=None))
    lines = _lines(user, notices)
    if not (lines and user.is_active and user.email):
        # Nothing to tell or nobody to tell it: done with, but no mail of today.
        _done(notices, today - timedelta(seconds=1))
        return False
    _done(notices, now)
    queue_mail_to_team(
        DIGEST, {"number": str(len(lines)), "lines": "\n\n".join(_cut(lines))}, to=user.email
    )
    return True


def _done(notices: list[Notice], when: datetime) -> None:
    Notice.objects.filter(pk__in=[each.pk for each in notices]).update(mailed_at=when)


def _lines(user, notices: list[Notice]) -> list[str]:
    """Of what she may still see and has not looked at since."""
    pks = {each.submission_id for each in notices}
    visible = submissions_for(user).filter(pk__in=pks, forgotten_at=None)
    places = {line.submission.pk: line.row.url for line in lines_of(visible)}
    looked = dict(
        ReadMark.objects.filter(user=user, submission__in=pks).values_list("submission", "read_at")
    )
    occasions: dict[int, list[str]] = {}
    for each in notices:
        read_at = looked.get(each.submission_id)
        if each.submission_id in places and not (read_at and read_at > each.created_at):
            said = occasions.setdefault(each.submission_id, [])
            if each.get_about_display() not in said:
                said.append(each.get_about_display())
    references = dict(Submission.objects.filter(pk__in=occasions).values_list("pk", "reference"))
    return [
        f"{references[pk]}: {', '.join(said)}\n{settings.BASE_URL}{places[pk]}"
        for pk, said in occasions.items()
    ]


def _cut(lines: list[str]) -> list[str]:
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[:MOST_LINES], f"… und {len(lines) - MOST_LINES} weitere im Eingang"]
