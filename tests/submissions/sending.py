"""A process that works on the outbox of a database of its own.

    python sending.py DATABASE-URL PORT-OF-THE-MAIL-SERVER MINUTES ORDER [NUMBER]

Its clock is MINUTES ahead, so that claims and pauses are over. ORDER is `fill` (write
NUMBER mails) or `send` (until nothing is due; it waits for a line first, and says what it did).
"""

import json
import os
import sys
from datetime import timedelta

address, port, minutes, order = sys.argv[1:5]
os.environ["DATABASE_URL"] = address
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(port)
settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
django.setup()

from django.utils import timezone  # noqa: E402

from exhibitions.bookings import mail  # noqa: E402
from submissions.models import OutboxMail  # noqa: E402
from submissions.outbox import send_due  # noqa: E402
from tests.exhibitions.bookings.factories import BookingFactory  # noqa: E402

right_now = timezone.now
timezone.now = lambda: right_now() + timedelta(minutes=int(minutes))


def say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if order == "fill":
    OutboxMail.objects.all().delete()
    booking = BookingFactory()
    for _ in range(int(sys.argv[5])):
        mail.send(booking, "booking.link")
else:
    say("ready")
    sys.stdin.readline()
    sent = 0
    while done := send_due():
        sent += done
    say(json.dumps({"sent": sent, "left": OutboxMail.objects.exclude(state="sent").count()}))
