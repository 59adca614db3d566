"""Occasions on which a mail is sent, with the wording that the site comes with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class MailTemplate:
    """One occasion. `placeholders` maps each name to an example, for the preview.

    `{link}` is filled in only when the mail leaves. `needs` must stand in every wording.
    """

    key: str
    label: str
    subject: str
    body: str
    placeholders: Mapping[str, str]
    needs: tuple[str, ...] = ()


_templates: dict[str, MailTemplate] = {}


def register_mail_template(template: MailTemplate) -> None:
    """Make an occasion known. Registering a key twice replaces the first."""
    _templates[template.key] = template


def mail_template(key: str) -> MailTemplate:
    """The occasion of this key. Raises KeyError."""
    return _templates[key]


def mail_templates() -> list[MailTemplate]:
    """Every occasion, in the order of registration."""
    return list(_templates.values())


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders filled in, once: what a value holds is never a placeholder."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
