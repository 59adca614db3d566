"""One rule everywhere: of what somebody may not see there is no row, number, file, hit, address."""

import pytest
from django.urls import get_resolver

from submissions.correspondence import draft_message, notify
from submissions.inbox import urls
from submissions.inbox.panel import counts_for
from submissions.inbox.search import index
from submissions.inbox.unread import unread_count
from submissions.models import Notice, Stage
from tests.exhibitions.bookings.factories import BookingFactory
from tests.submissions.inbox.kinds import OnlyThese, loans_with, release
from tests.submissions.inbox.places import LIST, badge, shown

pytestmark = pytest.mark.django_db
PLACES = {
    "list": [],
    "views": [],
    "save_view": [],
    "edit_view": "a saved view",
    "note": "a submission",
    "assign": "a submission",
    "due": "a submission",
    "tags": "a submission",
    "draft": "a submission",
    "message": "a submission",
    "release": "a submission",
    "reject": "a submission",
    "attachment": "a submission",
}


def test_every_address_is_known_to_the_tests():
    """A new one has to be walked by test_posts.py or test_detail.py, and named here."""
    assert {each.name for each in urls.urlpatterns} == {*PLACES}
    assert get_resolver()


@pytest.fixture
def hidden(worker):
    """Something of everything, about what the worker may not see."""
    own = BookingFactory(institution="Eigene Schule", stage=Stage.NEW)
    other = BookingFactory(
        institution="Fremde Schule", contact_name="Frida Fremd", due="2020-01-01"
    )
    suspect = BookingFactory(institution="Fremde Schule", stage=Stage.SUSPECT)
    draft_message(other, by=worker, text="x")
    notify(worker, other, Notice.About.MENTIONED)
    for each in (own, other, suspect):
        index(each)
    with loans_with(policy=lambda: OnlyThese(own.pk), release=release):
        yield own, other


def test_it_is_in_no_list_number_panel_search_or_file(office, worker, hidden):
    own, other = hidden

    assert shown(office) == [own.reference]
    assert shown(office, stand="suspect") == shown(office, ueberfaellig="1") == []
    assert shown(office, entwurf="1") == []
    assert shown(office, q="fremde") == shown(office, q=other.reference) == []
    assert badge(office) == unread_count(worker) == 1
    assert {each.label: each.number for each in counts_for(worker)} == {
        "Ungelesen": 1,
        "Niemandem zugewiesen": 1,
    }
    for kind in ("csv", "xlsx"):
        content = b"".join(office.get(LIST, {"export": kind}).streaming_content)
        assert other.reference.encode() not in content
    ticked = office.post(LIST, {"vorgang": [own.pk, other.pk], "handlung": "csv"})
    text = b"".join(ticked.streaming_content).decode()
    assert own.reference in text
    assert other.reference not in text
    assert "Fremd" not in office.get("/admin/").content.decode()


def test_all_that_is_filtered_leaves_it_out(office, hidden):
    mark = office.get(LIST).context["mark"]

    response = office.post(LIST, {"alle": "1", "gesehen": mark, "handlung": "read"})

    own, other = hidden
    assert [each.reference for each in response.context["outcome"].done] == [own.reference]
    assert other.reference not in response.content.decode()


@pytest.mark.parametrize("path", ["", "?export=csv", "ansichten/", "ansichten/neu/", "1/notiz/"])
def test_who_has_no_right_on_any_kind_has_no_inbox(client, outsider, path):
    BookingFactory()
    client.force_login(outsider)

    for answer in (client.get(LIST + path), client.post(LIST + path)):
        assert answer.status_code in {302, 404}
        assert answer.headers.get("Location", "/admin/") == "/admin/"


def test_who_has_not_signed_in_is_asked_to(client, empty):
    BookingFactory()

    assert client.get(LIST).url.startswith("/anmeldung/")


def test_of_a_kind_without_a_right_there_is_not_even_the_name(client, reader):
    client.force_login(reader)

    choices = client.get(LIST).context["filters"].form
    (kinds,) = [each.choices for each in choices if each.filter.key == "art"]
    assert "booking" in dict(kinds)
    with loans_with(policy=Nothing):
        assert client.get(LIST, {"art": "booking"}).status_code in {200, 302}


class Nothing(OnlyThese):
    def user_has_permission(self, user, action):
        return False
