"""What came in, what goes out, and the texts of it."""

from submissions.models.mail_texts import MailText
from submissions.models.outbox import OutboxMail
from submissions.models.submissions import Stage, Submission, SubmissionTag

__all__ = ["MailText", "OutboxMail", "Stage", "Submission", "SubmissionTag"]
