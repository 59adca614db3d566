"""The diagram "MISSION SACHSEN 2038": missions, their Schwerpunkte, the networks.

One set of data for the start page, the mission page and the drawing for print.
"""

from dataclasses import dataclass

from wagtail.models import Locale

from home.models.focus_area_pages import FocusAreaPage
from home.models.missions import Mission
from networks.models import NetworkPage


@dataclass(frozen=True)
class StructureRow:
    """A Schwerpunkt with the missions that an editor put to it and the networks that work on it."""

    focus_area: FocusAreaPage
    missions: list[Mission]
    networks: list[NetworkPage]


@dataclass(frozen=True)
class Structure:
    """The whole diagram."""

    missions: list[Mission]
    rows: list[StructureRow]

    @classmethod
    def published(cls, locale: Locale) -> "Structure":
        """What is published now in a language, in the report's order. Four queries in all."""
        missions = list(
            Mission.objects.filter(page__live=True, page__locale=locale)
            .prefetch_related("focus_areas")
            .order_by("sort_order")
        )
        networks: dict[int, list[NetworkPage]] = {}
        for network in NetworkPage.objects.filter(locale=locale).published():
            networks.setdefault(network.focus_area_id, []).append(network)
        by_focus_area: dict[int, list[Mission]] = {}
        for mission in missions:
            for focus_area in mission.focus_areas.all():
                by_focus_area.setdefault(focus_area.pk, []).append(mission)
        rows = [
            StructureRow(page, by_focus_area.get(page.pk, []), networks.get(page.pk, []))
            for page in FocusAreaPage.objects.live().filter(locale=locale).order_by("path")
        ]
        return cls(missions, rows)

    @property
    def network_count(self) -> int:
        """How many networks there are."""
        return sum(len(row.networks) for row in self.rows)
