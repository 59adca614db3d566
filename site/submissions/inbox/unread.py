"""What is new for one person: nobody else's reading makes it old."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from submissions.models import Notice, ReadMark, Stage, Submission
from submissions.policy import submissions_for

WORKED_ON = (Stage.NEW, Stage.OPEN, Stage.DONE)


def is_unread(user) -> Q:
    """Something came since she last looked, and since she is here; or she was told of it."""
    looked = ReadMark.objects.filter(
        user=user, submission=OuterRef("pk"), read_at__gte=OuterRef("touched_at")
    )
    told = Notice.objects.filter(user=user, submission=OuterRef("pk"))
    return (
        Q(stage__in=WORKED_ON)
        & ~Exists(looked)
        & (Q(touched_at__gt=user.date_joined) | Exists(told))
    )


def unread_of(user, submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """Those that are new for `user`."""
    return submissions.filter(is_unread(user))


def unread_count(user) -> int:
    """The number on the badge, in one query."""
    return unread_of(user, submissions_for(user)).count()
