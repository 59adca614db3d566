"""Whom to ask, and how to report a barrier."""

from urllib.parse import urlsplit

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.models import BasePage, WithBody
from networks.models import Region


class ContactPage(WithBody, BasePage):
    """The network managers of both Reviere and the agency's own address."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    structured_type = "ContactPage"

    class Meta:
        verbose_name = "Kontakt"

    @cached_property
    def regions(self) -> list[Region]:
        """The Reviere that have somebody to ask."""
        return list(
            Region.objects.exclude(manager=None).select_related("manager", "manager__photo", "page")
        )


class BarrierReportPage(WithBody, BasePage):
    """Where a visitor reports a barrier; the page it is about comes with the link."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "Barriere melden"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "reported_path": own_path(request.GET.get("seite", ""))
        }


def own_path(address: str) -> str:
    """A path of this site out of what a query string claims; anything else is empty."""
    try:
        parts = urlsplit(address[:500])
    except ValueError:
        return ""
    is_path = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return parts.path if is_path and parts.path.isprintable() else ""
