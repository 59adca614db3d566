"""Every calendar entry as a parser reads it; nobody's name and no secret in any of them."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from exhibitions.bookings.actions import cancel_booking, confirm_booking, move_booking
from exhibitions.bookings.calendars import entry_of, team_feed, tour_feed
from exhibitions.bookings.models import Booking
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import BookingState
from submissions.links import path_to, token_of
from submissions.models import OutboxMail
from tests.exhibitions.bookings.factories import FRIDAY, MONDAY, BookingFactory

HOSTILE = [
    "Schule\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Unfug",
    "Schule\r\nX-EVIL:1",
    "Schule, die; mit: Zeichen\\n",
    "Überäußerstöstlichste Müllermühlgräßchen-Oberschule für Völkerverständigung " * 2,
    '"); DROP TABLE',
]
PERSON = {
    "contact_name": "Kanarienvogel Beispiel",
    "contact_email": "kanarienvogel@schule.example",
    "contact_phone": "0351 4711",
    "delivery_contact": "Kanarienvogel Hausmeister",
    "delivery_phone": "0351 4712",
    "remarks": "Kanarienvogel",
    "note": "Kanarienvogel",
}


def only_event(text):
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def all_feeds(booking):
    return {
        "entry": entry_of(booking),
        "cancelled entry": entry_of(booking, cancelled=True),
        "tour": tour_feed([booking], "https://www.example.org/wanderausstellung/termine/"),
        "team": team_feed([booking]),
    }


@pytest.fixture
def loan(poster_set):
    return BookingFactory(
        state=BookingState.CONFIRMED, poster_set=poster_set, is_public=True, **PERSON
    )


def test_an_entry_is_all_day_and_ends_before_the_day_after(loan):
    for text in all_feeds(loan).values():
        _, event = only_event(text)

        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event["DTEND"].params["VALUE"] == "DATE"
        assert event.decoded("DTSTART") == MONDAY
        assert event.decoded("DTEND") == FRIDAY + timedelta(days=1)


def test_a_loan_keeps_its_uid_and_counts_its_changes_until_it_is_cancelled(
    poster_set, administrator
):
    booking = BookingFactory(poster_set=poster_set)
    confirm_booking(booking, by=administrator, seen="requested")
    move_booking(booking, Period(date(2027, 6, 7), date(2027, 6, 18)), seen_version=0)
    move_booking(booking, Period(date(2027, 6, 8), date(2027, 6, 18)), seen_version=1)
    cancel_booking(booking, seen="confirmed")

    texts = OutboxMail.objects.exclude(calendar="").order_by("pk").values_list("calendar")
    read = [only_event(text) for (text,) in texts]

    assert len({str(event["UID"]) for _, event in read}) == 1
    assert [event["SEQUENCE"] for _, event in read] == [0, 1, 2, 3]
    assert [str(calendar["METHOD"]) for calendar, _ in read] == [*["PUBLISH"] * 3, "CANCEL"]
    assert [str(event["STATUS"]) for _, event in read] == [*["CONFIRMED"] * 3, "CANCELLED"]


def test_each_loan_has_a_uid_of_its_own(loan):
    other = BookingFactory(state=BookingState.CONFIRMED)

    events = Calendar.from_ical(tour_feed([loan, other], "https://www.example.org/")).walk("VEVENT")

    assert len({str(event["UID"]) for event in events}) == 2


@pytest.mark.parametrize("institution", HOSTILE)
def test_whatever_a_school_is_called_it_stays_one_entry_of_short_lines(loan, institution):
    Booking.objects.filter(pk=loan.pk).update(institution=institution[:160])
    loan = Booking.objects.get(pk=loan.pk)

    for name, text in all_feeds(loan).items():
        _, event = only_event(text)

        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
        assert "X-EVIL" not in event
        if name in {"tour", "team"}:
            said = str(event["SUMMARY"]).replace("\r\n", "\n")
            assert institution[:160].replace("\r\n", "\n") in said


def test_no_calendar_holds_a_person_or_a_link_that_opens_anything(loan):
    for text in all_feeds(loan).values():
        unfolded = text.replace("\r\n ", "")

        assert "anarienvogel" not in unfolded
        assert "4711" not in unfolded
        assert "4712" not in unfolded
        assert "/vorgang/" not in unfolded
        assert token_of(loan) not in unfolded
        assert path_to(loan) not in unfolded


def test_the_teams_calendar_says_which_set_and_how_far(loan, poster_set):
    _, event = only_event(team_feed([loan]))

    assert str(event["SUMMARY"]).startswith(f"{poster_set}: ")
    assert str(event["SUMMARY"]).endswith("(Zugesagt)")


def test_feeds_say_in_which_zone_they_are_and_what_they_are_called(loan):
    calendar, _ = only_event(tour_feed([loan], "https://www.example.org/"))

    assert str(calendar["X-WR-CALNAME"]) == "Wanderausstellung MISSION SACHSEN 2038"
    assert str(calendar["X-WR-TIMEZONE"]) == "Europe/Berlin"


def test_a_feed_of_nothing_is_a_calendar_all_the_same(rules):
    assert Calendar.from_ical(team_feed([])).walk("VEVENT") == []
