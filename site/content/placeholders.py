"""Placeholders: what an editor has to fill in before the site goes public.

The demonstration may hold them; `manage.py check --deploy` may not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.forms import model_to_dict
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from content.models import OrganisationSettings, SiteDocument, SiteImage
from content.placeholder_mark import is_placeholder


@dataclass(frozen=True)
class Placeholder:
    """Where something is still to be filled in."""

    place: str
    what: str


def without_placeholders(values: dict[str, str]) -> dict[str, str]:
    """The same values, those that are placeholders emptied."""
    return {key: "" if is_placeholder(value) else value for key, value in values.items()}


def open_placeholders() -> list[Placeholder]:
    """Every placeholder in settings, snippets, published pages, pictures and documents."""
    marked = Q(is_placeholder=True)
    return [
        *_in_settings(),
        *_in_snippets(),
        *_in_pages(),
        *(Placeholder("Bild", image.title) for image in SiteImage.objects.filter(marked)),
        *(Placeholder("Dokument", file.title) for file in SiteDocument.objects.filter(marked)),
    ]


def _in_settings() -> Iterator[Placeholder]:
    for organisation in OrganisationSettings.objects.all():
        for field in organisation._meta.fields:
            if is_placeholder(str(getattr(organisation, field.name) or "")):
                yield Placeholder("Angaben zur Stelle", str(field.verbose_name))


def _in_snippets() -> Iterator[Placeholder]:
    for model in get_snippet_models():
        for snippet in model._default_manager.all():
            if is_placeholder(str(model_to_dict(snippet))):
                yield Placeholder(str(model._meta.verbose_name), str(snippet))


def _in_pages() -> Iterator[Placeholder]:
    for page in Page.objects.live().specific().iterator():
        if is_placeholder(str(page.serializable_data())):
            yield Placeholder(f"Seite {page.url}", page.title)
