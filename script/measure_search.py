"""How good and how fast the public search is, as Markdown (script/bench starts it).

Every engine is asked in a process of its own, on a site of its own that is thrown away afterwards:
measure_search_engine.py. An engine whose server is missing is left out, and the tables say so.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

SCRIPTS = Path(__file__).resolve().parent
FOLDER = Path(os.environ["DATA_DIR"]).resolve()
OURS = ("DATABASE_URL", "CACHE_URL", "MEDIA_S3_URL", "FRONTEND_CACHE_URL", "ELASTICSEARCH_URL")
KINDS = (
    "word",
    "inflection",
    "umlaut",
    "compound",
    "synonym",
    "abbreviation",
    "typo",
    "question",
    "name",
    "service",
)
# What is compared, how much it may be, and both figures, each of a site of so many pages.
RATIOS = (
    ("… to a word on one page", "5", ("10000", "common"), ("10000", "unique")),
    ("… the last page of its hits", "5", ("10000", "last page"), ("10000", "unique")),
    ("Word on no page, 10,000 pages to 100", "1.5", ("10000", "nothing"), ("100", "nothing")),
    (
        "Suggestions: a beginning on every page to one on one page",
        "5",
        ("10000", "suggest common"),
        ("10000", "suggest unique"),
    ),
    ("Publishing a page, 10,000 pages to 100", "1.2", ("10000", "publish"), ("100", "publish")),
    ("… taking it into the search afterwards", "1.2", ("10000", "index"), ("100", "index")),
)


def main() -> None:
    """Ask all engines, then print what came out."""
    engines = {
        "SQLite": {},
        "PostgreSQL": os.environ.get("TEST_POSTGRES_URL"),
        "Elasticsearch": os.environ.get("TEST_ELASTICSEARCH_URL"),
    }
    missing = [name for name, server in engines.items() if server is None]
    measured = {
        name: _measured(name, server) for name, server in engines.items() if server is not None
    }
    _print_quality(measured)
    _print_kinds(measured)
    _print_speed({name: each["growth"] for name, each in measured.items() if each["growth"]})
    if "Elasticsearch" in measured:
        _print_waiting(measured["Elasticsearch"]["waiting"])
    for name in missing:
        print(f"\n{name} is missing here and not measured: script/services start")


def _measured(name: str, server) -> dict:
    print(f"Measuring the search with {name} …", file=sys.stderr, flush=True)
    environment = {key: value for key, value in os.environ.items() if key not in OURS}
    with tempfile.TemporaryDirectory(prefix="search-", dir=FOLDER) as folder:
        environment |= {"DATA_DIR": folder}
        if name == "PostgreSQL":
            with _own_database(server) as address:
                return _asked(environment | {"DATABASE_URL": address})
        if name == "Elasticsearch":
            prefix = f"bench-{secrets.token_hex(4)}"
            environment |= {"ELASTICSEARCH_URL": server, "ELASTICSEARCH_PREFIX": prefix}
        return _asked(environment)


def _asked(environment: dict[str, str]) -> dict:
    prepare = [sys.executable, SCRIPTS / "serve.py", "prepare"]
    subprocess.run(prepare, env=environment, stdout=subprocess.DEVNULL, check=True)
    measure = [sys.executable, SCRIPTS / "measure_search_engine.py"]
    answer = subprocess.run(measure, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(answer.stdout.splitlines()[-1])


@contextmanager
def _own_database(server: str) -> Iterator[str]:
    """The address of a new database on this server."""
    name = f"bench_{secrets.token_hex(4)}"
    there = urlsplit(server)._replace(scheme="postgresql").geturl()
    with psycopg.connect(there, autocommit=True) as administration:
        administration.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(there, autocommit=True) as administration:
            administration.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _print_quality(measured: dict) -> None:
    print("\n**Quality of the search**, on queries that nobody tuned it on\n")
    print("| | Queries | recall@5 | MRR |")
    print("|---|---|---|---|")
    for name, each in measured.items():
        whole = each["quality"]["all"]
        print(f"| {name} | {whole['queries']} | {whole['recall']:.2f} | {whole['mrr']:.2f} |")


def _print_kinds(measured: dict) -> None:
    print("\nThe same by what makes them hard (recall@5 / MRR)\n")
    print(f"| | Queries | {' | '.join(measured)} |")
    print(f"|---|---|{'---|' * len(measured)}")
    for kind in KINDS:
        parts = [each["quality"][kind] for each in measured.values()]
        cells = " | ".join(f"{part['recall']:.2f} / {part['mrr']:.2f}" for part in parts)
        print(f"| {kind} | {parts[0]['queries']} | {cells} |")


def _print_speed(growth: dict) -> None:
    print("\n**Cost of the search** in CPU time, the database's included\n")
    print(f"| | at most | {' | '.join(growth)} |")
    print(f"|---|---|{'---|' * len(growth)}")
    sites = list(map(_on_one_yardstick, growth.values()))
    common = " | ".join(f"{site['10000']['common'] * 1000:.0f}" for site in sites)
    print(f"| Word on each of 10,000 pages, ms | 60 | {common} |")
    for label, limit, figure, compared in RATIOS:
        ratios = (_of(site, figure) / _of(site, compared) for site in sites)
        print(f"| {label} | {limit} | {' | '.join(f'{ratio:.1f}' for ratio in ratios)} |")


def _on_one_yardstick(growth: dict) -> dict:
    """The seconds by size and act, those of the small site as on the machine of the large one."""
    small, large = growth["100"], growth["10000"]
    drift = large["yardstick"] / small["yardstick"]
    return {"100": {act: seconds * drift for act, seconds in small.items()}, "10000": large}


def _of(site: dict, figure: tuple[str, str]) -> float:
    size, act = figure
    return site[size][act]


def _print_waiting(waiting: dict) -> None:
    print("\n**Waiting for Elasticsearch** at 10,000 pages: 95 of 100 requests at most\n")
    print("| | at most | measured |")
    print("|---|---|---|")
    print(f"| Search, to an ordinary page | 2 | {waiting['search']:.1f} |")
    print(f"| Suggestions, ms | 50 | {waiting['suggestions'] * 1000:.0f} |")
    if waiting["unanswered"]:
        print("\nIt was late at times; then the database answered.")


if __name__ == "__main__":
    main()
