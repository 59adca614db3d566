"""„Zu tun“: each number is that of the rows behind its link."""

from datetime import timedelta

import pytest
from django.utils import timezone

from submissions.correspondence import draft_message
from submissions.inbox.panel import LINES, counts_for
from submissions.models import OutboxMail, Stage
from tests.exhibitions.bookings.factories import BookingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def something_of_each(worker, colleague):
    """Of every line of the panel another number."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for _ in range(2):
        BookingFactory(assignee=worker, due=yesterday)
    for _ in range(3):
        BookingFactory(assignee=colleague)
    BookingFactory(assignee=worker, stage=Stage.DONE, due=yesterday)
    for _ in range(4):
        BookingFactory(stage=Stage.SUSPECT)
    drafted, failed = BookingFactory(), BookingFactory()
    for _ in range(2):
        draft_message(drafted, by=worker, text="x")
        OutboxMail.objects.create(submission=failed, key="x", subject="x", body="x", state="failed")


def test_each_number_is_that_of_the_rows_behind_its_link(office, worker, something_of_each):
    counts = counts_for(worker)

    assert {each.label: each.number for each in counts} == {
        "Ungelesen": 8,
        "Mir zugewiesen": 2,
        "Überfällig": 2,
        "Niemandem zugewiesen": 2,
        "Entwürfe freizugeben": 1,
        "Bestätigung nicht zugestellt": 1,
        "Verdacht auf Spam": 4,
    }
    assert {each.label for each in counts} == {*LINES}
    for each in counts:
        response = office.get(each.url)
        assert len(response.context["lines"]) == each.number, each.label
        assert response.context["filters"].remarks == []


def test_the_first_page_shows_it_to_those_who_use_the_inbox(client, worker, outsider):
    shown = {}
    for person in (worker, outsider):
        client.force_login(person)
        shown[person.username] = "Zu tun" in client.get("/admin/").content.decode()

    assert shown == {"wilma": True, "olga": False}


def test_where_nothing_is_to_do_it_says_so(office):
    assert "Zurzeit ist nichts zu tun." in office.get("/admin/").content.decode()


def test_who_only_reads_has_no_drafts_to_release(reader, something_of_each):
    labels = {each.label for each in counts_for(reader)}

    assert "Entwürfe freizugeben" not in labels
    assert "Bestätigung nicht zugestellt" not in labels
    assert "Ungelesen" in labels
