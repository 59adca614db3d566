"""The public search while Elasticsearch is away, slow or out of its mind: the database answers.

There are three tickets for all processes together. A question to Elasticsearch takes one, and gives
it back only when it was answered properly and in time. Once all are lost nobody is held up any
more, until the worker finds Elasticsearch well and gives them back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.core.cache import cache

from search import mirror, tickets
from search.deadline import within
from search.engines import database_engine
from search.engines.base import Found, Question
from search.engines.elasticsearch import (
    ElasticsearchEngine,
    alias,
    client,
    forget_connections,
    is_configured,
)
from search.models import IndexState

logger = logging.getLogger(__name__)

DEADLINE = 0.2  # seconds for a whole answer
PATIENCE = 2  # seconds that the worker has
MIRRORED = "search.elasticsearch.mirrored"
COMPARED_AT_LEAST = 60 * 60  # seconds
TRIES = 3  # the first question after a start may be slow


class Unavailable(Exception):
    """Elasticsearch was not asked, or did not answer properly in time."""


class PublicEngine:
    """Answers from Elasticsearch if that is well, else from the database.

    `name` says who gave the last answer. What is found may be some seconds old: whoever shows
    pages looks whether they still may be seen."""

    def __init__(self):
        self.name = database_engine().name

    def find(self, question: Question) -> Found:
        """The pages that have the words."""
        return self._asked("find", question)

    def titles_with(self, beginnings: Sequence[str], limit: int) -> list[int]:
        """Pages in whose title, for each of these folded beginnings, a word begins with it."""
        return self._asked("titles_with", beginnings, limit)

    def _asked(self, question: str, *args):
        engine = ElasticsearchEngine()
        try:
            answer = ask(getattr(engine, question), *args)
        except Unavailable:
            engine = database_engine()
            answer = getattr(engine, question)(*args)
        self.name = engine.name
        return answer


def ask(question: Callable, *args) -> Any:
    """The answer of Elasticsearch to `question(*args)`, or Unavailable before anybody waits."""
    ticket = tickets.take() if is_configured() else None
    if ticket is None:
        raise Unavailable
    try:
        answer = within(DEADLINE, question, *args)
    except Exception as problem:
        if isinstance(problem, TimeoutError):  # somebody still holds a connection
            forget_connections()
        logger.warning("Elasticsearch gives no answer: %s", type(problem).__name__)
        raise Unavailable from None
    tickets.give_back(ticket)
    return answer


def keep_well() -> int:
    """Give the tickets back once Elasticsearch is well and up to date; how many entries it lacked.

    A due job. While nothing changes it costs one question."""
    if not is_configured() or not is_well():
        return 0
    state = (alias(), IndexState.now().entries)
    lost = tickets.lost()
    mended = 0
    if lost or cache.get(MIRRORED) != state:
        reconciled = mirror.reconcile()
        if reconciled is None:
            return 0
        mended = reconciled
        cache.set(MIRRORED, state, COMPARED_AT_LEAST)
    if lost and answers_in_time():
        tickets.give_all_back()
    return mended


def is_well() -> bool:
    """Whether Elasticsearch says of itself that it can answer."""
    try:
        health = within(PATIENCE, client().cluster.health, index=f"{alias()}*")
        return health["status"] in {"green", "yellow"}
    except Exception:  # whatever it is, it is not well
        return False


def answers_in_time() -> bool:
    """Whether it gives the answers that visitors wait for, in the time that they wait."""
    return any(_answers_in_time() for _ in range(TRIES))


def _answers_in_time() -> bool:
    try:
        within(DEADLINE, ElasticsearchEngine().titles_with, ["a"], 1)
        return True
    except Exception:  # whatever it is, it is no answer
        return False
