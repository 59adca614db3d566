"""The search of the admin grows with its hits, and a publication with nothing."""

import time

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from content.models import SiteImage
from home.models import GlossaryPage, StandardPage
from tests.factories import SiteImageFactory
from tests.search.admin_backend.many_pages import grow

pytestmark = pytest.mark.django_db
TABLE = "wagtailsearch_indexentry"


def plan_of(found):
    """How the database goes about it, in its own words."""
    with CaptureQueriesContext(connection) as captured:
        list(found)
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {captured[-1]['sql']}".replace("%", "%%"), [])
        return [str(row[-1]) for row in cursor.fetchall()]


def questions(home):
    below = Page.objects.descendant_of(home)
    return {
        "the best first": Page.objects.autocomplete("quark")[:20],
        "whole words": Page.objects.search("Quarkspeise")[:20],
        "in a branch": below.autocomplete("quark")[:20],
        "by title": below.order_by("title").autocomplete("quark", order_by_relevance=False)[:20],
        "of a kind": StandardPage.objects.autocomplete("quark")[:20],
    }


@pytest.mark.only_on("sqlite")
def test_sqlite_goes_from_each_hit_to_its_page_once(home):
    grow(home, [f"Kirschen {number}" for number in range(2000)] + ["Quarkspeise"])

    for name, found in questions(home).items():
        plan = plan_of(found)
        assert plan[0].startswith(f"SCAN {TABLE}_fts VIRTUAL TABLE"), name
        assert not any("SUBQUERY" in step for step in plan), name
        assert sum("VIRTUAL TABLE" in step for step in plan) == 1, name
        assert not any(step.startswith("SCAN") for step in plan[1:]), name


@pytest.mark.only_on("sqlite")
def test_on_sqlite_eight_times_the_hits_take_eight_times_as_long(home):
    def cost():
        rounds = []
        for _ in range(3):
            start = time.process_time()
            list(Page.objects.autocomplete("kirsch").get_queryset().values_list("pk"))
            rounds.append(time.process_time() - start)
        return min(rounds)

    grow(home, [f"Kirschen {number}" for number in range(1000)])
    few = cost()
    grow(home, [f"Kirschen {number}" for number in range(7000)])

    assert cost() / few < 24  # their square would be 64


@pytest.mark.only_on("postgresql")
def test_postgresql_uses_its_index(home):
    grow(home, [f"Kirschen {number}" for number in range(4000)] + ["Quarkspeise"])
    with connection.cursor() as cursor:
        # What a server does by itself in its quiet minutes.
        cursor.execute(
            "SELECT gin_clean_pending_list(indexrelid) FROM pg_index"
            " JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam"
            " WHERE indrelid = %s::regclass AND amname = 'gin'",
            [TABLE],
        )
        cursor.execute(f"ANALYZE {TABLE}, wagtailcore_page")

    for name, found in questions(home).items():
        plan = "\n".join(plan_of(found))
        assert "Bitmap Index Scan on wagtailsear_" in plan, name
        assert f"Seq Scan on {TABLE}" not in plan, name


def test_one_statement_writes_the_entries_of_many_objects():
    images = SiteImageFactory.create_batch(3)

    with CaptureQueriesContext(connection) as captured:
        get_search_backend().add_bulk(SiteImage, images)

    [statement] = about_the_index(captured)
    assert statement.startswith("INSERT INTO")


def test_making_the_index_anew_weighs_no_titles():
    with CaptureQueriesContext(connection) as captured:
        call_command("update_index", verbosity=0)

    assert not any("AVG(" in each or "UPDATE" in each[:6] for each in about_the_index(captured))


def test_publishing_writes_one_entry_and_reads_none():
    page = GlossaryPage.objects.get()
    entries = IndexEntry.objects.count()

    with CaptureQueriesContext(connection) as captured:
        page.save_revision().publish()

    statements = about_the_index(captured)
    assert statements
    assert all(each.startswith("INSERT INTO") for each in statements)
    assert not any("AVG(" in each or "title_norm =" in each for each in statements)
    assert IndexEntry.objects.count() == entries


def about_the_index(captured):
    return [query["sql"] for query in captured if TABLE in query["sql"]]
