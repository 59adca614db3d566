"""Placeholders: what an editor has to fill in before the site goes public.

The demonstration may hold them; `manage.py check --deploy` may not.
"""

from dataclasses import dataclass

from django.forms import model_to_dict
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from content.models import OrganisationSettings, SiteDocument, SiteImage

MARK = "[Platzhalter"


@dataclass(frozen=True)
class Placeholder:
    """Where something is still to be filled in."""

    place: str
    what: str


def is_placeholder(text: str) -> bool:
    """Whether a text is, or holds, a placeholder."""
    return MARK in (text or "")


def without_placeholders(values: dict[str, str]) -> dict[str, str]:
    """The same values, those that are placeholders emptied."""
    return {key: "" if is_placeholder(value) else value for key, value in values.items()}


def open_placeholders() -> list[Placeholder]:
    """Every placeholder in settings, published pages, pictures and documents."""
    found = []
    for organisation in OrganisationSettings.objects.all():
        for field in organisation._meta.fields:
            if is_placeholder(str(getattr(organisation, field.name) or "")):
                found.append(Placeholder("Angaben zur Stelle", str(field.verbose_name)))
    for model in get_snippet_models():
        for snippet in model._default_manager.all():
            if is_placeholder(str(model_to_dict(snippet))):
                found.append(Placeholder(str(model._meta.verbose_name), str(snippet)))
    for page in Page.objects.live().specific().iterator():
        if is_placeholder(str(page.serializable_data())):
            found.append(Placeholder(f"Seite {page.url}", page.title))
    found += [Placeholder("Bild", i.title) for i in SiteImage.objects.filter(is_placeholder=True)]
    found += [
        Placeholder("Dokument", d.title) for d in SiteDocument.objects.filter(is_placeholder=True)
    ]
    return found
