"""The third step: whom to answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.ideas.forms.idea import UnfinishedForm
from networks.ideas.models import ProjectIdea
from submissions.form_fields import AddressField, LineField

CONTACT = ("contact_name", "contact_email", "contact_phone")
# What hurried fingers make of the addresses that most people have.
SLIPS = {
    "gamil.com": "gmail.com",
    "gmai.com": "gmail.com",
    "gmail.co": "gmail.com",
    "gmail.con": "gmail.com",
    "gmail.de": "gmail.com",
    "gmial.com": "gmail.com",
    "gmx.com.de": "gmx.de",
    "gmx.dee": "gmx.de",
    "gxm.de": "gmx.de",
    "outlok.com": "outlook.com",
    "t-onlien.de": "t-online.de",
    "t-onlne.de": "t-online.de",
    "tonline.de": "t-online.de",
    "wbe.de": "web.de",
    "web.dee": "web.de",
    "yaho.de": "yahoo.de",
}
ENDINGS = {".con": ".com", ".dee": ".de", ".ed": ".de", ".cmo": ".com", ".ogr": ".org"}


def probably_meant(address: str) -> str:
    """What somebody probably meant who typed this address; empty when it looks right."""
    name, _at, host = address.rpartition("@")
    if host in SLIPS:
        return f"{name}@{SLIPS[host]}"
    for slip, ending in ENDINGS.items():
        if host.endswith(slip):
            return f"{name}@{host.removesuffix(slip)}{ending}"
    return ""


class ContactFields(UnfinishedForm):
    """Name and addresses. An address that looks like a slip is asked about once."""

    contact_name = LineField(
        _("Ihr Name"),
        missing=_("Nennen Sie Ihren Namen, damit wir Sie ansprechen können."),
        autocomplete="name",
        max_length=120,
    )
    contact_email = AddressField(
        _("Ihre E-Mail-Adresse"),
        help_text=_("Dorthin schicken wir die Vorgangsnummer, Fragen und die Antwort."),
    )
    contact_phone = LineField(
        _("Telefon"),
        help_text=_("Falls sich etwas am Telefon leichter klären lässt."),
        autocomplete="tel",
        max_length=40,
    )
    asked_about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=254)

    def clean_contact_email(self):
        address = self.cleaned_data["contact_email"].lower()
        meant = probably_meant(address)
        if meant and self.data.get(self.add_prefix("asked_about")) != address:
            self.data = self.data.copy()
            self.data[self.add_prefix("asked_about")] = address
            raise ValidationError(
                gettext(
                    "Meinten Sie %(meant)s? Stimmt Ihre Adresse so, wie sie hier steht, dann"
                    " senden Sie die Seite einfach noch einmal ab."
                )
                % {"meant": meant},
                code="slip",
            )
        return address

    @property
    def contact_values(self) -> dict[str, Any]:
        """What was said, as values of an idea."""
        return {name: self.cleaned_data.get(name, "") for name in CONTACT}

    @property
    def contact_fields(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [self[name] for name in CONTACT]


class ContactForm(ContactFields):
    """The third step by itself."""


def contact_of(idea: ProjectIdea) -> dict[str, str]:
    """What the form shows of the contact."""
    return {name: getattr(idea, name) for name in CONTACT}
