"""What is searched for, beside what editors have already told the search about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from german.wanted import places_of_expressions
from search.meaning import stems_of
from search.models import Promotion, SearchedQuery, SynonymGroup

PERIODS = (7, 30, 180)  # days; no query is kept for longer
USUAL_PERIOD = 30
MOST_ROWS = 50


class Told:
    """Synonyms and promoted pages, by the words that they are for. Two queries for all rows."""

    def __init__(self):
        self._promotions: dict[frozenset[str], list[Promotion]] = defaultdict(list)
        for promotion in Promotion.objects.select_related("page"):
            self._promotions[frozenset(stems_of(promotion.query))].append(promotion)
        self._groups: dict[tuple[str, ...], dict[SynonymGroup, None]] = defaultdict(dict)
        for group in SynonymGroup.objects.all():
            for member in group.members:
                self._groups[stems_of(member)][group] = None
        self._longest = max(map(len, self._groups), default=0)

    def promotions_for(self, query: str) -> list[Promotion]:
        """The pages that go first for this."""
        return self._promotions.get(frozenset(stems_of(query)), [])

    def synonyms_for(self, query: str) -> list[SynonymGroup]:
        """The groups of which an expression stands in this."""
        stems = stems_of(query)
        found: dict[SynonymGroup, None] = {}
        for places in places_of_expressions(len(stems), self._longest):
            found |= self._groups.get(stems[places.start : places.stop], {})
        return list(found)


@dataclass(frozen=True)
class Line:
    """A query of the report."""

    query: str
    times: int
    hits: int
    last_day: date
    promotions: list[Promotion]
    synonyms: list[SynonymGroup]


@dataclass(frozen=True)
class Listed:
    """The most frequent queries, and whether there are more."""

    lines: list[Line]
    is_cut: bool


@dataclass(frozen=True)
class Report:
    """What was searched for in a period."""

    most_frequent: Listed
    without_hits: Listed


def report(days: int) -> Report:
    """The report of the last days. Its number of queries does not depend on what was asked."""
    told = Told()
    asked = SearchedQuery.objects.of_the_last(days).summed()
    return Report(_listed(asked, told), _listed(asked.filter(found=0), told))


def all_rows(days: int) -> Iterable[list]:
    """Every query of the period, for a file."""
    for row in SearchedQuery.objects.of_the_last(days).summed().iterator():
        yield [row["query"], row["asked"], row["found"], row["last_day"]]


def _listed(asked, told: Told) -> Listed:
    rows = list(asked[: MOST_ROWS + 1])
    return Listed([_line(row, told) for row in rows[:MOST_ROWS]], len(rows) > MOST_ROWS)


def _line(row: Mapping[str, Any], told: Told) -> Line:
    return Line(
        query=row["query"],
        times=row["asked"],
        hits=row["found"],
        last_day=row["last_day"],
        promotions=told.promotions_for(row["query"]),
        synonyms=told.synonyms_for(row["query"]),
    )
