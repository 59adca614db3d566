"""Words of the form that editors write: the consent in its versions."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class ConsentText(models.Model):
    """What people agree to when they hand in an idea. A version in use is never changed."""

    version = models.PositiveIntegerField("Fassung", unique=True, editable=False)
    text = models.TextField("Wortlaut", max_length=5000)
    published_at = models.DateTimeField("Gilt seit", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "Einwilligung"
        verbose_name_plural = "Einwilligungen"
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(condition=Q(version__gte=1), name="ideas_consent_has_a_number")
        ]

    def __str__(self):
        return f"Einwilligung, Fassung {self.version}"

    def save(self, *args, **kwargs):
        if not self.version:
            newest = ConsentText.objects.aggregate(newest=models.Max("version"))["newest"]
            self.version = (newest or 0) + 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "ConsentText | None":
        """The version that holds now."""
        published = cls.objects.filter(published_at__lte=timezone.now())
        return published.order_by("-version").first()

    @property
    def paragraphs(self) -> list[str]:
        """The text as people read it."""
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]
