"""What one person has read, wants to see again, and was told of."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from submissions.models.submissions import Submission


class ReadMark(models.Model):
    """When somebody last looked at a submission."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks"
    )
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="read_marks")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Lesezeichen"
        verbose_name_plural = "Lesezeichen"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "submission"], name="submissions_one_read_mark_each"
            )
        ]

    def __str__(self):
        return f"Lesezeichen {self.pk}"


class SavedView(models.Model):
    """Filters of the inbox under a name. `parameters` are checked anew each time they are used."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField("Name", max_length=60)
    parameters = models.JSONField(default=dict)
    is_shared = models.BooleanField("Für alle im Team", default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Gespeicherte Ansicht"
        verbose_name_plural = "Gespeicherte Ansichten"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="submissions_view_name_is_unique",
                violation_error_message="Eine Ansicht mit diesem Namen haben Sie schon.",
            )
        ]

    def __str__(self):
        return self.name


class Notice(models.Model):
    """Something that concerns one person of the team; told of in one mail a day at most."""

    class About(models.TextChoices):
        ASSIGNED = "assigned", "Ihnen zugewiesen"
        MENTIONED = "mentioned", "Sie wurden erwähnt"
        ARRIVED = "arrived", "Neu in Ihrem Bereich"
        ANSWERED = "answered", "Antwort eingegangen"
        CONFLICT = "conflict", "Interessenkonflikt erklärt"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="notices")
    about = models.CharField("Anlass", max_length=10, choices=About)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Hinweis"
        verbose_name_plural = "Hinweise"
        ordering = ["created_at", "pk"]

    def __str__(self):
        return f"Hinweis {self.pk}"
