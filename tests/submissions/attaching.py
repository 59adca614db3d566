"""Runs in processes of its own, on a database of its own: attaches files, may be killed.

- `attaching.py make`: a submission; prints its number
- `attaching.py attach PK NUMBER`: waits for a line, then attaches a PDF
- `attaching.py fail PK`: attaches in a transaction that is rolled back
- `attaching.py die PK`: stores bytes and dies before the commit
- `attaching.py count PK`: rows, and files in the store
"""

import json
import os
import signal
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import transaction  # noqa: E402

from submissions.attachments import attach  # noqa: E402
from submissions.models import Submission  # noqa: E402
from tests.submissions.evil_files import pdf  # noqa: E402


def a_file(number):
    return SimpleUploadedFile(f"{number}.pdf", pdf(b"% " + str(number).encode() + b"\n"))


def main(command, *arguments):
    if command == "make":
        return Submission.objects.create(kind="booking").pk
    submission = Submission.objects.get(pk=arguments[0])
    if command == "attach":
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        try:
            attach(submission, a_file(arguments[1]))
        except ValidationError as problem:
            return problem.error_list[0].code
        return "kept"
    if command == "fail":
        try:
            with transaction.atomic():
                attach(submission, a_file("fail"))
                raise ValueError
        except ValueError:
            return "rolled back"
    if command == "die":
        with transaction.atomic():
            attach(submission, a_file("die"))
            os.kill(os.getpid(), signal.SIGKILL)
    room = settings.DATA_DIR / "private"
    files = [path for path in room.rglob("*") if path.is_file()]
    return {"rows": submission.attachments.count(), "files": len(files)}


sys.stdout.write(json.dumps(main(*sys.argv[1:])) + "\n")
