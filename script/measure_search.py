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
KINDS = {
    "word": "Wort",
    "inflection": "Beugung",
    "umlaut": "Umlaut",
    "compound": "Zusammensetzung",
    "synonym": "Synonym",
    "abbreviation": "Abkürzung",
    "typo": "Tippfehler",
    "question": "Frage",
    "name": "Name",
    "service": "Angebot",
}


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
        print(f"\n{name} fehlt hier und ist nicht gemessen: script/services start")


def _measured(name: str, server) -> dict:
    print(f"Gemessen wird die Suche mit {name} …", file=sys.stderr, flush=True)
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
    print("\n**Güte der Suche**, an Fragen, nach denen nichts eingestellt wurde\n")
    print("| | Fragen | recall@5 | MRR |")
    print("|---|---|---|---|")
    for name, each in measured.items():
        whole = each["quality"]["all"]
        print(f"| {name} | {whole['queries']} | {_two(whole['recall'])} | {_two(whole['mrr'])} |")


def _print_kinds(measured: dict) -> None:
    print("\nDieselben nach dem, was sie schwer macht (recall@5 / MRR)\n")
    print(f"| | Fragen | {' | '.join(measured)} |")
    print(f"|---|---|{'---|' * len(measured)}")
    for kind, label in KINDS.items():
        parts = [each["quality"][kind] for each in measured.values()]
        cells = " | ".join(f"{_two(part['recall'])} / {_two(part['mrr'])}" for part in parts)
        print(f"| {label} | {parts[0]['queries']} | {cells} |")


def _print_speed(growth: dict) -> None:
    print("\n**Aufwand der Suche** in CPU-Zeit, die der Datenbank mitgezählt\n")
    print(f"| | höchstens | {' | '.join(growth)} |")
    print(f"|---|---|{'---|' * len(growth)}")
    for label, limit, figure in SPEED:
        figures = [figure(*_by_size(each)) for each in growth.values()]
        print(f"| {label} | {limit} | {' | '.join(figures)} |")


def _by_size(growth: dict) -> tuple[dict, dict]:
    """What it costs on the small and the large site; the yardstick is the same on both."""
    small, large = growth["100"], growth["10000"]
    drift = large["yardstick"] / small["yardstick"]
    return {name: seconds * drift for name, seconds in small.items()}, large


SPEED = [
    (
        "Wort auf jeder von 10 000 Seiten, ms",
        "60",
        lambda small, large: f"{large['common'] * 1000:.0f}",
    ),
    (
        "… gemessen an einem Wort auf einer Seite",
        "5",
        lambda small, large: _one(large["common"] / large["unique"]),
    ),
    (
        "… auf der letzten Seite der Treffer",
        "5",
        lambda small, large: _one(large["last page"] / large["unique"]),
    ),
    (
        "Wort auf keiner Seite, 10 000 Seiten zu 100",
        "1,5",
        lambda small, large: _one(large["nothing"] / small["nothing"]),
    ),
    (
        "Vorschläge zu einem Anfang auf jeder Seite, gemessen an einem auf einer",
        "5",
        lambda small, large: _one(large["suggest common"] / large["suggest unique"]),
    ),
    (
        "Veröffentlichen, 10 000 Seiten zu 100",
        "1,2",
        lambda small, large: _one(large["publish"] / small["publish"]),
    ),
    (
        "… die Seite danach in die Suche aufnehmen",
        "1,2",
        lambda small, large: _one(large["index"] / small["index"]),
    ),
]


def _print_waiting(waiting: dict) -> None:
    print("\n**Warten auf Elasticsearch** bei 10 000 Seiten: 95 von 100 Anfragen höchstens\n")
    print("| | höchstens | gemessen |")
    print("|---|---|---|")
    print(f"| Suche, gemessen an einer gewöhnlichen Seite | 2 | {_one(waiting['search'])} |")
    print(f"| Vorschläge, ms | 50 | {waiting['suggestions'] * 1000:.0f} |")
    if waiting["unanswered"]:
        print("\nEs kam nicht immer zur Zeit; dann hat die Datenbank geantwortet.")


def _one(figure: float) -> str:
    return f"{figure:.1f}".replace(".", ",")


def _two(figure: float) -> str:
    return f"{figure:.2f}".replace(".", ",")


if __name__ == "__main__":
    main()
