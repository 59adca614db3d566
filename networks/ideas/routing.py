"""From Schwerpunkt and Revier to the Fachnetzwerk in charge. No idea is ever without somebody."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from networks.ideas.models import ProjectIdea, Route, Where
from networks.models import NetworkPage, Region


@dataclass(frozen=True)
class Routing:
    """Which networks may be in charge, and the one that is; None when a manager has to choose."""

    candidates: tuple[NetworkPage, ...]
    network: NetworkPage | None


def all_networks() -> list[NetworkPage]:
    """The published networks of the site's first language, by Schwerpunkt and Revier."""
    networks = NetworkPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    return list(
        networks.select_related("focus_area", "region").order_by(
            "focus_area__path", "region__sort_order", "path"
        )
    )


def all_focus_areas() -> QuerySet:
    """The published Schwerpunkte in the site's first language, in the order of the menu."""
    pages = ProjectIdea._meta.get_field("focus_area").related_model.objects.live()
    return pages.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path")


def route(focus_area, where: str, region: Region | None) -> Routing:
    """Who is in charge. `focus_area`, in either language, may be unknown; so may the Revier."""
    networks = all_networks()
    fitting = _fitting(networks, focus_area, region if where == Where.ONE else None)
    chosen = None
    if focus_area is not None and where == Where.ONE:
        chosen = _chosen(focus_area, region, fitting)
    if chosen is not None and chosen not in fitting:
        fitting = [*fitting, chosen]
    return Routing(tuple(fitting or networks), chosen)


def _fitting(networks: Iterable[NetworkPage], focus_area, region) -> list[NetworkPage]:
    return [
        network
        for network in networks
        if (focus_area is None or _key_of(network.focus_area) == _key_of(focus_area))
        and (region is None or network.region_id == region.pk)
    ]


def _key_of(focus_area):
    """The same for a page and its translations."""
    return focus_area.translation_key


def _chosen(focus_area, region: Region, fitting: list[NetworkPage]) -> NetworkPage | None:
    """What an editor has decided for the cell, else the only network of it."""
    key = _key_of(focus_area)
    decided = Route.objects.filter(focus_area__translation_key=key, region=region)
    row = decided.select_related("network").first()
    if row is not None:
        return row.network if row.network and row.network.live else None
    return fitting[0] if len(fitting) == 1 else None
