"""What is common to all that the public sends in."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase

from submissions.references import new_link_key, new_reference


class Stage(models.TextChoices):
    """How far a submission is, whatever its kind: what the inbox sorts by.

    What is still arriving is nobody's work yet. A suspect looks like spam: it waits for a person
    to look, and no mail leaves for it."""

    ARRIVING = "arriving", "Noch unvollständig"
    SUSPECT = "suspect", "Verdacht auf Spam"
    NEW = "new", "Neu"
    OPEN = "open", "In Arbeit"
    DONE = "done", "Erledigt"


class SubmissionTag(TagBase):
    """A word by which the team groups what came in."""

    class Meta:
        verbose_name = "Schlagwort"
        verbose_name_plural = "Schlagwörter"


class TaggedSubmission(ItemBase):
    """A word on a submission."""

    tag = models.ForeignKey(SubmissionTag, on_delete=models.CASCADE, related_name="items")
    content_object = ParentalKey(
        "Submission", on_delete=models.CASCADE, related_name="tagged_items"
    )


class Submission(ClusterableModel):
    """Something that came in from the public. Its kinds are children with tables of their own.

    `reference` is all that is ever shown of it in logs and histories. `content_digest` tells a
    form sent twice from another one sent with the same key. Personal data goes on `forget_on`;
    `forgotten_at` says when it went. `touched_at` is when something last came from outside: who
    has not looked since finds it unread. `search_words` is what a search in the inbox looks at;
    in `contact_words` only those are found who may read the contact.
    """

    reference = models.CharField(
        "Vorgangsnummer", max_length=12, unique=True, default=new_reference, editable=False
    )
    kind = models.CharField("Art", max_length=20, editable=False, db_index=True)
    stage = models.CharField(
        "Stand", max_length=10, choices=Stage, default=Stage.NEW, editable=False, db_index=True
    )
    contact_name = models.CharField("Ansprechperson", max_length=120, blank=True)
    contact_email = models.EmailField("E-Mail-Adresse", blank=True)
    contact_phone = models.CharField("Telefon", max_length=40, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Zuständig",
    )
    due = models.DateField("Zu erledigen bis", null=True, blank=True, db_index=True)
    tags = ClusterTaggableManager(through=TaggedSubmission, blank=True, verbose_name="Schlagwörter")
    created_at = models.DateTimeField("Eingegangen", auto_now_add=True, db_index=True)
    touched_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    search_words = models.TextField(blank=True, editable=False)
    contact_words = models.TextField(blank=True, editable=False)
    link_key = models.CharField(max_length=32, default=new_link_key, editable=False)
    idempotency_key = models.CharField(max_length=32, unique=True, null=True, editable=False)  # noqa: DJ001
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    forget_on = models.DateField("Wird vergessen am", null=True, blank=True, db_index=True)
    forgotten_at = models.DateTimeField("Vergessen am", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "Eingang"
        verbose_name_plural = "Eingänge"
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.reference
