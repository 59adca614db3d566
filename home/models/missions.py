"""The report's ten Zukunftsmissionen."""

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Mission(Orderable, ClusterableModel):
    """A Zukunftsmission. Its number is its place in the report."""

    page = ParentalKey("home.MissionPage", on_delete=models.CASCADE, related_name="missions")
    title = models.CharField("Titel", max_length=160, help_text="Im Wortlaut des Berichts.")
    text = models.TextField(
        "Erläuterung",
        max_length=600,
        blank=True,
        help_text="Was die Mission will, in einem Satz oder zwei.",
    )
    focus_areas = ParentalManyToManyField(
        "home.FocusAreaPage",
        blank=True,
        related_name="missions",
        verbose_name="Schwerpunkte",
        help_text="Redaktionelle Zuordnung: Der Bericht legt sie nicht fest.",
    )

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("focus_areas")]

    class Meta(Orderable.Meta):
        verbose_name = "Zukunftsmission"
        verbose_name_plural = "Zukunftsmissionen"

    def __str__(self):
        return self.title

    @property
    def published_focus_areas(self) -> list:
        """The Schwerpunkte that an editor put this mission to."""
        return [page for page in self.focus_areas.all() if page.live]

    @property
    def number(self) -> int:
        """The mission's number in the report, from 1."""
        return (self.sort_order or 0) + 1
