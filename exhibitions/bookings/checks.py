"""The guard against promising a set twice must be there; holidays must be known far enough."""

from datetime import timedelta

from django.apps import apps
from django.core.checks import Error, Tags, Warning, register
from django.db import Error as DatabaseError
from django.db import connections
from django.utils import timezone

KNOWN_AHEAD = timedelta(days=400)  # a year, and time to do it


@register(Tags.database)
def no_set_can_be_promised_twice(app_configs, databases, **kwargs):
    """The constraint of `Occupancy` is in the database. Silent until its table is."""
    model = apps.get_model("bookings.Occupancy")
    problems = []
    for alias in databases or []:
        connection = connections[alias]
        try:
            if model._meta.db_table not in connection.introspection.table_names():
                continue
            is_there = model.no_overlap().is_in(connection, model)
        except DatabaseError:
            continue  # no database: others say so
        if not is_there:
            problems.append(
                Error(
                    "Nothing keeps a set from being promised twice: the guard of"
                    f" {model._meta.db_table} is missing in the database {alias}.",
                    hint="Restore a backup that was made by `manage.py backup`, or migrate the"
                    " app bookings back to zero and forth again on an empty table.",
                    id="bookings.E001",
                )
            )
    return problems


@register(deploy=True)
def holidays_are_known_for_a_year(app_configs, **kwargs):
    """School holidays beyond what is known are not offered: somebody has to enter them in time."""
    from exhibitions.bookings.holidays import known_until

    last = known_until()
    if last - timezone.localdate() >= KNOWN_AHEAD:
        return []
    return [
        Warning(
            f"Schulferien sind nur bis {last:%d.%m.%Y} bekannt; danach ist nichts auszuleihen.",
            hint="Aktualisieren Sie das Paket holidays oder tragen Sie die Ferien unter"
            " Ausleihe → Ferien und freie Tage ein.",
            id="bookings.W001",
        )
    ]
