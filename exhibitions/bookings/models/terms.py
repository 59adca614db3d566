"""The terms of lending, version by version, and the contracts made under them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from exhibitions.terms_text import terms_parts


class LoanTerms(models.Model):
    """One version of the terms. Once somebody has accepted it, it stays as it is."""

    version = models.PositiveSmallIntegerField("Fassung", unique=True, editable=False)
    text = models.TextField(
        "Text",
        max_length=20_000,
        help_text="Absätze durch Leerzeilen trennen. „## “ beginnt eine Überschrift,"
        " „- “ einen Punkt einer Liste.",
    )
    valid_from = models.DateField("Gilt ab", default=timezone.localdate)

    panels = [FieldPanel("valid_from"), FieldPanel("text")]

    class Meta:
        verbose_name = "Leihbedingungen"
        verbose_name_plural = "Leihbedingungen"
        ordering = ["-version"]

    def __str__(self):
        return f"Fassung {self.version}"

    def save(self, *args, **kwargs):
        if self.version is None:
            newest = LoanTerms.objects.aggregate(models.Max("version"))["version__max"] or 0
            self.version = newest + 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "LoanTerms | None":
        """The newest version that is valid today."""
        return cls.objects.filter(valid_from__lte=timezone.localdate()).first()

    @property
    def is_accepted(self) -> bool:
        """Whether somebody has agreed to this very text."""
        return self.pk is not None and self.bookings.exists()

    def clean(self):
        super().clean()
        if self.is_accepted and LoanTerms.objects.get(pk=self.pk).text != self.text:
            raise ValidationError(
                {
                    "text": "Diese Fassung hat schon jemand angenommen. Legen Sie eine neue"
                    " Fassung an, statt diese zu ändern."
                }
            )

    @property
    def parts(self) -> list[dict]:
        """The text as headings, paragraphs and lists, in their order."""
        return list(terms_parts(self.text))


class LoanContract(models.Model):
    """A contract as it was sent, byte by byte. `version` is that of the loan at that time."""

    booking = models.ForeignKey(
        "bookings.Booking", on_delete=models.CASCADE, related_name="contracts"
    )
    version = models.PositiveSmallIntegerField()
    pdf = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "Leihvertrag"
        verbose_name_plural = "Leihverträge"
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "version"], name="bookings_one_contract_for_each_version"
            )
        ]

    def __str__(self):
        return f"{self.booking} ({self.version})"
