"""What has to be done when its time has come: holds that end, mails, reminders, forgetting.

Every job is safe to run twice, at any time, in several processes at once.
"""

import logging
from collections.abc import Callable

from django.db import close_old_connections

logger = logging.getLogger(__name__)

_jobs: dict[str, Callable[[], int]] = {}


def register_due_job(name: str, job: Callable[[], int]) -> None:
    """Let `job` run in every round; it answers how many things it did."""
    _jobs[name] = job


def run_due_jobs() -> dict[str, int]:
    """One round of all jobs, and what each did. One that fails is logged and stops no other."""
    done = {}
    for name, job in _jobs.items():
        close_old_connections()
        try:
            done[name] = job()
        except Exception:
            logger.exception("The job %s has failed", name)
    return {name: number for name, number in done.items() if number}
