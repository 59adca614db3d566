"""What the worker does for the search."""

from django.core.cache import cache
from django_tasks import task

from search import index, mirror
from search.models import IndexState
from search.vocabulary import learn_words

LEARN_EVERY = 120  # seconds at most


@task()
def index_pages(ids: list[int]) -> int:
    """Bring the entries of these pages up to date, here and in Elasticsearch."""
    changed = index.index_pages(ids)
    if changed:
        mirror.send(ids)
    return changed


def keep_index_well() -> int:
    """Index what a lost message has left out; learn the words of what has changed."""
    changed = index.index_pages(index.missing_or_stale())
    state = IndexState.now()
    if state.entries != state.learned_from and cache.add("search.learned", True, LEARN_EVERY):
        learn_words()
        state = IndexState.now()
    if state.parts != state.split_with:
        changed += index.split_anew()
    return changed
