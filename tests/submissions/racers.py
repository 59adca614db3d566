"""Processes that do the same thing at the same moment, for tests of races.

Each runs a `racing.py`, which reads orders as lines of JSON; see one of these.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings

from tests.submissions.own_database import environment, own_database

A_MOMENT = 0.05  # seconds from an order until all begin


class Racers:
    """The processes, waiting for an order."""

    def __init__(self, program, address, folder, processes, threads):
        self.running = [
            subprocess.Popen(
                [sys.executable, str(program), address, str(threads)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=os.environ | environment(folder, address),
                cwd=settings.BASE_DIR,
            )
            for _ in range(processes)
        ]
        assert [process.stdout.readline() for process in self.running] == ["ready\n"] * processes

    def all_at_once(self, act, **order):
        """What each thread of each process has got."""
        return self._tell(self.running, act, at=time.time() + A_MOMENT, **order)

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
def racing(program, database, folder, unblocked, processes=5, threads=10):
    """Racers that work on a copy of the database of the run."""
    with unblocked, own_database(folder, database) as address:
        racers = Racers(program, address, folder, processes, threads)
        yield racers
        racers.end()
