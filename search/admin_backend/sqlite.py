"""The search of the admin in SQLite's FTS5."""

from django.db.models import FloatField, Func, Lookup, QuerySet, TextField
from django.db.models.expressions import Col
from django.db.models.sql.constants import INNER
from django.db.models.sql.datastructures import Join
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchRebuilder,
)

from search.admin_backend.entries import Entry
from search.admin_backend.hits import GermanQueryCompiler, joined_with_entries
from search.admin_backend.index import GermanIndex
from search.admin_backend.queries import All, Any, But, Part, Phrase, Word

TITLE_WEIGHT = 10.0

# FTS5 keeps a hidden column that has the name of the table and stands for the whole row.
_whole_row = TextField()
_whole_row.set_attributes_from_name(SQLiteFTSIndexEntry._meta.db_table)
_whole_row.model = SQLiteFTSIndexEntry


class Matches(Lookup):
    """The row has the words."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        row, row_params = self.process_lhs(compiler, connection)
        return f"{row} MATCH %s", [*row_params, self.rhs]


class Relevance(Func):
    """How well a row fits: the columns are autocomplete, body, title, in this order."""

    function = "bm25"
    template = f"-%(function)s(%(expressions)s, 1.0, 1.0, {TITLE_WEIGHT})"
    output_field = FloatField()


def in_fts5(part: Part) -> str:
    """The part in the language of FTS5."""
    match part:
        case Word(forms, is_beginning):
            return "(" + " OR ".join(f'"{form}"{" *" * is_beginning}' for form in forms) + ")"
        case Phrase(words, is_beginning):
            return f'("{" ".join(words)}"{" *" * is_beginning})'
        case All(parts):
            return "(" + " AND ".join(map(in_fts5, parts)) + ")"
        case Any(parts):
            return "(" + " OR ".join(map(in_fts5, parts)) + ")"
        case But(wanted, unwanted):
            return f"({in_fts5(wanted)} NOT {in_fts5(unwanted)})"
    raise TypeError(part)


class SqliteHits(GermanQueryCompiler):
    """Finds in FTS5: its row has the number of the entry, the entry the number of the object."""

    def hits(self, queryset: QuerySet, part: Part):
        queryset, entries = joined_with_entries(queryset)
        words = queryset.query.join(
            Join(
                SQLiteFTSIndexEntry._meta.db_table,
                entries,
                None,
                INNER,
                SQLiteFTSIndexEntry._meta.get_field("index_entry").remote_field,
                nullable=False,
            )
        )
        columns = "title" if self.is_about_titles else " ".join(self.FTS_TABLE_FIELDS)
        row = Col(words, _whole_row)
        return queryset, Matches(row, f"{{{columns}}} : {in_fts5(part)}"), Relevance(row)


class SqliteQueryCompiler(SqliteHits, SQLiteSearchQueryCompiler):
    """Whole words, in every inflection."""


class SqliteAutocompleteQueryCompiler(SqliteHits, SQLiteAutocompleteQueryCompiler):
    """Beginnings of words."""


class SqliteIndex(GermanIndex, SQLiteIndex):
    """Triggers hand every entry on to FTS5."""

    def columns(self, entry: Entry) -> dict[str, str]:
        return {"title": entry.title, "body": entry.body, "autocomplete": entry.autocomplete}


class SqliteBackend(SQLiteSearchBackend):
    """Wagtail's search on SQLite."""

    query_compiler_class = SqliteQueryCompiler
    autocomplete_query_compiler_class = SqliteAutocompleteQueryCompiler
    index_class = SqliteIndex
    # Entry by entry, each in place of the old one: the one transaction of the stock rebuild would
    # keep everybody else from writing until it is done.
    rebuilder_class = atomic_rebuilder_class = SQLiteSearchRebuilder
