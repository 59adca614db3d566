"""What a school does: asks, confirms, takes an offer. What keeps it from asking too often."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import ModelLogEntry

from exhibitions.bookings.actions import (
    AskedBefore,
    LimitReached,
    NotAvailable,
    Overtaken,
    RuleBroken,
    SentBefore,
    accept_offer,
    confirm_address,
    remind_due,
    request_booking,
    send_link_again,
)
from exhibitions.bookings.models import Booking, Occupancy
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import HOLDING, BookingState
from submissions.models import OutboxMail, Stage
from tests.exhibitions.bookings.factories import (
    FRIDAY,
    MONDAY,
    BookingFactory,
    LoanTermsFactory,
    PosterSetFactory,
    details,
    mails_to,
)

GOOD = Period(MONDAY, FRIDAY)
KEY = "a" * 32
IN_JUNE = {"first_day": date(2027, 6, 7), "last_day": date(2027, 6, 18)}


def history(booking):
    return [entry.action for entry in ModelLogEntry.objects.filter(object_id=booking.pk)][::-1]


def test_a_request_takes_the_set_and_waits_for_its_address(poster_set, clock):
    booking = request_booking(details(), GOOD)

    assert booking.state == BookingState.UNCONFIRMED
    assert booking.stage == Stage.ARRIVING
    assert booking.hold_until == clock.now + timedelta(hours=48)
    assert booking.forget_on == date(2028, 4, 23)
    taken = Occupancy.objects.get()
    assert (taken.booking, taken.poster_set) == (booking, poster_set)
    assert (taken.start, taken.end) == (date(2027, 4, 9), date(2027, 4, 28))
    assert mails_to(booking) == ["booking.received"]
    assert history(booking) == ["bookings.request"]


def test_a_request_keeps_the_terms_that_hold_today(poster_set):
    LoanTermsFactory(valid_from=date(2027, 1, 1))
    today = LoanTermsFactory(valid_from=date(2026, 11, 1))

    assert request_booking(details(), GOOD).terms == today


def test_a_request_is_found_on_the_map(poster_set):
    booking = request_booking(details(town="Weißwasser", postcode="02943"), GOOD)

    assert booking.latitude == pytest.approx(51.5, abs=0.05)
    assert booking.longitude == pytest.approx(14.64, abs=0.05)


def test_the_history_holds_no_person(poster_set, administrator):
    booking = request_booking(details(), GOOD)
    confirm_address(booking)

    said = str(list(ModelLogEntry.objects.filter(object_id=booking.pk).values()))
    assert "bookings.confirm_address" in said
    for word in ("Erika", "sekretariat", "Musterweg", "Beispiel-Oberschule"):
        assert word not in said


def test_what_breaks_a_rule_is_refused_and_leaves_nothing(poster_set):
    with pytest.raises(RuleBroken) as refused:
        request_booking(details(), Period(date(2027, 4, 10), FRIDAY))

    assert refused.value.refusal.field == "first_day"
    assert Booking.objects.count() == OutboxMail.objects.count() == 0


def test_what_is_taken_is_refused_with_alternatives_and_leaves_nothing(poster_set):
    BookingFactory(poster_set=poster_set)

    with pytest.raises(NotAvailable, match="inzwischen vergeben") as refused:
        request_booking(details(), GOOD)

    assert len(refused.value.alternatives) == 3
    assert Booking.objects.count() == 1
    assert OutboxMail.objects.count() == 0


def test_the_same_form_sent_again_gives_the_same_loan(poster_set):
    first = request_booking(details(), GOOD, key=KEY, digest="d", visitor="192.0.2.1")
    again = request_booking(details(), GOOD, key=KEY, digest="d", visitor="192.0.2.1")

    assert again == first
    assert mails_to(first) == ["booking.received"]


def test_the_same_form_with_other_words_is_refused_with_the_first_reference(poster_set):
    first = request_booking(details(), GOOD, key=KEY, digest="d")

    with pytest.raises(SentBefore, match=first.reference):
        request_booking(details(), GOOD, key=KEY, digest="other")


SAME_SCHOOL = [
    {"contact_email": "Sekretariat@Schule.Example", "institution": "Anders geschrieben"},
    {"contact_email": "andere@schule.example", "institution": "beispiel-oberschule MUSTERSTADT"},
]
NEXT_DAYS = Period(FRIDAY, date(2027, 5, 5))  # one day is in both


@pytest.mark.parametrize("said", SAME_SCHOOL)
@pytest.mark.parametrize("state", sorted(HOLDING))
def test_a_school_has_the_exhibition_once_at_a_time(poster_set, said, state):
    PosterSetFactory()
    first = BookingFactory(**details(), poster_set=poster_set, state=state)

    with pytest.raises(AskedBefore, match="Für diese Tage liegt schon Ihre Anfrage vor") as refused:
        request_booking(details(**said), NEXT_DAYS)
    with pytest.raises(AskedBefore, match="Für diese Tage liegt schon Ihre Anfrage vor"):
        request_booking(details(**said), NEXT_DAYS, waits_until=date(2027, 6, 30))

    assert first.reference not in str(refused.value)
    assert Booking.objects.get() == first
    assert OutboxMail.objects.count() == 0


def test_who_has_the_only_set_hears_that_and_not_that_it_is_taken(poster_set):
    request_booking(details(), GOOD)

    with pytest.raises(AskedBefore):
        request_booking(details(), GOOD)


def test_other_days_another_school_and_what_is_over_are_no_second_request(poster_set):
    PosterSetFactory()
    BookingFactory(**details(), poster_set=poster_set)
    BookingFactory(**details(), state=BookingState.RETURNED, **IN_JUNE)
    elsewhere = details(contact_email="b@schule.example", postcode="01067")

    assert request_booking(elsewhere, GOOD).pk
    assert request_booking(details(), Period(date(2027, 6, 7), date(2027, 6, 18))).pk


def test_a_school_waits_once_for_the_same_days(poster_set):
    request_booking(details(), GOOD, waits_until=date(2027, 6, 30))

    with pytest.raises(AskedBefore, match="schon Ihr Eintrag auf der Warteliste vor"):
        request_booking(details(), GOOD, waits_until=date(2027, 6, 18))

    assert request_booking(details(), GOOD).state == BookingState.UNCONFIRMED


def test_the_team_gives_a_school_two_sets_when_it_means_to(poster_set, administrator):
    PosterSetFactory()
    BookingFactory(**details(), poster_set=poster_set)

    assert request_booking(details(), GOOD, by=administrator).pk


@pytest.mark.parametrize("address", ["sekretariat@schule.example", "Sekretariat@Schule.Example"])
def test_a_third_open_request_of_one_address_is_refused(poster_set, address):
    for institution in ("Eine", "Andere"):
        BookingFactory(
            contact_email="sekretariat@schule.example", institution=institution, **IN_JUNE
        )

    with pytest.raises(LimitReached, match="E-Mail-Adresse sind schon 2 Anfragen offen"):
        request_booking(details(contact_email=address), GOOD)


def test_a_third_open_request_of_one_institution_is_refused(poster_set):
    for _ in range(2):
        BookingFactory(institution="beispiel-oberschule MUSTERSTADT", **IN_JUNE)

    with pytest.raises(LimitReached, match="Für diese Einrichtung"):
        request_booking(details(), GOOD)


def test_what_is_over_counts_for_no_limit(poster_set):
    for state in (BookingState.CANCELLED, BookingState.EXPIRED, BookingState.CLOSED):
        BookingFactory(contact_email="sekretariat@schule.example", state=state)

    assert request_booking(details(), GOOD).pk


def test_too_many_unconfirmed_requests_of_one_visitor_are_refused(poster_set, rules):
    rules.unconfirmed_per_visitor = 1
    rules.save()
    request_booking(details(), GOOD, visitor="192.0.2.1")
    elsewhere = details(contact_email="b@schule.example", institution="B")
    later = Period(date(2027, 6, 7), date(2027, 6, 18))

    with pytest.raises(LimitReached, match="Internetanschluss"):
        request_booking(elsewhere, later, visitor="192.0.2.1")

    assert request_booking(elsewhere, later, visitor="192.0.2.2").pk


def test_no_visitors_address_is_kept(poster_set):
    request_booking(details(), GOOD, visitor="192.0.2.1")

    assert "192.0.2.1" not in str(cache._cache)


def test_the_team_enters_a_loan_without_rules_limits_and_mail(poster_set, administrator):
    tomorrow = Period(date(2026, 11, 25), date(2026, 11, 26))

    booking = request_booking(details(), tomorrow, by=administrator)

    assert booking.state == BookingState.REQUESTED
    assert booking.hold_until is None
    assert mails_to(booking) == []
    assert Occupancy.objects.get().booking == booking


@pytest.mark.parametrize(
    "period", [Period(FRIDAY, MONDAY), Period(date(2035, 4, 2), date(2035, 4, 6))]
)
def test_even_the_team_cannot_enter_what_cannot_be(poster_set, administrator, period):
    with pytest.raises(RuleBroken):
        request_booking(details(), period, by=administrator)


def test_the_team_puts_a_school_on_the_waiting_list_without_taking_a_set(poster_set, administrator):
    booking = request_booking(details(), GOOD, by=administrator, waits_until=date(2027, 6, 30))

    assert booking.state == BookingState.WAITING
    assert booking.confirmed_address_at is not None
    assert not Occupancy.objects.exists()


def test_a_confirmed_address_makes_a_request_that_the_team_hears_of(poster_set):
    booking = request_booking(details(), GOOD)

    confirm_address(booking)

    assert booking.state == BookingState.REQUESTED
    assert booking.stage == Stage.NEW
    assert booking.hold_until is None
    assert mails_to(booking) == ["booking.received", "booking.requested", "team.requested"]
    assert OutboxMail.objects.get(key="team.requested").recipient == "team@example.org"
    booking.refresh_from_db()
    assert booking.due == date(2026, 11, 27)


def test_an_address_confirmed_twice_is_confirmed_once(poster_set):
    booking = request_booking(details(), GOOD)
    same = Booking.objects.get()
    confirm_address(booking)

    confirm_address(booking)
    confirm_address(same)

    assert mails_to(booking).count("booking.requested") == 1


def test_an_expired_request_cannot_be_confirmed(poster_set):
    booking = BookingFactory(state=BookingState.UNCONFIRMED)
    Booking.objects.update(state=BookingState.EXPIRED, hold_until=None)

    with pytest.raises(Overtaken, match="Verfallen"):
        confirm_address(booking)


def test_on_the_waiting_list_the_address_is_confirmed_too(poster_set):
    booking = request_booking(details(), GOOD, waits_until=date(2027, 6, 30))

    confirm_address(booking)
    confirm_address(booking)

    assert booking.state == BookingState.WAITING
    assert mails_to(booking) == ["waiting.received", "waiting.listed"]
    assert booking.forget_on == date(2028, 6, 30)


def test_an_offer_taken_is_a_request_and_kept_as_long_as_one(poster_set):
    booking = BookingFactory(
        state=BookingState.OFFERED, poster_set=poster_set, waits_until=date(2027, 6, 30)
    )

    accept_offer(booking)
    accept_offer(booking)

    booking.refresh_from_db()
    assert booking.state == BookingState.REQUESTED
    assert booking.waits_until is None
    assert booking.forget_on == date(2028, 4, 23)
    assert mails_to(booking) == ["waiting.accepted", "team.requested"]


def test_the_days_until_the_answer_count_from_the_offer_on(poster_set, clock):
    booking = BookingFactory(state=BookingState.OFFERED, poster_set=poster_set)
    clock.pass_by(days=60)
    Booking.objects.update(hold_until=timezone.now() + timedelta(hours=1))

    accept_offer(booking)

    booking.refresh_from_db()
    assert booking.due > timezone.localdate()
    assert remind_due() == 0


def test_an_offer_that_is_over_cannot_be_taken(poster_set):
    booking = BookingFactory(state=BookingState.OFFERED)
    Booking.objects.update(state=BookingState.EXPIRED, hold_until=None)

    with pytest.raises(Overtaken):
        accept_offer(booking)


def test_the_link_is_sent_again_once_a_day_for_all_that_is_not_over(poster_set):
    open_one = BookingFactory(contact_email="a@schule.example")
    over = BookingFactory(contact_email="a@schule.example", state=BookingState.EXPIRED)

    send_link_again("A@schule.example")
    send_link_again("a@schule.example")

    assert mails_to(open_one) == ["booking.link"]
    assert mails_to(over) == []


def test_the_link_of_an_unknown_address_is_sent_to_nobody(poster_set):
    send_link_again("unbekannt@schule.example")

    assert OutboxMail.objects.count() == 0
