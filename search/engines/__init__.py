"""The engines of the public search. The database's is always there; Elasticsearch may be."""

from django.db import connection

from search.engines.base import Engine
from search.engines.postgresql import PostgresqlEngine
from search.engines.sqlite import SqliteEngine

_in_the_database = {"sqlite": SqliteEngine, "postgresql": PostgresqlEngine}


def database_engine() -> Engine:
    """The engine of the site's own database."""
    return _in_the_database[connection.vendor]()
