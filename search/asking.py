"""A search from the words that somebody types to the hits that she sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wagtail.models import Page

from content.models import BasePage
from german.wanted import WantedWord, asks_for_meaning, is_question
from german.words import folded_words
from search import filters as facets
from search.documents import documents_of
from search.engines.base import Found, Question
from search.excerpts import Piece, excerpt, marked, near, pattern
from search.failover import PublicEngine
from search.filters import Filters
from search.index import public_pages
from search.models import IndexState, SearchEntry
from search.ranking import HEADING, MEANING, RANKED, importance, ranked
from search.spelling import corrected
from search.vocabulary import Vocabulary, vocabulary

LONGEST_QUERY = 200  # characters; more is cut
HITS_PER_PAGE = 10
SUGGESTIONS = 8
FEW = 8  # hits; whoever gets fewer gets those with some of the words too


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
    query = readable(query)
    known = vocabulary(IndexState.now())
    words = known.want(query)
    if not words:
        return Answer(0, {}, [])
    promoted = [] if filters.chosen else _shown(known.promotions(words))
    start, stop = (number - 1) * HITS_PER_PAGE, number * HITS_PER_PAGE
    # The first pages of an engine's order are ordered once more; what comes behind is not.
    is_ranked = stop <= RANKED
    first = 0 if is_ranked else start - len(promoted)
    asked = Question(words, filters, importance(words, known), start=first, stop=max(stop, RANKED))
    asked, found, searched_for = _found(asked, known, is_question(query))
    if is_ranked:
        heading = MEANING if asks_for_meaning(query) else HEADING
        in_order = ranked(found.scores, asked.words, known, heading)
        pages = [*promoted, *(page for page in in_order if page not in promoted)][start:stop]
    else:
        pages = [page for page in found.pages if page not in promoted][:HITS_PER_PAGE]
    added = sum(page not in found.scores for page in promoted) if is_ranked else 0
    return Answer(
        total=facets.total(found.groups, filters) + added,
        groups=found.groups,
        hits=_hits(pages, asked.words, promoted),
        searched_for=searched_for,
        some_words=asked.any_word,
    )


def _found(asked: Question, known: Vocabulary, some_will_do: bool) -> tuple[Question, Found, str]:
    """What was asked in the end: as typed, else as probably meant, else with some of the words."""
    engine = PublicEngine()
    searched_for, found = "", Found()
    if not some_will_do or len(asked.words) == 1:
        found = engine.find(asked)
    if not found.groups and (meant := corrected(asked.words, known)):
        searched_for = " ".join(meant)
        words = known.want(searched_for)
        asked = replace(asked, words=words, weights=importance(words, known))
        found = engine.find(asked)
    if sum(found.groups.values()) >= FEW:
        return asked, found, searched_for
    loose = known.loosened(asked.words)
    if len(loose) > 1 or loose != asked.words:
        some = replace(asked, words=loose, weights=importance(loose, known), any_word=True)
        more = engine.find(some)
        if more.groups != found.groups:
            return some, more, searched_for
    return asked, found, searched_for if found.groups else ""


def _shown(ids: Sequence[int]) -> list[int]:
    """Those that everybody may read, in this order. No query, if there are none."""
    public = set(public_pages().filter(pk__in=ids).values_list("pk", flat=True)) if ids else ()
    return [key for key in ids if key in public]


def _hits(ids: Sequence[int], words: Sequence[WantedWord], promoted: Sequence[int]) -> list[Hit]:
    """The pages of these ids that may still be seen, in this order."""
    pages = public_pages().select_related("locale").in_bulk(ids)
    entries = SearchEntry.objects.in_bulk(ids)
    places = located(pages.values())
    hits = []
    for key in ids:
        if key not in pages:
            continue
        entry = entries.get(key) or SearchEntry(title=pages[key].title, lead="", body="")
        seen = [entry.lead, near(entry.body, words)]
        found = pattern(words, [entry.title, *seen])
        files = []
        if found and entry.files and not any(map(found.search, [entry.title, *seen])):
            files = documents_of(pages[key].specific)
        if files:
            seen = [near(entry.files, words)]
            found = pattern(words, seen)
        hits.append(
            Hit(
                page=pages[key],
                title_pieces=marked(entry.title, found),
                excerpt_pieces=excerpt(seen, found),
                is_promoted=key in promoted,
                files=files,
                path_in_words=places[key],
            )
        )
    return hits


def suggestions(query: str) -> list[tuple[BasePage, str]]:
    """Pages in whose title words, or parts of them, begin like those typed; and where they are."""
    beginnings = folded_words(readable(query))[:8]
    if not beginnings or len("".join(beginnings)) < 2:
        return []
    ids = PublicEngine().titles_with(beginnings, SUGGESTIONS)
    pages = public_pages().in_bulk(ids)
    places = located(pages.values())
    return [(pages[key], places[key]) for key in ids if key in pages]


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
