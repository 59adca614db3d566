"""A site that has grown: many pages and their entries, written at once."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from home.models import StandardPage

BATCH = 1000
FIRST_STEP = 500_000  # far behind every page of the demonstration


def grow(parent: Page, titles: list[str]) -> None:
    """Below `parent` a page for each title, all searchable."""
    taken = Page.objects.filter(depth=parent.depth + 1).count()
    kind = ContentType.objects.get_for_model(StandardPage)
    pages = [
        Page(
            path=Page._get_path(parent.path, parent.depth + 1, FIRST_STEP + taken + number),
            depth=parent.depth + 1,
            title=title,
            draft_title=title,
            slug=f"gewachsen-{taken + number}",
            url_path=f"{parent.url_path}gewachsen-{taken + number}/",
            locale=parent.locale,
            content_type=kind,
            live=True,
        )
        for number, title in enumerate(titles)
    ]
    Page.objects.bulk_create(pages)
    index = get_search_backend().get_index_for_model(Page)
    for start in range(0, len(pages), BATCH):
        index.add_items(StandardPage, pages[start : start + BATCH])
