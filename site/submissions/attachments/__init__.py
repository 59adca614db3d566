"""Files that come with what the public sends in: checked, kept privately, scanned, handed out.

What a file is decides its content, never its name or what a browser says of it. What is taken and
why: docs/decisions/0023-files-from-strangers.md.
"""

from submissions.attachments.actions import attach, remove, total_size
from submissions.attachments.answers import download_answer
from submissions.attachments.fields import AttachmentsField, FormWithAttachments
from submissions.attachments.limits import limits_in_words
from submissions.attachments.request_bodies import accepts_attachments
from submissions.attachments.upload_checks import CheckedUpload, check_upload

__all__ = [
    "AttachmentsField",
    "CheckedUpload",
    "FormWithAttachments",
    "accepts_attachments",
    "attach",
    "check_upload",
    "download_answer",
    "limits_in_words",
    "remove",
    "total_size",
]
