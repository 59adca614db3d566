"""What the editorial pages do beyond showing their text."""

import re
from datetime import date

import pytest

from content.models import OrganisationSettings
from home.models import AccessibilityStatementPage, NewsPage
from home.models.contact_pages import own_path
from tests.factories import make_news

pytestmark = pytest.mark.django_db


def test_the_news_are_shown_ten_at_a_time(client):
    for number in range(23):
        make_news(f"Nummer {number}", date=date(2031, 1, number + 1))

    first = client.get("/aktuelles/").text
    last = client.get("/aktuelles/?seite=999").text

    assert "Nummer 22" in first
    assert "Nummer 13" in first
    assert "Nummer 12" not in first
    assert 'href="?seite=2"' in first
    assert "Nummer 22" not in last


def test_a_page_without_news_says_so(client):
    for page in NewsPage.objects.all():
        page.unpublish()

    assert client.get("/aktuelles/").status_code == 200
    assert "Aktuelles</h2>" not in client.get("/").text


def test_news_of_one_day_stand_in_a_fixed_order():
    first, second = make_news("A", date=date(2031, 5, 5)), make_news("B", date=date(2031, 5, 5))

    assert list(NewsPage.objects.newest_first()[:2]) == [second, first]


@pytest.mark.parametrize(
    ("claimed", "path"),
    [
        ("/kontakt/", "/kontakt/"),
        ("/kontakt/?a=b#c", "/kontakt/"),
        ("https://example.org/", ""),
        ("//example.org/", ""),
        ("////example.org/", ""),
        ("/\\example.org/", ""),
        ("javascript:alert(1)", ""),
        ("kontakt", ""),
        ("/\u202e/", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_a_path_of_this_site_is_believed(claimed, path):
    assert own_path(claimed) == path


def test_the_report_page_names_the_page_it_is_about(client):
    html = client.get("/barriere-melden/", {"seite": "/glossar/"}).text

    assert "/glossar/" in re.search(r"<main.*</main>", html, re.DOTALL)[0]
    assert "Es geht um" not in client.get("/barriere-melden/?seite=//boese.example/").text


def test_the_imprint_shows_what_the_settings_say(client):
    OrganisationSettings.objects.update(street="Musterweg 1", phone="0351 1234567", vat_id="")

    html = client.get("/impressum/").text

    assert "Musterweg 1" in html
    assert 'href="tel:03511234567"' in html
    assert "Umsatzsteuer" not in html


def test_the_accessibility_statement_names_law_body_and_method(client):
    text = client.get("/barrierefreiheit/").text.replace("\u00ad", "")

    for words in (
        "SächsInklusG",
        "BfWebG",
        "BITV 2.0",
        "BfWebVO",
        "Durchsetzungsstelle@sk.sachsen.de",
        "teilweise vereinbar",
        "Selbstbewertung",
    ):
        assert words in text
    assert "/barriere-melden/" in text


def test_the_statement_was_reviewed_within_a_year():
    reviewed = AccessibilityStatementPage.objects.get().reviewed_on

    assert (date.today() - reviewed).days < 365


def test_the_table_of_contents_names_every_published_page_once(client, home):
    html = re.search(r"<main.*</main>", client.get("/inhalt/").text, re.DOTALL)[0]
    links = re.findall(r'<a[^>]*href="(/[^"#]*)"', html)

    expected = {page.url for page in home.get_descendants().live().public()}
    assert expected <= set(links)


def test_the_glossary_is_sorted_as_a_german_dictionary(client):
    html = client.get("/glossar/").text
    anchors = re.findall(r'class="glossary__entry" id="begriff-([\w-]+)"', html)

    assert len(anchors) >= 20
    assert anchors == sorted(anchors)


def test_a_publication_says_whether_everybody_can_read_its_file(client):
    text = client.get("/publikationen/empfehlungsbericht/").text.replace("\u00ad", "")

    assert "PDF" in text
    assert "icht barrierefrei" in text


def test_the_sign_language_page_admits_that_there_is_no_video(client):
    html = client.get("/gebaerdensprache/").text

    assert "<video" not in html
    assert "kein Video" in html or "noch keine" in html or "Video fehlt" in html
