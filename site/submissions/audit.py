"""The log that is only written to: what was done, and what was read, downloaded, exported."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone

from submissions.models import AuditEntry, Submission
from submissions.models.audit import KEPT_YEARS

READ, DOWNLOAD, EXPORT = "read", "download", "export"
_labels: dict[str, str] = {
    READ: "Gelesen",
    DOWNLOAD: "Anlage heruntergeladen",
    EXPORT: "In eine Tabelle exportiert",
}


def register_audit_actions(labels: Mapping[str, str]) -> None:
    """Name actions for the history, such as `"ideas.accept": "In Prüfung genommen"`."""
    _labels.update(labels)


def audit_label(action: str) -> str:
    """What the history says for an action."""
    return _labels.get(action, action)


def audit_labels() -> dict[str, str]:
    """Every action that has a name."""
    return dict(_labels)


def write(
    action: str,
    *,
    by=None,
    about: Submission | None = None,
    changes: Mapping[str, Any] | None = None,
    batch: UUID | None = None,
) -> AuditEntry:
    """Add a line. `changes` never holds a sender's words, name or address.

    Of a change it holds `[before, after]` by the name of what changed. Without `by` it was the
    sender or the site itself.
    """
    entry = _entry(action, by, about, changes, batch)
    entry.save()
    return entry


def write_each(
    action: str,
    *,
    by=None,
    about: Iterable[Submission],
    changes: Mapping[str, Any] | None = None,
    batch: UUID | None = None,
) -> UUID:
    """Add the same line about each of them, in one query; the batch that they share."""
    batch = batch or uuid4()
    AuditEntry.objects.bulk_create(
        [_entry(action, by, each, changes, batch) for each in about], batch_size=500
    )
    return batch


def _entry(action, by, about, changes, batch) -> AuditEntry:
    return AuditEntry(
        actor_id=getattr(by, "pk", None),
        actor_name=(by.get_full_name() or by.get_username())[:150] if by else "",
        kind=about.kind if about else "",
        reference=about.reference if about else "",
        action=action,
        changes=dict(changes or {}),
        batch=batch,
    )


def history_of(submission: Submission) -> QuerySet[AuditEntry]:
    """All lines about one submission, the latest first."""
    return AuditEntry.objects.filter(reference=submission.reference)


def forget_old_entries() -> int:
    """Delete what is older than the database protects; how many lines."""
    limit = timezone.now() - timedelta(days=366 * KEPT_YEARS)
    return AuditEntry.objects.filter(at__lt=limit).delete()[0]
