"""Who works on what comes in: the rights on ideas, enquiries and the inbox; a role for advisers."""

import importlib

from django.db import migrations

roles = importlib.import_module("accounts.migrations.0002_roles")

APPS = ("ideas", "enquiries", "submissions", "wagtailadmin")
ADVISERS = "Fachberatung"
ADVICE = ("ideas.adviceday", "ideas.criterion", "ideas.route", "ideas.membership")
WORK = [
    *roles.rights(["ideas.projectidea"], "view", "change"),
    *roles.rights(["enquiries.enquiry"], "view", "change"),
    *roles.rights(["ideas.adviceday"], "view", "add", "change", "delete"),
    *roles.rights(["submissions.mailtext", "submissions.outboxmail"], "view", "change"),
    ("ideas.projectidea", "see_every"),
    ("ideas.projectidea", "erase"),
]
RIGHTS = {
    "Sachbearbeitung": WORK,
    "Administration": [
        *WORK,
        *roles.rights(ADVICE, "view", "add", "change", "delete"),
        *roles.rights(["ideas.consenttext"], "view", "add", "change"),
        *roles.rights(["ideas.idearules"], "change"),
        *roles.rights(["submissions.auditentry"], "view"),
    ],
    "Netzwerkmanagement": [
        *roles.rights(["ideas.projectidea"], "view", "change"),
        *roles.rights(["ideas.adviceday"], "view", "add", "change"),
    ],
    ADVISERS: roles.rights(["ideas.projectidea"], "view"),
}
CODENAMES = {"see_every": "see_every_idea", "erase": "erase_projectidea"}


def grant(apps, schema_editor):
    for label in APPS:
        roles.make_permissions(apps, label)
    groups = apps.get_model("auth.Group").objects
    advisers, _ = groups.get_or_create(name=ADVISERS)
    advisers.permissions.add(
        roles.find_permission(apps, ("wagtailadmin.admin", "access"), "access_admin")
    )
    for name, rights in RIGHTS.items():
        groups.get(name=name).permissions.add(*[_permission(apps, right) for right in rights])


def withdraw(apps, schema_editor):
    groups = apps.get_model("auth.Group").objects
    groups.filter(name=ADVISERS).delete()
    for name, rights in RIGHTS.items():
        for group in groups.filter(name=name):
            group.permissions.remove(*[_permission(apps, right) for right in rights])


def _permission(apps, right):
    return roles.find_permission(apps, right, CODENAMES.get(right[1]))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_loans"),
        ("enquiries", "0001_initial"),
        ("ideas", "0001_initial"),
        ("submissions", "0002_inbox"),
    ]
    operations = [migrations.RunPython(grant, withdraw)]
