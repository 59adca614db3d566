"""The map of the tour: light, readable, reachable, from nobody else."""

import re
from itertools import combinations

import pytest
from django.template.loader import render_to_string

from exhibitions.geography.places import postcode_points
from exhibitions.geography.projection import HEIGHT, WIDTH
from exhibitions.geography.tour_map import (
    LABELS,
    MARK,
    SCALES,
    TOWNS,
    MapStop,
    TourMap,
    label_box,
)

WEISSWASSER = (51.504, 14.64)
GOERLITZ = (51.155, 14.989)


def stop(number=1, name="Beispiel-Oberschule Musterdorf", point=WEISSWASSER, phase="coming"):
    return MapStop(number, name, *point, phase, f"halt-{number}")


def render(*stops):
    return render_to_string("exhibitions/includes/tour_map.html", {"tour_map": TourMap(stops)})


def many_stops(count):
    points = list(postcode_points().values())[:: len(postcode_points()) // count]
    phases = ["past", "now", "coming"]
    return [
        stop(number, f"Beispiel-Oberschule Nummer {number}", point, phases[number % 3])
        for number, point in enumerate(points[:count], start=1)
    ]


@pytest.fixture
def corners():
    """The corners of the outline."""
    path = TourMap([]).outline
    x, y = map(int, re.match(r"M(\d+) (\d+)", path).groups())
    found = [(x, y)]
    for way, first, second in re.findall(r"([hvl])(-?\d+)(?: (-?\d+))?", path):
        x += 0 if way == "v" else int(first)
        y += {"h": 0, "v": int(first), "l": int(second or 0)}[way]
        found.append((x, y))
    return found


def sides(corners):
    return list(zip(corners, [*corners[1:], corners[0]], strict=True))


def is_inside(x, y, corners):
    crossed = [
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in sides(corners)
    ]
    return sum(crossed) % 2 == 1


def test_the_map_of_forty_stops_is_light():
    html = render(*many_stops(40))

    assert html.count('href="#halt-') == 40
    assert len(html.encode()) <= 40 * 1024


def test_the_empty_map_is_light():
    assert len(render().encode()) <= 30 * 1024


@pytest.mark.parametrize(
    ("phase", "words"), [("past", "vorbei"), ("now", "jetzt hier"), ("coming", "geplant")]
)
def test_every_stop_is_a_link_with_number_name_and_phase_in_words(phase, words):
    html = render(stop(3, phase=phase))

    label = f"Halt 3: Beispiel-Oberschule Musterdorf, {words}"
    assert re.findall(r'<a\s[^>]*href="#halt-3"[^>]*>\s*<title>([^<]*)</title>', html) == [label]
    assert f"tour-map__stop--{phase}" in html


def test_the_phases_differ_in_shape():
    html = render(*many_stops(3))

    drawn = set(re.findall(r'<use class="tour-map__shape" href="#([\w-]+)"', html))
    shapes = dict(re.findall(r'<(?:circle|path) id="(tourkarte-\w+)" (\w+="[^"]+")', html))
    assert drawn == set(shapes)
    assert len(set(shapes.values())) == 3


def test_two_stops_at_one_point_are_both_reachable():
    first, second = TourMap([stop(1), stop(2)]).marks

    assert (first.x, first.y) == (second.x, second.y)
    for scale in SCALES:
        (x1, y1), (x2, y2) = first.centre(scale), second.centre(scale)
        assert max(abs(x1 - x2), abs(y1 - y2)) >= MARK * scale - 0.001
    assert second.is_moved


@pytest.mark.parametrize("stops", [many_stops(40), [stop(n, point=GOERLITZ) for n in range(1, 41)]])
def test_no_mark_covers_another_and_none_leaves_the_map(stops):
    marks = TourMap(stops).marks

    for scale in SCALES:
        centres = [mark.centre(scale) for mark in marks]
        near = [
            pair
            for pair in combinations(centres, 2)
            if max(abs(pair[0][0] - pair[1][0]), abs(pair[0][1] - pair[1][1]))
            < MARK * scale - 0.001
        ]
        half = MARK / 2 * scale
        outside = [
            (x, y)
            for x, y in centres
            if not (half <= x <= WIDTH - half and half <= y <= HEIGHT - half)
        ]
        assert (near, outside) == ([], [])


def test_a_mark_is_24_pixels_wide_on_the_smallest_screen():
    assert MARK * 288 / WIDTH >= 24


def test_the_same_stops_give_the_same_map():
    assert render(*many_stops(40)) == render(*many_stops(40))


def test_a_place_outside_saxony_is_drawn_at_the_edge():
    (mark,) = TourMap([stop(point=(52.52, 13.405))]).marks

    assert mark.centre(1)[1] == MARK / 2
    assert mark.is_moved


def test_the_outline_is_level_upright_or_at_45_degrees(corners):
    slants = {
        (x1 == x2, y1 == y2, abs(x1 - x2) == abs(y1 - y2)) for (x1, y1), (x2, y2) in sides(corners)
    }

    assert slants == {(True, False, False), (False, True, False), (False, False, True)}


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_the_name_of_a_town_stays_clear_of_the_outline(town, corners):
    for side in town.sides:
        for scale in town.scales:
            left, top, right, bottom = label_box(town, LABELS[side], scale)
            edge = [(left + (right - left) * k / 8, y) for k in range(9) for y in (top, bottom)]
            assert [(side, spot) for spot in edge if not is_inside(*spot, corners)] == []


def test_a_name_that_touches_the_outline_would_be_found(corners):
    assert not is_inside(*label_box(TOWNS[0], LABELS["far left"], 1)[:2], corners)


def test_every_town_has_its_name_on_the_empty_map():
    assert [town.town.name for town in TourMap([]).towns if town.label is None] == []


def test_the_name_of_a_city_makes_room_for_a_mark():
    before = {town.town.name: town.label for town in TourMap([]).towns}

    after = {town.town.name: town.label for town in TourMap([stop(point=(51.051, 13.738))]).towns}

    assert (before["Dresden"], after["Dresden"]) == (LABELS["left"], LABELS["far left"])


def test_nothing_is_styled_inline_and_nothing_comes_from_elsewhere():
    html = render(*many_stops(40))

    assert re.findall(r"style=|<style|<script|\son\w+=|//|url\(|<image", html) == []


def test_a_hostile_name_stays_text():
    html = render(stop(name='"><script>alert(1)</script>'))

    assert html.count("<script") == 0
    assert html.count("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;, geplant") == 1


def test_the_map_names_its_sources():
    html = " ".join(render().split())

    assert (
        "Umriss: Natural Earth. Orte: GeoNames (CC BY 4.0). "
        "Postleitzahlen: © OpenStreetMap-Mitwirkende (ODbL)." in html
    )
