"""Forgetting: the person is gone from every table, what the tour and the figures need stays."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from exhibitions.bookings.actions import (
    confirm_address,
    confirm_booking,
    decline_booking,
    receive_feedback,
    request_booking,
)
from exhibitions.bookings.models import Booking, LoanContract, SetPart
from exhibitions.bookings.planner import Period
from exhibitions.bookings.states import BookingState
from submissions.models import OutboxMail, Submission
from submissions.retention import due_to_forget, forget, forget_due
from tests.exhibitions.bookings.factories import (
    FRIDAY,
    MONDAY,
    BookingFactory,
    PosterSetFactory,
    details,
)
from tests.factories import png
from tests.submissions.every_table import everything_stored

PERSON = {
    "contact_name": "Kanaria Vogel",
    "contact_email": "kanaria@schule.example",
    "contact_phone": "0351 47110815",
    "street": "Kanarienweg 1",
    "room": "Kanarienzimmer",
    "opening": "Kanarienfest",
    "alternative": "Kanarienwoche",
    "remarks": "Kanarienlied",
}
DELIVERY = {
    "delivery_contact": "Kanaria Hausmeister",
    "delivery_phone": "0351 47110816",
    "delivery_hours": "kanarienfrüh",
    "delivery_helpers": "Kanarienklasse",
    "note": "Kanariennotiz",
}
TRACES = ["anari", "4711081"]


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def trace_in(stored):
    return [trace for trace in TRACES if trace in stored]


@pytest.fixture
def closed_loan(db, administrator):
    """A loan that went all the way, with everything that people wrote."""
    Booking.objects.all().delete()
    PosterSetFactory()
    booking = request_booking(
        details(**PERSON, is_public=True), Period(MONDAY, FRIDAY), by=None, key="a" * 32, digest="d"
    )
    confirm_address(booking)
    confirm_booking(booking, by=administrator, seen="requested")
    LoanContract.objects.create(booking=booking, version=0, pdf=b"%PDF Kanaria Vogel")
    receive_feedback(booking, {"visitors": 120, "source": "counted", "text": "Kanarienlob"})
    Booking.objects.update(**DELIVERY, state=BookingState.CLOSED, forget_on=yesterday())
    return Booking.objects.get()


def test_before_its_time_the_person_is_there_to_be_found(closed_loan):
    assert trace_in(everything_stored()) == TRACES


def test_afterwards_no_table_knows_the_person(closed_loan):
    key = closed_loan.link_key

    assert forget_due() == 1

    stored = everything_stored()
    assert trace_in(stored) == []
    assert key not in stored
    assert not OutboxMail.objects.filter(submission=closed_loan).exists()


def test_the_tour_and_the_figures_stay(closed_loan):
    forget_due()

    booking = Booking.objects.get()
    assert list(Booking.objects.on_tour()) == [booking]
    assert booking.institution == "Beispiel-Oberschule Musterstadt"
    assert (booking.postcode, booking.town) == ("02943", "Weißwasser")
    assert booking.days == (MONDAY, FRIDAY)
    assert booking.institution_type == "oberschule"
    assert booking.feedback.visitors == 120
    assert booking.forgotten_at is not None


def test_notes_and_photos_of_its_condition_are_forgotten(
    closed_loan, django_capture_on_commit_callbacks
):
    report = closed_loan.condition_reports.create(direction="in", note="Kanariennotiz")
    part = SetPart.objects.create(poster_set=closed_loan.poster_set, number="99", name="Tafel")
    finding = report.findings.create(
        part=part, condition="damaged", photo=ContentFile(png(), name="foto.png")
    )

    with django_capture_on_commit_callbacks(execute=True):
        forget(closed_loan)

    assert not finding.photo.storage.exists(finding.photo.name)
    assert trace_in(everything_stored()) == []


def test_a_school_that_is_not_named_on_the_tour_is_forgotten_too(closed_loan):
    Booking.objects.update(is_public=False)

    forget_due()

    booking = Booking.objects.get()
    assert (booking.institution, booking.town, booking.postcode) == ("", "", "")
    assert booking.feedback.visitors == 120


def test_a_refusal_that_named_somebody_is_forgotten_and_stays_a_refusal(db, administrator):
    booking = BookingFactory()
    decline_booking(booking, by=administrator, seen="requested", reason="Liebe Frau Kanaria Vogel")

    forget(Submission.objects.get(pk=booking.pk))

    assert trace_in(everything_stored()) == []
    assert Booking.objects.get(pk=booking.pk).state == BookingState.DECLINED


@pytest.mark.parametrize("state", BookingState)
def test_in_every_state_it_can_be_forgotten(db, state):
    booking = BookingFactory(state=state, contact_name="Kanaria Vogel", forget_on=yesterday())

    forget_due()

    booking.refresh_from_db()
    assert booking.contact_name == ""


def test_what_is_not_due_stays(db):
    booking = BookingFactory(forget_on=timezone.localdate() + timedelta(days=1))

    assert booking.submission_ptr not in due_to_forget()


def test_nobody_is_forgotten_twice(closed_loan):
    assert forget_due() == 1
    assert forget_due() == 0


def test_one_that_cannot_be_forgotten_keeps_no_other(db, caplog):
    Submission.objects.all().delete()
    broken = Submission.objects.create(kind="gone", forget_on=date(2026, 1, 1))
    fine = BookingFactory(forget_on=yesterday())

    assert forget_due() == 1

    fine.refresh_from_db()
    assert fine.contact_name == ""
    assert broken.reference in caplog.text


def test_a_dry_run_says_what_is_due_and_changes_nothing(closed_loan, capsys):
    before = everything_stored()

    call_command("forget_expired", "--dry-run")

    assert capsys.readouterr().out == f"{closed_loan.reference} (booking)\n"
    assert everything_stored() == before


def test_the_command_says_how_many_it_forgot(closed_loan, capsys):
    call_command("forget_expired")

    assert capsys.readouterr().out == "1 Vorgänge vergessen.\n"
