"""The whole database as one text, to look for what must not be in it."""

from django.db import connection


def everything_stored() -> str:
    """Every value of every table, files and searches included."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    if isinstance(value, (bytes, memoryview)):
                        said.append(bytes(value).decode("latin-1"))
                    else:
                        said.append(str(value))
    return "\n".join(said)
