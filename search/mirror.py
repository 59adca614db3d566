"""Keeps in Elasticsearch what stands in the public index of the database.

Only the worker calls this. Elasticsearch may be away at any time: then one line is logged, and
`reconcile` makes up for it later.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.core.cache import cache
from django.utils import timezone

from search import tickets
from search.deadline import within
from search.elasticsearch_settings import MAPPINGS, SETTINGS, rules
from search.engines.base import IndexedPage
from search.engines.elasticsearch import ElasticsearchEngine, alias, client, is_configured
from search.index import indexed
from search.models import IndexState, SearchEntry
from search.vocabulary import vocabulary

logger = logging.getLogger(__name__)

BATCH = 100  # pages
AT_ONCE = 5_000  # fingerprints
PATIENCE = 30  # seconds for an answer: the worker has other things to do
REBUILDING, LONGEST_BATCH = "search.elasticsearch.rebuilding", 120  # seconds


def send(pages: Iterable[int]) -> bool:
    """Let Elasticsearch have what stands in the index of these pages now. Whether it took it."""
    if not is_configured() or tickets.are_all_lost():  # then the worker does not wait either
        return False
    with _said_if_it_fails("Elasticsearch could not be told of pages") as done:
        _send(sorted(set(pages)), ElasticsearchEngine())
        _refresh(alias())
        done.append(True)
    return bool(done)


def reconcile() -> int | None:
    """Compare Elasticsearch with the database and mend it; how many entries, None if it failed."""
    if not is_configured():
        return None
    done: list[int] = []
    with _said_if_it_fails("Elasticsearch could not be compared"):
        done.append(_reconcile() if _is_as_it_should_be() else _rebuild())
    return done[0] if done else None


def rebuild() -> int | None:
    """Fill a new index and put it in place of the old one; how many entries, None if it failed."""
    if not is_configured():
        return None
    done: list[int] = []
    with _said_if_it_fails("Elasticsearch could not be filled anew"):
        done.append(_rebuild())
    return done[0] if done else None


@contextmanager
def _said_if_it_fails(what: str) -> Iterator[list]:
    try:
        yield []
    except Exception as problem:  # refused, late, full, nonsense: it is a copy, and mended later
        logger.warning("%s: %s", what, brief(problem))


def brief(problem: BaseException) -> str:
    """A failure on one line."""
    said = " ".join(str(problem).split())[:200]
    return f"{type(problem).__name__} {said}".strip()


def fingerprints() -> dict[int, str]:
    """All that the database has for Elasticsearch, by page: what an entry is made of, in brief."""
    split_with = IndexState.now().split_with
    entries = SearchEntry.objects.values_list("pk", "fingerprint")
    return {page: _made_of(fingerprint, split_with) for page, fingerprint in entries}


def mirrored_fingerprints() -> dict[int, str]:
    """All that Elasticsearch has."""
    _refresh(alias())
    kept: dict[int, str] = {}
    after = 0
    while True:
        answer = within(
            PATIENCE,
            client().search,
            index=alias(),
            query={"range": {"page": {"gt": after}}},
            sort=[{"page": "asc"}],
            size=AT_ONCE,
            source=False,
            docvalue_fields=["fingerprint"],
            track_total_hits=False,
        )
        hits = answer["hits"]["hits"]
        if not hits:
            return kept
        kept |= {int(hit["_id"]): hit["fields"]["fingerprint"][0] for hit in hits}
        after = hits[-1]["sort"][0]


def _made_of(fingerprint: str, split_with: int) -> str:
    return f"{fingerprint}-{split_with}"


def _send(pages: list[int], engine: ElasticsearchEngine) -> None:
    """What is in the database is written, what is not is deleted: right in any order of calls."""
    for start in range(0, len(pages), BATCH):
        batch = pages[start : start + BATCH]
        entries = list(_indexed(batch))
        within(PATIENCE, engine.write, entries)
        within(PATIENCE, engine.delete, {*batch} - {entry.page for entry in entries})


def _indexed(pages: list[int]) -> Iterator[IndexedPage]:
    state = IndexState.now()
    lexicon = vocabulary(state).lexicon
    for entry in SearchEntry.objects.filter(pk__in=pages):
        page = indexed(entry, lexicon)
        yield replace(page, fingerprint=_made_of(page.fingerprint, state.split_with))


def _is_as_it_should_be() -> bool:
    """Whether there is an index, made by the rules that hold."""
    if not within(PATIENCE, client().indices.exists_alias, name=alias()):
        return False
    made_by = within(PATIENCE, client().indices.get_mapping, index=alias())
    return [each["mappings"]["_meta"]["rules"] for each in made_by.values()] == [rules()]


def _reconcile() -> int:
    # In this order: what is published meanwhile is in neither, or in both.
    kept = mirrored_fingerprints()
    wanted = fingerprints()
    different = sorted(
        page for page in kept.keys() | wanted.keys() if kept.get(page) != wanted.get(page)
    )
    if different:
        _send(different, ElasticsearchEngine())
        _refresh(alias())
    return len(different)


def _rebuild() -> int:
    if not cache.add(REBUILDING, True, LONGEST_BATCH):
        raise RuntimeError("it is being filled already")
    try:
        index = f"{alias()}-{timezone.now():%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
        mappings = MAPPINGS | {"_meta": {"rules": rules()}}
        indices = client().indices
        within(PATIENCE, indices.create, index=index, settings=SETTINGS, mappings=mappings)
        pages = sorted(fingerprints())
        for start in range(0, len(pages), BATCH):
            cache.set(REBUILDING, True, LONGEST_BATCH)
            _send(pages[start : start + BATCH], ElasticsearchEngine(index))
        _refresh(index)
        there = within(PATIENCE, indices.get, index=f"{alias()}-*")
        swap = [{"add": {"index": index, "alias": alias()}}]
        swap += [{"remove_index": {"index": older}} for older in there if older != index]
        within(PATIENCE, indices.update_aliases, actions=swap)
    finally:
        cache.delete(REBUILDING)
    _reconcile()  # what was sent to the old one meanwhile
    return len(pages)


def _refresh(index: str) -> None:
    within(PATIENCE, client().indices.refresh, index=index)
