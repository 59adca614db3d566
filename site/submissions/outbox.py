"""Mails leave in order, once, and none gets lost: written with what they tell, sent after it.

A mail is claimed by one conditional UPDATE. A worker that dies while sending leaves a claim that
ends by itself; the mail then goes out again with the same Message-ID, which mail programs show
once. Source of the times: see docs/decisions/0012-outbox-in-the-database.md.
"""

import logging
import re
import smtplib
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from submissions.kinds import child_of, kind_of
from submissions.links import link_to
from submissions.mail_templates import fill, mail_template
from submissions.models import MailText, OutboxMail, Submission

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)  # longer than any mail takes
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240)]  # then the last again
PATIENCE = timedelta(hours=72)
BATCH = 50
PERMANENT = range(500, 600)  # SMTP reply codes, RFC 5321
_GAPS = re.compile(r"\n{3,}")  # where a placeholder had nothing to say
# Answers about this one mail. All others are about the server: a password, a sender, a connection.
ABOUT_THE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)


def queue_mail(
    submission: Submission,
    key: str,
    values: Mapping[str, str],
    *,
    to: str = "",
    calendar: str = "",
    documents: tuple[str, ...] = (),
) -> OutboxMail:
    """Write a mail about `submission` to its contact, or to `to`; it is sent after the commit.

    `values` fill the placeholders of the occasion `key`. `documents` are names that the kind of
    the submission knows.
    """
    subject, body = mail_in_words(submission, key, values)
    mail = OutboxMail.objects.create(
        submission=submission,
        key=key,
        recipient=to or submission.contact_email,
        is_to_contact=not to,
        subject=subject,
        body=body,
        calendar=calendar,
        documents=list(documents),
    )
    transaction.on_commit(partial(_wake, mail.pk))
    return mail


def queue_mail_to_team(key: str, values: Mapping[str, str], *, to: str) -> OutboxMail:
    """Write a mail to somebody of the team that is about no submission in particular."""
    subject, body = mail_in_words(None, key, values)
    mail = OutboxMail.objects.create(
        key=key, recipient=to, is_to_contact=False, subject=subject, body=body
    )
    transaction.on_commit(partial(_wake, mail.pk))
    return mail


def mail_in_words(
    submission: Submission | None, key: str, values: Mapping[str, str]
) -> tuple[str, str]:
    """Subject and text as the team words them; `{link}` stands until the mail leaves."""
    template = mail_template(key)
    wording = MailText.objects.filter(key=key).first()
    subject = (wording and wording.subject) or template.subject
    body = (wording and wording.body) or template.body
    known = {"reference": submission.reference if submission else "", **values}
    return " ".join(fill(subject, known).split())[:200], _GAPS.sub("\n\n", fill(body, known))


@task()
def send_outbox() -> int:
    """What the worker does when somebody has written a mail."""
    return send_due()


def _wake(pk: int) -> None:
    try:
        send_outbox.enqueue()
    except Exception:  # the row stands: the next round sends it
        logger.exception("The worker could not be told of mail %s", pk)


def send_due() -> int:
    """Send what is due; how many mails left. Safe to run in several processes at once."""
    now = timezone.now()
    due = OutboxMail.objects.filter(
        state__in=[OutboxMail.State.WAITING, OutboxMail.State.SENDING], next_attempt_at__lte=now
    )
    sent = 0
    for pk in list(due.order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:BATCH]):
        mail = _claim(pk)
        if mail is None:  # another process was faster
            continue
        try:
            _message(mail).send()
        except Exception as error:  # SMTP, network, a document that cannot be made
            _postpone(mail, error)
            if isinstance(error, OSError) and not isinstance(error, ABOUT_THE_MAIL):
                break  # no server takes anything now: the others need not try one by one
        else:
            _mark_sent(mail)
            sent += 1
    return sent


def send_again(mail: OutboxMail) -> None:
    """Somebody asks for it: a failed mail tries anew, a sent one goes out a second time."""
    OutboxMail.objects.filter(pk=mail.pk).update(
        state=OutboxMail.State.WAITING,
        sent_at=None,
        attempts=0,
        last_error="",
        created_at=timezone.now(),
        next_attempt_at=timezone.now(),
    )
    transaction.on_commit(partial(_wake, mail.pk))


def redirect_mails(submission: Submission, address: str) -> None:
    """The contact has another address: what has not left yet shows it."""
    mails = submission.mails.filter(is_to_contact=True).exclude(state=OutboxMail.State.SENT)
    mails.update(recipient=address)


def _claim(pk: int) -> OutboxMail | None:
    now = timezone.now()
    won = OutboxMail.objects.filter(
        pk=pk,
        state__in=[OutboxMail.State.WAITING, OutboxMail.State.SENDING],
        next_attempt_at__lte=now,
    ).update(
        state=OutboxMail.State.SENDING, next_attempt_at=now + CLAIM, attempts=F("attempts") + 1
    )
    # It may be gone: whoever is forgotten gets no mail any more.
    return OutboxMail.objects.select_related("submission").filter(pk=pk).first() if won else None


def _mark_sent(mail: OutboxMail) -> None:
    OutboxMail.objects.filter(pk=mail.pk).update(
        state=OutboxMail.State.SENT, sent_at=timezone.now(), last_error=""
    )


def _message(mail: OutboxMail) -> EmailMessage:
    submission = mail.submission
    body = mail.body
    if submission:
        body = fill(body, {"link": _link_of(mail)})
    message = EmailMessage(
        subject=mail.subject,
        body=body.strip() + "\n",
        to=[submission.contact_email if submission and mail.is_to_contact else mail.recipient],
        headers={
            "Message-ID": f"<{mail.message_id}@{urlsplit(settings.BASE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    if mail.calendar:
        # The method stands in the file too; mail programs look for it here.
        method = "CANCEL" if "\nMETHOD:CANCEL" in mail.calendar.replace("\r", "") else "PUBLISH"
        message.attach(
            "termin.ics", mail.calendar, f'text/calendar; charset="utf-8"; method={method}'
        )
    for name in mail.documents:
        document = kind_of(submission).documents[name](submission)
        message.attach(document.name, document.content, document.content_type)
    return message


def _link_of(mail: OutboxMail) -> str:
    """Made only now: a link that lasts ten minutes lasts them from here on."""
    make = kind_of(mail.submission).mail_links.get(mail.key)
    return make(child_of(mail.submission)) if make else link_to(mail.submission)


def _postpone(mail: OutboxMail, error: Exception) -> None:
    """Try again later, unless this mail was refused for good or three days are over."""
    # The address never gets into the log: servers repeat it in what they say.
    said = f"{type(error).__name__} {_reply_code(error) or ''}".strip()
    logger.error("Mail %s could not be sent: %s", mail.message_id, said)
    now = timezone.now()
    is_refused = isinstance(error, ABOUT_THE_MAIL) and _reply_code(error) in PERMANENT
    is_final = is_refused or now - mail.created_at > PATIENCE
    OutboxMail.objects.filter(pk=mail.pk).update(
        state=OutboxMail.State.FAILED if is_final else OutboxMail.State.WAITING,
        next_attempt_at=now + WAITS[min(mail.attempts, len(WAITS)) - 1],
        last_error=said[:200],
    )


def _reply_code(error: Exception) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return getattr(error, "smtp_code", 0)
