"""Pages that are suggested as somebody types, the same from every engine."""

import pytest

from home.models import StandardPage
from search import mirror
from search.asking import suggestions
from search.engines import database_engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.index import rebuild
from tests.factories import make_news

pytestmark = pytest.mark.django_db


@pytest.fixture
def titled(home):
    """A word, a compound that ends with it, and a page that has it in its text only."""
    word = make_news("Quittenwerk und ein langer Name dazu", slug="word")
    make_news("Quitten", slug="alone")
    compound = make_news("Großquittenwerk", slug="compound")
    make_news("Anderes", slug="other", introduction="Quittenwerk")
    rebuild()
    return [word.pk, compound.pk]


def test_a_compound_is_suggested_after_the_words_that_begin_so(titled):
    assert database_engine().titles_with(["quittenw"], 8) == titled
    assert database_engine().titles_with(["quittenw"], 1) == titled[:1]
    assert database_engine().titles_with(["grossq", "quittenw"], 8) == titled[1:]


def test_elasticsearch_suggests_the_same(titled, own_index):
    mirror.rebuild()

    assert ElasticsearchEngine().titles_with(["quittenw"], 8) == titled
    assert ElasticsearchEngine().titles_with(["quittenw"], 1) == titled[:1]
    assert ElasticsearchEngine().titles_with(["grossq", "quittenw"], 8) == titled[1:]


def test_equal_titles_are_told_apart_by_where_they_are(client, home):
    above = home.add_child(instance=StandardPage(title="Obstbau"))
    above.add_child(instance=StandardPage(title="Quittenernte", slug="a"))
    make_news("Quittenernte")

    found = client.get("/suche/vorschlaege/", {"q": "Quittenern"}).json()["vorschlaege"]

    assert [each["titel"] for each in found] == ["Quittenernte", "Quittenernte"]
    assert len({each["art"] for each in found}) == 2
    assert "Obstbau" in {each["art"] for each in found}


def test_what_is_no_word_suggests_nothing():
    for typed in ("", "a", '"', "***", "\x00", "x" * 10_000):
        assert suggestions(typed) == []
