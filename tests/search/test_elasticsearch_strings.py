"""Every string gets an answer of Elasticsearch itself: no other engine stands in for it here."""

import pytest

from german.words import fold, words_in
from search import mirror
from search.asking import readable
from search.engines.base import Found, Question
from search.engines.elasticsearch import ElasticsearchEngine
from search.models import IndexState
from search.vocabulary import vocabulary
from tests.search.test_search import HOSTILE

pytestmark = pytest.mark.django_db
MORE = [
    "_exists_:title",
    "{}",
    '{"match_all":{}}',
    "ß" * 300,
    "a" * 199 + " b",
    "<script>",
    "\u0308",
]


def test_every_string_gets_an_answer_of_elasticsearch(own_index):
    mirror.rebuild()
    engine = ElasticsearchEngine()
    words_of = vocabulary(IndexState.now()).want

    for query in [*HOSTILE, *MORE]:
        words = words_of(readable(query))
        for any_word in (False, True):
            assert isinstance(engine.find(Question(words, any_word=any_word)), Found)
        beginnings = [fold(word) for word in words_in(readable(query))]
        if beginnings:
            assert isinstance(engine.titles_with(beginnings, 8), list)

    assert engine.find(Question(words_of("Glossar"))).groups
