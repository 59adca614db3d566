"""Views: four that are ready, and those that people keep."""

import pytest
from django.urls import reverse

from submissions.inbox.actions import tags_named
from submissions.models import SavedView
from tests.exhibitions.bookings.factories import BookingFactory
from tests.submissions.inbox.places import LIST, said, shown

pytestmark = pytest.mark.django_db
NEW = "/admin/eingang/ansichten/neu/"


def names(client, path=LIST) -> list[str]:
    return [view.name for view in client.get(path).context["views"]]


def test_four_views_are_ready_and_show_what_they_say(office, worker):
    mine = BookingFactory(assignee=worker)
    BookingFactory()
    views = {view.name: view.address for view in office.get(LIST).context["views"]}

    assert [*views] == ["Neu", "Meine", "Überfällig", "Wartet auf Rückmeldung"]
    for name, address in views.items():
        response = office.get(f"{LIST}?{address}")
        assert [view.name for view in response.context["views"] if view.is_current] == [name]
        assert response.context["filters"].remarks == []
    response = office.get(f"{LIST}?{views['Meine']}")
    assert [line.submission.pk for line in response.context["lines"]] == [mine.pk]


def test_a_view_keeps_the_filters_that_were_understood(office, worker):
    response = office.post(
        NEW, {"name": " Neue  Ausleihen ", "filter": "stand=new&art=booking&fremd=1&q=schule"}
    )

    view = SavedView.objects.get()
    assert (view.name, view.owner, view.is_shared) == ("Neue Ausleihen", worker, False)
    assert view.parameters == {"art": ["booking"], "q": ["schule"], "stand": ["new"]}
    assert response.url == f"{LIST}?art=booking&q=schule&stand=new"
    assert "Neue Ausleihen" in names(office)


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("", "Bitte geben Sie einen Namen ein."),
        ("x" * 61, "auf 60 Zeichen"),
        ("Da", "haben Sie schon"),
        ("a\x00b", "in eine Zeile"),
    ],
)
def test_a_name_that_does_not_do_is_refused_and_kept(office, worker, name, refusal):
    SavedView.objects.create(owner=worker, name="Da")

    response = office.post(NEW, {"name": name, "filter": "stand=new"})

    assert response.status_code == 200
    assert refusal in response.content.decode()
    assert response.context["form"]["name"].value() == name
    assert response.context["address"] == "stand=new"
    assert SavedView.objects.count() == 1


def test_a_shared_view_is_seen_by_all_and_changed_by_its_owner_alone(client, worker, colleague):
    view = SavedView.objects.create(owner=worker, name="Geteilt", is_shared=True)
    SavedView.objects.create(owner=worker, name="Privat")
    client.force_login(colleague)

    assert "Geteilt" in names(client)
    assert "Privat" not in names(client)
    address = reverse("inbox:edit_view", args=[view.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"name": "Meins"}).status_code == 404
    assert client.post(address, {"loeschen": "1"}).status_code == 404
    assert SavedView.objects.count() == 2


def test_the_owner_names_it_anew_shares_and_deletes_it(office, worker):
    view = SavedView.objects.create(owner=worker, name="Alt", parameters={"stand": ["new"]})
    address = reverse("inbox:edit_view", args=[view.pk])

    office.post(address, {"name": "Neuer Name", "is_shared": "on"})
    view.refresh_from_db()
    assert (view.name, view.is_shared, view.parameters) == ("Neuer Name", True, {"stand": ["new"]})

    response = office.post(address, {"loeschen": "1"}, follow=True)
    assert said(response)[-1] == "Die Ansicht „Neuer Name“ ist gelöscht."
    assert not SavedView.objects.exists()


def test_what_is_gone_does_not_break_a_view(office, worker, colleague):
    booking = BookingFactory()
    (tag,) = tags_named(["Lausitz"])
    parameters = {
        "schlagwort": [str(tag.pk)],
        "zustaendig": [str(colleague.pk)],
        "stand": ["new"],
    }
    SavedView.objects.create(owner=worker, name="Alte", parameters=parameters)
    tag.delete()
    colleague.delete()

    (view,) = [view for view in office.get(LIST).context["views"] if view.name == "Alte"]
    response = office.get(f"{LIST}?{view.address}")

    assert [line.submission.pk for line in response.context["lines"]] == [booking.pk]
    assert len(response.context["filters"].remarks) == 2
    assert "gibt es nicht (mehr)" in response.content.decode()
    assert office.get("/admin/eingang/ansichten/").status_code == 200


STRANGE = [[], "x", {"stand": "new"}, {"stand": [None, 1]}, {"x": {}}, 3]


@pytest.mark.parametrize("stored", STRANGE)
def test_whatever_is_stored_is_read_with_care(office, worker, stored):
    SavedView.objects.create(owner=worker, name="Seltsam", parameters=stored)

    assert office.get(LIST).status_code == 200
    assert office.get("/admin/eingang/ansichten/").status_code == 200
    assert shown(office) == []
