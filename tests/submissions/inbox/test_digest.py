"""One mail a day at most, and nothing in it that a sender wrote."""

import pytest
from django.core import mail
from django.utils import timezone

from submissions import due_jobs
from submissions.correspondence import mark_read, notify
from submissions.inbox.digest import DIGEST, send_digests
from submissions.models import Notice, OutboxMail
from submissions.retention import forget
from tests.exhibitions.bookings.conftest import Clock
from tests.exhibitions.bookings.factories import BookingFactory, send_all
from tests.submissions.inbox.kinds import OnlyThese, loans_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def booking(clock, empty):
    return BookingFactory(
        institution="Geheime Schule",
        town="Geheimstadt",
        contact_name="Gustav Geheimrat",
        contact_email="geheim@x.example",
    )


def digests() -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(key=DIGEST).order_by("pk"))


def test_it_holds_number_occasion_and_link_and_nothing_of_the_sender(booking, worker):
    other = BookingFactory()
    notify(worker, booking, Notice.About.ASSIGNED)
    notify(worker, booking, Notice.About.MENTIONED)
    notify(worker, other, Notice.About.ANSWERED)

    assert due_jobs._jobs["digest"]() == 1

    (digest,) = digests()
    assert digest.recipient == worker.email
    assert digest.subject == "Eingang: Neues für Sie (2)"
    assert f"{booking.reference}: Ihnen zugewiesen, Sie wurden erwähnt\nhttp" in digest.body
    assert f"{other.reference}: Antwort eingegangen" in digest.body
    assert f"/admin/ausleihe/vorgaenge/inspect/{booking.pk}/" in digest.body
    assert "eheim" not in digest.subject + digest.body
    send_all()
    assert [each.to for each in mail.outbox] == [[worker.email]]


def test_there_is_one_a_day_and_the_rest_comes_the_next_day(booking, worker, clock):
    notify(worker, booking, Notice.About.ASSIGNED)
    assert (send_digests(), send_digests()) == (1, 0)

    clock.pass_by(hours=3)
    notify(worker, booking, Notice.About.MENTIONED)
    assert send_digests() == 0
    clock.pass_by(hours=21)
    assert send_digests() == 1

    assert "Sie wurden erwähnt" in digests()[1].body
    assert "Ihnen zugewiesen" not in digests()[1].body


def test_when_nothing_happened_nothing_is_sent(worker, clock):
    assert send_digests() == 0
    assert digests() == []


def test_nobody_is_woken_at_night(booking, worker, clock):
    notify(worker, booking, Notice.About.ASSIGNED)
    clock.pass_by(hours=-6)  # four o'clock

    assert send_digests() == 0
    clock.pass_by(hours=6)
    assert send_digests() == 1


def test_what_she_has_looked_at_since_is_left_out(booking, worker, clock):
    notify(worker, booking, Notice.About.ASSIGNED)
    Notice.objects.update(created_at=clock.now)
    clock.pass_by(minutes=5)
    mark_read(booking, worker)

    assert send_digests() == 0
    clock.pass_by(minutes=5)
    notify(worker, booking, Notice.About.ANSWERED)
    assert send_digests() == 1  # what was left out was no mail of today


def test_what_she_may_not_see_any_more_is_left_out(booking, worker):
    notify(worker, booking, Notice.About.ASSIGNED)

    with loans_with(policy=lambda: OnlyThese(booking.pk + 1000)):
        assert send_digests() == 0
    assert digests() == []


def test_what_is_forgotten_is_left_out(booking, worker):
    notify(worker, booking, Notice.About.ASSIGNED)
    forget(booking)

    assert send_digests() == 0


@pytest.mark.parametrize("gone", ["left", "no address"])
def test_who_cannot_be_reached_gets_none(booking, worker, gone):
    notify(worker, booking, Notice.About.ASSIGNED)
    worker.is_active = gone != "left"
    worker.email = "" if gone == "no address" else worker.email
    worker.save()

    assert send_digests() == 0
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_the_outbox_shows_it_without_a_number(admin_client, booking, worker):
    notify(worker, booking, Notice.About.ASSIGNED)
    send_digests()
    (digest,) = digests()

    assert admin_client.get("/admin/postausgang/").status_code == 200
    assert admin_client.get(f"/admin/postausgang/inspect/{digest.pk}/").status_code == 200
