"""One of several processes that send the form of an idea at the same moment.

    python public_racing.py DATABASE-URL THREADS

Reads orders as lines of JSON: `{"act": NAME, "at": seconds since 1970, …}`. Every thread, each with
a connection of its own, does what NAME says at that moment; one line answers what each has got.
"""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

os.environ["DATABASE_URL"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django
from django.conf import settings

settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
settings.ALLOWED_HOSTS = ["testserver"]
django.setup()

from django.test import Client  # noqa: E402

from networks.ideas.models import ProjectIdea  # noqa: E402
from submissions.models import OutboxMail  # noqa: E402
from tests.networks.ideas.public_site import complete, first_step, mails, sending  # noqa: E402


def post(number, order):
    """The very same page of the form."""
    answer = Client().post(order["path"], order["data"])
    return {"status": answer.status_code, "to": answer.get("Location", "")}


def clear(number, order):
    """Start anew with one idea to which nothing is missing; only the first thread."""
    if number:
        return {}
    OutboxMail.objects.all().delete()
    ProjectIdea.objects.all().delete()
    from networks.ideas.links import draft_path

    idea = complete(Client())
    return {
        "check": draft_path(idea, "idea_draft_check"),
        "sending": sending(),
        "first": first_step(title="Beispiel-Idee: alle zugleich"),
    }


def look(number, order):
    """What the database holds now; only the first thread."""
    if number:
        return {}
    return {"states": list(ProjectIdea.objects.values_list("state", flat=True)), "mails": mails()}


def act(number, order):
    time.sleep(max(0, order["at"] - time.time()))
    try:
        return globals()[order["act"]](number, order)
    except Exception as problem:
        return {"problem": f"unexpected {type(problem).__name__}: {problem}"}


def main():
    threads = int(sys.argv[2])
    with ThreadPoolExecutor(threads) as pool:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        for line in sys.stdin:
            order = json.loads(line)
            numbers = [order["process"] * threads + each for each in range(threads)]
            answers = list(pool.map(lambda number, order=order: act(number, order), numbers))
            sys.stdout.write(json.dumps(answers) + "\n")
            sys.stdout.flush()


main()
