"""What the report recommends."""

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from content.drawings import svg_response
from content.models import BasePage, WithBody
from home.drawings import structure_drawing
from home.structure import Structure


class MissionPage(RoutablePageMixin, WithBody, BasePage):
    """What the report recommends and what came of it; a drawing at `diagramm/`."""

    mapping_note = models.TextField(
        "Hinweis zur Zuordnung",
        max_length=400,
        help_text="Sagt, dass die Zuordnung von Missionen zu Schwerpunkten redaktionell ist.",
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        InlinePanel("missions", label="Zukunftsmission", heading="Zukunftsmissionen"),
        FieldPanel("mapping_note"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("mapping_note"),
        index.RelatedFields("missions", [index.SearchField("title"), index.SearchField("text")]),
    ]

    class Meta:
        verbose_name = "Mission"

    @cached_property
    def structure(self) -> Structure:
        """Missions, Schwerpunkte and networks, for the diagram."""
        return Structure.published(self.locale)

    @path("diagramm/", name="drawing")
    def drawing(self, request):
        """The diagram for print and slides."""
        return svg_response(structure_drawing(self.structure), "mission-sachsen-2038.svg")
