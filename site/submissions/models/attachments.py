"""Files that came with a submission."""

import uuid

from django.core.files.storage import storages
from django.db import models
from django.utils import timezone

from submissions.models.submissions import Submission


def private_storage():
    """Where such files lie: never below a public address."""
    return storages["private"]


FOLDER = "attachments"


def place_of(attachment: "Attachment | None", filename: str) -> str:
    """A name that tells nothing, whatever the file was called."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


class Attachment(models.Model):
    """One file. `name` is what the sender called it, for people only; it never becomes a path.

    Until a scanner has looked at it nobody opens it; where none is set up it is `UNSCANNED`. An
    infected one has no `file` any more. Rows are made by `submissions.attachments.attach`; whatever
    deletes one deletes its bytes as well, after the commit.
    """

    class Scan(models.TextChoices):
        PENDING = "pending", "Prüfung steht aus"
        CLEAN = "clean", "Geprüft"
        INFECTED = "infected", "Schadsoftware gefunden"
        UNSCANNED = "unscanned", "Nicht auf Schadsoftware geprüft"

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="attachments", verbose_name="Vorgang"
    )
    name = models.CharField("Name", max_length=120)
    content_type = models.CharField("Art", max_length=100)
    size = models.PositiveBigIntegerField("Größe (Byte)")
    sha256 = models.CharField(max_length=64, editable=False)
    file = models.FileField(storage=private_storage, upload_to=place_of, max_length=200, blank=True)
    scan = models.CharField("Stand", max_length=10, choices=Scan, default=Scan.PENDING)
    scanned_at = models.DateTimeField("Geprüft am", null=True, blank=True)
    scan_attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    next_scan_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    created_at = models.DateTimeField("Hochgeladen am", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Anlage"
        verbose_name_plural = "Anlagen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(scan__in=["clean", "infected"])
                | models.Q(scanned_at__isnull=False),
                name="submissions_scanned_attachment_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(scan="infected", file="")
                | (~models.Q(scan="infected") & ~models.Q(file="")),
                name="submissions_infected_attachment_has_no_file",
            ),
        ]

    def __str__(self):
        return f"Anlage {self.pk}"

    @property
    def may_be_opened(self) -> bool:
        """Whether anybody gets to see it."""
        return self.scan in {self.Scan.CLEAN, self.Scan.UNSCANNED}
