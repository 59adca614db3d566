"""Several processes write into the embedded database at once, with the settings of the site."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PROCESSES = 6
TRANSACTIONS = 60

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def database_file(tmp_path):
    file = tmp_path / "load.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE counter (counted integer NOT NULL)")
        connection.execute("INSERT INTO counter VALUES (0)")
    connection.close()
    return file


def read_and_write(file, options):
    """All processes at once; how many transactions were refused, and how many were counted."""
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}
    program = Path(__file__).with_name("reading_and_writing.py")
    command = [sys.executable, str(program), json.dumps(database), str(TRANSACTIONS)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(PROCESSES)]
    outputs = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0] * PROCESSES
    connection = sqlite3.connect(file)
    (counted,) = connection.execute("SELECT counted FROM counter").fetchone()
    connection.close()
    return sum(int(output) for output in outputs), counted


def test_no_transaction_of_six_processes_finds_the_database_locked(database_file):
    options = settings.DATABASES["default"]["OPTIONS"]

    assert read_and_write(database_file, options) == (0, PROCESSES * TRANSACTIONS)


def test_without_immediate_transactions_the_same_load_finds_it_locked(database_file):
    options = dict(settings.DATABASES["default"]["OPTIONS"])
    del options["transaction_mode"]

    refused, counted = read_and_write(database_file, options)

    assert refused > 0
    assert refused + counted == PROCESSES * TRANSACTIONS
