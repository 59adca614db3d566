"""The diagram "MISSION SACHSEN 2038" as data, as text and as a drawing."""

import xml.etree.ElementTree as ElementTree

import pytest
from wagtail.models import Locale

from home.models import FocusAreaPage
from home.structure import Structure
from networks.models import NetworkPage

pytestmark = pytest.mark.django_db


def words(xml):
    return " ".join(ElementTree.fromstring(xml).itertext())


def test_ten_missions_lead_to_five_focus_areas_and_eleven_networks():
    structure = Structure.published(Locale.get_default())

    assert len(structure.missions) == 10
    assert len(structure.rows) == 5
    assert structure.network_count == 11


def test_what_is_not_published_is_not_in_the_diagram():
    NetworkPage.objects.get(slug="it").unpublish()
    FocusAreaPage.objects.get(slug="energiemodellregion").unpublish()

    structure = Structure.published(Locale.get_default())

    assert len(structure.rows) == 4
    assert structure.network_count == 8


def test_the_diagram_takes_the_same_queries_for_any_number_of_pages(django_assert_num_queries):
    german = Locale.get_default()

    with django_assert_num_queries(4):
        Structure.published(german)


def test_the_drawing_says_what_the_page_says(client):
    response = client.get("/mission/diagramm/")

    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    drawn = words(response.content)
    for mission in Structure.published(Locale.get_default()).missions:
        assert mission.title.split()[0] in drawn
    assert drawn.count("Lausitzer Revier") >= 5


def test_the_drawing_of_the_process_says_what_the_page_says(client):
    drawn = words(client.get("/fachnetzwerke/arbeitsweise/diagramm/").content)

    for word in ("Fachnetzwerk", "Fachgruppe Regionalentwicklung", "ASTER", "Projektrealisierung"):
        assert word in drawn


def test_the_mapping_of_missions_is_shown_as_editorial(client):
    for address in ("/", "/mission/", "/schwerpunkte/energiemodellregion/"):
        assert "redaktionelle Zuordnung" in client.get(address).text.replace("\u00ad", "")
