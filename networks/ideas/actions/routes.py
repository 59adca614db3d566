"""Who is in charge from now on. Ideas that are there already stay where they are."""

from collections.abc import Mapping

from django.db import transaction

from networks.ideas.actions.steps import retried
from networks.ideas.models import Route
from submissions import audit

Cells = Mapping[tuple[int, int], int | None]


@retried
@transaction.atomic
def change_routes(wanted: Cells, *, by) -> int:
    """Decide these cells, by the keys of Schwerpunkt and Revier, and leave all others to the
    published networks; how many cells have changed."""
    before = {(each.focus_area_id, each.region_id): each for each in Route.objects.all()}
    gone = [route for cell, route in before.items() if cell not in wanted]
    Route.objects.filter(pk__in=[route.pk for route in gone]).delete()
    changed = len(gone)
    for (area, region), network in wanted.items():
        known = before.get((area, region))
        if known and known.network_id == network:
            continue
        Route.objects.update_or_create(
            focus_area_id=area, region_id=region, defaults={"network_id": network}
        )
        changed += 1
    if changed:
        audit.write("ideas.change_routes", by=by, changes={"cells": changed})
    return changed
