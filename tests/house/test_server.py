"""script/server, really started: what it makes once, what it never makes twice, and how it ends."""

import os
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import pytest

from tests.house.checkout import ROOT

PARTS = ["gunicorn", "db_worker", "run_due_jobs"]


class Server:
    """A run of script/server in a folder of its own."""

    def __init__(self, data_dir):
        self.data_dir = data_dir
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "DATA_DIR": str(data_dir),
            "PORT": str(self.port),
        }
        self.log = data_dir.with_name(f"log-{self.port}")
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["script/server"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )

    def status_of_start_page(self):
        """Waits for the first answer."""
        deadline = time.monotonic() + 240
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=30) as answer:
                    return answer.status
            except urllib.error.HTTPError as error:
                with error:
                    return error.code
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def processes(self, program=""):
        """What this run has started and has not ended, found by the folder it writes to."""
        mark = f"DATA_DIR={self.data_dir}".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                environment = (process / "environ").read_bytes().split(b"\0")
                command = (process / "cmdline").read_bytes()
            except OSError:
                continue
            if mark in environment and program.encode() in command:
                found.append(int(process.name))
        return sorted(found)

    def mails(self):
        """All that was sent so far: development writes mails to files."""
        return "".join(mail.read_text() for mail in self.data_dir.glob("mails/*"))

    def end(self, signum=signal.SIGINT):
        self.process.send_signal(signum)
        return self.process.wait(60)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("server") / "data"


@pytest.fixture
def server(data_dir):
    server = Server(data_dir)
    yield server
    if server.process.poll() is None:
        server.end(signal.SIGTERM)


def test_the_first_start_shows_the_site_and_makes_one_login(server):
    assert server.status_of_start_page() == 200

    login = server.data_dir / "erster-login.txt"
    name, password = login.read_text().splitlines()
    assert name
    assert len(password) >= 12
    assert login.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_the_end_takes_everything_with_it(signum, server):
    server.status_of_start_page()
    for part in PARTS:
        assert server.processes(part)

    assert server.end(signum) == 0
    assert server.processes() == []


def test_a_mail_that_waits_is_sent_while_the_site_runs(server):
    server.status_of_start_page()
    with sqlite3.connect(server.data_dir / "db.sqlite3", timeout=20) as database:
        database.execute(
            "INSERT INTO submissions_outboxmail (key, recipient, subject, body, calendar,"
            " documents, message_id, state, attempts, next_attempt_at, last_error, created_at,"
            " is_to_contact)"
            " VALUES ('booking.link', 'nobody@schule.example', 'Probe des Postausgangs', 'Text',"
            " '', '[]', ?, 'waiting', 0, '2026-01-01', '', '2026-01-01', 0)",
            [uuid.uuid4().hex],
        )

    # No task tells the worker of it: the due jobs find it in their next round.
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and "Probe des Postausgangs" not in server.mails():
        time.sleep(0.5)

    assert server.mails().count("Subject: Probe des Postausgangs") == 1


def test_a_later_start_prepares_nothing_again(server):
    server.status_of_start_page()
    server.end()
    before = {stamp: stamp.stat().st_mtime_ns for stamp in server.data_dir.glob("prepared/*")}

    later = Server(server.data_dir)
    later.status_of_start_page()
    later.end()

    after = {stamp: stamp.stat().st_mtime_ns for stamp in server.data_dir.glob("prepared/*")}
    assert len(before) == 3
    assert after == before


@pytest.mark.parametrize("part", PARTS)
def test_when_one_part_dies_the_others_are_ended(part, server):
    server.status_of_start_page()

    os.kill(server.processes(part)[0], signal.SIGKILL)

    assert server.process.wait(60) == 1
    assert server.processes() == []


def test_a_taken_port_is_one_clear_sentence(data_dir):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir), "PORT": str(port)}
        refusal = subprocess.run(
            ["script/server"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    assert refusal.returncode == 1
    assert refusal.stderr.splitlines() == [
        f"Port {port} ist belegt. Mit einem anderen: PORT=8001 script/server"
    ]
