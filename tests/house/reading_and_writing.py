"""One of several processes that read and then write in one transaction.

    python reading_and_writing.py DATABASES-as-JSON TRANSACTIONS

Prints how many transactions failed because another process held the database: what
test_sqlite_under_load.py counts.
"""

import json
import sys
import time

import django
from django.conf import settings

settings.configure(DATABASES={"default": json.loads(sys.argv[1])}, USE_TZ=True)
django.setup()

from django.db import OperationalError, connection, transaction  # noqa: E402


def count_one_more():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT counted FROM counter")
        (counted,) = cursor.fetchone()
        time.sleep(0.001)  # what a view does between reading and writing
        cursor.execute("UPDATE counter SET counted = %s", [counted + 1])


locked = 0
for _ in range(int(sys.argv[2])):
    try:
        count_one_more()
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        locked += 1
sys.stdout.write(str(locked))
