"""How many ideas came in, how far they got, how long it took: questions without people.

Each count has the parameters of the inbox that find the same ideas. What is forgotten still counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from django.db.models import Count, QuerySet

from networks.ideas import progress
from networks.ideas.models import KIND, Where
from networks.ideas.policy import ideas_for
from networks.ideas.states import HANDED_IN, IdeaState
from networks.models import Region
from submissions.models import AuditEntry

SECONDS_OF_A_DAY = 24 * 60 * 60
LASTING = {
    IdeaState.NEW: "Eingegangen, noch nicht in Prüfung",
    IdeaState.REVIEW: "In Prüfung",
    IdeaState.QUESTION: "Rückfrage gestellt",
    IdeaState.SCHEDULED: "Für den Beratungstag vorgesehen",
    IdeaState.ADVISED: "Beraten, noch nicht weitergeführt",
}


@dataclass(frozen=True)
class Number:
    """How many, and by which filters of the inbox they are found."""

    label: str
    number: int
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Lasting:
    """How long ideas stood in a state: those that have left it. None where none has."""

    label: str
    days: float | None
    ideas: int


@dataclass(frozen=True)
class Line:
    """A Schwerpunkt, by Revier, and its sum."""

    label: str
    cells: list[Number]
    total: Number


@dataclass(frozen=True)
class CrossTable:
    """Schwerpunkt by Revier. Lines and columns add up to the same sum."""

    columns: list[str]
    lines: list[Line]
    totals: list[Number]
    total: Number


def counted_ideas(user) -> QuerySet:
    """What `user` may see of what was really handed in."""
    return ideas_for(user).filter(state__in=sorted(HANDED_IN))


def funnel(ideas: QuerySet) -> list[Number]:
    """How far ideas got. Each step holds the next one."""
    return [
        Number(label, ideas.filter(progress.got_as_far_as(key)).count(), _found(fortschritt=key))
        for key, label in progress.PROGRESS.items()
    ]


def by_focus_area_and_region(ideas: QuerySet) -> CrossTable:
    """One query for the ideas, whatever their number."""
    rows = ideas.order_by().values_list("focus_area", "where", "region").annotate(Count("pk"))
    counts = {(area, where, region): number for area, where, region, number in rows}
    areas = [(each.pk, each.slug, each.title) for each in progress.focus_areas()]
    areas.append((None, progress.UNKNOWN, "Schwerpunkt offen"))
    places = [
        ((Where.ONE.value, each.pk), each.slug, each.name)
        for each in Region.objects.order_by("sort_order")
    ]
    places += [((key.value, None), key.value, label) for key, label in progress.PLACES.items()]
    lines = []
    for area, area_slug, title in areas:
        cells = [
            Number(
                f"{title}, {name}",
                counts.get((area, *place), 0),
                _found(schwerpunkt=area_slug, revier=slug),
            )
            for place, slug, name in places
        ]
        lines.append(Line(title, cells, _sum(title, cells, schwerpunkt=area_slug)))
    totals = [
        _sum(name, [line.cells[position] for line in lines], revier=slug)
        for position, (_, slug, name) in enumerate(places)
    ]
    return CrossTable([name for *_, name in places], lines, totals, _sum("Summe", totals))


def _sum(label: str, numbers: Iterable[Number], **parameters: str) -> Number:
    return Number(label, sum(each.number for each in numbers), _found(**parameters))


def _found(**parameters: str) -> dict[str, str]:
    return {"art": KIND, "fortschritt": progress.RECEIVED} | parameters


def days_in_states(ideas: QuerySet) -> list[Lasting]:
    """The median of the days that ideas stood in each state, all its times together.

    From the log; of when it came in, from the idea."""
    stays: dict[str, dict[str, float]] = {state: {} for state in LASTING}
    since = {
        reference: (IdeaState.NEW.value, at)
        for reference, at in ideas.order_by().values_list("reference", "submitted_at")
    }
    for reference, at, (before, after) in _moves(ideas):
        state, began = since.get(reference, ("", at))
        if state == before and state in stays:
            days = max((at - began).total_seconds(), 0) / SECONDS_OF_A_DAY
            stays[state][reference] = stays[state].get(reference, 0) + days
        since[reference] = (after, at)
    return [
        Lasting(
            label,
            round(median(stays[state].values()), 1) if stays[state] else None,
            len(stays[state]),
        )
        for state, label in LASTING.items()
    ]


def _moves(ideas: QuerySet) -> Iterable[tuple[str, datetime, tuple[str, str]]]:
    """Every move from state to state, in the order in which it was made."""
    entries = AuditEntry.objects.filter(
        kind=KIND,
        action__startswith="ideas.",
        changes__has_key="state",
        reference__in=ideas.order_by().values("reference"),
    )
    for reference, at, changes in entries.order_by("at", "pk").values_list(
        "reference", "at", "changes"
    ):
        match changes["state"]:
            case [str(before), str(after)]:
                yield reference, at, (before, after)
