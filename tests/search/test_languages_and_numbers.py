"""Hits of every language say theirs, and as many can be turned to as are counted."""

import html
import re

import pytest

from home.models import EasyLanguagePage, HomePage
from search.asking import HITS_PER_PAGE, search
from search.filters import Filters, choices
from tests.factories import make_news

pytestmark = pytest.mark.django_db

FILTERS = [
    Filters(),
    Filters(kind="Fachnetzwerk"),
    Filters(region="lausitz"),
    Filters(region="lausitz", kind="Fachnetzwerk"),
    Filters(year="2026"),
    Filters(kind="Gibt es nicht"),
]
QUERIES = ["Netzwerk", "Sachsen", "Lausitz Netzwerk", "mission", "climate", "Wie leihe ich aus?"]


def item_of(client, query, address):
    """The hit that leads there, as it stands on the page of results."""
    text = client.get("/suche/", {"q": query}).text
    items = re.findall(r"<li>.*?</li>", text[text.index('id="treffer"') :], re.DOTALL)
    return next(item for item in items if f'href="{address}"' in item)


def test_a_hit_in_english_says_so_and_is_read_so(client):
    english = HomePage.objects.get(locale__language_code="en")

    item = item_of(client, "lignite regions", english.get_url())

    assert '<h3 lang="en">' in item
    assert 'hreflang="en"' in item
    assert '<p class="results__excerpt" lang="en">' in item
    path = re.search(r'<p class="results__path">(.*?)</p>', item, re.DOTALL)[1]
    assert "(Englisch)" in html.unescape(path)


def test_a_hit_in_german_and_in_easy_german_needs_no_language(client):
    easy = EasyLanguagePage.objects.filter(depth=4).first() or EasyLanguagePage.objects.first()

    for query, address in [("Glossar", "/glossar/"), (easy.title, easy.get_url())]:
        item = item_of(client, query, address)
        assert "lang=" not in item
        assert "Englisch" not in item


@pytest.mark.parametrize("filters", FILTERS, ids=lambda each: str(each.parameters))
@pytest.mark.parametrize("query", QUERIES)
def test_as_many_hits_can_be_turned_to_as_are_counted(query, filters):
    total = search(query, filters, 1).total

    shown = []
    for number in range(1, total // HITS_PER_PAGE + 3):
        shown += [hit.page.pk for hit in search(query, filters, number).hits]

    assert len(shown) == total
    assert len({*shown}) == total


def test_more_hits_than_are_ordered_anew_are_all_shown_once():
    pages = {make_news(f"Quittenernte {number}").pk for number in range(57)}

    shown = []
    for number in range(1, 8):
        shown += [hit.page.pk for hit in search("Quittenernte", Filters(), number).hits]

    assert search("Quittenernte", Filters(), 1).total == 57
    assert sorted(shown) == sorted(pages)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", ["kind", "region", "focus_area", "year"])
def test_a_choice_leaves_as_many_hits_as_stand_beside_it(query, name):
    groups = search(query, Filters(), 1).groups

    for value, number in choices(groups, Filters(), name).items():
        assert search(query, Filters().with_choice(name, value), 1).total == number
