"""The list of the inbox for a spreadsheet program."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from submissions import audit
from submissions.exports import csv_response, xlsx_response
from submissions.inbox.people import name_of
from submissions.inbox.rows import Line, lines_of
from submissions.models import Submission
from submissions.policy import CHANGE, submissions_for

CSV, XLSX = "csv", "xlsx"
Columns = list[tuple[str, Callable[[Line], Any]]]

GENERAL: Columns = [
    ("Vorgangsnummer", lambda line: line.submission.reference),
    ("Art", lambda line: line.kind.label),
    ("Titel", lambda line: line.row.title),
    ("Angaben", lambda line: line.row.note),
    ("Stand", lambda line: line.state),
    ("Bearbeitung", lambda line: line.submission.get_stage_display()),
    ("Zuständig", lambda line: name_of(line.submission.assignee)),
    ("Zu erledigen bis", lambda line: line.submission.due),
    ("Schlagwörter", lambda line: ", ".join(line.tags)),
    ("Eingegangen", lambda line: line.submission.created_at),
]


def export(submissions: Iterable[Submission], file_format: str, *, user):
    """The file, and a line in the log about everything in it."""
    lines = lines_of(submissions)
    columns = GENERAL + _of_kinds(lines) + _contact(lines, user)
    rows = [[show(line) for _, show in columns] for line in lines]
    audit.write_each(
        audit.EXPORT,
        by=user,
        about=[line.submission for line in lines],
        changes={"format": file_format},
    )
    answer = xlsx_response if file_format == XLSX else csv_response
    name = f"eingang-{timezone.localdate():%Y-%m-%d}"
    return answer([heading for heading, _ in columns], rows, name)


def _of_kinds(lines: list[Line]) -> Columns:
    """What the kinds add; columns of the same name are one."""
    headings: dict[str, dict[str, Callable]] = {}
    for kind in {line.kind.key: line.kind for line in lines}.values():
        for heading, show in kind.export_columns:
            headings.setdefault(heading, {})[kind.key] = show
    return [(heading, _shown_by(shows)) for heading, shows in headings.items()]


def _shown_by(shows: dict[str, Callable]) -> Callable[[Line], Any]:
    return lambda line: shows[line.kind.key](line.child) if line.kind.key in shows else ""


def _contact(lines: list[Line], user) -> Columns:
    """The contact, of those that she works on; no column when there is none."""
    found = submissions_for(user, CHANGE).filter(pk__in=[line.submission.pk for line in lines])
    readable = set(found.values_list("pk", flat=True))
    if not readable:
        return []
    return [
        (heading, _readable(readable, name))
        for heading, name in [
            ("Ansprechperson", "contact_name"),
            ("E-Mail-Adresse", "contact_email"),
            ("Telefon", "contact_phone"),
        ]
    ]


def _readable(readable: set[int], name: str) -> Callable[[Line], str]:
    return lambda line: getattr(line.submission, name) if line.submission.pk in readable else ""
