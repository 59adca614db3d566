"""Who lends the exhibition: the rights on loans, sets, rules, and on the mails about them."""

import importlib

from django.db import migrations

roles = importlib.import_module("accounts.migrations.0002_roles")

APPS = ("bookings", "submissions")
KEPT = (
    "bookings.posterset",
    "bookings.closure",
    "bookings.holidayperiod",
    "bookings.loanterms",
)
# A loan is forgotten when its time is over; nobody deletes one.
LEND = [
    *roles.rights(["bookings.booking"], "view", "add", "change"),
    *roles.rights(KEPT, "view", "add", "change", "delete"),
    *roles.rights(["bookings.lendingrules"], "change"),
    *roles.rights(["submissions.mailtext", "submissions.outboxmail"], "view", "change"),
]
RIGHTS = {
    "Ausstellungsleitung": LEND,
    "Administration": LEND,
    "Chefredaktion": roles.rights(["bookings.booking", *KEPT, "submissions.mailtext"], "view"),
    "Sachbearbeitung": roles.rights(["bookings.booking"], "view", "change"),
}


def grant(apps, schema_editor):
    for label in APPS:
        roles.make_permissions(apps, label)
    for name, rights in RIGHTS.items():
        group = apps.get_model("auth.Group").objects.get(name=name)
        group.permissions.add(*[roles.find_permission(apps, right) for right in rights])


def withdraw(apps, schema_editor):
    for name, rights in RIGHTS.items():
        for group in apps.get_model("auth.Group").objects.filter(name=name):
            group.permissions.remove(*[roles.find_permission(apps, right) for right in rights])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_email_is_unique"),
        ("bookings", "0001_initial"),
        ("submissions", "0001_initial"),
    ]
    operations = [migrations.RunPython(grant, withdraw)]
