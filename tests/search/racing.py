"""One of several processes that change and index the same page at the same moment.

    python racing.py DATABASE-URL THREADS

Reads orders as lines of JSON: `{"act": NAME, "at": seconds since 1970, …}`. Every thread, each with
a connection of its own, does what NAME says at that moment; one line answers what each has got.
"""

import json
import os
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor

os.environ["DATABASE_URL"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django
from django.conf import settings

settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
django.setup()

from django.db import connection  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from wagtail.models import Page  # noqa: E402

from home.models import NewsPage  # noqa: E402
from search import index  # noqa: E402
from search.engines import database_engine  # noqa: E402
from search.models import IndexState, SearchEntry  # noqa: E402
from tests.factories import make_news  # noqa: E402

THREADS = int(sys.argv[2])
READING = (0, 0, 0.3)  # seconds
texts_of = index.texts_of


def read_slowly(page):
    """One in three is so slow that somebody who comes later is done earlier."""
    time.sleep(random.choice(READING))
    return texts_of(page)


index.texts_of = read_slowly


def start(number, order):
    """One published page, indexed; only the first thread."""
    if number:
        return {}
    page = make_news("Quitte")
    index.index_pages([page.pk])
    return {"page": page.pk}


def rename(number, order):
    """Give the page a name of one's own; then what the worker does after it."""
    page = NewsPage.objects.get(pk=order["page"])
    page.title = title_of(number)
    page.save()
    index.index_pages([page.pk])
    return {}


def publish_or_withdraw(number, order):
    """Every other thread publishes, the others withdraw."""
    page = NewsPage.objects.get(pk=order["page"])
    if number % 2:
        page.unpublish(log_action=None)
    else:
        page.live = True
        page.save()
    index.index_pages([page.pk])
    return {}


def remove(number, order):
    """One deletes the page while the others index it."""
    if number:
        index.index_pages([order["page"]])
    else:
        Page.objects.get(pk=order["page"]).delete()
        index.index_pages([order["page"]])
    return {}


def title_of(number):
    return f"Quitte{chr(97 + number)}baum"


def look(number, order):
    """What the database holds now, and what it is found by; only the first thread."""
    if number:
        return {}
    engine = database_engine()
    everybody = [title_of(each) for each in range(order["all"])]
    found = [title for title in everybody if engine.titles_with([title.casefold()], 8)]
    with connection.cursor() as cursor:
        column = {"sqlite": "rowid", "postgresql": "page_id"}[connection.vendor]
        cursor.execute(f"SELECT {column} FROM search_words WHERE {column} = %s", [order["page"]])
        words = cursor.fetchall()
    page = Page.objects.filter(pk=order["page"], live=True)
    entry = SearchEntry.objects.filter(pk=order["page"])
    return {
        "page": list(page.values_list("title", flat=True)),
        "entry": list(entry.values_list("title", flat=True)),
        "words": len(words),
        "found": found,
        "missing_or_stale": len(index.missing_or_stale()),
    }


def without_lock(number, order):
    """From now on nobody waits for another writer: every process, every connection."""
    QuerySet.select_for_update = lambda queryset, **how: queryset
    if connection.vendor == "sqlite":  # its lock is that every transaction begins as a writer
        connection.close()
        connection.transaction_mode = "DEFERRED"
        connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    return {}


def act(number, order):
    time.sleep(max(0, order["at"] - time.time()))
    try:
        return globals()[order["act"]](number, order)
    except Exception as problem:
        return {"problem": f"{type(problem).__name__}: {problem}"}


def main():
    IndexState.now()
    with ThreadPoolExecutor(THREADS) as pool:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        for line in sys.stdin:
            order = json.loads(line)
            numbers = [order["process"] * THREADS + each for each in range(THREADS)]
            answers = list(pool.map(lambda number, order=order: act(number, order), numbers))
            sys.stdout.write(json.dumps(answers) + "\n")
            sys.stdout.flush()


main()
