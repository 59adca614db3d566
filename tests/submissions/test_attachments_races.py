"""Files and real transactions, in processes of their own."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.submissions.own_database import environment, own_database

PROGRAM = Path(__file__).with_name("attaching.py")


@pytest.fixture(scope="module")
def run(django_db_setup, django_db_blocker, tmp_path_factory):
    """Starts the program; what it printed last, unless it shall wait."""
    folder = tmp_path_factory.mktemp("attachments")
    with django_db_blocker.unblock(), own_database(folder, "attachments") as address:
        variables = os.environ | environment(folder, address)

        def start(*arguments):
            return subprocess.Popen(
                [sys.executable, "-W", "ignore", str(PROGRAM), *map(str, arguments)],
                env=variables | {"DJANGO_SETTINGS_MODULE": "config.settings.test"},
                cwd=settings.BASE_DIR,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )

        def run(*arguments, wait=True):
            process = start(*arguments)
            return answer_of(process) if wait else process

        yield run


def answer_of(process):
    output = process.communicate("\n", timeout=120)[0]
    return json.loads(output.splitlines()[-1]) if output else None


def test_twelve_files_at_once_are_ten(run):
    submission = run("make")
    before = run("count", submission)["files"]
    processes = [run("attach", submission, number, wait=False) for number in range(12)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"

    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    results = [answer_of(process) for process in processes]

    assert sorted(results) == ["kept"] * 10 + ["too_many"] * 2
    assert run("count", submission) == {"rows": 10, "files": before + 10}


def test_a_transaction_that_fails_leaves_no_bytes(run):
    submission = run("make")
    before = run("count", submission)["files"]

    assert run("fail", submission) == "rolled back"

    assert run("count", submission) == {"rows": 0, "files": before}


def test_a_process_that_dies_leaves_bytes_for_the_sweep_and_no_row(run):
    submission = run("make")
    before = run("count", submission)["files"]

    assert run("die", submission) is None
    time.sleep(0.1)

    assert run("count", submission) == {"rows": 0, "files": before + 1}
