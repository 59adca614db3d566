"""Every mail about an account is sent here."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def send_mail(template: str, *, to: str, **context) -> bool:
    """Send `templates/mail/TEMPLATE.txt`: its first line is the subject, then an empty line.

    Answers whether the mail server took it; never fails because of it.
    """
    site = {"site_name": settings.WAGTAIL_SITE_NAME, "base_url": settings.BASE_URL}
    text = render_to_string(f"mail/{template}.txt", site | context)
    subject, _, body = text.strip().partition("\n")
    message = EmailMessage(
        subject=subject,
        body=body.lstrip("\n") + "\n",
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except OSError as error:  # SMTPException is one
        # Without the address, and without a traceback, in which it would stand.
        logger.error("The mail %s could not be sent: %s", template, type(error).__name__)
        return False
    return True
