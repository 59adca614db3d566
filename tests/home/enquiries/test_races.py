"""Fifty at once send the same form or decide on one enquiry: one wins, and nobody sees an error.

They are processes of their own with a database connection for each thread; see racing.py.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.submissions.own_database import environment, own_database

pytestmark = pytest.mark.django_db

PROCESSES = 5
THREADS = 10
PROGRAM = Path(__file__).with_name("racing.py")
ROOT = Path(__file__).resolve().parents[3]


class Racers:
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

    def all_at_once(self, act, **order):
        """What each of the fifty has got."""
        return self._tell(self.running, act, at=time.time() + 0.05, **order)

    def alone(self, act, **order):
        """What the first of the processes has got."""
        return self._tell(self.running[:1], act, at=0, **order)[0]

    def _tell(self, processes, act, **order):
        for number, process in enumerate(processes):
            process.stdin.write(json.dumps({"act": act, "process": number, **order}) + "\n")
            process.stdin.flush()
        return [answer for process in processes for answer in json.loads(process.stdout.readline())]

    def end(self):
        for process in self.running:
            process.stdin.close()
        for process in self.running:
            process.wait(30)


@pytest.fixture(scope="module")
def racers(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("race")
    with django_db_blocker.unblock(), own_database(folder, "enquiries_race") as address:
        racers = Racers(address, folder)
        yield racers
        racers.end()


def problems(answers):
    return sorted(answer["problem"] for answer in answers if "problem" in answer)


def test_fifty_clicks_on_one_button_give_one_enquiry_one_reference_and_one_mail(racers):
    for number in range(3):
        racers.alone("clear")

        answers = racers.all_at_once("send", key=f"{number:032}")

        assert problems(answers) == []
        assert len({answer["reference"] for answer in answers}) == 1
        seen = racers.alone("look")
        assert len(seen["states"]) == 2  # with the one that was there
        assert seen["mails"] == ["enquiries.contact_received"]


def test_closed_withdrawn_and_answered_at_once_one_of_them_holds(racers):
    leads_to = {"close": "closed", "withdraw": "withdrawn", "answer": "answered"}
    mail_of = {
        "close": "enquiries.closed",
        "withdraw": "enquiries.withdrawn",
        "answer": "submissions.message",
    }
    for _ in range(3):
        made = racers.alone("clear")

        answers = racers.all_at_once("decide", enquiry=made["enquiry"])

        (decision,) = [answer["decided"] for answer in answers if "decided" in answer]
        assert problems(answers) == ["Overtaken"] * (PROCESSES * THREADS - 1)
        seen = racers.alone("look")
        assert list(seen["states"].values()) == [leads_to[decision]]
        assert seen["mails"] == [mail_of[decision]]
