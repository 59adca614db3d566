"""Placeholders stop the deploy check, never the demonstration."""

import pytest
from django.core.checks import run_checks

from content.checks import no_placeholder_goes_public
from content.models import BasePage, OrganisationSettings, SiteDocument, SiteImage
from content.placeholder_mark import MARK
from content.placeholders import open_placeholders, without_placeholders

pytestmark = pytest.mark.django_db


def fill_everything_in():
    """What an editor does before the site goes public."""
    from exhibitions.models import ResearchInstitution

    filled = {
        field.name: "eingetragen"
        for field in OrganisationSettings._meta.fields
        if field.get_internal_type() in {"CharField", "TextField"}
    }
    OrganisationSettings.objects.update(**filled)
    SiteImage.objects.update(is_placeholder=False)
    SiteDocument.objects.update(is_placeholder=False)
    ResearchInstitution.objects.update(name="Einrichtung", place="Ort")
    for page in BasePage.objects.live().specific():
        if MARK in str(page.serializable_data()):
            page.unpublish()


def test_the_demonstration_holds_placeholders_and_the_check_names_them():
    places = {item.place for item in open_placeholders()}

    assert {"Angaben zur Stelle", "Bild", "Dokument", "Forschungseinrichtung"} <= places
    assert any(place.startswith("Seite /") for place in places)
    assert {error.id for error in no_placeholder_goes_public(None)} == {"content.E003"}


def test_the_check_is_silent_once_everything_is_filled_in():
    fill_everything_in()

    assert no_placeholder_goes_public(None) == []


@pytest.mark.parametrize("model", [SiteImage, SiteDocument])
def test_one_placeholder_file_is_enough_to_stop(model):
    fill_everything_in()
    thing = model.objects.first()
    thing.is_placeholder = True
    thing.save()

    assert [error.msg for error in no_placeholder_goes_public(None)] != []


def test_the_check_runs_at_deployment_only():
    ids = {message.id for message in run_checks()}

    assert "content.E003" not in ids


def test_a_placeholder_is_never_told_to_search_engines(client):
    html = client.get("/").text
    data = html.split('<script type="application/ld+json">')[1].split("</script>")[0]

    assert MARK not in data


def test_values_that_are_placeholders_are_emptied():
    assert without_placeholders({"a": "[Platzhalter: Ort]", "b": "Leipzig"}) == {
        "a": "",
        "b": "Leipzig",
    }
