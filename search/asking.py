"""A search from the words that somebody types to the hits that she sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wagtail.models import Page

from content.models import BasePage
from german.wanted import WantedWord, loosened
from german.words import fold, words_in
from search import filters as facets
from search.documents import documents_of
from search.engines.base import Found, Question
from search.excerpts import Piece, excerpt, marked, pattern
from search.failover import PublicEngine
from search.filters import Filters
from search.index import public_pages
from search.models import IndexState, SearchEntry
from search.spelling import corrected
from search.vocabulary import Vocabulary, vocabulary

LONGEST_QUERY = 200  # characters; more is cut
HITS_PER_PAGE = 10
SUGGESTIONS = 8


@dataclass(frozen=True)
class Hit:
    """A page that was found, and what of it is shown."""

    page: BasePage
    title_pieces: list[Piece]
    excerpt_pieces: list[Piece]
    is_promoted: bool = False
    files: list = field(default_factory=list)  # documents, if only they have the words
    path_in_words: str = ""

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.page.get_url() or "/"

    @property
    def lang(self) -> str:
        """Its language, if that is not the site's first one."""
        return "" if self.page.is_default_language else self.page.html_lang


@dataclass(frozen=True)
class Answer:
    """What was found."""

    total: int
    groups: dict[str, int]
    hits: list[Hit]
    searched_for: str = ""  # the words that were searched for in place of the typed ones
    some_words: bool = False  # whether the hits lack some of the words


def readable(query: str) -> str:
    """A query as it may be shown and worked with: cut, without signs that cannot be written."""
    query = query.encode("utf-8", "ignore").decode().replace("\x00", " ")
    return query[:LONGEST_QUERY].strip()


def search(query: str, filters: Filters, number: int) -> Answer:
    """The hits of one page of results, `number` counted from 1. Any string gets an answer."""
    known = vocabulary(IndexState.now())
    words = known.want(query)
    if not words:
        return Answer(0, {}, [])
    start = (number - 1) * HITS_PER_PAGE
    asked = Question(words, filters, start=start, stop=start + HITS_PER_PAGE)
    asked, found, searched_for = _found(asked, known)
    promoted = []
    if number == 1 and not filters.chosen:
        promoted = known.promotions(words)
    pages = [*promoted, *(page for page in found.pages if page not in promoted)]
    return Answer(
        total=max(facets.total(found.groups, filters), len(pages) if promoted else 0),
        groups=found.groups,
        hits=_hits(pages, asked.words, promoted),
        searched_for=searched_for,
        some_words=asked.any_word,
    )


def _found(asked: Question, known: Vocabulary) -> tuple[Question, Found, str]:
    """What was asked in the end: as typed, else as probably meant, else with some of the words."""
    engine = PublicEngine()
    found = engine.find(asked)
    if found.groups:
        return asked, found, ""
    meant = corrected(asked.words, known)
    if meant:
        mended = replace(asked, words=known.want(" ".join(meant)))
        found = engine.find(mended)
        if found.groups:
            return mended, found, " ".join(meant)
        asked = mended
    loose = loosened(asked.words, known.lexicon)
    if len(loose) > 1 or loose != asked.words:
        some = replace(asked, words=loose, any_word=True)
        found = engine.find(some)
        if found.groups:
            return some, found, " ".join(meant or [])
    return asked, found, ""


def _hits(ids: Sequence[int], words: Sequence[WantedWord], promoted: Sequence[int]) -> list[Hit]:
    """The pages of these ids that may still be seen, in this order."""
    pages = public_pages().select_related("locale").in_bulk(ids)
    entries = SearchEntry.objects.in_bulk(ids)
    found = pattern(words)
    places = located(pages.values())
    hits = []
    for key in ids:
        if key not in pages:
            continue
        entry = entries.get(key) or SearchEntry(title=pages[key].title, lead="", body="")
        seen = [entry.lead, entry.body]
        in_files = bool(found and entry.files and not any(map(found.search, [entry.title, *seen])))
        hits.append(
            Hit(
                page=pages[key],
                title_pieces=marked(entry.title, found),
                excerpt_pieces=excerpt([entry.files] if in_files else seen, found),
                is_promoted=key in promoted,
                files=documents_of(pages[key].specific) if in_files else [],
                path_in_words=places[key],
            )
        )
    return hits


def suggestions(query: str) -> list[BasePage]:
    """Pages whose title has words that begin like those typed so far."""
    beginnings = [fold(word) for word in words_in(query)][:8]
    if not beginnings or len("".join(beginnings)) < 2:
        return []
    ids = PublicEngine().titles_with(beginnings, SUGGESTIONS)
    pages = public_pages().in_bulk(ids)
    return [pages[key] for key in ids if key in pages]


def located(pages) -> dict[int, str]:
    """Where each page stands in words, else its kind. One query for all."""
    pages = list(pages)
    below_start = 3 * Page.steplen  # the start page itself is the same for all
    above = {
        page.path[:end]
        for page in pages
        for end in range(below_start, len(page.path), Page.steplen)
    }
    titles = dict(
        Page.objects.filter(path__in=above).order_by("path").values_list("path", "title")
        if above
        else []
    )
    return {
        page.pk: " / ".join(title for path, title in titles.items() if page.path.startswith(path))
        or page.kind
        for page in pages
    }
