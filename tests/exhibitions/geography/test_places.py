"""From a school's address to a point on the map."""

import math

import pytest

from exhibitions.geography.places import (
    Place,
    PlaceSource,
    is_in_saxony,
    locate,
    outline,
    place_points,
    postcode_points,
)
from exhibitions.geography.projection import project

WEISSWASSER = (51.504, 14.640)


def kilometres(place, point):
    return math.dist(project(place.latitude, place.longitude), project(*point)) / 4


def test_weisswasser_is_found_by_its_name_and_not_by_the_far_centroid_of_its_postcode():
    place = locate("Weißwasser", "02943")

    assert place.source == PlaceSource.PLACE
    assert kilometres(place, WEISSWASSER) < 4
    assert kilometres(place, postcode_points()["02943"]) > 4


@pytest.mark.parametrize(
    "town",
    [
        "Weißwasser/O.L.",
        "Weißwasser/Oberlausitz",
        "Weißwasser (O.L.)",
        "weisswasser",
        "WEISSWASSER",
        "  Weißwasser \t O. L. ",
    ],
)
def test_weisswasser_is_found_however_it_is_written(town):
    assert locate(town, "02943") == locate("Weißwasser", "02943")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Goerlitz", "Görlitz"),
        ("Go\u0308rlitz", "Görlitz"),
        ("Görlitz, OT Weinhübel", "Görlitz"),
        ("Görlitz OT Weinhübel", "Görlitz"),
        ("Görlitz - Weinhübel", "Görlitz"),
        ("Löbau", "Löbau"),
        ("Loebau", "Löbau"),
        ("Doebeln", "Döbeln"),
        ("Meißen", "Meißen"),
        ("Meissen", "Meißen"),
        ("Grossenhain", "Großenhain"),
        ("Großpostwitz/O.L.", "Großpostwitz"),
        ("Limbach Oberfrohna", "Limbach-Oberfrohna"),
        ("Limbach - Oberfrohna", "Limbach-Oberfrohna"),
        ("St. Egidien", "Sankt Egidien"),
        ("Oybin", "Kurort Oybin"),
        ("Bad  Düben", "Bad Düben"),
        ("Neustadt", "Neustadt in Sachsen"),
    ],
)
def test_a_name_is_found_in_every_spelling(written, name):
    place = locate(written, "01844" if name.startswith("Neustadt") else "")

    assert [(place.latitude, place.longitude)] == place_points()[name]
    assert place.source == PlaceSource.PLACE


def test_a_doubled_name_is_the_one_near_the_postcode():
    near_hoyerswerda = locate("Bernsdorf", "02994")
    near_zwickau = locate("Bernsdorf", "09337")

    assert near_hoyerswerda == Place(51.373, 14.069, PlaceSource.PLACE)
    assert near_zwickau == Place(50.767, 12.667, PlaceSource.PLACE)


def test_a_doubled_name_without_a_known_postcode_stays_a_question():
    assert locate("Bernsdorf", "99999") is None


def test_a_name_far_from_its_postcode_is_another_village_of_that_name():
    assert locate("Bad Muskau", "08523") == locate("", "08523")


def test_an_unknown_village_is_found_by_its_postcode():
    assert locate("Kleinstdorf", " 02943 ") == Place(
        *postcode_points()["02943"], PlaceSource.POSTCODE
    )


@pytest.mark.parametrize(
    ("town", "postcode"),
    [
        ("Kleinstdorf", "99999"),
        ("", ""),
        (" ", "0"),
        ("Bad", ""),
        ("12345", "x"),
        ("Cottbus", "03046"),
    ],
)
def test_what_nobody_knows_is_no_place(town, postcode):
    assert locate(town, postcode) is None


def test_a_known_town_with_an_unknown_postcode_is_found_by_its_name():
    assert locate("Weißwasser", "99999").source == PlaceSource.PLACE


def test_an_editor_reads_how_a_place_was_found():
    assert PlaceSource.labels == ["aus dem Ortsnamen", "aus der Postleitzahl", "von Hand gesetzt"]


def test_every_place_and_postcode_lies_in_the_rectangle_of_saxony():
    points = [*postcode_points().values(), *(p for ps in place_points().values() for p in ps)]
    box = outline()

    assert len(points) > 850
    assert [point for point in points if not is_in_saxony(*point)] == []
    assert (box["south"], box["west"], box["north"], box["east"]) == (50.161, 11.897, 51.67, 15.022)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(0, 0), (14.64, 51.504), (52.52, 13.405), (51.78, 14.33)]
)
def test_nowhere_swapped_numbers_berlin_and_cottbus_are_not_in_saxony(latitude, longitude):
    assert not is_in_saxony(latitude, longitude)
