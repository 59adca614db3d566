"""When a set is taken, and by what. No row, and it is free."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from exhibitions.bookings.models.no_overlap import NoOverlap
from exhibitions.bookings.models.sets import PosterSet


class Closure(models.Model):
    """Days on which a set cannot be lent: repair, stock-taking, an event of our own."""

    poster_set = models.ForeignKey(
        PosterSet, on_delete=models.CASCADE, related_name="closures", verbose_name="Satz"
    )
    first_day = models.DateField("Erster Tag")
    last_day = models.DateField("Letzter Tag")
    reason = models.CharField("Grund", max_length=200, help_text="Nur für das Team.")

    panels = [
        FieldPanel("poster_set"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldPanel("reason"),
    ]

    class Meta:
        verbose_name = "Sperre"
        verbose_name_plural = "Sperren"
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="bookings_closure_ends_after_it_begins",
                violation_error_message="Der letzte Tag liegt vor dem ersten.",
            )
        ]

    def __str__(self):
        return f"{self.poster_set}: {self.reason}"


class Occupancy(models.Model):
    """A stretch of days on which a set is taken, ways included: from `start` to before `end`.

    The one place that decides whether a set is free. It belongs to one loan or to one closure. A
    set that came back early is free from the next day: its row ends there and stays as history.
    """

    poster_set = models.ForeignKey(
        PosterSet, on_delete=models.PROTECT, related_name="occupancies", verbose_name="Satz"
    )
    start = models.DateField("Belegt ab")
    end = models.DateField("Wieder frei ab")
    booking = models.OneToOneField(
        "bookings.Booking", null=True, on_delete=models.CASCADE, related_name="occupancy"
    )
    closure = models.OneToOneField(
        Closure, null=True, on_delete=models.CASCADE, related_name="occupancy"
    )

    class Meta:
        verbose_name = "Belegung"
        verbose_name_plural = "Belegungen"
        ordering = ["start"]
        indexes = [models.Index(fields=["poster_set", "end"], name="bookings_occupancy_by_end")]
        constraints = [
            NoOverlap(
                group="poster_set", start="start", end="end", name="bookings_no_set_taken_twice"
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="bookings_occupancy_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(booking__isnull=False, closure__isnull=True)
                | Q(booking__isnull=True, closure__isnull=False),
                name="bookings_occupancy_has_one_owner",
            ),
        ]

    def __str__(self):
        return f"{self.poster_set}, {self.start:%d.%m.%Y} bis {self.end:%d.%m.%Y}"

    @classmethod
    def no_overlap(cls) -> NoOverlap:
        """The constraint that keeps a set from being promised twice."""
        return next(each for each in cls._meta.constraints if isinstance(each, NoOverlap))

    def clean(self):
        super().clean()
        if self.start and self.end and self.end <= self.start:
            raise ValidationError("Der Zeitraum hat keinen Tag.")
