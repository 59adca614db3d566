"""One of several processes that send or work on the same enquiry at the same moment.

    python racing.py DATABASE-URL THREADS

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
django.setup()

from home.enquiries import actions  # noqa: E402
from home.enquiries.models import Enquiry  # noqa: E402
from submissions.models import OutboxMail  # noqa: E402
from tests.home.enquiries.factories import DraftFactory, EnquiryFactory  # noqa: E402


def send(number, order):
    """The very same form."""
    details = {"message": "Hallo", "contact_email": "erika@post.example", "topic": "other"}
    sending = actions.Sending(key=order["key"], digest="same")
    return {"reference": actions.receive_enquiry("contact", details, sending).reference}


def decide(number, order):
    """A third closes it, a third withdraws it, a third answers it."""
    enquiry = Enquiry.objects.get(pk=order["enquiry"])
    what = ("close", "withdraw", "answer")[number % 3]
    if what == "close":
        actions.close(enquiry, by=None, seen="new")
    elif what == "withdraw":
        actions.withdraw(enquiry, seen="new")
    else:
        draft = DraftFactory(submission=enquiry)
        actions.answer(enquiry, draft, by=None, seen="new", closes=False)
    return {"decided": what}


def clear(number, order):
    """Start anew with one enquiry; only the first thread."""
    if number:
        return {}
    OutboxMail.objects.all().delete()
    Enquiry.objects.all().delete()
    return {"enquiry": EnquiryFactory().pk}


def look(number, order):
    """What the database holds now; only the first thread."""
    if number:
        return {}
    return {
        "states": dict(Enquiry.objects.values_list("reference", "state")),
        "mails": list(OutboxMail.objects.order_by("pk").values_list("key", flat=True)),
    }


def act(number, order):
    time.sleep(max(0, order["at"] - time.time()))
    try:
        return globals()[order["act"]](number, order)
    except actions.EnquiryProblem as problem:
        return {"problem": type(problem).__name__}
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
