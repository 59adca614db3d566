"""What the team does with anything that came in, whatever its kind.

Each action gets what the person has seen. Where it stands otherwise by now she is told, and
nothing is written over.
"""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from german.words import fold
from submissions import audit
from submissions.correspondence import notify
from submissions.inbox.people import name_of
from submissions.kinds import child_of, kind_of
from submissions.models import Notice, Stage, Submission, SubmissionTag
from submissions.models.submissions import TaggedSubmission
from submissions.policy import VIEW, may

audit.register_audit_actions(
    {
        "inbox.assign": "Zuständigkeit geändert",
        "inbox.tags": "Schlagwörter geändert",
        "inbox.due": "Frist geändert",
        "inbox.release": "Als „kein Spam“ freigegeben",
        "inbox.reject": "Als Spam abgelehnt",
    }
)


class InboxProblem(Exception):
    """Something that a person can be told."""


class Overtaken(InboxProblem):
    """Somebody was faster: it does not stand any more as it was seen."""

    def __init__(self, now: str):
        super().__init__(f"Jemand war schneller: {now}. Bitte sehen Sie noch einmal hin.")


class MayNotSee(InboxProblem):
    """It cannot be given to somebody who may not read it."""

    def __init__(self, person):
        super().__init__(f"{name_of(person)} darf diesen Vorgang nicht sehen.")


@transaction.atomic
def assign(submission: Submission, to, *, by, seen: int | None, batch: UUID | None = None) -> bool:
    """Give it to `to`, or with None to nobody; whether that is new. She hears of it.

    `seen` is the pk of whoever had it. Raises Overtaken, MayNotSee."""
    if to and not (to.is_active and may(to, VIEW, submission)):
        raise MayNotSee(to)
    before = submission.assignee if submission.assignee_id == seen else _person(seen)
    if not Submission.objects.filter(pk=submission.pk, assignee=seen).update(assignee=to):
        now = Submission.objects.select_related("assignee").get(pk=submission.pk).assignee
        raise Overtaken(f"Zuständig ist jetzt {name_of(now) or 'niemand'}")
    submission.assignee = to
    if getattr(to, "pk", None) == seen:
        return False
    changes = {"assignee": [name_of(before), name_of(to)]}
    audit.write("inbox.assign", by=by, about=submission, changes=changes, batch=batch)
    if to and to != by:
        notify(to, submission, Notice.About.ASSIGNED)
    return True


@transaction.atomic
def set_due(
    submission: Submission, due: date | None, *, by, seen: date | None, batch: UUID | None = None
) -> bool:
    """Say until when it has to be done; whether that is new. Raises Overtaken."""
    if not Submission.objects.filter(pk=submission.pk, due=seen).update(due=due):
        now = Submission.objects.get(pk=submission.pk).due
        raise Overtaken(f"Die Frist ist jetzt {f'{now:%d.%m.%Y}' if now else 'offen'}")
    submission.due = due
    if due == seen:
        return False
    changes = {"due": [seen and seen.isoformat(), due and due.isoformat()]}
    audit.write("inbox.due", by=by, about=submission, changes=changes, batch=batch)
    return True


@transaction.atomic
def set_tags(
    submission: Submission,
    tags: Iterable[SubmissionTag],
    *,
    by,
    seen: Collection[int],
    batch: UUID | None = None,
) -> bool:
    """Let it have exactly these words; whether that is new. `seen` are the pks of those it had.

    Raises Overtaken."""
    Submission.objects.select_for_update().get(pk=submission.pk)
    before, after = tag_pks(submission), {tag.pk for tag in tags}
    if before != set(seen):
        raise Overtaken("Die Schlagwörter sind geändert")
    if before == after:
        return False
    TaggedSubmission.objects.filter(content_object=submission, tag__in=before - after).delete()
    TaggedSubmission.objects.bulk_create(
        [TaggedSubmission(content_object=submission, tag_id=pk) for pk in sorted(after - before)]
    )
    # By number: what somebody typed as a word does not stay in the log for years.
    changes = {"tags": [sorted(before), sorted(after)]}
    audit.write("inbox.tags", by=by, about=submission, changes=changes, batch=batch)
    return True


def tag_pks(submission: Submission) -> set[int]:
    """The words that it has, by number."""
    tagged = TaggedSubmission.objects.filter(content_object=submission)
    return set(tagged.values_list("tag_id", flat=True))


def tags_named(names: Iterable[str]) -> list[SubmissionTag]:
    """The words of these names, new ones made; capital letters make no other word."""
    known = {fold(tag.name): tag for tag in SubmissionTag.objects.order_by("-pk")}
    tags = {}
    for name in names:
        if fold(name) not in known:
            known[fold(name)] = SubmissionTag.objects.get_or_create(name=name)[0]
        tags[fold(name)] = known[fold(name)]
    return list(tags.values())


def known_tags(names: Iterable[str]) -> list[SubmissionTag]:
    """Those of these words that there are."""
    wanted = {fold(name) for name in names}
    return [tag for tag in SubmissionTag.objects.all() if fold(tag.name) in wanted]


@transaction.atomic
def release_suspect(submission: Submission, *, by) -> None:
    """It is no spam: its kind takes it in. Raises Overtaken when it is no suspect any more."""
    _judge(submission, kind_of(submission).release, "inbox.release", by)


@transaction.atomic
def reject_suspect(submission: Submission, *, by) -> None:
    """It is spam. Raises Overtaken when it is no suspect any more."""
    _judge(submission, kind_of(submission).reject, "inbox.reject", by)


def _judge(submission: Submission, judge, action: str, by) -> None:
    if judge is None:
        raise InboxProblem("Für diese Art von Vorgang gibt es das nicht.")
    now = Submission.objects.select_for_update().get(pk=submission.pk)
    if now.stage != Stage.SUSPECT:
        raise Overtaken(f"Der Vorgang steht jetzt auf „{now.get_stage_display()}“")
    judge(child_of(now), by=by)
    audit.write(action, by=by, about=now)


def _person(pk: int | None):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.filter(pk=pk).first() if pk else None
