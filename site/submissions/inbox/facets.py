"""What else a list can be narrowed by: kinds bring facets of their own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

Choices = list[tuple[str, str]]
# What the inbox itself has in its addresses.
_own = (
    "q art stand zustaendig schlagwort ueberfaellig ungelesen wartet entwurf zustellung von bis"
    " seite export liste"
)
TAKEN = frozenset(_own.split())


@dataclass(frozen=True)
class Facet:
    """A choice in the filters of the inbox.

    `key` is its name in the address, in German. `choices` are what `user` may choose among; where
    there is none the facet is not shown. `narrow` gets submissions and one of these values.
    """

    key: str
    label: str
    choices: Callable[..., Choices]
    narrow: Callable[[QuerySet, str], QuerySet]


_facets: dict[str, Facet] = {}


def register_facet(facet: Facet) -> None:
    """Make a facet known. Registering a key twice replaces the first."""
    if facet.key in TAKEN:
        raise ValueError(f"The inbox itself uses {facet.key}")
    _facets[facet.key] = facet


def all_facets() -> list[Facet]:
    """In the order of registration."""
    return list(_facets.values())
