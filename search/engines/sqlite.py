"""The public index in SQLite's FTS5.

FTS5 is asked directly and once: through a join per hit it would take the square of the hits.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from german.wanted import WantedWord, Way
from search.engines.base import Found, IndexedPage, Question
from search.filters import fitting

TABLE = "search_words"
# How much a word weighs in title as it stands there, in title, lead, body, files.
WEIGHTS = "8.0, 8.0, 3.0, 1.0, 0.3"
# A title that is nothing but the words is what was meant; one of many words less so.
TITLE_BONUS = 4.0
WORDS_OF_TITLE = "length(entry.title) - length(replace(entry.title, ' ', '')) + 1"


class SqliteEngine:
    """`search.engines.base.Engine` on SQLite."""

    name = "SQLite"

    def find(self, question: Question) -> Found:
        match = _match(question)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT entry.facets, count(*) FROM search_words"
                " JOIN search_searchentry entry ON entry.page_id = search_words.rowid"
                " WHERE search_words MATCH %s GROUP BY entry.facets",
                [match],
            )
            groups = dict(cursor.fetchall())
            kept = fitting(groups, question.filters)
            if not kept:
                return Found([], groups)
            places = ", ".join(["%s"] * len(kept))
            cursor.execute(  # only placeholders and constants are put in
                "WITH in_title AS (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
                " SELECT entry.page_id FROM search_words"
                " JOIN search_searchentry entry ON entry.page_id = search_words.rowid"
                f" WHERE search_words MATCH %s AND entry.facets IN ({places})"
                f" ORDER BY bm25(search_words, {WEIGHTS}) * CASE"
                " WHEN entry.page_id IN (SELECT rowid FROM in_title)"
                f" THEN 1 + {TITLE_BONUS} / ({WORDS_OF_TITLE}) ELSE 1 END,"
                " entry.page_id LIMIT %s OFFSET %s",
                [_in_title(match), match, *kept, question.stop - question.start, question.start],
            )
            return Found([page for (page,) in cursor.fetchall()], groups)

    def titles_with(self, beginnings: Sequence[str], limit: int) -> list[int]:
        match = " AND ".join(f'title_words : "{beginning}" *' for beginning in beginnings)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT entry.page_id FROM search_words"
                " JOIN search_searchentry entry ON entry.page_id = search_words.rowid"
                " WHERE search_words MATCH %s ORDER BY length(entry.title), entry.page_id LIMIT %s",
                [match, limit],
            )
            return [page for (page,) in cursor.fetchall()]

    def write(self, pages: Iterable[IndexedPage]) -> None:
        rows = [
            (p.page, p.title_words, p.title_terms, p.lead_terms, p.body_terms, p.files_terms)
            for p in pages
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_words WHERE rowid = %s", [row[:1] for row in rows]
            )
            cursor.executemany(
                "INSERT INTO search_words"
                " (rowid, title_words, title_terms, lead_terms, body_terms, files_terms)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                rows,
            )

    def delete(self, pages: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_words WHERE rowid = %s", [(page,) for page in pages]
            )


def _in_title(match: str) -> str:
    return f"{{title_words title_terms}} : ({match})"


def _match(question: Question) -> str:
    """The words in the language of FTS5."""
    return (" OR " if question.any_word else " AND ").join(map(_word, question.words))


def _word(word: WantedWord) -> str:
    return "(" + " OR ".join(map(_way, word.ways)) + ")"


def _way(way: Way) -> str:
    return "(" + " AND ".join(f'"{term}"' for term in way) + ")"
