"""The research institutions behind the posters."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.fields import WebAddressField


class ResearchInstitution(index.Indexed, models.Model):
    """Who made a poster. Kept once, shown on every poster by reference."""

    name = models.CharField(
        "Name", max_length=200, unique=True, help_text="Der volle Name der Einrichtung."
    )
    place = models.CharField("Ort", max_length=120, blank=True, help_text="Wo sie ihren Sitz hat.")
    website = WebAddressField("Website", blank=True, help_text="Mit https:// am Anfang.")

    panels = [FieldPanel("name"), FieldPanel("place"), FieldPanel("website")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = "Forschungseinrichtung"
        verbose_name_plural = "Forschungseinrichtungen"
        ordering = ["name"]

    def __str__(self):
        return self.name
