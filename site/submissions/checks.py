"""House rules for what comes in, as system checks."""

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.db import Error as DatabaseError
from django.db import connections

from submissions.mail_templates import PLACEHOLDER, mail_templates


@register(Tags.models)
def the_wordings_know_their_placeholders(app_configs, **kwargs):
    """A wording that the site comes with holds what it needs and nothing that nobody fills in."""
    return [
        Error(f"{template.key}: {{{name}}}", id="submissions.E001")
        for template in mail_templates()
        for name in {
            *(
                set(PLACEHOLDER.findall(template.subject + template.body))
                - {*template.placeholders}
            ),
            *(set(template.needs) - set(PLACEHOLDER.findall(template.body))),
        }
    ]


@register(Tags.database)
def the_log_is_only_added_to(app_configs, databases, **kwargs):
    """The triggers that guard the log are in the database. Silent until its table is."""
    model = apps.get_model("submissions.AuditEntry")
    (guard,) = model._meta.constraints
    problems = []
    for alias in databases or []:
        connection = connections[alias]
        try:
            if model._meta.db_table not in connection.introspection.table_names():
                continue
            is_there = guard.is_in(connection, model)
        except DatabaseError:
            continue  # no database: others say so
        if not is_there:
            problems.append(
                Error(
                    "Nothing keeps lines of the log from being changed: the triggers of"
                    f" {model._meta.db_table} are missing in the database {alias}.",
                    hint="Restore a backup that was made by `manage.py backup`.",
                    id="submissions.E002",
                )
            )
    return problems
