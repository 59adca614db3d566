"""The loans of the demonstration keep the rules on any day, are plain examples, write to nobody."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.utils import timezone

from demonstration.checks import no_example_is_lent
from demonstration.loader import Loader
from demonstration.loans import example_loans, remove_example_loans
from exhibitions.bookings.actions import expire_due, finish_due, offer_due, remind_due
from exhibitions.bookings.holidays import SchoolDays
from exhibitions.bookings.models import (
    Booking,
    Closure,
    Feedback,
    LendingRules,
    LoanTerms,
    Occupancy,
    PosterSet,
    Reminder,
)
from exhibitions.bookings.planner import Period, Planner
from exhibitions.bookings.states import AGREED, HOLDING, BookingState
from networks.ideas.models import ConsentText
from submissions.guards import count
from submissions.models import OutboxMail, Submission
from tests.demonstration.content_files import FILES, PAGES, plain, words_in

pytestmark = pytest.mark.django_db

# Within a term, on Christmas Eve, in the winter holidays, in the long summer holidays, after them.
DAYS = ["2026-11-24", "2026-12-24", "2027-02-12", "2027-07-20", "2027-08-23"]
ENTRIES = FILES["loans"]["loans"]


@pytest.fixture(params=DAYS)
def today(request, monkeypatch):
    """The demonstration as if it were loaded on this day, and this day it is."""
    day = date.fromisoformat(request.param)
    real = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *args: real(*args) if args else day)
    remove_example_loans()
    Loader(today=day).load()
    return day


def state_of_everything():
    """Whatever a second load could change."""
    return [
        sorted(model.objects.values_list(*fields))
        for model, fields in [
            (Booking, ("pk", "reference", "state", "first_day", "last_day", "created_at")),
            (Occupancy, ("pk", "poster_set", "start", "end")),
            (PosterSet, ("pk", "name")),
            (LoanTerms, ("pk", "text", "valid_from")),
            (Feedback, ("pk", "visitors")),
            (Reminder, ("pk", "key")),
        ]
    ]


def test_there_are_two_sets_with_the_posters_and_what_belongs_to_them():
    assert [each.name for each in PosterSet.objects.all()] == ["Satz A", "Satz B"]
    for poster_set in PosterSet.objects.all():
        parts = list(poster_set.parts.select_related("poster"))
        assert [part.poster.number for part in parts if part.poster] == [1, 2, 3]
        assert all(part.name.startswith("Beispiel-") for part in parts)
        assert poster_set.value_eur is None


def test_every_entry_finds_its_dates(today):
    assert Booking.objects.count() == len(ENTRIES)
    states = sorted(Booking.objects.values_list("state", flat=True))
    assert states == sorted(entry["state"] for entry in ENTRIES)


def test_the_tour_was_is_and_will_be(today):
    stops = list(Booking.objects.on_tour())
    past = [each for each in stops if each.state == BookingState.CLOSED]
    coming = [each for each in stops if each.state == BookingState.CONFIRMED]

    assert len(past) >= 3
    assert all(each.last_day < today and each.feedback.visitors for each in past)
    assert len(coming) >= 2
    assert all(each.first_day > today for each in coming)
    [now] = [each for each in stops if each.state == BookingState.OUT]
    assert now.first_day < today
    assert now.occupancy.end > today
    assert all(each.latitude and each.longitude and each.district for each in stops)


def test_somebody_who_did_not_agree_is_not_on_the_tour():
    [unnamed] = Booking.objects.in_states(AGREED).filter(is_public=False)

    assert unnamed not in Booking.objects.on_tour()


def test_every_first_and_last_day_is_a_school_day(today):
    school_days = SchoolDays.load()

    for booking in Booking.objects.all():
        assert school_days.is_school_day(booking.first_day), booking.first_day
        assert school_days.is_school_day(booking.last_day), booking.last_day


def test_every_loan_keeps_the_rules_of_the_day_it_was_asked_for(today):
    rules, school_days = LendingRules.load(), SchoolDays.load()

    for booking in Booking.objects.all():
        asked = min(timezone.localdate(booking.created_at), today - timedelta(days=1))
        planner = Planner(rules, school_days, asked)
        assert planner.refusal(Period(*booking.days)) is None, booking


def test_no_set_is_taken_twice_ways_included(today):
    planner = Planner(LendingRules.load(), SchoolDays.load(), today)

    for poster_set in PosterSet.objects.all():
        taken = list(poster_set.occupancies.order_by("start"))
        assert all(before.end <= after.start for before, after in pairwise(taken))
        for each in taken:
            assert (each.start, each.end) == planner.stretch(Period(*each.booking.days))
    assert set(Booking.objects.filter(occupancy=None).values_list("state", flat=True)) == {
        BookingState.WAITING,
        BookingState.DECLINED,
        BookingState.CANCELLED,
    }
    assert not Booking.objects.in_states(HOLDING).filter(occupancy=None).exists()


def test_loading_again_changes_nothing(today):
    before = state_of_everything()

    Loader(today=today).load()
    Loader(today=today + timedelta(days=40)).load()

    assert state_of_everything() == before


def test_nobody_gets_a_mail_and_nothing_is_due_on_the_day(today):
    assert OutboxMail.objects.count() == 0

    done = [expire_due(), offer_due(), remind_due(), finish_due()]

    # What is reported on is closed already, who waits finds nothing, who is near was reminded.
    assert done == [0, 0, 0, 0]
    assert OutboxMail.objects.count() == 0


def test_every_name_is_plainly_an_example():
    for booking in Booking.objects.all():
        assert booking.institution.startswith("Beispiel-")
        assert booking.institution.endswith(" (Beispiel)")
        assert booking.contact_name.endswith(" Beispiel")
        assert booking.contact_email.endswith("@schule.example")
        assert (booking.contact_phone, booking.street) == ("", "Musterweg 1")
    said = [entry.get("feedback", {}).get("text") for entry in ENTRIES]
    said += [entry.get(name) for entry in ENTRIES for name in ("remarks", "reason", "worn")]
    assert all(text.startswith("Beispiel: ") for text in said if text)


def test_the_terms_are_a_template_that_the_law_office_checks():
    terms = LoanTerms.objects.get()

    assert terms.text.startswith("[Platzhalter: Dies ist ein Muster.")
    kinds = [part["kind"] for part in terms.parts]
    assert {*kinds} == {"heading", "paragraph", "list"}
    assert "[Platzhalter: Haftung" in terms.text
    assert "Leichte Spuren vom Gebrauch sind kein Schaden." in terms.text


def test_an_empty_site_gets_it_all():
    Booking.objects.all().delete()
    Closure.objects.all().delete()
    PosterSet.objects.all().delete()
    LoanTerms.objects.all().delete()

    call_command("load_demo", verbosity=0)

    assert PosterSet.objects.count() == 2
    assert LoanTerms.current().version == 1
    assert Booking.objects.count() == len(ENTRIES)


def test_a_site_with_sets_and_loans_of_its_own_gets_none():
    remove_example_loans()
    PosterSet.objects.filter(name="Satz A").update(name="Satz für Grundschulen")

    call_command("load_demo", verbosity=0)

    assert PosterSet.objects.count() == 2
    assert Booking.objects.count() == 0


def test_a_public_site_has_no_example_loans():
    call_command("load_demo", "--without-loans", "--without-ideas", verbosity=0)

    assert example_loans().count() == 0
    assert (Submission.objects.count(), Occupancy.objects.count()) == (0, 0)
    assert PosterSet.objects.count() == 2


def test_examples_and_placeholders_stop_the_deployment():
    ids = [error.id for error in no_example_is_lent(None)]
    assert ids == ["demonstration.E001", *["demonstration.E002"] * 4]

    remove_example_loans()
    LoanTerms.objects.create(text="Von der Rechtsstelle freigegeben.")
    ConsentText.objects.update(text="Von der Rechtsstelle freigegeben.")
    PosterSet.objects.update(depot="Lager", packages="5 Taschen")

    assert no_example_is_lent(None) == []


def test_the_privacy_page_names_the_terms_that_the_rules_begin_with(client):
    text = plain(PAGES["/datenschutz/"])
    shown = client.get("/datenschutz/").text.replace("\N{NO-BREAK SPACE}", " ")
    rules = LendingRules()

    for number in (rules.keep_months, rules.keep_months_without_loan):
        assert f"{number} Monate" in shown
    assert rules.link_days == 90
    assert "neunzig Tage" in text
    assert f"{rules.confirm_hours} Stunden" in text


def test_the_terms_name_the_days_that_the_rules_begin_with():
    rules = LendingRules()
    text = FILES["loans"]["terms"]

    assert f"Bis {rules.free_cancel_days} Tage vor dem ersten Tag" in text
    assert f"Innerhalb von {rules.report_days} Tagen" in text


def test_no_page_still_says_that_lending_is_not_possible():
    for path, page in PAGES.items():
        text = plain(page)
        assert not re.search(r"[Aa]usleih\w*[^.]*noch nicht", text), path
    assert "page:/wanderausstellung/ausleihen/" in " ".join(words_in(PAGES["/wanderausstellung/"]))


def test_the_counter_against_misuse_knows_a_digest_only(monkeypatch):
    keys = []
    monkeypatch.setattr("submissions.guards.cache.add", lambda key, *args, **kw: keys.append(key))

    count("unconfirmed-bookings", "192.0.2.7", seconds=1)

    assert "192.0.2.7" not in "".join(keys)
