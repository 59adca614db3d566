"""How objects are found by their entries, on either database.

The database looks into the full-text index once and goes from each hit to its object by the
object's number. Stock modelsearch asks the index anew for every hit on SQLite (the time grows with
the square of the hits) and asks for a sum of two columns on PostgreSQL, which has no index.
"""

from django.db.models import Lookup, Model, QuerySet
from django.db.models.expressions import Expression, OrderBy
from django.db.models.functions import Cast
from django.db.models.sql.constants import INNER
from django.db.models.sql.datastructures import Join
from django.db.models.sql.where import WhereNode
from modelsearch.conf import get_app_config
from modelsearch.utils import get_descendants_content_types_pks

from search.admin_backend.queries import EVERYTHING, Part, Reader, Without

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)


class EntryOf:
    """What joins a model with its entries: their kind, and their number read as a number.

    Read the other way round, the number as a text, no index of the model would serve.
    """

    def __init__(self, model: type[Model]):
        self.pk = model._meta.pk
        self.kinds = get_descendants_content_types_pks(model)

    def get_joining_fields(self) -> tuple:
        return ()

    def get_extra_restriction(self, alias: str, related_alias: str) -> WhereNode:
        kind = IndexEntry._meta.get_field("content_type")
        number = IndexEntry._meta.get_field("object_id")
        target = self.pk
        while target.remote_field:
            target = target.target_field
        return WhereNode(
            [
                kind.get_lookup("in")(kind.get_col(alias), self.kinds),
                target.get_lookup("exact")(
                    Cast(number.get_col(alias), target), self.pk.get_col(related_alias)
                ),
            ]
        )


def joined_with_entries(queryset: QuerySet) -> tuple[QuerySet, str]:
    """A copy that also reads each object's entry, and the name of the entries in it."""
    queryset = queryset.all()
    query = queryset.query
    alias = query.join(
        Join(
            IndexEntry._meta.db_table,
            query.get_initial_alias(),
            None,
            INNER,
            EntryOf(queryset.model),
            nullable=False,
        )
    )
    return queryset, alias


class GermanQueryCompiler:
    """Before one of modelsearch's compilers: the same questions, asked in words of ours.

    A database says in `hits` how it finds the words and in `relevance` how well they fit.
    """

    def hits(self, queryset: QuerySet, part: Part) -> tuple[QuerySet, Lookup, Expression]:
        """The queryset with what is needed, the condition of a hit, and its relevance."""
        raise NotImplementedError

    @property
    def is_about_titles(self) -> bool:
        """Whether words in other fields count for nothing."""
        return not self.LAST_TERM_IS_PREFIX and set(self.fields or ()) == {"title"}

    def search(self, config, start, stop, score_field=None, backend=None) -> QuerySet:
        """The objects that have the words, sorted as the caller wants, from `start` to `stop`."""
        part = Reader(beginnings=self.LAST_TERM_IS_PREFIX).read(self.query)
        if part is None:
            return self.queryset.none()
        if part is EVERYTHING:
            return self.queryset[start:stop]
        relevance = None
        if isinstance(part, Without):
            unwanted, condition, _ = self.hits(self.queryset.model._base_manager.all(), part.part)
            queryset = self.queryset.exclude(pk__in=unwanted.filter(condition).values("pk"))
        else:
            queryset, condition, relevance = self.hits(self.queryset, part)
            queryset = queryset.filter(condition)
            if score_field is not None:
                queryset = queryset.annotate(**{score_field: relevance})
        if self.order_by_relevance and relevance is not None:
            queryset = queryset.order_by(OrderBy(relevance, descending=True), "-pk")
        elif not queryset.query.order_by:
            queryset = queryset.order_by("-pk")  # the same on every page of the listing
        return queryset[start:stop]
