"""A public site that has grown: pages, their entries and the words that they bring, at once.

German texts bring new words for ever, ever fewer of them. Here the n-th page brings as many as
keep the number of distinct words at 300 times the root of the number of pages: 3,000 on 100 pages,
30,000 on 10,000. (The demonstration has 2,000 on its 56 pages.)
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from math import isqrt

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Max
from wagtail.models import Page

from content.models import BasePage
from home.models import StandardPage
from search.engines import database_engine
from search.index import indexed
from search.models import IndexState, SearchEntry
from search.vocabulary import forget, learn_words, vocabulary

COMMON = "Allerweltswort"  # on every page, in title and text
WORDS_ON_A_PAGE = 60
WORDS_PER_ROOT = 300
FACETS = [f"{kind}|{year}||" for kind in ("Seite", "Meldung") for year in range(2020, 2026)]
BATCH = 1000
FIRST_STEP = 500_000  # far behind every page of the demonstration
_beginnings = "b bl br d dr f fl g gl gr h k kl kn kr l m n p pf r s sch schw sp st t tr w z"
_middles = "a e i o u ä ö ü au ei eu ie"
_ends = "b ch ck ft g k l lt m mpf n nd ng nk p r rg rk rt s st t tz"


def unique(number: int) -> str:
    """The word that only the page of this number has."""
    return f"Sonderfall{number:05}"


def grow_public(home: Page, pages: int) -> list[int]:
    """Bring the grown pages below `home` to this number, searchable, their words learned.

    Their ids. Whatever the database does by itself in quiet minutes is done too."""
    grown = Page.objects.filter(slug__startswith="gewachsen-")
    first = grown.count()
    _write_pages(home, range(first, pages))
    ids = list(grown.order_by("path").values_list("pk", flat=True))
    for start in range(first, pages, BATCH):
        numbers = range(start, min(start + BATCH, pages))
        SearchEntry.objects.bulk_create(_entry(ids[number], number) for number in numbers)
    learn_words()
    forget()
    _write_index(ids[first:])
    IndexState.objects.update(split_with=IndexState.now().parts)
    IndexState.count("entries")
    IndexState.objects.update(learned_from=IndexState.now().entries)
    settle()
    return ids


def settle() -> None:
    """What PostgreSQL does by itself: the list of late entries emptied, the rows counted."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for index in ("search_words_words", "search_words_title_words"):
                cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
            cursor.execute("ANALYZE")


def _write_pages(home: Page, numbers: Sequence[int]) -> None:
    template = StandardPage.objects.live().filter(locale=home.locale).first()
    kind = ContentType.objects.get_for_model(StandardPage)
    last = Page.objects.aggregate(last=Max("pk"))["last"]
    Page.objects.bulk_create(
        (
            Page(
                path=Page._get_path(home.path, home.depth + 1, FIRST_STEP + number),
                depth=home.depth + 1,
                title=_title(number),
                draft_title=_title(number),
                slug=f"gewachsen-{number:05}",
                url_path=f"{home.url_path}gewachsen-{number:05}/",
                locale=home.locale,
                content_type=kind,
                live=True,
            )
            for number in numbers
        ),
        batch_size=BATCH,
    )
    Page.objects.filter(pk=home.pk).update(numchild=home.get_children().count())
    for model in (BasePage, StandardPage):
        _copy_row(model, template, last)


def _copy_row(model: type[Page], template: Page, last: int) -> None:
    """Every page after `last` has what `template` has in the table of this class."""
    quote = connection.ops.quote_name
    key, *others = [quote(field.column) for field in model._meta.local_concrete_fields]
    columns = ", ".join([key, *others])
    values = ", ".join(["page.id", *(f"template.{column}" for column in others)])
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values}"
            f" FROM wagtailcore_page page, {table} template"
            f" WHERE page.id > %s AND template.{key} = %s",
            [last, template.pk],
        )


def _write_index(ids: Sequence[int]) -> None:
    lexicon = vocabulary(IndexState.now()).lexicon
    engine = database_engine()
    for start in range(0, len(ids), BATCH):
        entries = SearchEntry.objects.filter(pk__in=ids[start : start + BATCH])
        engine.write(indexed(entry, lexicon) for entry in entries)


def _entry(page: int, number: int) -> SearchEntry:
    return SearchEntry(
        pk=page,
        title=_title(number),
        lead=f"{unique(number)} ist nur hier.",
        body=f"{COMMON} {' '.join(_text(number))}",
        facets=FACETS[number % len(FACETS)],
        fingerprint=f"{number:032}",
    )


def _title(number: int) -> str:
    return f"{COMMON} {_word(number % 997)} {unique(number)}"


def _text(number: int) -> Iterator[str]:
    """New words first, then known ones, the older the more often."""
    before, after = (WORDS_PER_ROOT * isqrt(10_000 * n) // 100 for n in (number, number + 1))
    chance = random.Random(number)
    yield from map(_word, range(before, after))
    for _ in range(WORDS_ON_A_PAGE - (after - before)):
        yield _word(int(after ** chance.random()) - 1)


def _word(number: int) -> str:
    """A word that could be German, another one for each number."""
    chance = random.Random(f"word {number}")
    syllables = [
        chance.choice(_beginnings.split())
        + chance.choice(_middles.split())
        + chance.choice(_ends.split())
        for _ in range(chance.choice([2, 2, 3]))
    ]
    return "".join(syllables).capitalize()
