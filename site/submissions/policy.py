"""Who may see and do what with all that came in: one rule behind lists, counts, files, exports."""

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from submissions.kinds import Kind, all_kinds, kind_of
from submissions.models import OutboxMail, Stage, Submission

VIEW, CHANGE = "view", "change"


def submissions_for(user, action: str = VIEW) -> QuerySet[Submission]:
    """What `user` may see (or with CHANGE: work on). What is still arriving is nobody's yet."""
    allowed = Q(pk__in=[])
    actions = {VIEW, CHANGE} if action == VIEW else {action}
    for kind in all_kinds():
        children = kind.policy().instances_user_has_any_permission_for(user, actions)
        allowed |= Q(kind=kind.key, pk__in=children.order_by().values("pk"))
    return Submission.objects.filter(allowed).exclude(stage=Stage.ARRIVING)


def may(user, action: str, submission: Submission) -> bool:
    """Whether `user` may see or work on this one."""
    return submissions_for(user, action).filter(pk=submission.pk).exists()


def uses_inbox(user) -> bool:
    """Whether the inbox is there for somebody at all: by a right on some kind, not by its rows."""
    return any(kind.policy().user_has_any_permission(user, {VIEW, CHANGE}) for kind in all_kinds())


def mails_for(user) -> QuerySet[OutboxMail]:
    """The mails about what `user` works on, and those that are about nothing that came in.

    Whether she reads the outbox at all is another question."""
    allowed = Q(submission=None)
    for kind in all_kinds():
        children = kind.policy().instances_user_has_any_permission_for(user, {CHANGE})
        allowed |= Q(submission__kind=kind.key, submission__in=children.order_by().values("pk"))
    return OutboxMail.objects.filter(allowed)


def who_may_see(submission: Submission) -> list:
    """The people who may read a submission, by name: whom a note can mention or give it to."""
    return [each for each in _people([kind_of(submission)]) if may(each, VIEW, submission)]


def inbox_people() -> QuerySet:
    """Whoever may see anything of what came in, by name. For one of it ask `may`."""
    return _people(all_kinds())


def _people(kinds: list[Kind]) -> QuerySet:
    """In one query, whatever the kinds."""
    people = get_user_model().objects.filter(is_active=True)
    allowed = Q(pk__in=[])
    for kind in kinds:
        try:
            found = kind.policy().users_with_any_permission({VIEW, CHANGE})
        except NotImplementedError:  # of a policy that only knows one person at a time
            found = people
        allowed |= Q(pk__in=found.order_by().values("pk"))
    return people.filter(allowed).order_by("last_name", "first_name", "username")
