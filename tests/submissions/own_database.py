"""A copy of the database of the run, for processes that really write into it."""

import shutil
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connection

from tests.prepared_site import copy_prepared_site


@contextmanager
def own_database(folder, name):
    """The address of the copy. No test may be under way: the original is closed for a moment."""
    if connection.vendor == "sqlite":
        copy_prepared_site(folder)
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        shutil.rmtree(folder, ignore_errors=True)
        return
    original = connection.settings_dict
    copy = f"{original['NAME']}_{name}"
    server = f"{original['USER']}@{original['HOST']}:{original['PORT']}"
    if original["PASSWORD"]:
        server = server.replace("@", f":{original['PASSWORD']}@")
    connection.close()
    with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as administration:
        administration.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        administration.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original["NAME"]}"')
    yield f"postgres://{server}/{copy}"
    with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as administration:
        administration.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def environment(folder, address):
    """Of a process that works on the copy, with its files below `folder`."""
    return {
        "DATABASE_URL": address,
        "TEST_DATA_DIR": str(folder),
        "PYTHONPATH": f"{settings.BASE_DIR / 'site'}:{settings.BASE_DIR}",
    }
