"""The public index in SQLite's FTS5.

FTS5 is asked directly and once: through a join per hit it would take the square of the hits.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from german.wanted import Way
from search.engines.base import IN_OTHER_WORDS, Found, IndexedPage, Question
from search.filters import fitting

TABLE = "search_words"
# How much a word weighs in title as it stands there, in title, lead, body, files.
WEIGHTS = "8.0, 8.0, 3.0, 1.0, 0.3"


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
                return Found({}, groups)
            cursor.execute(*_in_order(question, match, kept))
            return Found(dict(cursor.fetchall()), groups)

    def titles_with(self, beginnings: Sequence[str], limit: int) -> list[int]:
        match = " AND ".join(f'"{beginning}" *' for beginning in beginnings)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT entry.page_id FROM search_words"
                " JOIN search_searchentry entry ON entry.page_id = search_words.rowid"
                " WHERE search_words MATCH %s ORDER BY entry.page_id NOT IN"
                " (SELECT rowid FROM search_words WHERE search_words MATCH %s),"
                " length(entry.title), entry.page_id LIMIT %s",
                [
                    f"{{title_words title_terms}} : ({match})",
                    f"title_words : ({match})",
                    limit,
                ],
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


def _in_order(question: Question, match: str, kept: Sequence[str]) -> tuple[str, list]:
    """The statement for the hits, the best first: what makes no difference it does not ask of each.

    Only placeholders and constants are put into it."""
    in_own_words = _match(question, in_own_words=True)
    score, parameters = f"-bm25(search_words, {WEIGHTS})", []
    if in_own_words != match:
        score += (
            " * CASE WHEN search_words.rowid IN (SELECT rowid FROM search_words"
            f" WHERE search_words MATCH %s) THEN 1 ELSE {IN_OTHER_WORDS} END"
        )
        parameters.append(in_own_words)
    hits = "search_words"
    condition = "search_words MATCH %s"
    parameters.append(match)
    if question.filters.chosen:
        hits += " JOIN search_searchentry entry ON entry.page_id = search_words.rowid"
        condition += f" AND entry.facets IN ({', '.join(['%s'] * len(kept))})"
        parameters += kept
    return (
        f"SELECT search_words.rowid, {score} AS score FROM {hits} WHERE {condition}"
        " ORDER BY score DESC, search_words.rowid LIMIT %s OFFSET %s",
        [*parameters, question.stop - question.start, question.start],
    )


def _match(question: Question, in_own_words: bool = False) -> str:
    """The words in the language of FTS5, with what means the same or without."""
    ways = [word.ways if in_own_words else word.all_ways for word in question.words]
    return (" OR " if question.any_word else " AND ").join(map(_one_of, ways))


def _one_of(ways: Sequence[Way]) -> str:
    return "(" + " OR ".join(map(_way, ways)) + ")"


def _way(way: Way) -> str:
    return "(" + " AND ".join(f'"{term}"' for term in way) + ")"
