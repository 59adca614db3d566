"""The matrix of Schwerpunkte and Reviere, its filter, and what leads from it."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from jsonschema import validate

from networks.filters import NetworkFilter
from networks.models import ContactPerson, NetworkPage, Region, RegionPage

pytestmark = pytest.mark.django_db


def networks_on(html):
    links = re.findall(r'href="(/fachnetzwerke/(?:lausitz|mitteldeutschland)/[\w-]+/)"', html)
    return list(dict.fromkeys(links))


def test_the_matrix_shows_eleven_networks(client):
    networks = networks_on(client.get("/fachnetzwerke/").text)

    assert len([address for address in networks if "/lausitz/" in address]) == 5
    assert len([address for address in networks if "/mitteldeutschland/" in address]) == 6


def test_each_network_page_names_its_region_focus_area_and_manager(client):
    managers = {"lausitz": "Markus Gießler", "mitteldeutschland": "Uwe Bruchmüller"}
    for network in NetworkPage.objects.published():
        html = client.get(network.url).text.replace("\u00ad", "")

        assert network.region.name in html
        assert network.focus_area.title in html
        assert managers[network.region.slug] in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"revier": "lausitz"}, 5),
        ({"revier": "mitteldeutschland"}, 6),
        ({"schwerpunkt": "mobilitaet-und-it"}, 3),
        ({"schwerpunkt": "mobilitaet-und-it", "revier": "mitteldeutschland"}, 2),
        ({"schwerpunkt": "energiemodellregion", "revier": "lausitz"}, 1),
    ],
)
def test_the_filter_shows_what_was_asked_for(client, query, count):
    html = client.get("/fachnetzwerke/", query).text

    assert f"{count} von 11" in html
    assert len(networks_on(re.search(r"<table.*?</table>", html, re.DOTALL)[0])) == count


def test_an_odd_filter_value_is_ignored_and_said_so(client):
    html = client.get("/fachnetzwerke/", {"revier": "rheinland"}).text

    assert "11 von 11" in html
    assert 'class="filter__hint"' in html
    assert 'class="filter__hint"' not in client.get("/fachnetzwerke/").text


def test_the_filter_keeps_what_was_chosen():
    networks = list(NetworkPage.objects.published())
    chosen = NetworkFilter({"revier": "lausitz"}, networks, list(Region.objects.all()))

    assert (chosen.region.slug, chosen.is_set, chosen.ignored) == ("lausitz", True, False)


def test_a_network_takes_its_region_from_the_page_above():
    lausitz = RegionPage.objects.get(slug="lausitz")
    network = NetworkPage(title="Neues Netzwerk", focus_area=NetworkPage.objects.first().focus_area)

    lausitz.add_child(instance=network)

    assert network.region.slug == "lausitz"


def test_a_network_that_is_moved_changes_its_region():
    network = NetworkPage.objects.get(slug="it")

    network.move(RegionPage.objects.get(slug="lausitz"), pos="last-child")

    network.refresh_from_db()
    assert network.region.slug == "lausitz"


def test_a_contact_changed_once_is_changed_everywhere(client):
    ContactPerson.objects.filter(name="Uwe Bruchmüller").update(phone="0341 123456")

    for address in ("/kontakt/", "/fachnetzwerke/mitteldeutschland/it/"):
        html = client.get(address).text
        assert 'href="tel:0341123456"' in html


def test_a_contact_without_phone_and_mail_offers_neither_nor_a_card(client):
    person = ContactPerson.objects.get(name="Markus Gießler")
    html = client.get("/fachnetzwerke/lausitz/").text

    assert "tel:" not in html
    assert ".vcf" not in html
    assert client.get(f"/kontakt/visitenkarte/{person.pk}.vcf").status_code == 404


def test_a_contact_with_a_mail_address_offers_a_card(client):
    person = ContactPerson.objects.get(name="Markus Gießler")
    person.email = "name@example.org"
    person.save()

    response = client.get(person.card_url)

    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert "FN:Markus Gießler" in response.text
    assert "EMAIL:name@example.org" in response.text
    assert person.card_url in client.get("/fachnetzwerke/lausitz/").text


def test_a_phone_number_in_words_is_refused():
    with pytest.raises(ValidationError, match="Ziffern"):
        ContactPerson(name="A", phone="ruf an").full_clean()


SCHEMA = {
    "type": "object",
    "required": ["titel", "lizenz", "fachnetzwerke"],
    "properties": {
        "lizenz": {"type": "object", "required": ["name", "adresse"]},
        "fachnetzwerke": {
            "type": "array",
            "minItems": 11,
            "maxItems": 11,
            "items": {
                "type": "object",
                "required": ["name", "schwerpunkt", "revier", "adresse", "stand"],
                "properties": {
                    "schwerpunkt": {"type": "object", "required": ["name", "kuerzel"]},
                    "revier": {
                        "enum": [
                            {"name": "Lausitzer Revier", "kuerzel": "lausitz"},
                            {"name": "Mitteldeutsches Revier", "kuerzel": "mitteldeutschland"},
                        ]
                    },
                    "adresse": {"type": "string", "pattern": "^https?://"},
                },
            },
        },
    },
}


def test_the_open_data_name_all_networks(client):
    validate(json.loads(client.get("/daten/fachnetzwerke.json").content), SCHEMA)


def test_a_region_page_that_changes_its_region_takes_its_networks_along():
    page = RegionPage.objects.get(slug="lausitz")
    RegionPage.objects.get(slug="mitteldeutschland").delete()

    page.region = Region.objects.get(slug="mitteldeutschland")
    page.save()

    assert {network.region.slug for network in page.networks} == {"mitteldeutschland"}


def test_a_region_has_one_page_in_each_language():
    page = RegionPage(
        title="Noch eine", slug="noch-eine", region=Region.objects.get(slug="lausitz")
    )
    page.locale = RegionPage.objects.first().locale

    with pytest.raises(ValidationError) as refusal:
        page.clean()

    assert refusal.value.message_dict == {"region": ["Dieses Revier hat schon eine Seite."]}


def test_a_card_has_one_line_for_each_field(client):
    person = ContactPerson.objects.get(name="Markus Gießler")
    person.email, person.role = "name@example.org", "Rolle\nEMAIL:boese@example.org"
    person.save()

    lines = client.get(person.card_url).text.splitlines()

    assert [line for line in lines if line.startswith("EMAIL")] == ["EMAIL:name@example.org"]
