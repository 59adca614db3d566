"""The same for many: exactly what somebody has seen and may work on, each with its result."""

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, field
from uuid import UUID, uuid4

from django.core import signing

from submissions.correspondence import mark_read
from submissions.inbox import actions
from submissions.inbox.unread import is_unread
from submissions.models import ReadMark, Submission
from submissions.policy import CHANGE, submissions_for

SALT = "submissions.inbox.seen"
MOST = 1000
NOT_YOURS = "Nicht (mehr) da, oder Sie dürfen es nicht ändern."


@dataclass(frozen=True)
class Result:
    """What became of one of them. Without a reason it was done."""

    reference: str
    reason: str = ""


@dataclass
class Outcome:
    """What became of all of them."""

    batch: UUID
    done: list[Result] = field(default_factory=list)
    skipped: list[Result] = field(default_factory=list)


# --- Which ones ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Seen:
    """What tells one list from another: how many, and two sums of their numbers."""

    number: int = 0
    sum: int = 0
    sum_of_squares: int = 0

    @classmethod
    def of(cls, pks: Iterable[int]) -> "Seen":
        pks = list(pks)
        return cls(len(pks), sum(pks), sum(pk * pk for pk in pks))


def seal(seen: Seen, user) -> str:
    """A mark of exactly these rows, for this person."""
    return signing.dumps([*astuple(seen), user.pk], salt=SALT)


def is_same(mark: str, pks: list[int], user) -> bool:
    """Whether the rows are the same as when the mark was made."""
    try:
        return signing.loads(mark, salt=SALT) == [*astuple(Seen.of(pks)), user.pk]
    except signing.BadSignature:
        return False


# --- What is done -------------------------------------------------------------------------------
def assign_all(pks: Iterable[int], person, *, by) -> Outcome:
    """Give all of them to one person, or to nobody."""

    def give(each: Submission, batch: UUID) -> str:
        new = actions.assign(each, person, by=by, seen=each.assignee_id, batch=batch)
        return "" if new else "War schon so zugewiesen."

    return _each(pks, give, by)


def set_due_of_all(pks: Iterable[int], due, *, by) -> Outcome:
    """The same day for all."""

    def give(each: Submission, batch: UUID) -> str:
        new = actions.set_due(each, due, by=by, seen=each.due, batch=batch)
        return "" if new else "Hatte die Frist schon."

    return _each(pks, give, by)


def add_tags(pks: Iterable[int], tags: list, *, by) -> Outcome:
    """Add these words to what each has."""
    wanted = {tag.pk for tag in tags}
    return _each(pks, lambda each, batch: _retag(each, batch, lambda had: had | wanted, by), by)


def remove_tags(pks: Iterable[int], tags: list, *, by) -> Outcome:
    """Take these words away from each."""
    unwanted = {tag.pk for tag in tags}
    return _each(pks, lambda each, batch: _retag(each, batch, lambda had: had - unwanted, by), by)


def _retag(each: Submission, batch: UUID, change: Callable[[set], set], by) -> str:
    had = actions.tag_pks(each)
    wanted = actions.SubmissionTag.objects.filter(pk__in=change(had))
    new = actions.set_tags(each, wanted, by=by, seen=had, batch=batch)
    return "" if new else "Hatte die Schlagwörter schon so."


def read_all(pks: Iterable[int], *, by) -> Outcome:
    """For her they are read. That is nobody else's business, so no log tells of it."""
    outcome = Outcome(uuid4())
    for each in _found(pks, submissions_for(by), outcome):
        mark_read(each, by)
        outcome.done.append(Result(each.reference))
    return outcome


def unread_all(pks: Iterable[int], *, by) -> Outcome:
    """For her they are new again."""
    outcome = Outcome(uuid4())
    for each in _found(pks, submissions_for(by), outcome):
        ReadMark.objects.filter(user=by, submission=each).delete()
        if Submission.objects.filter(is_unread(by), pk=each.pk).exists():
            outcome.done.append(Result(each.reference))
        else:
            outcome.skipped.append(
                Result(each.reference, "Kam, bevor es Ihr Konto gab, oder ist noch ein Verdacht.")
            )
    return outcome


def _each(pks: Iterable[int], act: Callable[[Submission, UUID], str], by) -> Outcome:
    outcome = Outcome(uuid4())
    for each in _found(pks, submissions_for(by, CHANGE), outcome, visible=submissions_for(by)):
        if each.forgotten_at:
            reason = "Die Daten sind gelöscht; er wird nicht mehr bearbeitet."
        else:
            try:
                reason = act(each, outcome.batch)
            except actions.InboxProblem as problem:
                reason = str(problem)
        (outcome.skipped if reason else outcome.done).append(Result(each.reference, reason))
    return outcome


def _found(pks, allowed, outcome: Outcome, visible=None) -> list[Submission]:
    """Those of them that are there for her, in the order of the list; the others are skipped.

    Of what she may not even see she learns no number."""
    pks = list(pks)
    rows = allowed.filter(pk__in=pks).select_related("assignee")
    found = list(rows.order_by("-created_at", "-pk"))
    missing = set(pks) - {each.pk for each in found}
    if missing and visible is not None:
        for each in visible.filter(pk__in=missing):
            outcome.skipped.append(Result(each.reference, "Sie dürfen ihn nur lesen."))
            missing.discard(each.pk)
    outcome.skipped += [Result("", NOT_YOURS) for _ in missing]
    return found
