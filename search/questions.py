"""What is searched for, for the editors' report: words and numbers, and nothing of anybody.

A visit counts in the cache only; the worker writes it down. What looks like a person's address,
number or name with a form of address is never kept.
"""

import logging
import re
from collections.abc import Iterable
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from german.words import words_in
from search.models import SearchedQuery

logger = logging.getLogger(__name__)

SLOTS = 500  # questions between two rounds of the worker; more are not counted
KEPT_FOR = timedelta(days=180)
LONGEST = 60  # characters
MOST_WORDS = 6
_personal = re.compile(
    r"@|(?:\d[\s/.()+-]*){5}|https?:|www\.|\b(?:frau|herr|herrn|familie|dr|prof)\b|^(?=.*\d)[0-9a-z]{8}$",
    re.IGNORECASE,
)
_NEXT, _FLUSHED = "search.questions.next", "search.questions.flushed"
_SECONDS = 24 * 60 * 60


def keep(query: str, hits: int) -> None:
    """Count that this was searched for. No database is touched."""
    query = " ".join(query.casefold().split())
    if not is_worth_keeping(query):
        return
    try:
        cache.add(_NEXT, 0, None)
        slot = cache.incr(_NEXT)
        if slot - cache.get(_FLUSHED, 0) <= SLOTS:
            cache.set(f"search.questions.{slot}", (query, hits), _SECONDS)
    except Exception:  # a cache that is gone or just forgot: nobody waits for a statistic
        logger.warning("A question is not counted: the cache does not answer", exc_info=True)


def is_worth_keeping(query: str) -> bool:
    """Whether it says what people look for, and nothing about a person."""
    words = words_in(query)
    return 0 < len(words) <= MOST_WORDS and len(query) <= LONGEST and not _personal.search(query)


def flush_questions() -> int:
    """Write down what was counted, and forget what is old; how many questions."""
    SearchedQuery.objects.filter(day__lt=timezone.localdate() - KEPT_FOR).delete()
    last, first = cache.get(_NEXT, 0), cache.get(_FLUSHED, 0)
    if last < first:  # the cache has forgotten the one and not the other
        first = 0
    if last == first:
        return 0
    slots = [f"search.questions.{slot}" for slot in range(first + 1, min(last, first + SLOTS) + 1)]
    cache.set(_FLUSHED, last, None)
    asked = cache.get_many(slots)
    cache.delete_many(slots)
    _write(asked[slot] for slot in slots if slot in asked)
    return len(asked)


@transaction.atomic
def _write(asked: Iterable[tuple[str, int]]) -> None:
    today = timezone.localdate()
    for query, hits in asked:
        row, is_new = SearchedQuery.objects.get_or_create(
            query=query, day=today, defaults={"times": 1, "hits": hits}
        )
        if not is_new:
            SearchedQuery.objects.filter(pk=row.pk).update(times=F("times") + 1, hits=hits)
