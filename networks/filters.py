"""The filter above the matrix: by Revier and Schwerpunkt, by plain links and a GET form."""

from collections.abc import Mapping


class NetworkFilter:
    """Which networks a visitor asked for. An odd value is ignored, and said so."""

    def __init__(self, query: Mapping[str, str], networks: list, regions: list):
        focus_areas = {network.focus_area.slug: network.focus_area for network in networks}
        self.all_regions = regions
        self.all_focus_areas = list(focus_areas.values())
        self.total = len(networks)
        asked_region = query.get("revier", "").strip()
        asked_focus_area = query.get("schwerpunkt", "").strip()
        self.region = next((region for region in regions if region.slug == asked_region), None)
        self.focus_area = focus_areas.get(asked_focus_area)
        self.ignored = bool(
            (asked_region and not self.region) or (asked_focus_area and not self.focus_area)
        )
        self.regions = [self.region] if self.region else regions
        self.networks = [
            network
            for network in networks
            if (not self.region or network.region_id == self.region.pk)
            and (not self.focus_area or network.focus_area_id == self.focus_area.pk)
        ]

    @property
    def is_set(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.region or self.focus_area)
