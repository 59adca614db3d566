"""What is new for one person, in the menu and in the list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from submissions.correspondence import mark_read, notify, touch
from submissions.inbox.unread import unread_count, unread_of
from submissions.models import Notice, Stage, Submission
from submissions.policy import submissions_for
from tests.exhibitions.bookings.factories import BookingFactory
from tests.submissions.inbox.conftest import LONG_AGO
from tests.submissions.inbox.places import LIST, badge, shown

pytestmark = pytest.mark.django_db


def test_the_badge_is_the_number_of_rows_behind_its_click(office):
    for stage in Stage:
        BookingFactory(stage=stage)
    BookingFactory(stage=Stage.NEW)

    assert badge(office) == len(shown(office, ungelesen="1")) == 4


def test_there_is_no_badge_when_nothing_is_new(office):
    assert badge(office) == 0
    assert "data-inbox-unread" not in office.get("/admin/").content.decode()


def test_reading_makes_it_old_for_the_reader_alone(office, worker, colleague):
    booking = BookingFactory()

    office.get(f"/admin/ausleihe/vorgaenge/inspect/{booking.pk}/")

    assert unread_count(worker) == 0
    assert unread_count(colleague) == 1
    assert badge(office) == 0


def test_what_comes_from_outside_afterwards_is_new_again(worker):
    booking = BookingFactory()
    mark_read(booking, worker)

    touch(booking)

    assert list(unread_of(worker, submissions_for(worker))) == [Submission.objects.get()]


def test_what_came_before_somebody_was_here_is_not_new_for_her(worker):
    booking = BookingFactory()
    Submission.objects.filter(pk=booking.pk).update(
        touched_at=timezone.now() - LONG_AGO - timedelta(days=1)
    )

    assert unread_count(worker) == 0


def test_unless_somebody_tells_her_of_it(worker, colleague):
    booking = BookingFactory()
    Submission.objects.filter(pk=booking.pk).update(
        touched_at=timezone.now() - LONG_AGO - timedelta(days=1)
    )

    notify(worker, booking, Notice.About.MENTIONED)

    assert unread_count(worker) == 1
    assert unread_count(colleague) == 0
    mark_read(booking, worker)
    assert unread_count(worker) == 0


def test_the_number_takes_one_query(worker, django_assert_num_queries):
    BookingFactory()
    unread_count(worker)  # her rights are known from now on

    with django_assert_num_queries(1):
        unread_count(worker)


def test_the_menu_line_is_there_for_those_who_use_the_inbox(client, worker, reader, outsider):
    found = {}
    for person in (worker, reader, outsider):
        client.force_login(person)
        found[person.username] = f'"{LIST}"' in client.get("/admin/").content.decode()

    assert found == {"wilma": True, "lena": True, "olga": False}
