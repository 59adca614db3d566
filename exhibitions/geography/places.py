"""Where a school lies: found from its town and postcode, without asking anybody."""

import json
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import TextChoices

from exhibitions.geography.projection import project

FOLDER = Path(__file__).resolve().parent
# Farther from its postcode than any postcode of Saxony is wide, a name means another village.
SAME_NAME_ELSEWHERE = 30  # km
UNITS_PER_KILOMETRE = 4
SLACK = 0.1  # degrees: the outline is up to 10 km off

_umlauts = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_spelled_out = {"sankt": "st", "kurort": ""}
_part_of_town = re.compile(r"[,;/(]|\s-\s|\b(?:OT|Ortsteil)\b", re.IGNORECASE)


class PlaceSource(TextChoices):
    """How a place was found."""

    PLACE = "place", "aus dem Ortsnamen"
    POSTCODE = "postcode", "aus der Postleitzahl"
    HAND = "hand", "von Hand gesetzt"


@dataclass(frozen=True)
class Place:
    """A point on the map and how we know it."""

    latitude: float
    longitude: float
    source: PlaceSource


def locate(town: str, postcode: str) -> Place | None:
    """The point of a town in Saxony, else of its postcode; None where neither is known.

    A name that several places bear, or one far from the postcode, is decided by the postcode;
    without a known postcode a doubled name stays a question.
    """
    centroid = postcode_points().get(re.sub(r"\D", "", postcode))
    for key in _spellings(town):
        points = _points_by_key().get(key)
        if points:
            point = _named(points, centroid)
            return Place(*point, PlaceSource.PLACE) if point else _at(centroid)
    return _at(centroid)


def is_in_saxony(latitude: float, longitude: float) -> bool:
    """Whether a point lies in the rectangle around Saxony, with about 10 km of slack.

    Finds swapped or mistyped numbers. It does not know the border: Cottbus is out, Altenburg in.
    """
    box = outline()
    return (
        box["south"] - SLACK <= latitude <= box["north"] + SLACK
        and box["west"] - SLACK <= longitude <= box["east"] + SLACK
    )


@cache
def outline() -> dict:
    """South, west, north and east of Saxony, and its outline as the path of an SVG."""
    return _read("outline")


@cache
def place_points() -> dict[str, list[tuple[float, float]]]:
    """The places of Saxony: name to the points that bear it."""
    return {name: [tuple(point) for point in points] for name, points in _read("places").items()}


@cache
def postcode_points() -> dict[str, tuple[float, float]]:
    """The postcodes of Saxony: number to its centroid."""
    return {postcode: tuple(point) for postcode, point in _read("postcodes").items()}


def _read(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def _at(point: tuple[float, float] | None) -> Place | None:
    return Place(*point, PlaceSource.POSTCODE) if point else None


def _named(points, centroid) -> tuple[float, float] | None:
    if centroid is None:
        return points[0] if len(points) == 1 else None
    nearest = min(points, key=lambda point: _kilometres(point, centroid))
    return nearest if _kilometres(nearest, centroid) <= SAME_NAME_ELSEWHERE else None


def _kilometres(one, other) -> float:
    return math.dist(project(*one), project(*other)) / UNITS_PER_KILOMETRE


@cache
def _points_by_key() -> dict[str, list[tuple[float, float]]]:
    """Every place under its full name; under its first words where that is nobody's full name."""
    full: dict[str, list] = {}
    short: dict[str, list] = {}
    for name, points in place_points().items():
        first, *shorter = _spellings(name)
        full.setdefault(first, []).extend(points)
        for key in shorter:
            short.setdefault(key, []).extend(points)
    return short | full


def _spellings(town: str) -> Iterator[str]:
    """The keys of a name, the fullest first: "Görlitz, OT Weinhübel" is also "Görlitz"."""
    words = _key(town).split()
    yield " ".join(words)
    words = _key(_part_of_town.split(town, maxsplit=1)[0]).split()
    while words and words != ["bad"]:
        yield " ".join(words)
        words.pop()


def _key(name: str) -> str:
    """A name without case, umlauts, hyphens and extra blanks."""
    composed = unicodedata.normalize("NFC", name).casefold().translate(_umlauts)
    letters = unicodedata.normalize("NFKD", composed)
    words = re.findall(r"[a-z]+", "".join(c for c in letters if not unicodedata.combining(c)))
    return " ".join(filter(None, (_spelled_out.get(word, word) for word in words)))
