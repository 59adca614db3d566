"""`manage.py update_index` leaves nothing for PostgreSQL to do by itself."""

import pytest
from django.core.management import call_command
from django.db import connection

from search.models import SearchEntry

pytestmark = [pytest.mark.django_db, pytest.mark.only_on("postgresql")]

INDEXES = ("search_words_words", "search_words_title_words")


def pages_of_the_lists():
    """How many pages of the lists of late entries this empties."""
    with connection.cursor() as cursor:
        emptied = []
        for index in INDEXES:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
            emptied.append(cursor.fetchone()[0])
    return emptied


def test_the_lists_of_late_entries_are_empty_afterwards():
    call_command("update_index", verbosity=0)

    assert pages_of_the_lists() == [0, 0]


def test_the_planner_knows_the_new_number_of_rows():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")
        cursor.execute("ANALYZE search_words")

        call_command("update_index", verbosity=0)

        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'search_words'")
        assert cursor.fetchone() == (SearchEntry.objects.count(),)
