"""The sets of the exhibition that travel, and what each consists of."""

from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable


class Condition(models.TextChoices):
    """How a part is."""

    GOOD = "good", "In Ordnung"
    WORN = "worn", "Leichte Spuren"
    DAMAGED = "damaged", "Beschädigt"
    MISSING = "missing", "Fehlt"


class PosterSet(ClusterableModel):
    """One copy of the exhibition, as it is packed and sent."""

    name = models.CharField(
        "Name", max_length=60, unique=True, help_text="Zum Beispiel: „Satz A“. Steht im Vertrag."
    )
    depot = models.CharField(
        "Lagerort", max_length=200, blank=True, help_text="Wo der Satz liegt, wenn er frei ist."
    )
    value_eur = models.PositiveIntegerField(
        "Wert in Euro", null=True, blank=True, help_text="Steht im Vertrag."
    )
    packages = models.CharField(
        "Packstücke",
        max_length=200,
        blank=True,
        help_text="Zahl und Maße, zum Beispiel: „5 Taschen, je 110 × 21 × 11 cm“.",
    )
    weight_kg = models.DecimalField(
        "Gewicht in kg",
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    in_service = models.BooleanField(
        "Wird verliehen",
        default=True,
        help_text="Ohne Häkchen bietet die Website den Satz nicht an. Zugesagte Termine bleiben.",
    )
    note = models.TextField("Interne Notiz", max_length=1000, blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("in_service"), FieldPanel("depot")], heading="Satz"
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("value_eur"), FieldPanel("weight_kg")]),
                FieldPanel("packages"),
                FieldPanel("note"),
            ],
            heading="Wert und Verpackung",
        ),
        InlinePanel("parts", heading="Teile", label="Teil"),
    ]

    class Meta:
        verbose_name = "Plakatsatz"
        verbose_name_plural = "Plakatsätze"
        ordering = ["name"]

    def __str__(self):
        return self.name


class SetPart(Orderable):
    """A panel, a roll-up or an accessory of a set."""

    poster_set = ParentalKey(PosterSet, on_delete=models.CASCADE, related_name="parts")
    number = models.CharField("Nummer", max_length=10, help_text="Wie auf dem Teil.")
    name = models.CharField("Bezeichnung", max_length=160)
    poster = models.ForeignKey(
        "exhibitions.PosterPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Plakat",
        help_text="Welches Plakat auf der Website es zeigt.",
    )
    condition = models.CharField(
        "Zustand", max_length=10, choices=Condition, default=Condition.GOOD
    )
    condition_note = models.CharField("Zum Zustand", max_length=250, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("condition")]),
        FieldPanel("name"),
        FieldPanel("poster"),
        FieldPanel("condition_note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "Teil"
        verbose_name_plural = "Teile"
        constraints = [
            models.UniqueConstraint(
                fields=["poster_set", "number"],
                name="bookings_part_number_is_unique",
                violation_error_message="Diese Nummer gibt es in diesem Satz schon.",
            )
        ]

    def __str__(self):
        return f"{self.number} {self.name}"
