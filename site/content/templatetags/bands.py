"""The diagram of missions, Schwerpunkte and networks: its lines and the names at their ends."""

from collections import Counter

from django import template
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

DRAWN_MISSIONS = range(4)  # components/connector.html draws these by hand
DRAWN_NETWORKS = range(1, 4)


@register.simple_tag
def mission_lines(count: int) -> SafeString:
    """`{% mission_lines 3 %}`: the lines of so many missions, running together; 0 is dashed."""
    if count in DRAWN_MISSIONS:
        return get_template("components/connector.html").render({"missions": count})
    return _lines("".join(f"M0 {y:g}H14L44 50" for y in _heights(count)) + "M44 50H64")


@register.simple_tag
def network_lines(count: int) -> SafeString:
    """`{% network_lines 2 %}`: a line that parts to so many networks; 0 is dashed."""
    if count in DRAWN_NETWORKS:
        return get_template("components/connector.html").render({"networks": count})
    if not count:
        return mission_lines(0)
    return _lines("M0 50H20" + "".join(f"M20 50L50 {y:g}H64" for y in _heights(count)))


def _heights(count: int) -> list[float]:
    return [round((place + 0.5) * 100 / count, 1) for place in range(count)]


def _lines(path: str) -> SafeString:
    return format_html(
        '<svg viewBox="0 0 64 100" preserveAspectRatio="none" aria-hidden="true">'
        '<path vector-effect="non-scaling-stroke" d="{}"/></svg>',
        path,
    )


@register.filter
def by_region(networks) -> list[tuple]:
    """Networks of a Schwerpunkt as (network, name): the Revier, and the topic where it has two."""
    many = Counter(network.region_id for network in networks)
    return [
        (
            network,
            network.region.name
            if many[network.region_id] == 1
            else f"{network.region.name}: {network.title.removeprefix('Fachnetzwerk ')}",
        )
        for network in networks
    ]
