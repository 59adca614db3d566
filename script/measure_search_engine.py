"""The figures of one engine of the public search, as one line of JSON (measure_search.py asks).

Which engine that is the environment says, as for the site itself. The site grows while it is
measured: it must be one that nobody needs.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django  # noqa: E402

django.setup()

from django.test import Client  # noqa: E402

from home.models import HomePage  # noqa: E402
from search import failover, mirror, tickets  # noqa: E402
from search.engines import elasticsearch  # noqa: E402
from search.index import rebuild  # noqa: E402
from tests.search import speed  # noqa: E402
from tests.search.big_site import grow_public  # noqa: E402
from tests.search.judged import figures, judgements, measure  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))
ORDINARY_PAGE = "/kontakt/"
PATIENCE = 10  # seconds: for how good an answer is it does not matter when it comes


def main() -> None:
    """Print it."""
    rebuild()
    if elasticsearch.is_configured():
        try:
            result = {"quality": patiently(quality), "growth": None, "waiting": waiting()}
        finally:
            elasticsearch.client().indices.delete(index=_indices())
    else:
        result = {"quality": quality(), "growth": speed.measure_growth(ROUNDS), "waiting": None}
    print(json.dumps(result))


def quality() -> dict[str, dict]:
    """Totals of the queries held out, of all and by what makes them hard."""
    measured = measure("held_out")
    kinds = {each.judgement.about for each in measured}
    parts = {kind: [each for each in measured if each.judgement.about == kind] for kind in kinds}
    return {kind: asdict(figures(part)) for kind, part in {"all": measured, **parts}.items()}


def patiently(question: Callable[[], dict]) -> dict:
    """The answer, all of it from Elasticsearch."""
    if mirror.rebuild() is None:
        sys.exit("Elasticsearch lässt sich nicht füllen.")
    usual = failover.DEADLINE, elasticsearch.ASKING
    failover.DEADLINE = elasticsearch.ASKING = PATIENCE
    answer = question()
    failover.DEADLINE, elasticsearch.ASKING = usual
    if tickets.lost():
        sys.exit("Elasticsearch hat nicht geantwortet.")
    return answer


def waiting() -> dict[str, float]:
    """How long most people wait, on the large site: time on the clock, as they see it."""
    grow_public(HomePage.objects.get(locale__language_code="de"), speed.LARGE)
    if mirror.rebuild() is None:
        sys.exit("Elasticsearch lässt sich nicht füllen.")
    queries = [each.query for each in judgements("tune")]
    asked = {"search": [], "suggestions": [], "page": []}
    client = Client()
    unanswered = 0
    for number in range(ROUNDS):
        for query in queries:
            times = {
                "search": _seconds(lambda: speed.search(query)),  # noqa: B023  (asked at once)
                "suggestions": _seconds(lambda: speed.suggest(query[:5])),  # noqa: B023
                "page": _seconds(lambda: client.get(ORDINARY_PAGE)),
            }
            for name, seconds in times.items() if number else ():  # the first round warms up
                asked[name].append(seconds)
            unanswered += tickets.lost()
            tickets.give_all_back()
    most = {name: quantiles(seconds, n=20)[-1] for name, seconds in asked.items()}
    return {
        "search": most["search"] / most["page"],
        "suggestions": most["suggestions"],
        "unanswered": unanswered,
    }


def _seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def _indices() -> list[str]:
    return list(elasticsearch.client().indices.get(index=f"{elasticsearch.alias()}-*"))


if __name__ == "__main__":
    main()
