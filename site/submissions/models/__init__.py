"""What came in, what belongs to it, what goes out, and what the team notes down."""

from submissions.models.attachments import Attachment
from submissions.models.audit import AuditEntry
from submissions.models.correspondence import Message, Note
from submissions.models.inbox import Notice, ReadMark, SavedView
from submissions.models.mail_texts import MailText
from submissions.models.outbox import OutboxMail
from submissions.models.submissions import Stage, Submission, SubmissionTag

__all__ = [
    "Attachment",
    "AuditEntry",
    "MailText",
    "Message",
    "Note",
    "Notice",
    "OutboxMail",
    "ReadMark",
    "SavedView",
    "Stage",
    "Submission",
    "SubmissionTag",
]
