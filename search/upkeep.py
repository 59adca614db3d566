"""What PostgreSQL would do by itself, some time after many rows were written."""

from django.db import connection
from wagtail.models import Page

from search.admin_backend.hits import IndexEntry
from search.models import SearchEntry

TABLES = (
    "search_words",
    SearchEntry._meta.db_table,
    IndexEntry._meta.db_table,
    Page._meta.db_table,
)


def settle() -> None:
    """Sort in what the GIN indexes only have on a list, and count the rows anew.

    Until then every question reads the whole list, and is planned for the rows of before."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gin_clean_pending_list(indexrelid) FROM pg_index"
            " JOIN pg_class ON pg_class.oid = indexrelid"
            " JOIN pg_am ON pg_am.oid = pg_class.relam AND amname = 'gin'"
            " WHERE indrelid = ANY(%s::regclass[])",
            [list(TABLES)],
        )
        cursor.execute(f"ANALYZE {', '.join(TABLES)}")
