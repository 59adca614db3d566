"""Who is in charge of what: one choice for each Schwerpunkt in each Revier."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from networks.ideas.models import Route
from networks.ideas.routing import all_networks
from networks.models import Region

DERIVED, MANAGER = "", "manager"


@dataclass(frozen=True)
class Cell:
    """A choice, and what holds without one."""

    field: BoundField
    derived: str


@dataclass(frozen=True)
class MatrixRow:
    """A Schwerpunkt, with a cell for each Revier."""

    focus_area: object
    cells: list[Cell]


class RoutingForm(forms.Form):
    """A choice says: as the networks say it by themselves, somebody decides each time, or this."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, focus_areas, regions: list[Region], **kwargs):
        super().__init__(*args, **kwargs)
        self.focus_areas, self.regions = list(focus_areas), list(regions)
        self.networks = {str(network.pk): network for network in all_networks()}
        self.decided = decided()
        self.initial.setdefault("seen", digest(self.decided))
        for area in self.focus_areas:
            for region in self.regions:
                self.fields[cell_name(area, region)] = self._cell(area, region)

    def _cell(self, area, region: Region) -> forms.ChoiceField:
        key = (area.pk, region.pk)
        initial = DERIVED
        if key in self.decided:
            initial = str(self.decided[key] or MANAGER)
        own = [(pk, str(each)) for pk, each in self.networks.items() if each.region_id == region.pk]
        others = [
            (pk, f"{each} ({each.region.name})")
            for pk, each in self.networks.items()
            if each.region_id != region.pk
        ]
        choices = [
            (DERIVED, "Automatisch"),
            (MANAGER, "Das Netzwerkmanagement entscheidet"),
            (region.name, own),
            ("Anderes Revier", others),
        ]
        gone = initial not in {DERIVED, MANAGER, *self.networks}
        if gone:  # a network that is not public any more: then somebody decides each time
            choices.append((initial, "Nicht mehr veröffentlichtes Fachnetzwerk"))
        return forms.ChoiceField(
            label=f"{area}, {region.name}",
            choices=choices,
            initial=initial,
            required=False,
            error_messages={"invalid_choice": "Das gibt es nicht (mehr). Bitte wählen Sie neu."},
        )

    def _derived(self, area, region: Region) -> str:
        fitting = [
            each
            for each in self.networks.values()
            if each.focus_area_id == area.pk and each.region_id == region.pk
        ]
        if len(fitting) == 1:
            return str(fitting[0])
        if not fitting:
            return "kein Fachnetzwerk; das Netzwerkmanagement entscheidet"
        names = " oder ".join(str(each) for each in fitting)
        return f"{names}; das Netzwerkmanagement entscheidet"

    @property
    def rows(self) -> list[MatrixRow]:
        """The table."""
        return [
            MatrixRow(
                area,
                [
                    Cell(self[cell_name(area, region)], self._derived(area, region))
                    for region in self.regions
                ],
            )
            for area in self.focus_areas
        ]

    @property
    def wanted(self) -> dict[tuple[int, int], int | None]:
        """What is decided from now on. A cell that is not in it decides itself."""
        chosen = {}
        for area in self.focus_areas:
            for region in self.regions:
                value = self.cleaned_data[cell_name(area, region)]
                if value == MANAGER:
                    chosen[area.pk, region.pk] = None
                elif value != DERIVED:
                    chosen[area.pk, region.pk] = int(value)
        return chosen


def cell_name(area, region: Region) -> str:
    """The name of a choice in the form."""
    return f"cell-{area.pk}-{region.pk}"


def decided() -> dict[tuple[int, int], int | None]:
    """What the table says now: the number of the network, or None, by Schwerpunkt and Revier."""
    rows = Route.objects.values_list("focus_area", "region", "network")
    return {(area, region): network for area, region, network in rows}


def digest(cells: Mapping) -> str:
    """Changes with every cell."""
    return hashlib.sha256(repr(sorted(cells.items(), key=str)).encode()).hexdigest()
