"""How good the search is on the judged queries: what `script/bench` prints and CI holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean

import yaml

from search.asking import search
from search.filters import Filters

FIRST = 5  # hits in which the best pages should be
_file = Path(__file__).with_name("queries.yaml")


@dataclass(frozen=True)
class Judgement:
    """What somebody types, and the pages that she would want first."""

    query: str
    about: str  # what makes it hard
    part: str  # "tune", or "held_out": never looked at
    best: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """A judged query and the addresses that were found for it, the first ones."""

    judgement: Judgement
    found: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of the best pages within the first five hits, 0 to 1."""
        best = self.judgement.best
        return sum(address in self.found[:FIRST] for address in best) / len(best)

    @property
    def reciprocal_rank(self) -> float:
        """1 if a best page is the first hit, 1/2 if the second …; 0 if none is within ten."""
        ranks = [rank for rank, url in enumerate(self.found, 1) if url in self.judgement.best]
        return 1 / min(ranks) if ranks else 0


@dataclass(frozen=True)
class Figures:
    """Means over some queries."""

    queries: int
    recall: float
    mrr: float  # mean reciprocal rank


@cache
def judgements(part: str) -> tuple[Judgement, ...]:
    """The judged queries of one part."""
    entries = yaml.safe_load(_file.read_text("utf-8"))["queries"]
    return tuple(
        Judgement(entry["query"], entry["about"], entry["part"], tuple(entry["best"]))
        for entry in entries
        if entry["part"] == part
    )


def measure(part: str) -> list[Measured]:
    """Ask every query of a part, of the engine that the site has."""
    return [
        Measured(each, tuple(hit.url for hit in search(each.query, Filters(), 1).hits))
        for each in judgements(part)
    ]


def figures(measured: Iterable[Measured]) -> Figures:
    """The means of what was measured."""
    measured = list(measured)
    return Figures(
        len(measured),
        mean(each.recall for each in measured),
        mean(each.reciprocal_rank for each in measured),
    )
