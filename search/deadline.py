"""Answers from elsewhere that come in time or not at all."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Answer = TypeVar("Answer")


def within(seconds: float, question: Callable[..., Answer], *args, **kwargs) -> Answer:
    """What `question` answers. Raises TimeoutError after these seconds, whatever it is doing.

    It is asked in a thread, which has no connection to the database. One that waits on, for a
    server that sends a byte now and then, is left alone: it ends with its connection."""
    answer: Future = Future()

    def wait_for_answer() -> None:
        try:
            answer.set_result(question(*args, **kwargs))
        except BaseException as problem:
            answer.set_exception(problem)

    Thread(target=wait_for_answer, name="within", daemon=True).start()
    return answer.result(seconds)
