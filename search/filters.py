"""By what hits can be narrowed down: kind of content, Schwerpunkt, Revier, year.

An entry of the index keeps all four in one field, so that one question counts them all and one
condition filters them, in every engine: `Meldung|2026|energiemodellregion|lausitz`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from content.facets import Facets

# The parameter of the address, by the name of the facet.
PARAMETERS = {"kind": "art", "focus_area": "schwerpunkt", "region": "revier", "year": "jahr"}


def stored(facets: Facets) -> str:
    """The facets of a page as the index keeps them."""
    year = str(facets.year or "")
    focus_areas, regions = sorted(facets.focus_areas), sorted(facets.regions)
    return "|".join([facets.kind, year, ",".join(focus_areas), ",".join(regions)])


def values_in(stored_facets: str) -> dict[str, list[str]]:
    """The values of each facet, by its name."""
    kind, year, focus_areas, regions = stored_facets.split("|")
    return {
        "kind": [kind],
        "focus_area": focus_areas.split(",") if focus_areas else [],
        "region": regions.split(",") if regions else [],
        "year": [year] if year else [],
    }


@dataclass(frozen=True)
class Filters:
    """What somebody has chosen; an empty value is no choice."""

    kind: str = ""
    focus_area: str = ""
    region: str = ""
    year: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Filters:
        """From the parameters of an address. Whatever stands there is a choice."""
        return cls(
            **{name: parameters.get(key, "").strip()[:100] for name, key in PARAMETERS.items()}
        )

    @property
    def chosen(self) -> dict[str, str]:
        """The choices that were made, by the name of the facet."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value}

    @property
    def parameters(self) -> dict[str, str]:
        """The choices as parameters of an address."""
        return {PARAMETERS[name]: value for name, value in self.chosen.items()}

    def with_choice(self, name: str, value: str) -> Filters:
        """The same with another choice; an empty value takes it back."""
        return replace(self, **{name: value})

    def fits(self, stored_facets: str) -> bool:
        """Whether an entry with these facets stays."""
        values = values_in(stored_facets)
        return all(value in values[name] for name, value in self.chosen.items())


def choices(groups: Mapping[str, int], filters: Filters, name: str) -> Counter[str]:
    """How many hits each value of one facet would leave, the other choices kept."""
    others = filters.with_choice(name, "")
    counted: Counter[str] = Counter()
    for stored_facets, number in groups.items():
        if others.fits(stored_facets):
            counted.update(dict.fromkeys(values_in(stored_facets)[name], number))
    return counted


def total(groups: Mapping[str, int], filters: Filters) -> int:
    """How many hits there are with these choices."""
    return sum(number for facets, number in groups.items() if filters.fits(facets))


def fitting(groups: Iterable[str], filters: Filters) -> list[str]:
    """The stored facets that stay."""
    return [facets for facets in groups if filters.fits(facets)]
