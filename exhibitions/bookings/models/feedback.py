"""What a school reports afterwards."""

from django.core.validators import MaxValueValidator
from django.db import models


class Feedback(models.Model):
    """How many people saw the exhibition, and how it was. Asked for once."""

    class Source(models.TextChoices):
        COUNTED = "counted", "gezählt"
        ESTIMATED = "estimated", "geschätzt"

    booking = models.OneToOneField(
        "bookings.Booking", on_delete=models.CASCADE, related_name="feedback"
    )
    visitors = models.PositiveIntegerField(
        "Besucherinnen und Besucher", validators=[MaxValueValidator(100_000)]
    )
    source = models.CharField("Die Zahl ist", max_length=10, choices=Source)
    classes = models.PositiveSmallIntegerField(
        "Schulklassen", null=True, blank=True, validators=[MaxValueValidator(1000)]
    )
    text = models.TextField("Was war gut, was nicht?", max_length=2000, blank=True)
    received_at = models.DateTimeField("Eingegangen", auto_now_add=True)

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"

    def __str__(self):
        return str(self.booking)
