"""Reports to read and to download."""

from dataclasses import replace

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.facets import Facets
from content.models import BasePage, SiteDocument, WithBody
from content.pictures import with_pictures


class PublicationIndexPage(BasePage):
    """All publications, the newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PublicationPage"]
    max_count_per_parent = 1
    structured_type = "CollectionPage"

    class Meta:
        verbose_name = "Publikationen: Übersicht"

    @cached_property
    def publications(self) -> list["PublicationPage"]:
        """The publications below this page."""
        pages = PublicationPage.objects.child_of(self).live()
        return list(with_pictures(pages).select_related("document").order_by("-year", "title"))


class PublicationPage(WithBody, BasePage):
    """A report: cover, year, file and whether everybody can read it."""

    year = models.PositiveSmallIntegerField(
        "Jahr", help_text="Das Jahr der Veröffentlichung, mit vier Ziffern."
    )
    publisher = models.CharField(
        "Herausgegeben von",
        max_length=200,
        blank=True,
        help_text="Die Stelle, deren Name auf dem Titel steht.",
    )
    document = models.ForeignKey(
        SiteDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Datei",
        help_text="Am besten ein PDF, das als barrierefrei geprüft ist.",
    )

    parent_page_types = ["home.PublicationIndexPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("year"),
        FieldPanel("publisher"),
        FieldPanel("picture", heading="Titelbild"),
        FieldPanel("document"),
        FieldPanel("body"),
    ]
    promote_panels = BasePage.promote_panels[1:]  # the picture stands with the contents
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("publisher"),
        index.SearchField("year"),
        index.RelatedFields("document", [index.SearchField("title")]),
        index.FilterField("year"),
    ]
    kicker = "Publikation"
    search_kind = "Publikation"

    class Meta:
        verbose_name = "Publikation"
        verbose_name_plural = "Publikationen"

    def facets(self) -> Facets:
        """A publication is of its year."""
        return replace(super().facets(), year=self.year)

    @property
    def documents(self) -> list[SiteDocument]:
        """The files to take along."""
        return [self.document] if self.document else []
