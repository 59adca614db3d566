"""The database, copied as it was at one moment while the site went on writing."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.backends.postgresql.client import DatabaseClient

from operations.backup.manifest import NotUsable

Content = tuple[dict[str, int], list[str]]  # rows of each table, applied migrations


def save_database(folder: Path) -> Content:
    """Copy the database into `folder`; answers what is in the copy."""
    return SAVE[connection.vendor](folder)


def restore_database(folder: Path) -> None:
    """Put the copy in place of the database. Everybody else must have stopped using it."""
    RESTORE[connection.vendor](folder)


def database_is_empty() -> bool:
    """Whether there is not one table yet."""
    return not connection.introspection.table_names()


def count_rows(ask: Callable[[str], list[tuple]], tables: list[str]) -> Content:
    """What is in a database, by a function that answers a query."""
    quote = connection.ops.quote_name
    counts = {name: ask(f"SELECT count(*) FROM {quote(name)}")[0][0] for name in tables}  # noqa: S608
    applied = ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    return counts, [f"{app}.{name}" for app, name in applied]


def model_tables() -> list[str]:
    """The tables of the site's models, of which the search index is none."""
    return sorted(connection.introspection.django_table_names(only_existing=True))


# --- SQLite ----------------------------------------------------------------------------------


def save_sqlite(folder: Path) -> Content:
    file = folder / "database.sqlite3"
    tables = model_tables()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    with closing(sqlite3.connect(file)) as copy:
        return count_rows(lambda query: copy.execute(query).fetchall(), tables)


def restore_sqlite(folder: Path) -> None:
    saved, target = folder / "database.sqlite3", Path(settings.DATABASES["default"]["NAME"])
    with closing(sqlite3.connect(f"file:{saved}?mode=ro", uri=True)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise NotUsable("Die Datenbank in der Sicherung ist beschädigt.")
    connections.close_all()
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f"{target.name}.neu")
    shutil.copyfile(saved, new)
    for leftover in ("-wal", "-shm"):
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    new.replace(target)


# --- PostgreSQL ------------------------------------------------------------------------------


def save_postgresql(folder: Path) -> Content:
    """What is counted and what pg_dump sees is the same moment: it imports our snapshot."""
    tables = model_tables()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")

        def ask(query):
            cursor.execute(query)
            return cursor.fetchall()

        content = count_rows(ask, tables)
        [(snapshot,)] = ask("SELECT pg_export_snapshot()")
        run_postgresql(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={folder / 'database.dump'}",
        )
    return content


def restore_postgresql(folder: Path) -> None:
    # Nothing is dropped before the tool is there and can read the dump.
    run_program(["pg_restore", "--list", str(folder / "database.dump")])
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
    connections.close_all()
    run_postgresql(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        str(folder / "database.dump"),
        database_option=True,
    )


def run_postgresql(program: str, *arguments: str, database_option: bool = False) -> None:
    """Run one of PostgreSQL's programs on the site's database; the password stays out of sight."""
    (_, *where), environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    if database_option:
        where[-1:] = ["--dbname", where[-1]]
    run_program([program, *where, *arguments], environment)


def run_program(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a command. Raises NotUsable, with the reason, when it is missing or fails."""
    try:
        subprocess.run(  # noqa: S603  (the program is one of two, the arguments are ours)
            command,
            env=os.environ | (environment or {}),
            check=True,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError as error:
        raise NotUsable(f"{command[0]} fehlt: Installieren Sie postgresql-client.") from error
    except subprocess.CalledProcessError as error:
        raise NotUsable(f"{command[0]} ist gescheitert: {error.stderr.strip()[-500:]}") from error


SAVE = {"sqlite": save_sqlite, "postgresql": save_postgresql}
RESTORE = {"sqlite": restore_sqlite, "postgresql": restore_postgresql}
