"""Posters and their short addresses."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from content.models import SiteDocument
from exhibitions.models import PosterIndexPage, PosterPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/p/2", "/p/2/"])
def test_the_short_address_leads_to_the_poster(client, address):
    response = client.get(address)

    assert (response.status_code, response.url) == (302, "/wanderausstellung/poster/2/")


@pytest.mark.parametrize("address", ["/p/77", "/p/40000/"])
def test_the_short_address_of_no_poster_answers_404(client, address):
    assert client.get(address).status_code == 404


def test_an_unpublished_poster_has_no_short_address(client):
    PosterPage.objects.get(number=2).unpublish()

    assert client.get("/p/2").status_code == 404


def test_the_address_of_a_poster_is_its_number():
    poster = PosterPage(title="Ein Plakat", number=9, slug="anders")

    PosterIndexPage.objects.get().add_child(instance=poster)

    assert poster.url == "/wanderausstellung/poster/9/"


def test_two_posters_cannot_have_one_number():
    poster = PosterPage(title="Ein Plakat", number=1, locale=PosterPage.objects.first().locale)

    with pytest.raises(ValidationError) as refusal:
        poster.clean()

    assert refusal.value.message_dict == {"number": ["Diese Nummer hat schon ein anderes Plakat."]}


def test_a_recording_needs_its_text():
    poster = PosterPage.objects.get(number=1)
    poster.audio = SiteDocument.objects.create(
        title="Hörfassung", file=ContentFile(b"ID3", name="plakat.mp3")
    )

    with pytest.raises(ValidationError) as refusal:
        poster.clean()

    assert list(refusal.value.message_dict) == ["transcript"]


def test_a_poster_shows_picture_text_institution_and_recording(client):
    poster = PosterPage.objects.get(number=1)
    poster.audio = SiteDocument.objects.create(
        title="Hörfassung", file=ContentFile(b"ID3", name="plakat.mp3")
    )
    poster.transcript = "<p>Wortlaut der Hörfassung</p>"
    poster.save()

    html = client.get(poster.url).text.replace("\u00ad", "")

    assert poster.picture.description in html
    assert "image/avif" in html
    assert "Platzhalter: Forschungseinrichtung" in html
    assert poster.audio.url in html
    assert "Wortlaut der Hörfassung" in html
    assert "/p/1" in html


def test_a_poster_knows_the_ones_beside_it():
    poster = PosterPage.objects.get(number=2)

    assert poster.neighbours == {
        "previous": PosterPage.objects.get(number=1),
        "next": PosterPage.objects.get(number=3),
    }
