"""A page for everything that needs no kind of its own."""

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.models import BasePage, WithBody


class StandardPage(WithBody, BasePage):
    """Heading, lead and a free body."""

    parent_page_types = [
        "home.HomePage",
        "home.StandardPage",
        "networks.NetworkIndexPage",
        "exhibitions.ExhibitionPage",
    ]
    subpage_types = ["home.StandardPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "Standardseite"
        verbose_name_plural = "Standardseiten"

    @cached_property
    def pages_below(self) -> list[BasePage]:
        """The published pages below this one."""
        return list(
            BasePage.objects.child_of(self).live().select_related("locale").order_by("path")
        )
