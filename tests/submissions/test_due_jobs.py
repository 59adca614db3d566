"""Rounds of what is due: one failure stops no other, and a signal ends them in order."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from submissions import due_jobs
from submissions.due_jobs import register_due_job, run_due_jobs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def jobs(monkeypatch):
    """No job but those of the test."""
    monkeypatch.setattr(due_jobs, "_jobs", {})


def fail():
    raise RuntimeError("kaputt")


def test_every_job_of_the_site_is_registered():
    assert {*due_jobs._jobs} >= {
        "outbox",
        "retention",
        "bookings.expire",
        "bookings.offer",
        "bookings.remind",
        "bookings.finish",
    }


def test_a_job_that_fails_is_logged_and_stops_no_other(jobs, db, caplog):
    register_due_job("before", lambda: 1)
    register_due_job("broken", fail)
    register_due_job("after", lambda: 2)

    assert run_due_jobs() == {"before": 1, "after": 2}
    assert "The job broken has failed" in caplog.text


def test_jobs_that_had_nothing_to_do_are_not_mentioned(jobs, db, capsys):
    register_due_job("idle", lambda: 0)
    register_due_job("busy", lambda: 3)

    call_command("run_due_jobs")

    assert capsys.readouterr().out == "busy: 3\n"


def test_all_jobs_run_twice_in_a_row_do_nothing_the_second_time(db):
    run_due_jobs()

    assert run_due_jobs() == {}


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_ends_the_rounds_in_order(name, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_due_jobs", "--every", "600"],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.development"},
        stderr=subprocess.DEVNULL,
    )
    number = getattr(signal, name)
    while not _listens_for(process, number):
        time.sleep(0.05)

    process.send_signal(number)

    assert process.wait(30) == 0


def _listens_for(process, number):
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    is_python_up = "python" in Path(f"/proc/{process.pid}/comm").read_text()
    wanted = 1 << (signal.SIGTERM - 1) | 1 << (number - 1)
    return is_python_up and int(caught.split()[1], 16) & wanted == wanted
