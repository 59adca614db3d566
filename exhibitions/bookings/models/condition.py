"""How a set was when it was handed over, and when it came back."""

import uuid

from django.conf import settings
from django.db import models

from exhibitions.bookings.models.sets import Condition, SetPart


def photo_path(instance, filename: str) -> str:
    """Below the files that the site never hands out itself, under a name that says nothing."""
    return f"zustand/{uuid.uuid4()}.jpg"


class ConditionReport(models.Model):
    """One look at a set, panel by panel."""

    class Direction(models.TextChoices):
        OUT = "out", "Übergabe"
        IN = "in", "Rückgabe"

    booking = models.ForeignKey(
        "bookings.Booking", on_delete=models.CASCADE, related_name="condition_reports"
    )
    direction = models.CharField("Anlass", max_length=3, choices=Direction)
    made_at = models.DateTimeField("Am", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField("Bemerkung", max_length=1000, blank=True)

    class Meta:
        verbose_name = "Zustandsbericht"
        verbose_name_plural = "Zustandsberichte"
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "direction"], name="bookings_one_report_each_way"
            )
        ]

    def __str__(self):
        return f"{self.booking} {self.get_direction_display()}"


class PartCondition(models.Model):
    """How one part was found. Parts that were in order leave no row."""

    report = models.ForeignKey(ConditionReport, on_delete=models.CASCADE, related_name="findings")
    part = models.ForeignKey(SetPart, on_delete=models.CASCADE, related_name="findings")
    condition = models.CharField("Zustand", max_length=10, choices=Condition)
    note = models.CharField("Was", max_length=250, blank=True)
    photo = models.ImageField("Foto", upload_to=photo_path, blank=True)

    class Meta:
        verbose_name = "Befund"
        verbose_name_plural = "Befunde"

    def __str__(self):
        return f"{self.part}: {self.get_condition_display()}"
