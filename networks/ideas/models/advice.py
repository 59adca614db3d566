"""The advice: a day, its agenda, personal votes, one opinion of each group, a recommendation."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from networks.ideas.models.ideas import ProjectIdea
from networks.ideas.states import AdviceStep, Way

LEAST, MOST = 1, 5  # points for a criterion


class Criterion(models.Model):
    """What one step looks at. Editors word them; one in use is switched off, not deleted."""

    step = models.CharField("Schritt", max_length=10, choices=AdviceStep)
    title = models.CharField("Kriterium", max_length=120)
    help_text = models.CharField("Erläuterung", max_length=300, blank=True)
    sort_order = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    is_active = models.BooleanField("Wird gefragt", default=True)

    class Meta:
        verbose_name = "Kriterium"
        verbose_name_plural = "Kriterien"
        ordering = ["step", "sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "title"],
                name="ideas_criterion_once_per_step",
                violation_error_message="Dieses Kriterium gibt es in diesem Schritt schon.",
            )
        ]

    def __str__(self):
        return self.title


class AdviceDay(models.Model):
    """A day on which all three steps give advice, one after the other."""

    date = models.DateField("Tag", db_index=True)
    place = models.CharField("Ort", max_length=160, blank=True)
    note = models.TextField("Hinweise für die Beratenden", max_length=2000, blank=True)
    closed_at = models.DateTimeField("Abgeschlossen am", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "Beratungstag"
        verbose_name_plural = "Beratungstage"
        ordering = ["-date", "-pk"]

    def __str__(self):
        return f"Beratungstag {self.date:%d.%m.%Y}"


class AdviceRound(models.Model):
    """One time that an idea is advised on. Developed further, it comes again in another round.

    Until it is decided, `recommendation` and `way` are the draft of the minutes."""

    idea = models.ForeignKey(ProjectIdea, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField("Runde")
    day = models.ForeignKey(
        AdviceDay,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rounds",
        verbose_name="Beratungstag",
    )
    position = models.PositiveSmallIntegerField("Platz auf der Tagesordnung", default=0)
    recommendation = models.TextField("Verbale Empfehlung", max_length=5000, blank=True)
    way = models.CharField("Weg", max_length=10, choices=Way, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField("Beraten am", null=True, blank=True)

    class Meta:
        verbose_name = "Beratungsrunde"
        verbose_name_plural = "Beratungsrunden"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "number"], name="ideas_rounds_are_numbered"),
            models.UniqueConstraint(
                fields=["idea"],
                condition=Q(decided_at=None),
                name="ideas_one_open_round",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | (~Q(recommendation="") & ~Q(way="")),
                name="ideas_a_decided_round_says_what",
            ),
        ]

    def __str__(self):
        return f"{self.idea} Runde {self.number}"


class Vote(models.Model):
    """What one person thinks in one step of a round. Before it is handed in it does not count."""

    class Opinion(models.TextChoices):
        POSITIVE = "positive", "Dafür"
        CONDITIONAL = "conditional", "Mit Auflagen"
        NEGATIVE = "negative", "Dagegen"
        ABSTAIN = "abstain", "Enthaltung"

    round = models.ForeignKey(AdviceRound, on_delete=models.CASCADE, related_name="votes")
    step = models.CharField("Schritt", max_length=10, choices=AdviceStep)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="idea_votes",
        verbose_name="Person",
    )
    opinion = models.CharField("Votum", max_length=12, choices=Opinion, blank=True)
    text = models.TextField("Begründung", max_length=3000, blank=True)
    handed_in_at = models.DateTimeField("Abgegeben am", null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "Votum"
        verbose_name_plural = "Voten"
        ordering = ["step", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "step", "person"], name="ideas_one_vote_per_step_and_person"
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True) | ~Q(opinion=""),
                name="ideas_a_vote_handed_in_says_something",
            ),
        ]

    def __str__(self):
        return f"Votum {self.pk}"

    @property
    def by_whom(self) -> str:
        """The name of the person; an account may be gone."""
        person = self.person
        return (person.get_full_name() or person.get_username()) if person else "ehemals im Team"


class Rating(models.Model):
    """Points for one criterion; none is "keine Angabe" and left out of every mean."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="ratings")
    points = models.PositiveSmallIntegerField(
        "Punkte",
        null=True,
        blank=True,
        validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)],
    )

    class Meta:
        verbose_name = "Bewertung"
        verbose_name_plural = "Bewertungen"
        ordering = ["criterion__sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "criterion"], name="ideas_one_rating_per_criterion"
            ),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gte=LEAST, points__lte=MOST),
                name="ideas_points_are_in_range",
            ),
        ]

    def __str__(self):
        return f"Bewertung {self.pk}"


class GroupOpinion(models.Model):
    """The one opinion of a group in a step, or why there is none.

    Without a `result` it is the beginning of the minutes, and nothing is said yet."""

    class Result(models.TextChoices):
        POSITIVE = "positive", "Befürwortet"
        CONDITIONAL = "conditional", "Befürwortet mit Auflagen"
        NEGATIVE = "negative", "Nicht befürwortet"
        NONE = "none", "Ohne Votum"

    round = models.ForeignKey(AdviceRound, on_delete=models.CASCADE, related_name="opinions")
    step = models.CharField("Schritt", max_length=10, choices=AdviceStep)
    result = models.CharField("Ergebnis", max_length=12, choices=Result, blank=True)
    text = models.TextField("Protokoll", max_length=3000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Votum der Gruppe"
        verbose_name_plural = "Voten der Gruppen"
        ordering = ["step"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "step"], name="ideas_one_group_opinion_per_step"
            ),
            models.CheckConstraint(
                condition=~Q(result="none") | ~Q(text=""),
                name="ideas_no_opinion_says_why",
                violation_error_message="Ohne Votum: Schreiben Sie bitte, warum.",
            ),
        ]

    def __str__(self):
        return f"Votum der Gruppe {self.pk}"


class Conflict(models.Model):
    """Somebody has declared an interest of her own: she neither votes nor reads others' votes."""

    idea = models.ForeignKey(ProjectIdea, on_delete=models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="idea_conflicts"
    )
    reason = models.CharField("Grund", max_length=300)
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Interessenkonflikt"
        verbose_name_plural = "Interessenkonflikte"
        ordering = ["declared_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "person"], name="ideas_one_conflict_per_person")
        ]

    def __str__(self):
        return f"Interessenkonflikt {self.pk}"
