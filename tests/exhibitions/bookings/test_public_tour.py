"""The tour: who agreed to be named, as page, calendar and data."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from exhibitions.bookings.models import Booking, LendingRules, LoanTerms, TourPage
from exhibitions.bookings.states import AGREED, BookingState
from tests.addresses import own_links
from tests.exhibitions.bookings.factories import BookingFactory, LoanTermsFactory, PosterSetFactory
from tests.exhibitions.bookings.public_site import TOUR, words

pytestmark = pytest.mark.django_db
S = BookingState

PAST = {"first_day": date(2026, 11, 2), "last_day": date(2026, 11, 13), "state": S.CLOSED}
NOW = {"first_day": date(2026, 11, 16), "last_day": date(2026, 11, 27), "state": S.OUT}
COMING = {"state": S.CONFIRMED}
PLACE = {"latitude": 51.504, "longitude": 14.64, "is_public": True}


@pytest.fixture
def tour(clock, rules):
    """A stop of each phase."""
    return [
        BookingFactory(institution=f"Schule {name}", **PLACE | days)
        for name, days in (("A", PAST), ("B", NOW), ("C", COMING))
    ]


def test_the_stops_stand_by_phase_each_with_its_mark_on_the_map(client, tour):
    html = client.get(TOUR).text
    text = words(html[: html.index("<figure")] + html[html.index("</figure>") :])

    assert text.index(" Jetzt ") < text.index("Schule B") < text.index("Kommt")
    assert text.index("Kommt") < text.index("Schule C") < text.index("War schon da")
    assert text.index("War schon da") < text.rindex("Schule A")
    assert {*re.findall(r'href="#(halt-\d)"', html)} == {*re.findall(r'id="(halt-\d)"', html)}
    assert len(re.findall(r'id="halt-\d"', html)) == 3


def test_only_who_was_promised_and_agreed_is_named(client, clock, rules):
    for state in BookingState:
        BookingFactory(institution=f"Schule {state}", state=state, **PLACE)
    BookingFactory(institution="Schule im Stillen", state=S.CONFIRMED)
    for address in (TOUR, "/wanderausstellung/termine.ics", "/wanderausstellung/termine.json"):
        named = {*re.findall(r"Schule (\w+)", client.get(address).content.decode())}
        assert named & {*BookingState.values, "im"} == {state.value for state in AGREED}


def test_no_person_is_ever_named(client, tour):
    for address in (TOUR, "/wanderausstellung/termine.ics", "/wanderausstellung/termine.json"):
        content = client.get(address).content.decode()
        for secret in ("Erika", "schule.example", "Musterweg", tour[0].reference):
            assert secret not in content


def test_without_a_stop_the_page_says_so(client, clock, rules):
    response = client.get(TOUR)

    assert response.status_code == 200
    assert "Noch ist kein Halt angekündigt." in words(response.text)
    assert "<figure" not in response.text


def test_an_unpublished_tour_is_not_there(client, tour):
    TourPage.objects.update(live=False)

    assert client.get(TOUR).status_code == 404


def test_many_stops_of_the_past_cost_no_more_queries(client, tour, django_assert_num_queries):
    client.get(TOUR)
    with CaptureQueriesContext(connection) as few:
        client.get(TOUR)
    for year in range(2000, 2026):
        for month in range(1, 5):
            BookingFactory(
                **PLACE
                | {"first_day": date(year, month, 4), "last_day": date(year, month, 15)}
                | {"state": S.CLOSED}
            )
    with django_assert_num_queries(len(few)):
        html = client.get(TOUR).text

    assert html.count('id="halt-') == 107
    assert html.count('href="#halt-') == 40


def test_wagtail_shows_the_page_without_stops(rules):
    html = TourPage.objects.get().make_preview_request().render().content.decode()

    assert "Noch ist kein Halt angekündigt." in words(html)


def test_the_calendar_can_be_subscribed_to(client, tour):
    html = client.get(TOUR).text
    response = client.get("/wanderausstellung/termine.ics")

    assert 'href="webcal://' in html
    assert "/wanderausstellung/termine.ics" in own_links(html)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "s-maxage" in response["Cache-Control"]
    calendar = Calendar.from_ical(response.content)
    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == [
        f"Wanderausstellung: Schule {name}, Weißwasser" for name in "ABC"
    ]
    assert max(map(len, response.content.split(b"\r\n"))) <= 75


def test_the_data_are_open(client, tour):
    tour[2].district = "goerlitz"
    tour[2].save()
    response = client.get("/wanderausstellung/termine.json")
    data = json.loads(response.content)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.cookies == {}
    assert "Zero" in data["lizenz"]["name"]
    assert [stop["phase"] for stop in data["termine"]] == ["vorbei", "jetzt", "geplant"]
    assert data["termine"][2] == {
        "name": "Schule C",
        "art": "Gymnasium",
        "ort": "Weißwasser",
        "kreis": "Landkreis Görlitz",
        "erster_tag": "2027-04-12",
        "letzter_tag": "2027-04-23",
        "phase": "geplant",
        "breite": 51.504,
        "laenge": 14.64,
    }


def test_the_team_subscribes_with_a_key_that_can_be_renewed(client, clock, rules):
    BookingFactory(institution="Schule A", state=S.REQUESTED, poster_set=PosterSetFactory())
    key = LendingRules.load().feed_key
    response = client.get(f"/vorgang/ausleihe-kalender/{key}/")

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert b"Schule A" in response.content.replace(b"\r\n ", b"")
    assert b"Erika" not in response.content
    for wrong in (key[:-1], "x", "ä" * 32):
        assert client.get(f"/vorgang/ausleihe-kalender/{wrong}/").status_code == 404


# --- Pages around it --------------------------------------------------------------------------


def test_the_exhibition_leads_to_all_its_pages_and_the_next_stops(client, tour):
    html = client.get("/wanderausstellung/").text
    ways = {
        f"/wanderausstellung/{name}/" for name in ("ausleihen", "termine", "material", "aufbau")
    }

    assert ways <= own_links(html)
    assert "Schule B" in words(html)
    assert "Schule A" not in words(html)


def test_an_unpublished_way_is_not_offered(client, rules):
    TourPage.objects.get().unpublish()

    html = client.get("/wanderausstellung/").text
    assert "Wo sie Halt macht" not in html


def test_a_poster_has_a_code_to_print(client, db):
    html = client.get("/wanderausstellung/poster/1/").text
    response = client.get("/p/1.svg")

    assert "/p/1.svg" in own_links(html)
    assert {"/wanderausstellung/ausleihen/", TOUR} <= own_links(html)
    assert response["Content-Type"] == "image/svg+xml"
    assert b"/p/1</title>" in response.content
    for nothing in ("/p/999.svg", "/p/99999999999.svg"):
        assert client.get(nothing).status_code == 404


def test_terms_show_the_version_that_holds_and_earlier_ones(client, rules):
    Booking.objects.all().delete()
    LoanTerms.objects.all().delete()
    LoanTermsFactory(text="## Erstens\n\n- alt")
    LoanTermsFactory(text="## Zweitens\n\n- <b>neu</b>")
    address = "/wanderausstellung/leihbedingungen/"
    current, old = client.get(address).text, client.get(f"{address}?fassung=1").text

    assert "&lt;b&gt;neu&lt;/b&gt;" in current
    assert "Dies ist nicht die Fassung, die heute gilt." not in words(current)
    assert "alt" in words(old)
    assert "Dies ist nicht die Fassung, die heute gilt." in words(old)
    for odd in ("0", "99999999", "x", "%00", "²"):
        assert "&lt;b&gt;neu" in client.get(f"{address}?fassung={odd}").text
