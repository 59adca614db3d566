"""Whom to ask, and how to report a barrier."""

from urllib.parse import urlsplit

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.models import BasePage, WithBody
from home.managed_regions import ManagedRegion, managed_regions
from home.organisation import organisation_lines


class ContactPage(WithBody, BasePage):
    """The network managers of both Reviere and the agency's own address."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("people_lines"),
        index.SearchField("organisation_lines"),
        index.SearchField("body"),
    ]
    structured_type = "ContactPage"

    class Meta:
        verbose_name = "Kontakt"

    @cached_property
    def managed_regions(self) -> list[ManagedRegion]:
        """The Reviere that have somebody to ask."""
        return managed_regions(self.locale_id)

    @property
    def people_lines(self) -> list[str]:
        """Whom to ask in which Revier."""
        return [
            line
            for managed in self.managed_regions
            for line in (managed.region.name, *managed.region.manager.lines)
        ]

    @property
    def organisation_lines(self) -> list[str]:
        """How to reach the agency."""
        return organisation_lines(self)

    @property
    def structured_data(self) -> list[dict]:
        """The network managers as contact points, with what an editor has filled in."""
        return [
            {
                "@type": "ContactPoint",
                "contactType": f"Netzwerkmanagement {managed.region.name}",
                "name": managed.region.manager.name,
                "telephone": managed.region.manager.phone,
                "email": managed.region.manager.email,
                "areaServed": managed.region.name,
                "availableLanguage": ["de"],
            }
            for managed in self.managed_regions
        ]


class BarrierReportPage(WithBody, BasePage):
    """Where a visitor reports a barrier. A view gives it the form: it stands at a fixed address."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("organisation_lines"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "Barriere melden"

    @property
    def organisation_lines(self) -> list[str]:
        """How to report a barrier without the form."""
        return organisation_lines(self)


def own_path(address: str) -> str:
    """A path of this site out of what a query string claims; anything else is empty."""
    try:
        parts = urlsplit(address[:500])
    except ValueError:
        return ""
    path = parts.path
    is_path = not parts.scheme and not parts.netloc and path.startswith("/")
    leads_away = path.startswith("//") or "\\" in path
    return path if is_path and not leads_away and path.isprintable() else ""
