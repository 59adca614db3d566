"""What is said about a submission: among the team, and to its sender. Two tables, never mixed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from submissions.models.outbox import OutboxMail
from submissions.models.submissions import Submission


class Note(models.Model):
    """Internal. No mail, no status page and no export for the sender ever shows one."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField("Notiz", max_length=5000)
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name="Erwähnt"
    )
    created_at = models.DateTimeField("Geschrieben", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Interne Notiz"
        verbose_name_plural = "Interne Notizen"
        ordering = ["created_at", "pk"]

    def __str__(self):
        return f"Notiz {self.pk}"


class Message(models.Model):
    """Between the team and the sender. What the team writes is a draft until a person releases it.

    `written_in` is the state in which it was drafted: in another one it may be out of date.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "Eingegangen"
        DRAFT = "draft", "Entwurf"
        RELEASED = "released", "Freigegeben"
        DISCARDED = "discarded", "Verworfen"

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="messages")
    state = models.CharField("Stand", max_length=10, choices=State, default=State.DRAFT)
    text = models.TextField("Nachricht", max_length=5000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_in = models.CharField(max_length=20, blank=True, editable=False)
    created_at = models.DateTimeField("Geschrieben", default=timezone.now, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    released_at = models.DateTimeField("Freigegeben am", null=True, blank=True)
    mail = models.ForeignKey(
        OutboxMail, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="E-Mail"
    )

    class Meta:
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False)
                | (~Q(state="released") & Q(released_at__isnull=True)),
                name="submissions_released_message_has_a_time",
            )
        ]

    def __str__(self):
        return f"Nachricht {self.pk}"

    @property
    def is_from_sender(self) -> bool:
        """Whether the sender wrote it."""
        return self.state == self.State.RECEIVED
