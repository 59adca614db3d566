"""The Reviere that have somebody to ask, as pages of one language show them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from networks.models import Region, RegionPage


@dataclass(frozen=True)
class ManagedRegion:
    """A Revier, and its page where that is published."""

    region: Region
    page: RegionPage | None

    @property
    def href(self) -> str:
        """Where the Revier's page is; empty while there is none."""
        return self.page.url if self.page else ""


def managed_regions(locale_id: int) -> list[ManagedRegion]:
    """The Reviere with a manager, but not those told of in another language only."""
    found = []
    all_pages = Prefetch("pages", queryset=RegionPage.objects.select_related("locale"))
    for region in Region.objects.managed().prefetch_related(all_pages):
        pages = region.pages.all()
        if not pages or any(page.locale_id == locale_id for page in pages):
            found.append(ManagedRegion(region, region.published_page(locale_id)))
    return found
