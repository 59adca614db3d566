"""Many pages beside one page, as quick as the database can copy rows."""

import uuid

from django.db import connection
from wagtail.models import Page


def add_siblings(page, count: int) -> None:
    """Put `count` published copies of `page` beside it: one statement per table."""
    parent = page.get_parent()
    last_step = int(parent.get_last_child().path[len(parent.path) :], 36)
    base = Page.objects.get(pk=page.pk)
    copies = []
    for number in range(1, count + 1):
        slug = f"kopie-{last_step + number}"
        copies.append(
            Page(
                path=Page._get_path(parent.path, page.depth, last_step + number),
                depth=page.depth,
                title=f"Kopie {number}",
                draft_title=f"Kopie {number}",
                slug=slug,
                url_path=f"{parent.url_path}{slug}/",
                content_type_id=base.content_type_id,
                locale_id=base.locale_id,
                live=True,
                show_in_menus=False,
                translation_key=uuid.uuid4(),
            )
        )
    last_id = Page.objects.latest("pk").pk
    Page.objects.bulk_create(copies)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    _copy_rows(type(page), page.pk, f"{parent.url_path}kopie-%", above=last_id)


def _copy_rows(model, original, url_paths, *, above) -> None:
    for table in reversed([m for m in model.__mro__ if _is_child_table(m)]):
        key = table._meta.pk.column
        columns = [f.column for f in table._meta.local_concrete_fields if f.column != key]
        names = ", ".join(f'"{column}"' for column in [key, *columns])
        values = ", ".join(["page.id", *(f'row."{column}"' for column in columns)])
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{table._meta.db_table}" ({names})'
                f' SELECT {values} FROM "{table._meta.db_table}" row,'
                f' wagtailcore_page page WHERE row."{key}" = %s'
                " AND page.url_path LIKE %s AND page.id > %s",
                [original, url_paths, above],
            )


def _is_child_table(model) -> bool:
    return issubclass(model, Page) and model is not Page and not model._meta.abstract
