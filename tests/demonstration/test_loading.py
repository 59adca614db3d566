"""The demonstration content can be loaded again and keeps what editors changed."""

import pytest
from django.core.management import call_command

from content.models import BasePage
from demonstration.references import References, UnknownReferenceError
from home.models import ContactPage, Mission
from networks.models import ContactPerson

pytestmark = pytest.mark.django_db


def test_loading_again_changes_nothing(capsys):
    before = sorted(BasePage.objects.values_list("pk", "latest_revision_id"))

    call_command("load_demo")

    assert sorted(BasePage.objects.values_list("pk", "latest_revision_id")) == before
    assert capsys.readouterr().out == "Alle Beispielinhalte sind da.\n"


def test_loading_again_keeps_what_editors_changed():
    page = ContactPage.objects.get()
    page.introduction = "Neu geschrieben"
    page.save_revision().publish()
    ContactPerson.objects.filter(name="Markus Gießler").update(phone="0355 1234")

    call_command("load_demo", verbosity=0)

    assert ContactPage.objects.get().introduction == "Neu geschrieben"
    assert ContactPerson.objects.get(name="Markus Gießler").phone == "0355 1234"


def test_loading_again_brings_back_what_was_deleted():
    ContactPage.objects.get().delete()

    call_command("load_demo", verbosity=0)

    assert ContactPage.objects.get().url == "/kontakt/"


def test_the_missions_stand_in_the_order_of_the_report():
    missions = list(Mission.objects.order_by("sort_order"))

    assert [mission.number for mission in missions] == list(range(1, 11))
    assert missions[0].title == "Energiemodellregion Sachsen"


def test_a_reference_to_nothing_says_so():
    with pytest.raises(UnknownReferenceError, match="page:/gibt-es-nicht/"):
        References().resolve("page:/gibt-es-nicht/")
