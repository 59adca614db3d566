"""The public index in PostgreSQL: one column that its GIN index serves as it stands."""

from collections.abc import Iterable, Sequence

from django.db import connection

from german.wanted import WantedWord, Way
from search.engines.base import Found, IndexedPage, Question
from search.filters import fitting
from search.tsvector import as_tsvector

# D, C, B, A: a word in files, body, lead, title.
WEIGHTS = "{0.05, 0.15, 0.4, 1.0}"
DIVIDED_BY_LENGTH = 1  # by the logarithm of the number of words
# A title that is nothing but the words is what was meant; one of many words less so.
TITLE_BONUS = 4.0
WORDS_OF_TITLE = "length(entry.title) - length(replace(entry.title, ' ', '')) + 1"


class PostgresqlEngine:
    """`search.engines.base.Engine` on PostgreSQL."""

    name = "PostgreSQL"

    def find(self, question: Question) -> Found:
        query = _query(question)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT entry.facets, count(*) FROM search_words"
                " JOIN search_searchentry entry USING (page_id)"
                " WHERE search_words.words @@ %s::tsquery GROUP BY entry.facets",
                [query],
            )
            groups = dict(cursor.fetchall())
            kept = fitting(groups, question.filters)
            if not kept:
                return Found([], groups)
            rank = " + ".join(
                ["ts_rank(%s::real[], search_words.words, %s::tsquery, %s)"] * len(question.words)
            )
            ranked = [
                value
                for word in question.words
                for value in (WEIGHTS, _word(word), DIVIDED_BY_LENGTH)
            ]
            cursor.execute(
                "SELECT page_id FROM search_words"
                " JOIN search_searchentry entry USING (page_id)"
                " WHERE search_words.words @@ %s::tsquery AND entry.facets = ANY(%s)"
                f" ORDER BY ({rank}) * CASE WHEN search_words.words @@ %s::tsquery"
                f" THEN 1 + {TITLE_BONUS} / ({WORDS_OF_TITLE}) ELSE 1 END DESC,"
                " page_id LIMIT %s OFFSET %s",
                [
                    *(query, kept, *ranked, _query(question, weight=":A")),
                    *(question.stop - question.start, question.start),
                ],
            )
            return Found([page for (page,) in cursor.fetchall()], groups)

    def titles_with(self, beginnings: Sequence[str], limit: int) -> list[int]:
        query = " & ".join(f"'{beginning}':*" for beginning in beginnings)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT page_id FROM search_words"
                " JOIN search_searchentry entry USING (page_id)"
                " WHERE search_words.title_words @@ %s::tsquery"
                " ORDER BY length(entry.title), page_id LIMIT %s",
                [query, limit],
            )
            return [page for (page,) in cursor.fetchall()]

    def write(self, pages: Iterable[IndexedPage]) -> None:
        rows = [(page.page, as_tsvector((page.title_words, "A")), _words(page)) for page in pages]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words (page_id, title_words, words)"
                " VALUES (%s, %s::tsvector, %s::tsvector) ON CONFLICT (page_id) DO UPDATE"
                " SET title_words = excluded.title_words, words = excluded.words",
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


def _query(question: Question, weight: str = "") -> str:
    """The words in the language of tsquery, anywhere or with this weight only."""
    words = [_word(word, weight) for word in question.words]
    return (" | " if question.any_word else " & ").join(words)


def _word(word: WantedWord, weight: str = "") -> str:
    return "(" + " | ".join(_way(way, weight) for way in word.ways) + ")"


def _way(way: Way, weight: str) -> str:
    return "(" + " & ".join(f"'{term}'{weight}" for term in way) + ")"
