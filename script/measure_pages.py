"""Measure one page of every type against an answer that does no work (script/bench starts it).

CPU time of this process, not time on the clock: other programs on the machine do not count. Page
and bare answer take turns in every round, and the table shows the median of the rounds' ratios.
"""

import os
import statistics
import sys
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402
from wagtail.models import Page  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))
REPETITIONS = 5
BARE = "/ohne-arbeit/"
application = get_wsgi_application()


def without_work(request):
    """As long as a page, through all the middleware."""
    return HttpResponse(b"x" * 34_000)


def get(address):
    """One request through the whole application; its status."""
    statuses = []
    answer = application(
        RequestFactory().get(address).environ, lambda status, headers: statuses.append(status)
    )
    for _ in answer:
        pass
    answer.close()
    return int(statuses[0][:3])


def seconds_for(address):
    started = time.process_time()
    for _ in range(REPETITIONS):
        get(address)
    return (time.process_time() - started) / REPETITIONS


def queries_for(address):
    with CaptureQueriesContext(connection) as queries:
        get(address)
    return len(queries)


def addresses():
    """One address of every page type, and what no page type answers."""
    first = {}
    pages = Page.objects.live().filter(locale__language_code="de", depth__gt=1)
    for page in pages.order_by("path"):
        first.setdefault(page.specific_class.__name__, page.get_url())
    return first | {
        "Suche": "/suche/?q=Gesundheit",
        "Suche mit Filter": "/suche/?q=Netzwerk&revier=lausitz",
        "nicht gefunden": "/gibt-es-nicht/",
    }


def row(name, address):
    cold = queries_for(address)
    status = get(address)
    warm = queries_for(address)
    ratio = statistics.median(seconds_for(address) / seconds_for(BARE) for _ in range(ROUNDS))
    return f"| {name} | `{address}` | {status} | {cold} / {warm} | {ratio:.1f} |"


def main():
    urls = ModuleType("addresses_with_one_more")
    urls.urlpatterns = [
        path(BARE.removeprefix("/"), without_work),
        *import_module("config.urls").urlpatterns,
    ]
    sys.modules[urls.__name__] = urls
    settings.ROOT_URLCONF = urls.__name__
    settings.ALLOWED_HOSTS = ["testserver"]
    get(BARE)
    print("| Seite | Adresse | Status | Abfragen zuerst / danach | CPU, leere Antwort = 1 |")
    print("|---|---|---|---|---|")
    for name, address in addresses().items():
        print(row(name, address), flush=True)


if __name__ == "__main__":
    main()
