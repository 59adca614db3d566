"""The log about one submission, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from submissions import audit
from submissions.models import AuditEntry, Submission, SubmissionTag

LOOKING = frozenset({audit.READ, audit.DOWNLOAD, audit.EXPORT})
LONGEST = 300
BOTH = 2  # before and after
NAMES = {"assignee": "Zuständig", "due": "Frist", "tags": "Schlagwörter", "state": "Stand"}


@dataclass(frozen=True)
class Entry:
    """A line of the history."""

    when: datetime
    what: str
    who: str
    changes: tuple[str, ...]


def history(submission: Submission) -> list[Entry]:
    """Who did what when, the latest first; who only looked is in `looks`."""
    return in_words(audit.history_of(submission).exclude(action__in=LOOKING)[:LONGEST])


def looks(submission: Submission) -> list[Entry]:
    """Who read, downloaded or exported it."""
    return in_words(audit.history_of(submission).filter(action__in=LOOKING)[:LONGEST])


def in_words(entries: Iterable[AuditEntry]) -> list[Entry]:
    """Lines of the log as people read them."""
    entries = list(entries)
    words = _tags_of(entries)
    return [
        Entry(
            each.at,
            audit.audit_label(each.action),
            each.actor_name,
            tuple(_change(name, value, words) for name, value in each.changes.items()),
        )
        for each in entries
    ]


def _tags_of(entries: list[AuditEntry]) -> dict[int, str]:
    pks = {
        pk
        for each in entries
        for side in _sides(each.changes.get("tags"))
        for pk in side or []
        if isinstance(pk, int)
    }
    return dict(SubmissionTag.objects.filter(pk__in=pks).values_list("pk", "name")) if pks else {}


def _sides(value) -> list:
    return value if isinstance(value, list) and len(value) == BOTH else []


def _change(name: str, value, words: dict[int, str]) -> str:
    label = NAMES.get(name, name)
    sides = _sides(value)
    if not sides:
        return f"{label}: {value}"
    before, after = (_value(name, side, words) for side in sides)
    return f"{label}: {before} → {after}"


def _value(name: str, value, words: dict[int, str]) -> str:
    if name == "tags" and isinstance(value, list):
        return ", ".join(words.get(pk, "gelöschtes Wort") for pk in value) or "keine"
    if name == "due" and value:
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    return "–" if value is None or value == "" else str(value)
