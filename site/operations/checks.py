"""What must be there before the site goes public."""

import sqlite3

from django.conf import settings
from django.core.checks import Error, register


@register(deploy=True)
def sqlite_can_search(app_configs, **kwargs):
    """The search in an SQLite database stands on FTS5."""
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"] or sqlite_has_fts5():
        return []
    return [
        Error(
            "This Python's SQLite has no FTS5.",
            hint="Set DATABASE_URL to a PostgreSQL, or install another Python.",
            id="operations.E001",
        )
    ]


def sqlite_has_fts5() -> bool:
    """Whether the SQLite that this Python uses was built with full text search."""
    connection = sqlite3.connect(":memory:")
    try:
        (has_it,) = connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()
    finally:
        connection.close()
    return bool(has_it)
