"""What a search and a publication cost on a small and on a large site.

CPU time, of this process and of PostgreSQL's for it; never time on the clock. What is compared
takes turns, round by round, so that a busy machine weighs on all of it alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from django.db import connection
from django.test import Client

from german.words import fold
from home.models import HomePage, StandardPage
from search.index import index_pages
from search.models import SearchedQuery, SearchEntry
from tests.search.big_site import COMMON, grow_public, unique

SMALL, LARGE = 100, 10_000  # pages
LAST_PAGE = "500"
ROWS_OF_YARDSTICK = 30
_numbers = count(1)
_text = "Förderung für Größeres, Straßen und Übungen im Revier. " * 400

Costs = dict[str, float]  # seconds by what was done


def measure_growth(rounds: int) -> dict[int, Costs]:
    """What everything costs on the small and on the large site, by the number of pages.

    The site stays large: whoever calls this rolls back or throws the database away."""
    home = HomePage.objects.get(locale__language_code="de")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # else helpers would work whose time nobody sees
            cursor.execute("SET max_parallel_workers_per_gather = 0")
    measured = {}
    for size in (SMALL, LARGE):
        ids = grow_public(home, size)
        measured[size] = quiet_quarter(_actions(ids[size // 2]), rounds)
    return measured


def quiet_quarter(actions: dict[str, Callable[[], object]], rounds: int) -> Costs:
    """What each action costs when nobody disturbs it; all take turns, and were done twice before.

    A busy machine only ever adds to it: a quarter of the rounds cost no more than that."""
    for do in [*actions.values()] * 2:
        do()
    measured = [{name: seconds(do) for name, do in actions.items()} for _ in range(rounds)]
    return {name: sorted(each[name] for each in measured)[rounds // 4] for name in actions}


def seconds(do: Callable[[], object]) -> float:
    """The CPU time that an action takes."""
    before = _spent()
    do()
    return _spent() - before


def _spent() -> float:
    return time.process_time() + _spent_by_postgresql()


def _spent_by_postgresql() -> float:
    """Of the session of this process, if it runs on this machine."""
    if connection.vendor != "postgresql":
        return 0
    file = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(file.read_text().split()[0]) / 1e9 if file.exists() else 0


def _actions(page: int) -> dict[str, Callable[[], object]]:
    return {
        "yardstick": yardstick,
        "common": lambda: search(COMMON),
        "unique": lambda: search(unique(7)),
        "nothing": lambda: search("Xylofontrommelquax"),
        "last page": lambda: search(COMMON, seite=LAST_PAGE),
        "common, narrowed": lambda: search(COMMON, art="Meldung"),
        "suggest common": lambda: suggest(COMMON[:5]),
        "suggest unique": lambda: suggest(unique(7)),
        "publish": lambda: publish(page),
        "index": lambda: index_anew(page),
    }


def yardstick() -> None:
    """What no page makes longer: rows written, read and deleted, and German folded."""
    for _ in range(ROWS_OF_YARDSTICK):
        row = SearchedQuery.objects.create(query="Elle", day=date(2026, 1, 1), hits=1)
        SearchedQuery.objects.get(pk=row.pk).delete()
    fold(_text)


def search(query: str, **choices: str) -> str:
    """The page of results, through the whole application."""
    return _get("/suche/", q=query, **choices)


def suggest(query: str) -> str:
    """The suggestions while somebody types."""
    return _get("/suche/vorschlaege/", q=query)


def _get(address: str, **parameters: str) -> str:
    answer = _client().get(address, parameters)
    assert answer.status_code == 200
    return answer.content.decode()


@cache
def _client() -> Client:
    """One for all: the site starts with a client's first question, as a server does only once."""
    return Client()


def publish(page: int) -> None:
    """What the editor waits for, and the task that it leaves where tasks run at once."""
    changed = StandardPage.objects.get(pk=page)
    changed.title = f"Neuer Titel {next(_numbers)}"
    changed.save_revision().publish()


def index_anew(page: int) -> None:
    """The worker's part of it, for an entry that has changed."""
    SearchEntry.objects.filter(pk=page).update(fingerprint="another")
    assert index_pages([page]) == 1
