"""Mails that wait to be sent, and those that were."""

import uuid

from django.db import models
from django.utils import timezone

from submissions.models.submissions import Submission


class OutboxMail(models.Model):
    """One mail, written in the transaction of what it tells about.

    Its text holds `{link}` where the link stands: it is filled in when the mail is sent, so that
    nobody who reads the outbox can open anything. What is written to the contact goes to the
    address that the submission has when it leaves: a corrected one gets it, a wrong one nothing.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Wartet"
        SENDING = "sending", "Wird gesendet"
        SENT = "sent", "Gesendet"
        FAILED = "failed", "Gescheitert"

    submission = models.ForeignKey(
        Submission,
        null=True,
        on_delete=models.CASCADE,
        related_name="mails",
        verbose_name="Vorgang",
    )
    key = models.CharField("Anlass", max_length=60)
    recipient = models.EmailField("An")
    is_to_contact = models.BooleanField(default=True, editable=False)
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text")
    calendar = models.TextField(blank=True, editable=False)
    documents = models.JSONField(default=list, editable=False)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    next_attempt_at = models.DateTimeField("Nächster Versuch", default=timezone.now, db_index=True)
    last_error = models.CharField("Letzter Fehler", max_length=200, blank=True)
    created_at = models.DateTimeField("Geschrieben", default=timezone.now, db_index=True)
    sent_at = models.DateTimeField("Gesendet am", null=True, blank=True)

    class Meta:
        verbose_name = "E-Mail"
        verbose_name_plural = "Postausgang"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="submissions_sent_mail_has_a_time",
            )
        ]

    def __str__(self):
        return f"{self.key} {self.message_id}"
