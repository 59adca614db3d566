"""Twelve at once change and index one page: what is found in the end is what stands there then.

They are processes of their own with a database connection for each thread; see racing.py.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.submissions.own_database import environment, own_database

pytestmark = pytest.mark.django_db

PROCESSES = 3
THREADS = 4
ALL = PROCESSES * THREADS
ROUNDS = 4
PROGRAM = Path(__file__).with_name("racing.py")
ROOT = Path(__file__).resolve().parents[2]


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
        """What each of the twelve has got."""
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


@contextmanager
def racing(folder, unblocked):
    with unblocked, own_database(folder, "search_race") as address:
        racers = Racers(address, folder)
        yield racers
        racers.end()


@pytest.fixture(scope="module")
def racers(django_db_setup, django_db_blocker, tmp_path_factory):
    with racing(tmp_path_factory.mktemp("race"), django_db_blocker.unblock()) as racers:
        yield racers


def problems(answers):
    return [answer["problem"] for answer in answers if "problem" in answer]


def test_the_last_of_twelve_names_is_the_one_that_is_found(racers):
    for _ in range(ROUNDS):
        page = racers.alone("start")["page"]

        answers = racers.all_at_once("rename", page=page)

        assert problems(answers) == []
        seen = racers.alone("look", page=page, all=ALL)
        assert seen["entry"] == seen["page"]
        assert seen["found"] == seen["page"]
        assert (seen["words"], seen["missing_or_stale"]) == (1, 0)
        racers.alone("remove", page=page)


def test_published_and_withdrawn_at_once_it_is_found_if_it_is_public_in_the_end(racers):
    for _ in range(ROUNDS):
        page = racers.alone("start")["page"]

        answers = racers.all_at_once("publish_or_withdraw", page=page)

        assert problems(answers) == []
        seen = racers.alone("look", page=page, all=ALL)
        assert seen["entry"] == seen["page"]
        assert (seen["words"], seen["missing_or_stale"]) == (len(seen["page"]), 0)
        racers.alone("remove", page=page)


def test_nothing_is_left_of_a_page_that_goes_while_it_is_indexed(racers):
    for _ in range(ROUNDS):
        page = racers.alone("start")["page"]

        answers = racers.all_at_once("remove", page=page)

        assert problems(answers) == []
        seen = racers.alone("look", page=page, all=ALL)
        assert (seen["page"], seen["entry"], seen["words"]) == ([], [], 0)
        assert seen["missing_or_stale"] == 0


def test_without_the_lock_the_same_race_leaves_an_old_name_or_fails(racers):
    racers.all_at_once("without_lock")  # the last of these tests: nothing puts it back

    def goes_wrong():
        page = racers.alone("start")["page"]
        answers = racers.all_at_once("rename", page=page)
        seen = racers.alone("look", page=page, all=ALL)
        return bool(problems(answers)) or seen["entry"] != seen["page"]

    assert any(goes_wrong() for _ in range(4 * ROUNDS))
