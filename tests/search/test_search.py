"""The search page."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def hits(html):
    listing = re.search(r'<ol[^>]*id="treffer".*?</ol>', html, re.DOTALL)
    if not listing:
        return []
    items = re.findall(r"<li.*?</li>", listing[0], re.DOTALL)
    return [re.search(r'<a[^>]*href="([^"]+)"', item)[1] for item in items]


def test_a_word_finds_its_page(client):
    assert "/glossar/" in hits(client.get("/suche/", {"q": "Glossar"}).text)


def test_the_query_is_kept_and_escaped(client):
    html = client.get("/suche/", {"q": '"><script>x'}).text

    assert "<script>x" not in html
    assert 'value="&quot;&gt;&lt;script&gt;x"' in html


def test_without_hits_there_are_ways_on(client):
    html = client.get("/suche/", {"q": "Xylophon"}).text

    assert hits(html) == []
    assert "/inhalt/" in html


def test_an_unpublished_page_is_not_found(client):
    from home.models import GlossaryPage

    GlossaryPage.objects.get().unpublish()

    assert "/glossar/" not in hits(client.get("/suche/", {"q": "Glossar"}).text)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "\x00",
        '"',
        'a"',
        "((((",
        "*",
        "AND OR NOT",
        "x" * 10_000,
        "😀",
        "'",
        "%",
        "\\",
        "\u00ad",
        "-",
        "a:b",
        "NEAR(a b)",
        "\ud7ff",
    ],
)
def test_every_string_gets_an_answer(query):
    client = Client(raise_request_exception=False)

    assert client.get("/suche/", {"q": query}).status_code == 200


def test_search_results_stay_out_of_search_engines(client):
    assert '<meta name="robots" content="noindex' in client.get("/suche/?q=a").text
