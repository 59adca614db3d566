"""The strategic Schwerpunkte."""

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.facets import Facets, german_slugs
from content.models import BasePage, WithBody
from content.pictures import with_pictures
from networks.models import NetworkPage, WorkingMethodPage


class FocusAreaIndexPage(WithBody, BasePage):
    """All Schwerpunkte."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.FocusAreaPage"]
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    structured_type = "CollectionPage"

    class Meta:
        verbose_name = "Schwerpunkte: Übersicht"

    @cached_property
    def published_focus_areas(self) -> list["FocusAreaPage"]:
        """The Schwerpunkte below this page, in the editors' order."""
        pages = FocusAreaPage.objects.child_of(self).live()
        return list(with_pictures(pages).order_by("path"))


class FocusAreaPage(WithBody, BasePage):
    """A Schwerpunkt: what it is about, its networks by themselves, the missions behind it."""

    claim = models.CharField(
        "Leitsatz", max_length=120, help_text="Zum Beispiel: „zukunftssicher und nachhaltig“."
    )

    parent_page_types = ["home.FocusAreaIndexPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("claim"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    promote_panels = BasePage.promote_panels[:-1]  # the search knows the Schwerpunkt
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("claim", boost=2),
        index.SearchField("body"),
        index.SearchField("mission_titles"),
    ]
    kicker = "Schwerpunkt"
    search_kind = "Schwerpunkt"

    class Meta:
        verbose_name = "Schwerpunkt"
        verbose_name_plural = "Schwerpunkte"

    def facets(self) -> Facets:
        """A Schwerpunkt is about itself."""
        return Facets(self.search_kind, focus_areas=german_slugs([self]))

    @property
    def mission_titles(self) -> list[str]:
        """The missions that the page shows."""
        return [mission.title for mission in self.published_missions]

    @property
    def claim_sentence(self) -> str:
        """The claim as a sentence of its own."""
        return f"{self.claim[:1].upper()}{self.claim[1:].rstrip('.')}."

    @property
    def tile_text(self) -> str:
        """What a tile on another page says of this one."""
        return self.claim_sentence

    @cached_property
    def working_method(self) -> WorkingMethodPage | None:
        """The page that says how a network works."""
        pages = WorkingMethodPage.objects.live().filter(locale=self.locale_id)
        return pages.select_related("locale").first()

    @cached_property
    def published_networks(self) -> list[NetworkPage]:
        """The networks that work on this Schwerpunkt, by Revier."""
        return list(NetworkPage.objects.filter(focus_area_id=self.pk).published())

    @cached_property
    def published_missions(self) -> list:
        """The missions that editors put to this Schwerpunkt, in the report's order."""
        if self.pk is None:  # a preview before the first save
            return []
        return list(self.missions.filter(page__live=True).order_by("sort_order"))
