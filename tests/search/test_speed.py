"""The public search grows with its hits, and with nothing else.

One site grows from a hundred pages to ten thousand for all tests of this file. Its times are
compared with each other; between the two sizes a yardstick that does not grow is the unit.
"""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from search import vocabulary
from tests.search.big_site import unique
from tests.search.speed import LARGE, SMALL, measure_growth, search, suggest

pytestmark = pytest.mark.django_db
ROUNDS = 5
# Where two sizes are compared, minutes lie between; beside other tests that makes up to a third.
# `script/bench` measures against the bar itself.
NOISE = 1.3


@pytest.fixture(scope="module")
def large_site(django_db_setup, django_db_blocker):
    """What was measured while the site grew; and, on the large one, what was planned."""
    from django.core.cache import cache

    cache.clear()
    vocabulary.forget()
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                measured = measure_growth(ROUNDS)
                plans = [
                    *plans_of(lambda: search(unique(7))),
                    *plans_of(lambda: suggest(unique(7))),
                ]
                transaction.set_rollback(True)
        finally:
            vocabulary.forget()
            connection.close()
    return measured, plans


def plans_of(do):
    """How the database goes about each question to the index, in its own words."""
    with CaptureQueriesContext(connection) as captured:
        do()
    questions = [each["sql"] for each in captured if "FROM search_words" in each["sql"]]
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        for question in questions:
            cursor.execute(f"{explain} {question}".replace("%", "%%"), [])
            yield "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.fixture
def cost(large_site):
    """`cost(name, size)`: how many yardsticks it takes on a site of this size."""
    measured, _ = large_site
    return lambda name, size=LARGE: measured[size][name] / measured[size]["yardstick"]


def test_a_word_on_every_page_costs_at_most_five_times_one_found_once(cost):
    assert cost("common") / cost("unique") <= 5


@pytest.mark.parametrize("query", ["last page", "common, narrowed"])
def test_so_it_is_on_the_last_page_of_hits_and_with_a_choice(cost, query):
    assert cost(query) / cost("unique") <= 5


def test_a_word_found_nowhere_costs_at_most_half_as_much_again(cost):
    assert cost("nothing") / cost("nothing", SMALL) <= 1.5 * NOISE


def test_a_common_beginning_costs_at_most_five_times_one_found_once(cost):
    assert cost("suggest common") / cost("suggest unique") <= 5


def test_publishing_costs_at_most_a_fifth_more(cost):
    assert cost("publish") / cost("publish", SMALL) <= 1.2 * NOISE


def test_indexing_a_page_costs_at_most_a_fifth_more(cost):
    assert cost("index") / cost("index", SMALL) <= 1.2 * NOISE


@pytest.mark.only_on("postgresql")
def test_every_question_to_the_index_of_postgresql_goes_through_gin(large_site):
    _, plans = large_site

    assert len(plans) >= 3  # hits by facets, the best ones, suggestions
    assert all("Bitmap Index Scan on search_words_words" in plan for plan in plans)


@pytest.mark.only_on("sqlite")
def test_every_question_to_the_index_of_sqlite_goes_through_fts5(large_site):
    _, plans = large_site

    assert len(plans) >= 3
    assert all("SCAN search_words VIRTUAL TABLE INDEX" in plan for plan in plans)
    assert not any("SCAN entry" in plan for plan in plans)
