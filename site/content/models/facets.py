"""What editors say of a page so that the public search can filter by it."""

from django import forms
from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from content.facets import Facets, german_slugs

FACETS_PANEL = MultiFieldPanel(
    [
        FieldPanel("focus_areas", widget=forms.CheckboxSelectMultiple),
        FieldPanel("regions", widget=forms.CheckboxSelectMultiple),
    ],
    heading="Filter der Suche",
    help_text="Wer in der Suche nach einem Schwerpunkt oder Revier filtert, sieht diese Seite nur,"
    " wenn Sie es hier ankreuzen.",
)


class WithFacets(models.Model):
    """A page that an editor puts to Schwerpunkte and Reviere.

    Where fields of its own say it already, a page type answers from them in `facets` and leaves
    FACETS_PANEL out of its panels.
    """

    focus_areas = ParentalManyToManyField(
        "home.FocusAreaPage",
        blank=True,
        related_name="+",
        limit_choices_to={"locale__language_code": settings.LANGUAGE_CODE},
        verbose_name="Schwerpunkte",
        help_text="Um welche Schwerpunkte geht es? Keine Auswahl: um keinen bestimmten.",
    )
    regions = ParentalManyToManyField(
        "networks.Region",
        blank=True,
        related_name="+",
        verbose_name="Reviere",
        help_text="Um welche Reviere geht es? Keine Auswahl: um kein bestimmtes.",
    )

    class Meta:
        abstract = True

    def facets(self) -> Facets:
        """What the public search may filter this page by. At most three queries.

        For many pages, `prefetch_related("focus_areas", "regions")` saves two of them.
        """
        return Facets(
            kind=self.search_kind,
            focus_areas=german_slugs(self.focus_areas.all()),
            regions=frozenset(region.slug for region in self.regions.all()),
        )
