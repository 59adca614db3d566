"""How entries are written and thrown away, on either database."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from modelsearch.index import get_indexed_models
from modelsearch.utils import get_content_type_pk

from search.admin_backend.entries import Entry, entry_of
from search.admin_backend.hits import IndexEntry


class GermanIndex:
    """Before one of modelsearch's indexes: one statement writes, and touches no other entry."""

    written = ("title", "body", "autocomplete")

    def columns(self, entry: Entry) -> dict[str, str]:
        """The words as the columns of the database want them."""
        raise NotImplementedError

    def add_items(self, model: type[Model], objs: Iterable[Model]) -> None:
        """Write the entries of objects of one model, in place of those they had."""
        content_type = get_content_type_pk(model)
        self.entries.using(self.write_connection.alias).bulk_create(
            [
                IndexEntry(
                    content_type_id=content_type,
                    object_id=str(obj.pk),
                    **self.columns(entry_of(obj)),
                )
                for obj in objs
            ],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=self.written,
        )

    def delete_stale_entries(self) -> None:
        """Throw away what belongs to no object any more, or to a model that is not searched in."""
        super().delete_stale_entries()
        kinds = ContentType.objects.get_for_models(*get_indexed_models()).values()
        self.entries.exclude(content_type__in=[kind.pk for kind in kinds]).delete()

    def _refresh_title_norms(self, full=False) -> None:
        """Both databases weigh the length of a text themselves; stock reads the whole table."""
