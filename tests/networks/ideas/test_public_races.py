"""Fifty browsers send the same page of the form at once: one idea, one mail, one receipt.

They are processes of their own with a database connection for each thread; see public_racing.py.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.networks.ideas.test_races import PROCESSES, ROOT, THREADS, Racers
from tests.submissions.own_database import environment, own_database

pytestmark = pytest.mark.django_db

PROGRAM = Path(__file__).with_name("public_racing.py")
ROUNDS = 2


class Browsers(Racers):
    """The processes, waiting for an order."""

    def __init__(self, address, folder):
        self.running = [
            subprocess.Popen(
                [sys.executable, str(PROGRAM), address, str(THREADS)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=os.environ | environment(folder, address),
                cwd=ROOT,
            )
            for _ in range(PROCESSES)
        ]
        assert [process.stdout.readline() for process in self.running] == ["ready\n"] * PROCESSES


@pytest.fixture(scope="module")
def browsers(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("public_race")
    with django_db_blocker.unblock(), own_database(folder, "ideas_public_race") as address:
        browsers = Browsers(address, folder)
        yield browsers
        browsers.end()


def test_fifty_times_the_last_page_is_one_idea_one_mail_and_one_receipt(browsers):
    for _ in range(ROUNDS):
        made = browsers.alone("clear")
        answers = browsers.all_at_once("post", path=made["check"], data=made["sending"])

        assert [each for each in answers if each.get("status") != 303] == []
        assert len({each["to"] for each in answers}) == 1
        assert "/gesendet/" in answers[0]["to"]
        assert browsers.alone("look") == {"states": ["new"], "mails": ["idea.received"]}


def test_fifty_times_the_first_page_is_one_draft(browsers):
    for _ in range(ROUNDS):
        made = browsers.alone("clear")
        answers = browsers.all_at_once("post", path="/projektidee/", data=made["first"])

        assert [each for each in answers if each.get("status") != 303] == []
        assert len({each["to"] for each in answers}) == 1
        assert browsers.alone("look") == {"states": ["draft", "draft"], "mails": []}
