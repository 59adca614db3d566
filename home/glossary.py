"""Which terms the glossary explains, kept in the cache until the glossary changes."""

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

CACHE_KEY = "home.glossary.addresses"
SECONDS = 300


def glossary_address(slug: str) -> str:
    """The address of a term on the published glossary page; empty when it has none."""
    addresses = cache.get(CACHE_KEY)
    if addresses is None:
        addresses = _published_addresses()
        cache.set(CACHE_KEY, addresses, SECONDS)
    return addresses.get(slug, "")


def _published_addresses() -> dict[str, str]:
    from home.models import GlossaryTerm

    terms = GlossaryTerm.objects.filter(page__live=True).select_related("page", "page__locale")
    pages: dict[int, str] = {}
    addresses = {}
    for term in terms:
        url = pages.setdefault(term.page_id, term.page.url or "")
        addresses[term.slug] = f"{url}#{term.anchor}"
    return addresses


@receiver([post_save, post_delete], sender="home.GlossaryPage")
@receiver([post_save, post_delete], sender="home.GlossaryTerm")
def forget_addresses(sender, **kwargs):
    cache.delete(CACHE_KEY)
