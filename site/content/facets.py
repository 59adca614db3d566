"""What the public search may filter pages by."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page


@dataclass(frozen=True)
class Facets:
    """Kind and year of a page, and the slugs of the Schwerpunkte and Reviere that it is about."""

    kind: str
    year: int | None = None
    focus_areas: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()


def german_slugs(pages: Iterable[Page]) -> frozenset[str]:
    """The slugs that these pages have in the site's first language. One query, if any.

    A page that is not translated into that language has none.
    """
    keys = {page.translation_key for page in pages}
    if not keys:
        return frozenset()
    originals = Page.objects.filter(
        translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE
    )
    return frozenset(originals.values_list("slug", flat=True))
