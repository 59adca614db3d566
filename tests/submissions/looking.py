"""Runs in a process of its own: looks at every bad file; the most memory that one of them took."""

import sys
from pathlib import Path

import django

django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from PIL import Image  # noqa: E402

from submissions.attachments import check_upload  # noqa: E402
from tests.submissions.evil_files import EVIL, picture  # noqa: E402


def memory(what):
    """VmRSS is what the process has now, VmHWM the most it had since it was reset; in bytes."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{what}:")[1].split()[0]) * 1024


def taken_by(name, content):
    file = SimpleUploadedFile("x", content)
    file._name = name
    Path("/proc/self/clear_refs").write_text("5")
    before = memory("VmRSS")
    try:
        check_upload(file)
    except ValidationError:
        return memory("VmHWM") - before
    raise AssertionError(name)


Image.init()
picture()
sys.stdout.write(str(max(taken_by(name, make()) for name, make, _ in EVIL)))
