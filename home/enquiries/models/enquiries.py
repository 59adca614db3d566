"""What somebody asks or reports, from the form to the answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.enquiries.states import OVER, UNDER_WAY, EnquiryState
from submissions.models import Submission

BARRIER, CONTACT = "barrier", "contact"  # kinds of what comes in
KINDS = (BARRIER, CONTACT)


class Topic(models.TextChoices):
    """What a question is about."""

    NETWORKS = "networks", _("Fachnetzwerke")
    IDEA = "idea", _("Projektidee oder Förderung")
    EXHIBITION = "exhibition", _("Wanderausstellung")
    PRESS = "press", _("Presse")
    PRIVACY = "privacy", _("Datenschutz")
    WEBSITE = "website", _("Diese Website")
    OTHER = "other", _("Etwas anderes")


class Suspicion(models.TextChoices):
    """Why an enquiry looks like spam."""

    HONEYPOT = "honeypot", "Das Feld, das nur Programme sehen, war ausgefüllt"
    TOO_FAST = "too_fast", "Mehrmals schneller abgeschickt, als ein Mensch tippt"
    MANY = "many", "Sehr viele in kurzer Zeit, vom selben Anschluss oder für dieselbe Adresse"


class Enquiry(Submission):
    """A question or a report. What it says is personal data from the first to the last word.

    `due` is the day of the answer as it was promised; a report of a barrier has one month.
    """

    state = models.CharField(
        "Stand", max_length=20, choices=EnquiryState, default=EnquiryState.NEW, db_index=True
    )
    suspicion = models.CharField(
        "Verdacht", max_length=10, choices=Suspicion, blank=True, editable=False
    )
    page = models.CharField(
        "Seite",
        max_length=300,
        blank=True,
        help_text="Wo die Barriere ist, wie die Person es geschrieben hat.",
    )
    topic = models.CharField("Thema", max_length=20, choices=Topic, blank=True)
    region = models.ForeignKey(
        "networks.Region",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Revier",
    )
    message = models.TextField("Nachricht", max_length=5000, blank=True)
    deletion_asked_at = models.DateTimeField("Löschung erbeten am", null=True, blank=True)
    moved_at = models.DateTimeField("In diesem Stand seit", auto_now_add=True)

    class Meta:
        verbose_name = "Anfrage"
        verbose_name_plural = "Anfragen"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(EnquiryState.values)), name="enquiries_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=EnquiryState.SUSPECT) | ~Q(suspicion=""),
                name="enquiries_suspect_has_a_suspicion",
            ),
        ]

    @property
    def is_barrier(self) -> bool:
        """Whether it reports a barrier."""
        return self.kind == BARRIER

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected to happen."""
        return self.state in OVER

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether the sender may still call it off."""
        return self.state in UNDER_WAY
