"""What stands in the public index: exactly the published pages that everybody may read."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from content.models import BasePage
from german.lexicon import Lexicon
from german.words import STOP_WORDS, folded_words
from search.documents import documents_of, read_files, texts_of_files
from search.engines import database_engine
from search.engines.base import IndexedPage
from search.filters import stored
from search.models import IndexState, SearchEntry
from search.page_texts import texts_of
from search.vocabulary import learn_words, vocabulary

logger = logging.getLogger(__name__)

BATCH = 100  # pages in one transaction
LONGEST_TEXT = 500_000  # characters of a page or its files; the rest is not searched
LONGEST_HEADING, MOST_HEADINGS = 80, 200  # characters; lines
KEPT = ("title", "title_words", "headings", "lead", "body", "files", "facets")


def public_pages():
    """The pages that may be found: published, below no restriction of any kind."""
    restricted = PageViewRestriction.objects.select_related("page").values_list("page__path")
    pages = BasePage.objects.live().filter(depth__gt=1)
    for (path,) in restricted:
        pages = pages.exclude(path__startswith=path)
    return pages


def index_pages(ids: Iterable[int]) -> int:
    """Bring the entries of these pages up to date, whatever became of them; how many changed."""
    changed = 0
    ids = sorted(set(ids))
    for start in range(0, len(ids), BATCH):
        changed += _index_batch(ids[start : start + BATCH])
    return changed


def rebuild() -> int:
    """Make every entry anew, with the words that the site has now; how many there are.

    The search answers all the while: each entry is replaced where it stands."""
    index_pages([*SearchEntry.objects.values_list("pk", flat=True), *_ids(public_pages())])
    learn_words()
    return split_anew()


def split_anew() -> int:
    """Take the compounds apart anew, after the known words have changed; how many entries."""
    state = IndexState.now()
    lexicon = vocabulary(state).lexicon
    ids = _ids(SearchEntry.objects.order_by("pk"))
    engine = database_engine()
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            batch = SearchEntry.objects.select_for_update().filter(
                pk__in=ids[start : start + BATCH]
            )
            engine.write(indexed(entry, lexicon) for entry in batch)
    with transaction.atomic():
        IndexState.objects.filter(pk=1).update(split_with=state.parts)
        IndexState.count("entries")
    return len(ids)


def missing_or_stale() -> set[int]:
    """Pages without an entry, entries without a page: what a lost message would leave behind."""
    return set(_ids(public_pages())) ^ set(_ids(SearchEntry.objects.all()))


def indexed(entry: SearchEntry, lexicon: Lexicon) -> IndexedPage:
    """An entry as the engines keep it."""
    return IndexedPage(
        page=entry.pk,
        title=entry.title,
        lead=entry.lead,
        body=entry.body,
        files=entry.files,
        title_words=entry.title_words,
        title_terms=terms(entry.title, lexicon),
        lead_terms=terms(entry.lead, lexicon),
        body_terms=terms(entry.body, lexicon),
        files_terms=terms(entry.files, lexicon),
        facets=entry.facets,
        fingerprint=entry.fingerprint,
    )


def terms(text: str, lexicon: Lexicon) -> str:
    """What the words of a text are found under, in their order."""
    return " ".join(
        term
        for word in folded_words(text)
        if word not in STOP_WORDS
        for term in lexicon.terms(word)
    )


def headings_in(text: str) -> list[str]:
    """The lines that name something, folded: headings, questions, terms, names; no sentences."""
    lines = (line.strip() for line in text.splitlines())
    named = (line for line in lines if len(line) <= LONGEST_HEADING and not line.endswith("."))
    return list(dict.fromkeys(filter(None, (" ".join(folded_words(line)) for line in named))))[
        :MOST_HEADINGS
    ]


def _ids(rows) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def _index_batch(ids: Sequence[int]) -> int:
    engine = database_engine()
    for page in _specific(public_pages().filter(pk__in=ids)):
        read_files(documents_of(page))  # takes its time, which no transaction has
    with transaction.atomic():
        state = IndexState.objects.select_for_update().get(pk=1)  # one writer at a time
        lexicon = vocabulary(state).lexicon
        pages = {page.pk: page for page in _specific(public_pages().filter(pk__in=ids))}
        before = dict(SearchEntry.objects.filter(pk__in=ids).values_list("pk", "fingerprint"))
        entries = [entry for entry in map(_entry, pages.values()) if entry]
        gone = before.keys() - {entry.pk for entry in entries}
        fresh = [entry for entry in entries if before.get(entry.pk) != entry.fingerprint]
        if not gone and not fresh:
            return 0
        SearchEntry.objects.filter(pk__in=gone).delete()
        engine.delete(gone)
        SearchEntry.objects.bulk_create(
            fresh,
            update_conflicts=True,
            unique_fields=["page"],
            update_fields=[*KEPT, "fingerprint"],
        )
        engine.write([indexed(entry, lexicon) for entry in fresh])
        IndexState.count("entries")
        return len(gone) + len(fresh)


def _specific(pages: PageQuerySet) -> list[Page]:
    """The pages in their own classes. Wagtail's `specific()` raises if one goes in the middle."""
    kinds: dict[int, list[int]] = {}
    for key, kind in pages.values_list("pk", "content_type"):
        kinds.setdefault(kind, []).append(key)
    found: list[Page] = []
    for kind, keys in kinds.items():
        if (model := ContentType.objects.get_for_id(kind).model_class()) is not None:
            found += model.objects.filter(pk__in=keys, live=True)
    return found


def _entry(page: Page) -> SearchEntry | None:
    """A page as it stands; a page whose texts cannot be read is none and stops no other."""
    try:
        texts = texts_of(page)
        entry = SearchEntry(
            pk=page.pk,
            title=texts.title,
            title_words=" ".join(folded_words(texts.title)),
            headings="\n".join(headings_in(f"{texts.lead}\n{texts.body}")),
            lead=texts.lead[:LONGEST_TEXT],
            body=texts.body[:LONGEST_TEXT],
            files=texts_of_files(documents_of(page))[:LONGEST_TEXT],
            facets=stored(page.facets()),
        )
    except Exception:  # a page type of somebody else's, in a state nobody thought of
        logger.exception("Page %s cannot be indexed", page.pk)
        return None
    kept = "\x1f".join(getattr(entry, name) for name in KEPT)
    entry.fingerprint = hashlib.sha256(kept.encode()).hexdigest()[:32]
    return entry
