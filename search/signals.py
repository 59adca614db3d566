"""What the search has to know of: pages and files that come, change, move, hide or go."""

from collections.abc import Iterable

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
)
from wagtail.signals import post_page_move

from content.models import SiteDocument, SiteImage
from search.tasks import index_pages

BATCH = 200  # pages of one task


def look_at(ids: Iterable[int]) -> None:
    """Let the worker see what became of these pages. Nobody waits for it."""
    ids = list(ids)
    for start in range(0, len(ids), BATCH):
        index_pages.enqueue(ids[start : start + BATCH])


def _below(page: Page) -> list[int]:
    return list(page.get_descendants(inclusive=True).values_list("pk", flat=True))


@receiver(post_save)
@receiver(post_delete)
def look_at_page(sender, instance, **kwargs):
    """A page was saved or is gone."""
    if isinstance(instance, Page) and not kwargs.get("raw") and instance.pk:
        look_at([instance.pk])


@receiver(post_page_move)
def look_at_moved_pages(sender, instance, **kwargs):
    """What moves below another page may hide there, or be hidden no more."""
    look_at(_below(instance))


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def look_at_restricted_pages(sender, instance, **kwargs):
    """A page is private now, or public again, and all below it."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        look_at(_below(page))


@receiver(post_save, sender=SiteDocument)
@receiver(post_delete, sender=SiteDocument)
@receiver(post_save, sender=SiteImage)
@receiver(post_delete, sender=SiteImage)
def look_at_pages_that_refer_to_it(sender, instance, **kwargs):
    """A file has another title or content, a picture another author, or it is gone."""
    if not kwargs.get("raw"):
        look_at(_pages_with([instance]))


@receiver(post_save, sender=Collection)
@receiver(post_save, sender=CollectionViewRestriction)
@receiver(post_delete, sender=CollectionViewRestriction)
def look_at_pages_with_restricted_documents(sender, instance, **kwargs):
    """A collection is private now, or public again, or may stand below another: whoever moves one
    saves it in the same transaction. The pages that offer its files."""
    if kwargs.get("raw") or (kwargs.get("created") and isinstance(instance, Collection)):
        return
    moved = instance if isinstance(instance, Collection) else instance.collection
    collections = moved.get_descendants(inclusive=True)
    look_at(_pages_with(SiteDocument.objects.filter(collection__in=collections)))


def _pages_with(files: Iterable[SiteDocument | SiteImage]) -> list[int]:
    found = set()
    for file in files:
        for reference in ReferenceIndex.get_references_to(file).select_related("base_content_type"):
            if issubclass(reference.base_content_type.model_class() or object, Page):
                found.add(int(reference.object_id))
    return sorted(found)
