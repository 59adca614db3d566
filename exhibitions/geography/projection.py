"""From latitude and longitude to the units of the map: 4 to the kilometre, north is up."""

import math

WIDTH, HEIGHT = 960, 740
WEST, NORTH = 11.75, 51.75  # the upper left corner of the map
UNITS_PER_DEGREE = 444.8  # of latitude: 111.2 km
NARROWER = math.cos(math.radians(50.95))  # a degree of longitude in the middle of Saxony


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point lies on the map.

    Distances along the middle parallel and along every meridian are true; at the northern and the
    southern edge of Saxony east-west distances are off by less than two in a hundred.
    """
    x = (longitude - WEST) * NARROWER * UNITS_PER_DEGREE
    y = (NORTH - latitude) * UNITS_PER_DEGREE
    return round(x, 1), round(y, 1)
