"""A project idea, from the first word to what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from networks.ideas.models.routing import Where
from networks.ideas.models.texts import ConsentText
from networks.ideas.states import (
    DECIDED,
    EDITABLE,
    OVER,
    PUBLIC_STEPS,
    WITHDRAWABLE,
    IdeaState,
    PublicStep,
)
from networks.models import NetworkPage, Region
from submissions.models import Submission

KIND = "idea"


class ProjectIdea(Submission):
    """An idea for the region. `version` counts its changes of state: who has seen an older one is
    told that somebody was faster.

    `networks` are those that may be in charge; `network` the one that is. While it is empty the
    network managers of all of them see the idea and decide.
    """

    state = models.CharField(
        "Stand", max_length=12, choices=IdeaState, default=IdeaState.DRAFT, db_index=True
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    state_since = models.DateTimeField("In diesem Stand seit", null=True, editable=False)
    submitted_at = models.DateTimeField("Abgesendet am", null=True, editable=False, db_index=True)

    title = models.CharField("Titel", max_length=150, blank=True)
    description = models.TextField("Was haben Sie vor?", max_length=5000, blank=True)
    benefit = models.TextField("Was soll besser werden?", max_length=2000, blank=True)
    place = models.CharField("Ort des Vorhabens", max_length=120, blank=True)
    sponsor = models.CharField("Projektträger", max_length=160, blank=True)
    where = models.CharField("Revier", max_length=8, choices=Where, default=Where.UNKNOWN)
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Revier",
    )
    focus_area = models.ForeignKey(
        "home.FocusAreaPage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Schwerpunkt",
    )

    networks = models.ManyToManyField(
        NetworkPage, blank=True, related_name="possible_ideas", verbose_name="Fachnetzwerke"
    )
    network = models.ForeignKey(
        NetworkPage,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ideas",
        verbose_name="Zuständiges Fachnetzwerk",
    )
    routing_reason = models.CharField("Grund der Zuordnung", max_length=300, blank=True)

    consent = models.ForeignKey(
        ConsentText,
        null=True,
        on_delete=models.PROTECT,
        related_name="ideas",
        verbose_name="Einwilligung",
    )
    consented_at = models.DateTimeField("Eingewilligt am", null=True, editable=False)
    may_be_shown = models.BooleanField(
        "Darf öffentlich gezeigt werden",
        default=False,
        help_text="Die Einreichenden haben zugestimmt: Titel, Ort, Schwerpunkt und Stand.",
    )

    suspicion = models.CharField("Verdacht", max_length=40, blank=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="duplicates",
        verbose_name="Dublette von",
    )
    reason = models.TextField("Begründung", max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Entschieden von",
    )
    decided_at = models.DateTimeField("Entschieden am", null=True, blank=True)
    erasure_asked_at = models.DateTimeField("Löschung verlangt am", null=True, editable=False)

    class Meta:
        verbose_name = "Projektidee"
        verbose_name_plural = "Projektideen"
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("see_every_idea", "Projektideen aller Fachnetzwerke sehen"),
            ("erase_projectidea", "Personenbezogene Daten einer Projektidee löschen"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(IdeaState.values)), name="ideas_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(where=Where.ONE, region__isnull=False)
                | (~Q(where=Where.ONE) & Q(region__isnull=True)),
                name="ideas_one_revier_is_named",
            ),
            models.CheckConstraint(
                condition=Q(state=IdeaState.DRAFT) | Q(submitted_at__isnull=False),
                name="ideas_handed_in_has_a_time",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=sorted(DECIDED), decided_at__isnull=False) & ~Q(reason=""))
                | ~Q(state__in=sorted(DECIDED)),
                name="ideas_decided_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state=IdeaState.SUSPECT) & ~Q(suspicion="")
                | ~Q(state=IdeaState.SUSPECT),
                name="ideas_suspect_says_why",
            ),
        ]

    def save(self, *args, **kwargs):
        self.kind = KIND
        super().save(*args, **kwargs)

    @property
    def is_editable(self) -> bool:
        """Whether the sender may change what it says."""
        return self.state in EDITABLE

    @property
    def is_withdrawable(self) -> bool:
        """Whether the sender may take it back."""
        return self.state in WITHDRAWABLE

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen with it."""
        return self.state in OVER

    @property
    def public_step(self) -> PublicStep:
        """What the sender sees of the state."""
        return PUBLIC_STEPS[IdeaState(self.state)]

    @property
    def where_in_words(self) -> str:
        """The Revier as people say it."""
        return str(self.region) if self.region_id else self.get_where_display()


class Answer(models.Model):
    """An answer to a question of the editors, with the question as it was asked."""

    idea = models.ForeignKey(ProjectIdea, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        "ideas.ExtraQuestion", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked = models.CharField("Frage", max_length=200)
    text = models.TextField("Antwort", max_length=5000, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "Antwort"
        verbose_name_plural = "Antworten"
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "question"], name="ideas_one_answer_to_each_question"
            )
        ]

    def __str__(self):
        return f"Antwort {self.pk}"
