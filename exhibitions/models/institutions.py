"""The research institutions behind the posters."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class ResearchInstitution(index.Indexed, models.Model):
    """Who made a poster. Kept once, shown on every poster by reference."""

    name = models.CharField("Name", max_length=200, unique=True)
    place = models.CharField("Ort", max_length=120, blank=True)
    website = models.URLField("Website", blank=True)

    panels = [FieldPanel("name"), FieldPanel("place"), FieldPanel("website")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = "Forschungseinrichtung"
        verbose_name_plural = "Forschungseinrichtungen"
        ordering = ["name"]

    def __str__(self):
        return self.name
