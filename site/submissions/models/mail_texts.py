"""Texts of mails as the team words them."""

from django.core.exceptions import ValidationError
from django.db import models

from submissions.mail_templates import PLACEHOLDER, mail_template


class MailText(models.Model):
    """Replaces the wording that the site came with. One row for each occasion, made by `migrate`.

    An empty subject or body means: as the site came.
    """

    key = models.CharField(max_length=60, unique=True, editable=False)
    subject = models.CharField("Betreff", max_length=150, blank=True)
    body = models.TextField("Text", max_length=5000, blank=True)

    class Meta:
        verbose_name = "Mailtext"
        verbose_name_plural = "Mailtexte"
        ordering = ["key"]

    def __str__(self):
        return mail_template(self.key).label

    def clean(self):
        """Only placeholders that this occasion knows, and none missing that it needs."""
        super().clean()
        template = mail_template(self.key)
        problems = {}
        for name in ("subject", "body"):
            text = getattr(self, name)
            unknown = sorted(set(PLACEHOLDER.findall(text)) - set(template.placeholders))
            if unknown:
                known = ", ".join(f"{{{each}}}" for each in template.placeholders)
                problems[name] = (
                    f"Den Platzhalter {{{unknown[0]}}} gibt es hier nicht. Es gibt: {known}."
                )
        missing = [
            each for each in template.needs if f"{{{each}}}" not in (self.body or template.body)
        ]
        if missing and "body" not in problems:
            problems["body"] = f"Der Platzhalter {{{missing[0]}}} muss im Text stehen."
        if "\n" in self.subject or "\r" in self.subject:
            problems["subject"] = "Der Betreff hat nur eine Zeile."
        if problems:
            raise ValidationError(problems)
