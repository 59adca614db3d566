"""The search of the admin in PostgreSQL.

It parses nothing: its columns get the words as they are, whatever its text search configuration.
"""

from django.db.models import FloatField, Func, Lookup, QuerySet, Value
from django.db.models.expressions import Col
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchRebuilder,
)

from search.admin_backend.entries import Entry
from search.admin_backend.hits import (
    GermanQueryCompiler,
    IndexEntry,
    joined_with_entries,
)
from search.admin_backend.index import GermanIndex
from search.admin_backend.queries import All, Any, But, Part, Phrase, Word, wanted_words
from search.tsvector import as_tsvector

DIVIDED_BY_LENGTH = 1  # by the logarithm of the number of words


class Matches(Lookup):
    """The column has the words; its GIN index knows where."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        words, words_params = self.process_lhs(compiler, connection)
        return f"{words} @@ %s::tsquery", [*words_params, self.rhs]


class Relevance(Func):
    """How well the column fits; a word of the title (A) counts ten times one of the rest (D)."""

    function = "ts_rank"
    template = f"%(function)s(%(expressions)s::tsquery, {DIVIDED_BY_LENGTH})"
    output_field = FloatField()


def in_tsquery(part: Part) -> str:
    """The part in the language of tsquery."""
    match part:
        case Word(forms, is_beginning):
            return "(" + " | ".join(f"'{form}'{':*' * is_beginning}" for form in forms) + ")"
        case Phrase(words, is_beginning):
            return "(" + " <-> ".join(f"'{word}'" for word in words) + f"{':*' * is_beginning})"
        case All(parts):
            return "(" + " & ".join(map(in_tsquery, parts)) + ")"
        case Any(parts):
            return "(" + " | ".join(map(in_tsquery, parts)) + ")"
        case But(wanted, unwanted):
            return f"({in_tsquery(wanted)} & !{in_tsquery(unwanted)})"
    raise TypeError(part)


class PostgresqlHits(GermanQueryCompiler):
    """Finds in one column of the entry, so that one index serves the question."""

    searched = "body"

    def hits(self, queryset: QuerySet, part: Part):
        queryset, entries = joined_with_entries(queryset)
        name = "title" if self.is_about_titles else self.searched
        words = Col(entries, IndexEntry._meta.get_field(name))
        # Of words that all have to be there PostgreSQL weighs the distance only.
        ranked = Value(in_tsquery(wanted_words(part)))
        return queryset, Matches(words, in_tsquery(part)), Relevance(words, ranked)


class PostgresqlQueryCompiler(PostgresqlHits, PostgresSearchQueryCompiler):
    """Whole words, in every inflection."""


class PostgresqlAutocompleteQueryCompiler(PostgresqlHits, PostgresAutocompleteQueryCompiler):
    """Beginnings of words."""

    searched = "autocomplete"


class PostgresqlIndex(GermanIndex, PostgresIndex):
    """The column `body` has the words of the title too: a question is about one column."""

    # The stock backend keeps whole texts there, for its search with typing errors.
    emptied = ("title_text", "body_text")
    written = (*GermanIndex.written, *emptied)

    def columns(self, entry: Entry) -> dict[str, str]:
        return {
            "title": as_tsvector((entry.title, "A")),
            "body": as_tsvector((entry.title, "A"), (entry.body, "D")),
            "autocomplete": as_tsvector((entry.autocomplete, "D")),
            **dict.fromkeys(self.emptied, ""),
        }


class PostgresqlBackend(PostgresSearchBackend):
    """Wagtail's search on PostgreSQL."""

    query_compiler_class = PostgresqlQueryCompiler
    autocomplete_query_compiler_class = PostgresqlAutocompleteQueryCompiler
    index_class = PostgresqlIndex
    rebuilder_class = atomic_rebuilder_class = PostgresSearchRebuilder

    def __init__(self, params):
        super().__init__({"SEARCH_CONFIG": "simple"} | params)
