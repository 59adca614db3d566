"""One of several processes that act on the same loans at the same moment.

    python racing.py DATABASE-URL THREADS

Reads orders as lines of JSON: `{"act": NAME, "at": seconds since 1970, …}`. Every thread, each with
a connection of its own, does what NAME says at that moment; one line answers what each has got.
"""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

os.environ["DATABASE_URL"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django
from django.conf import settings

settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
django.setup()

from django.db import IntegrityError, connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from exhibitions.bookings import actions  # noqa: E402
from exhibitions.bookings.availability import Availability  # noqa: E402
from exhibitions.bookings.models import (  # noqa: E402
    Booking,
    Closure,
    LendingRules,
    Occupancy,
    PosterSet,
)
from exhibitions.bookings.planner import Period  # noqa: E402
from submissions.models import OutboxMail  # noqa: E402
from tests.exhibitions.bookings.factories import TODAY, BookingFactory, details  # noqa: E402

STARTED = time.time()
timezone.now = lambda: (
    datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=timezone.get_default_timezone())
    + timedelta(seconds=time.time() - STARTED)
)


def period(days):
    return Period(*map(date.fromisoformat, days))


def request(number, order):
    """Ask for one of `periods`."""
    periods = order["periods"]
    booking = actions.request_booking(
        details(contact_email=f"schule{number}@schule.example", institution=f"Schule {number}"),
        period(periods[number % len(periods)]),
        key=order.get("key"),
    )
    return {"booking": booking.pk, "reference": booking.reference}


def double_click(number, order):
    """The very same form."""
    booking = actions.request_booking(
        details(), period(order["periods"][0]), key=order["key"], digest="same"
    )
    return {"booking": booking.pk, "reference": booking.reference}


def one_school(number, order):
    """Ask for one of `periods`, each from a tab of its own."""
    periods = order["periods"]
    booking = actions.request_booking(
        details(contact_email=f"lehrkraft{number}@schule.example"),
        period(periods[number % len(periods)]),
    )
    return {"booking": booking.pk, "reference": booking.reference}


def decide(number, order):
    """Even ones confirm, odd ones decline."""
    booking = Booking.objects.get(pk=order["bookings"][0])
    if number % 2:
        actions.decline_booking(booking, by=None, seen="requested", reason="Umbau")
    else:
        actions.confirm_booking(booking, by=None, seen="requested")
    return {"decided": "decline" if number % 2 else "confirm"}


def move(number, order):
    """Each moves a loan of its own to the days that all want."""
    booking = Booking.objects.get(pk=order["bookings"][number % len(order["bookings"])])
    actions.move_booking(booking, period(order["periods"][0]), seen_version=booking.version)
    return {"booking": booking.pk}


def move_or_cancel(number, order):
    """Even ones move the loan, odd ones cancel it, as they have seen it before."""
    booking = Booking.objects.get(pk=order["bookings"][0])
    if number % 2:
        actions.cancel_booking(booking, seen="requested")
    else:
        actions.move_booking(booking, period(order["periods"][number // 2]), seen_version=0)
    return {"booking": booking.pk}


def write_past_the_actions(number, order):
    """Take a set without asking anybody."""
    first, last = map(date.fromisoformat, order["periods"][0])
    booking = Booking.objects.get(pk=order["bookings"][number % len(order["bookings"])])
    poster_set = PosterSet.objects.get()
    Occupancy.objects.create(booking=booking, poster_set=poster_set, start=first, end=last)
    return {"booking": booking.pk}


def cancel_with_waiting(number, order):
    """Each gives back another loan, while schools wait and leave the list."""
    booking = Booking.objects.get(pk=order["bookings"][number % len(order["bookings"])])
    actions.cancel_booking(booking, seen=booking.state)
    return {"booking": booking.pk}


def clear(number, order):
    """Start anew with some sets and loans; only the first thread."""
    if number:
        return {}
    OutboxMail.objects.all().delete()
    Booking.objects.all().delete()
    Closure.objects.all().delete()
    PosterSet.objects.all().delete()
    LendingRules.objects.update_or_create(defaults={"open_per_institution": 100})
    sets = [PosterSet.objects.create(name=f"Rennsatz {each}") for each in range(order["sets"])]
    made = []
    for each, (days, state) in enumerate(order.get("loans", [])):
        loan = period(days)
        booking = BookingFactory(first_day=loan.first, last_day=loan.last, state=state)
        if state == "waiting":
            Booking.objects.filter(pk=booking.pk).update(waits_until=date(2027, 6, 30))
        else:
            start, end = Availability.load().planner.stretch(loan)
            poster_set = sets[each % len(sets)]
            Occupancy.objects.create(booking=booking, poster_set=poster_set, start=start, end=end)
        made.append(booking.pk)
    return {"bookings": made}


def make_loans(number, order):
    """Loans that take nothing yet; only the first thread."""
    if number:
        return {}
    return {"bookings": [BookingFactory().pk for _ in range(order["number"])]}


def look(number, order):
    """What the database holds now; only the first thread."""
    if number:
        return {}
    rows = Occupancy.objects.order_by("poster_set", "start")
    return {
        "taken": [
            [row.poster_set_id, str(row.start), str(row.end), row.booking_id] for row in rows
        ],
        "states": dict(Booking.objects.values_list("pk", "state")),
        "mails": list(OutboxMail.objects.order_by("pk").values_list("key", flat=True)),
    }


def without_guard(number, order):
    """Take the constraint out of the database; only the first thread."""
    if number == 0:
        with connection.schema_editor() as editor:
            _execute(editor, Occupancy.no_overlap().remove_sql(Occupancy, editor))
    return {}


def with_guard(number, order):
    """Put it back on an empty table; only the first thread."""
    if number == 0:
        Occupancy.objects.all().delete()
        with connection.schema_editor() as editor:
            _execute(editor, Occupancy.no_overlap().create_sql(Occupancy, editor))
    return {}


def _execute(editor, statement):
    if statement:  # on SQLite it is done already
        editor.execute(statement)


def act(number, order):
    time.sleep(max(0, order["at"] - time.time()))
    try:
        return globals()[order["act"]](number, order)
    except actions.NotAvailable as problem:
        return {"problem": "NotAvailable", "alternatives": len(problem.alternatives)}
    except (actions.BookingProblem, IntegrityError) as problem:
        return {"problem": type(problem).__name__, "says": str(problem)}
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
