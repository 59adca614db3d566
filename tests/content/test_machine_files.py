"""What machines ask for: sitemap, robots, security.txt, feed, favicon."""

import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime, timedelta

import pytest

from content.models import BasePage, OrganisationSettings
from tests.factories import make_news

pytestmark = pytest.mark.django_db
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_sitemap_names_every_published_page_and_each_answers(client, settings):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [element.text for element in root.findall("s:url/s:loc", SITEMAP)]

    assert len(addresses) == BasePage.objects.live().count()
    for address in addresses:
        assert client.get(address.removeprefix(settings.BASE_URL)).status_code == 200


def test_the_sitemap_costs_the_same_for_any_number_of_pages(client, django_assert_max_num_queries):
    client.get("/sitemap.xml")

    with django_assert_max_num_queries(5):
        client.get("/sitemap.xml")


def test_robots_points_at_the_sitemap_and_keeps_the_admin_out(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert "Disallow: /admin/" in lines
    assert lines[-1].endswith("/sitemap.xml")


def test_security_txt_names_a_contact_and_expires_within_a_year(client):
    fields = dict(
        line.split(": ", 1) for line in client.get("/.well-known/security.txt").text.splitlines()
    )
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)

    assert timedelta(days=30) < left < timedelta(days=365)
    assert fields["Contact"].endswith("/kontakt/")
    assert fields["Preferred-Languages"] == "de, en"


def test_security_txt_names_the_mail_address_once_it_is_filled_in(client):
    OrganisationSettings.objects.update(security_email="sicherheit@example.org")

    text = client.get("/.well-known/security.txt").text

    assert "Contact: mailto:sicherheit@example.org" in text


def test_the_feed_holds_the_newest_news_first(client):
    make_news("Ganz neu & <wichtig>")

    feed = ElementTree.fromstring(client.get("/aktuelles/feed/").content)

    titles = [element.text for element in feed.findall("a:entry/a:title", ATOM)]
    assert titles[0] == "Ganz neu & <wichtig>"
    assert feed.find("a:link[@rel='self']", ATOM).get("href").endswith("/aktuelles/feed/")


def test_browsers_find_the_favicon_without_being_told(client):
    assert client.get("/favicon.ico").url.startswith("/static/icons/favicon")
