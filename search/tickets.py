"""Three tickets for all processes together: who asks Elasticsearch needs one.

A ticket is a key of the shared cache that nobody has set; who sets it has it.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from django.core.cache import cache

logger = logging.getLogger(__name__)

KEYS = [f"search.elasticsearch.ticket.{number}" for number in (1, 2, 3)]


@dataclass(frozen=True)
class Ticket:
    """The right to one question."""

    key: str
    holder: str


def take() -> Ticket | None:
    """A ticket, if there is one left."""
    holder = secrets.token_hex(8)
    try:
        taken = cache.get_many(KEYS)
        for key in KEYS:
            if key not in taken and cache.add(key, holder, None):
                return Ticket(key, holder)
    except Exception as problem:  # without the cache nobody counts, so nobody asks
        _say(problem)
    return None


def give_back(ticket: Ticket) -> None:
    """Unless the worker did so before, and it is somebody else's now."""
    try:
        if cache.get(ticket.key) == ticket.holder:
            cache.delete(ticket.key)
    except Exception as problem:
        _say(problem)


def lost() -> int:
    """How many questions were not answered, or are being asked."""
    return len(cache.get_many(KEYS))


def are_all_lost() -> bool:
    """Whether nobody asks any more."""
    return lost() == len(KEYS)


def give_all_back() -> None:
    """Let Elasticsearch be asked again."""
    cache.delete_many(KEYS)


def _say(problem: Exception) -> None:
    logger.warning("There is no cache for the search: %s", type(problem).__name__)
