"""Who looks after the search: the report, synonyms, word list and promoted hits."""

import importlib

from django.db import migrations

roles = importlib.import_module("accounts.migrations.0002_roles")

EDITORS = ("Redaktion", "Chefredaktion", "Administration")
KEPT = ("search.synonymgroup", "search.listedword", "search.promotion")
RIGHTS = [
    *roles.rights(["search.searchedquery"], "view"),
    *roles.rights(KEPT, "view", "add", "change", "delete"),
]


def grant(apps, schema_editor):
    roles.make_permissions(apps, "search")
    for name in EDITORS:
        group = apps.get_model("auth.Group").objects.get(name=name)
        group.permissions.add(*[roles.find_permission(apps, right) for right in RIGHTS])


def withdraw(apps, schema_editor):
    for group in apps.get_model("auth.Group").objects.filter(name__in=EDITORS):
        group.permissions.remove(*[roles.find_permission(apps, right) for right in RIGHTS])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_inbox"), ("search", "0003_first_words")]
    operations = [migrations.RunPython(grant, withdraw)]
