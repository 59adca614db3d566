"""The public index in PostgreSQL: one column that its GIN index serves as it stands."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from django.db import connection

from german.wanted import WantedWord, Way
from search.engines.base import IN_OTHER_WORDS, IN_PART, Found, IndexedPage, Question
from search.filters import fitting
from search.tsvector import as_tsvector

# D, C, B, A: a word in files, body, lead, title.
WEIGHTS = "{0.05, 0.15, 0.4, 1.0}"
# Divided by 1 + the logarithm of the number of words.
RANK = f"%s * ts_rank('{WEIGHTS}'::real[], words, %s::tsquery, 1)"


class PostgresqlEngine:
    """`search.engines.base.Engine` on PostgreSQL."""

    name = "PostgreSQL"

    def find(self, question: Question) -> Found:
        query = _query(question)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT facets, count(*) FROM search_words WHERE words @@ %s::tsquery"
                " GROUP BY facets",
                [query],
            )
            groups = dict(cursor.fetchall())
            kept = fitting(groups, question.filters)
            if not kept:
                return Found({}, groups)
            rank, ranked = _rank(question)
            cursor.execute(
                f"SELECT page_id, {rank} AS score FROM search_words"
                " WHERE words @@ %s::tsquery AND facets = ANY(%s)"
                " ORDER BY score DESC, page_id LIMIT %s OFFSET %s",
                [*ranked, query, kept, question.stop - question.start, question.start],
            )
            return Found(dict(cursor.fetchall()), groups)

    def titles_with(self, beginnings: Sequence[str], limit: int) -> list[int]:
        as_words = " & ".join(f"'{beginning}':*" for beginning in beginnings)
        as_parts = " & ".join(f"'{beginning}':*A" for beginning in beginnings)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT page_id FROM search_words"
                " JOIN search_searchentry entry USING (page_id)"
                " WHERE search_words.words @@ %s::tsquery"
                " ORDER BY search_words.title_words @@ %s::tsquery DESC,"
                " length(entry.title), page_id LIMIT %s",
                [as_parts, as_words, limit],
            )
            return [page for (page,) in cursor.fetchall()]

    def write(self, pages: Iterable[IndexedPage]) -> None:
        rows = [
            (page.page, page.facets, as_tsvector((page.title_words, "A")), _words(page))
            for page in pages
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words (page_id, facets, title_words, words)"
                " VALUES (%s, %s, %s::tsvector, %s::tsvector) ON CONFLICT (page_id) DO UPDATE"
                " SET facets = excluded.facets, title_words = excluded.title_words,"
                " words = excluded.words",
                rows,
            )

    def delete(self, pages: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE page_id = ANY(%s)", [list(pages)])


def _words(page: IndexedPage) -> str:
    return as_tsvector(
        (page.title_words, "A"),
        (page.title_terms, "A"),
        (page.lead_terms, "B"),
        (page.body_terms, "C"),
        (page.files_terms, "D"),
    )


def _rank(question: Question) -> tuple[str, list]:
    """How good a hit is: for each word, as it stands and less for what means the same."""
    weighed = []
    for word, weight in zip_longest(question.words, question.weights, fillvalue=1):
        weighed += [weight, _one_of(word.ways)]
        if word.others:
            weighed += [IN_OTHER_WORDS * weight, _one_of(word.others)]
        if word.parts:
            weighed += [IN_PART * weight, _one_of(word.parts)]
    return " + ".join([RANK] * (len(weighed) // 2)), weighed


def _query(question: Question) -> str:
    """The words in the language of tsquery."""
    return (" | " if question.any_word else " & ").join(map(_word, question.words))


def _word(word: WantedWord) -> str:
    return _one_of(word.all_ways)


def _one_of(ways: Sequence[Way]) -> str:
    return "(" + " | ".join(map(_way, ways)) + ")"


def _way(way: Way) -> str:
    return "(" + " & ".join(f"'{term}'" for term in way) + ")"
