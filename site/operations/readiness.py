"""Is this process able to serve? Each thing it needs is asked on its own and in limited time."""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from functools import cache as remember

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

logger = logging.getLogger(__name__)

PATIENCE = 2  # seconds for each thing
FRESH = 2  # seconds in which an answer is given again: asking often does not make the site slow


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations_are_applied() -> bool:
    return newest_migrations() <= set(MigrationRecorder(connection).applied_migrations())


def cache_works() -> bool:
    key, value = f"readyz-{uuid.uuid4()}", uuid.uuid4().hex
    cache.set(key, value, timeout=10)
    kept = cache.get(key)
    cache.delete(key)
    return kept == value


def storage_takes_files() -> bool:
    name = default_storage.save(f"readyz/{uuid.uuid4()}", ContentFile(b"ready"))
    default_storage.delete(name)
    return True


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "cache": cache_works,
    "storage": storage_takes_files,
}


@remember
def newest_migrations() -> set[tuple[str, str]]:
    """The last migration of each app in this code."""
    return set(MigrationLoader(connection).graph.leaf_nodes())


class Question:
    """One thing asked in a thread of its own, never twice at once: a hanging one stays one."""

    def __init__(self, name: str, check: Callable[[], bool]):
        self.name, self.check = name, check
        self.thread: threading.Thread | None = None
        self.answer = False

    def start(self) -> None:
        if self.thread is None or not self.thread.is_alive():
            self.answer = False
            self.thread = threading.Thread(target=self._ask, daemon=True)
            self.thread.start()

    def _ask(self) -> None:
        try:
            self.answer = self.check()
        except Exception as error:
            logger.error("Not ready: %s (%s)", self.name, type(error).__name__)
        finally:
            connection.close()  # the thread's own

    def finish(self, deadline: float) -> bool:
        self.thread.join(max(0, deadline - time.monotonic()))
        return not self.thread.is_alive() and self.answer


class Readiness:
    """The answers of all questions, asked side by side."""

    def __init__(self, checks: dict[str, Callable[[], bool]], patience: float = PATIENCE):
        self.questions = [Question(name, check) for name, check in checks.items()]
        self.patience = patience
        self.lock = threading.Lock()
        self.asked = float("-inf")
        self.answers: dict[str, bool] = {}

    def ask(self) -> dict[str, bool]:
        with self.lock:
            if time.monotonic() - self.asked > FRESH:
                for question in self.questions:
                    question.start()
                deadline = time.monotonic() + self.patience
                self.answers = {each.name: each.finish(deadline) for each in self.questions}
                self.asked = time.monotonic()
            return self.answers


readiness = Readiness(CHECKS)
