"""Who did, read or took away what: rows that nobody changes."""

from django.db import models
from django.utils import timezone

from submissions.models.append_only import AppendOnly

KEPT_YEARS = 10


class AuditEntry(models.Model):
    """One line. It outlives the account of whoever acted and what it is about.

    So it holds no personal data of a sender: `reference` is a Vorgangsnummer, `changes` are states,
    names of networks, dates, numbers. Lines of one bulk action share a `batch`.
    """

    at = models.DateTimeField("Zeit", default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField("Person (Nummer)", null=True, db_index=True)
    actor_name = models.CharField("Person", max_length=150, blank=True)
    kind = models.CharField("Art", max_length=20, blank=True)
    reference = models.CharField("Vorgangsnummer", max_length=12, blank=True, db_index=True)
    action = models.CharField("Handlung", max_length=60, db_index=True)
    changes = models.JSONField("Angaben", default=dict)
    batch = models.UUIDField("Sammelaktion", null=True)

    class Meta:
        verbose_name = "Protokolleintrag"
        verbose_name_plural = "Protokolleinträge"
        ordering = ["-at", "-pk"]
        constraints = [
            AppendOnly(since="at", years=KEPT_YEARS, name="submissions_audit_is_append_only")
        ]

    def __str__(self):
        return f"{self.action} {self.reference}".strip()
