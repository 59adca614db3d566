"""The map of the tour: where the exhibition was, is and goes, as numbered marks on Saxony."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product

from exhibitions.geography.places import outline, place_points
from exhibitions.geography.projection import HEIGHT, WIDTH, project

# A mark keeps a square of its own: 25 px on a screen of 320 px, where 960 units take 288 px.
MARK = 84
# On a larger screen map.css draws marks and names smaller, and marks nearer to their places.
SCALES = (1, 0.7, 0.55, 0.45)
EDGE = MARK // 2
RASTER = MARK // 4
DIRECTIONS = [(1, -1), (1, 1), (-1, 1), (-1, -1), (1, 0), (-1, 0), (0, -1), (0, 1)]

LETTER = 23
LINE = 40
BESIDE, BASELINE, ABOVE, BELOW = 20, 14, -22, 50


@dataclass(frozen=True)
class MapStop:
    """A stop of the tour. `phase` is "past", "now" or "coming", `anchor` its id in the list."""

    number: int
    name: str
    latitude: float
    longitude: float
    phase: str
    anchor: str


@dataclass(frozen=True)
class Mark:
    """A stop on the map: its place at x, y; its mark right and down from there."""

    stop: MapStop
    x: int
    y: int
    right: int
    down: int

    @property
    def is_moved(self) -> bool:
        """Whether the mark had to make room, so that a line leads back to its place."""
        return max(abs(self.right), abs(self.down)) > MARK // 8

    def centre(self, scale: float) -> tuple[float, float]:
        """Where the mark stands on a screen of that scale."""
        return self.x + self.right * scale, self.y + self.down * scale


@dataclass(frozen=True)
class Label:
    """Where the name of a town stands, seen from its point, and how it is aligned."""

    x: int
    y: int
    anchor: str


@dataclass(frozen=True)
class Town:
    """A town for orientation, with the sides where its name stays clear of the outline."""

    name: str
    sides: tuple[str, ...]
    is_city: bool = False

    @property
    def scales(self) -> tuple[float, ...]:
        """Of the screens that show it: the smallest shows the cities alone."""
        return SCALES if self.is_city else SCALES[1:]

    @property
    def point(self) -> tuple[int, int]:
        return _unit(*place_points()[self.name][0])


@dataclass(frozen=True)
class TownLabel:
    """A town on the map; without a label where marks leave no room for one."""

    town: Town
    x: int
    y: int
    label: Label | None


LABELS = {
    "right": Label(BESIDE, BASELINE, "start"),
    "left": Label(-BESIDE, BASELINE, "end"),
    "above": Label(0, ABOVE, "middle"),
    "below": Label(0, BELOW, "middle"),
    "far right": Label(BESIDE + 36, BASELINE, "start"),
    "far left": Label(-BESIDE - 36, BASELINE, "end"),
    "far above": Label(0, ABOVE - 30, "middle"),
    "far below": Label(0, BELOW + 30, "middle"),
}
TOWNS = [
    Town("Leipzig", ("right", "far right"), is_city=True),
    Town("Dresden", ("left", "above", "below", "far left", "far above", "far below"), is_city=True),
    Town("Chemnitz", ("right", "below", "far right", "far below"), is_city=True),
    Town("Torgau", ("below", "far below")),
    Town("Hoyerswerda", ("right",)),
    Town("Bautzen", ("left", "right", "above", "below", "far left", "far below")),
    Town("Görlitz", ("left", "far left")),
    Town("Zwickau", ("right", "below", "far right")),
    Town("Plauen", ("right", "below", "far right")),
]


class TourMap:
    """What the template draws: outline, towns for orientation, marks in the order of the stops.

    The marks of stops that lie close together make room for each other; the same stops always
    give the same map.
    """

    view_box = f"0 0 {WIDTH} {HEIGHT}"

    def __init__(self, stops: Iterable[MapStop]) -> None:
        self.outline: str = outline()["path"]
        self.marks: list[Mark] = []
        for stop in stops:
            self.marks.append(self._mark(stop))
        self.towns = [self._label(town) for town in TOWNS]

    def _mark(self, stop: MapStop) -> Mark:
        x, y = _unit(stop.latitude, stop.longitude)
        start = (_within(x, WIDTH), _within(y, HEIGHT))
        around = (Mark(stop, x, y, right - x, down - y) for right, down in _places_around(*start))
        free = (mark for mark in around if self._is_free(mark))
        return next(free, Mark(stop, x, y, start[0] - x, start[1] - y))

    def _is_free(self, mark: Mark) -> bool:
        return not any(_overlap(mark, other, scale) for other in self.marks for scale in SCALES)

    def _label(self, town: Town) -> TownLabel:
        free = (LABELS[side] for side in town.sides if self._has_room(town, LABELS[side]))
        return TownLabel(town, *town.point, next(free, None))

    def _has_room(self, town: Town, label: Label) -> bool:
        return not any(
            _covers(mark, label_box(town, label, scale), scale)
            for mark in self.marks
            for scale in town.scales
        )


def label_box(town: Town, label: Label, scale: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a town's name."""
    width = LETTER * len(town.name)
    left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    x, y = town.point
    return (
        x + left * scale,
        y + (label.y - LINE) * scale,
        x + (left + width) * scale,
        y + (label.y + LINE / 4) * scale,
    )


def _overlap(one: Mark, other: Mark, scale: float) -> bool:
    x1, y1 = one.centre(scale)
    x2, y2 = other.centre(scale)
    # The tolerance is for what floats make of 84 × 0.7.
    return max(abs(x1 - x2), abs(y1 - y2)) < MARK * scale - 0.001


def _covers(mark: Mark, box: tuple[float, float, float, float], scale: float) -> bool:
    x, y = mark.centre(scale)
    half = EDGE * scale
    left, top, right, bottom = box
    return left < x + half and right > x - half and top < y + half and bottom > y - half


def _unit(latitude: float, longitude: float) -> tuple[int, int]:
    """A point in whole units (250 m), which every language writes alike."""
    x, y = project(latitude, longitude)
    return round(x), round(y)


def _within(value: int, size: int) -> int:
    return min(max(value, EDGE), size - EDGE)


def _places_around(x: int, y: int) -> Iterator[tuple[int, int]]:
    """The place itself, then along eight directions, then anywhere, near first."""
    yield x, y
    reach = range(1, 1 + 2 * MARK // RASTER)
    rays = ((x + a * s * RASTER, y + b * s * RASTER) for s in reach for a, b in DIRECTIONS)
    columns, rows = (WIDTH - MARK) // RASTER, (HEIGHT - MARK) // RASTER
    raster = (
        (EDGE + column * RASTER, EDGE + row * RASTER)
        for column, row in product(range(columns + 1), range(rows + 1))
    )
    anywhere = sorted(raster, key=lambda place: (place[0] - x) ** 2 + (place[1] - y) ** 2)
    for place in chain(rays, anywhere):
        if place == (_within(place[0], WIDTH), _within(place[1], HEIGHT)):
            yield place
