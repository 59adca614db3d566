"""How the networks work and how they came about."""

from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from content.blocks import ProcessBlock, TimelineBlock
from content.drawings import svg_response
from content.models import BasePage, WithBody
from networks.drawings import process_drawing


class WorkingMethodPage(RoutablePageMixin, WithBody, BasePage):
    """The diagram "Arbeitsweise der Fachnetzwerke" as text, and as a drawing at `diagramm/`."""

    process = StreamField(
        [("process", ProcessBlock())],
        min_num=1,
        max_num=1,
        verbose_name="Ablauf",
        help_text="Die Zeichnung entsteht aus diesen Angaben.",
    )

    parent_page_types = ["networks.NetworkIndexPage"]
    subpage_types = []
    content_panels = [*BasePage.content_panels, FieldPanel("process"), FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("process"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "Arbeitsweise"

    @path("diagramm/", name="drawing")
    def drawing(self, request):
        """The diagram for print and slides."""
        return svg_response(process_drawing(self.process[0].value), "arbeitsweise.svg")


class HistoryPage(WithBody, BasePage):
    """How the networks came about, as a timeline."""

    events = StreamField(
        [("timeline", TimelineBlock())],
        min_num=1,
        max_num=1,
        verbose_name="Zeitleiste",
        help_text="Das früheste Ereignis zuerst.",
    )

    parent_page_types = ["networks.NetworkIndexPage"]
    subpage_types = []
    content_panels = [*BasePage.content_panels, FieldPanel("events"), FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("events"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "Historie"
