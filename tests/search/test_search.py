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


HOSTILE = [
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
]


@pytest.mark.parametrize("query", HOSTILE)
def test_every_string_gets_an_answer(query):
    client = Client(raise_request_exception=False)

    assert client.get("/suche/", {"q": query}).status_code == 200


def test_search_results_stay_out_of_search_engines(client):
    assert '<meta name="robots" content="noindex' in client.get("/suche/?q=a").text


@pytest.mark.parametrize("query", HOSTILE)
def test_who_is_lost_can_search_for_every_string_from_there(query):
    client = Client(raise_request_exception=False)
    lost = client.get("/gibt-es-nicht/", {"q": query})
    form = re.search(r'\saction="([^"]+)"[^>]*>\s*<label[^>]*for="verloren-suche"', lost.text)

    answer = client.get(form[1], {"q": query})

    assert (lost.status_code, form[1], answer.status_code) == (404, "/suche/", 200)


@pytest.mark.parametrize("word", ["Netzwerk ", "x", "ä", "<b>", "\x00", "😀 "])
def test_of_ten_thousand_letters_the_first_two_hundred_are_searched_for(client, word):
    response = client.get("/suche/", {"q": (word * 10_000)[:10_000]})

    assert response.status_code == 200
    assert (word * 201)[:201] not in response.text


def test_ten_thousand_letters_in_every_parameter_get_an_answer():
    client = Client(raise_request_exception=False)
    long = "9" * 10_000
    names = ["q", "art", "schwerpunkt", "revier", "jahr", "seite"]

    assert client.get("/suche/", dict.fromkeys(names, long)).status_code == 200
