"""What the index of the admin holds of an object."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Manager, Model
from modelsearch.index import AutocompleteField, BaseField, RelatedFields, SearchField
from wagtail.models import Page

from search.admin_backend.words import LONGEST_TEXT, folded_words, searched_words


@dataclass(frozen=True)
class Entry:
    """The words of an object, separated by spaces."""

    title: str
    body: str  # whatever is searched in besides the title
    autocomplete: str


def entry_of(obj: Model) -> Entry:
    """The words that `obj` is found by."""
    title, body, autocomplete = [], [], []
    for field, text in _texts(obj, kept_fields(type(obj))):
        if isinstance(field, AutocompleteField):
            autocomplete += folded_words(text[:LONGEST_TEXT])
        elif field.field_name == "title":
            title += searched_words(text)
        else:
            body += searched_words(text)
    return Entry(*map(" ".join, (title, body, autocomplete)))


def kept_fields(model: type[Model]) -> list[BaseField | RelatedFields]:
    """The fields of a model that go into the index.

    Of every page its title alone, whatever its kind declares: a draft's or a private page's text
    is in no index at all, and the admin asks for titles only.
    """
    return (Page if issubclass(model, Page) else model).get_search_fields()


def _texts(
    obj: Model, fields: Iterable[BaseField | RelatedFields]
) -> Iterator[tuple[SearchField | AutocompleteField, str]]:
    for field in fields:
        if isinstance(field, RelatedFields):
            for related in _related(obj, field):
                yield from _texts(related, field.fields)
        elif isinstance(field, (SearchField, AutocompleteField)):
            yield field, _text(field.get_value(obj))


def _related(obj: Model, field: RelatedFields) -> Iterable[Model]:
    related = field.get_value(obj)
    if isinstance(related, Manager):
        return related.all()
    return [related] if related is not None else []


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple, set)):
        return " ".join(map(_text, value))
    return str(value)
