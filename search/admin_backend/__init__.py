"""The search of the admin: Wagtail's own index, in the database, in German.

    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.admin_backend"}}

Editors find „Förderung“ by „Foerd“, whatever they type gets an answer, and of a page nothing is
kept but its title. Visitors search in another index (`search.index`).
"""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

if connection.vendor == "postgresql":
    from search.admin_backend.postgresql import PostgresqlBackend as SearchBackend
elif connection.vendor == "sqlite":
    from search.admin_backend.sqlite import SqliteBackend as SearchBackend
else:
    raise ImproperlyConfigured(f"No search of the admin on {connection.vendor}")

__all__ = ["SearchBackend"]
