"""The kinds of things that the public sends in. Each app registers its own in `ready()`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from submissions.models import Submission


@dataclass(frozen=True)
class Document:
    """A file made for one submission: a contract, a calendar entry."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Row:
    """How a submission stands in a list of all that came in. None of it names its sender."""

    title: str
    note: str
    url: str
    state: str = ""


@dataclass(frozen=True)
class Kept:
    """How long the data of a kind are kept, after what. Shown in the privacy text."""

    what: str
    how_long: str


def no_words(submission: Any) -> str:
    """For kinds in which a search looks at nothing of their own."""
    return ""


@dataclass(frozen=True)
class Kind:
    """What is the same for all submissions of a kind. Its functions get the row of its own model.

    `link_name` is the URL pattern behind the links in its mails (with reference and token), and
    `link_ends` says until when they open. `policy` answers a Wagtail permission policy over the
    model: `view` to find and read one, `change` to work on it and to read who sent it. `row` says
    what a list shows; `related` is fetched with the rows of a list. `search_words` is the text in
    which the inbox looks, without the contact. `forget` takes the person out of one whose time is
    over. `documents` are made when a mail that carries them is sent. `kept` says how long data
    stay; `subject_data` is what the sender gets of it who asks for his data. `mail_links` are made
    when a mail leaves, by its occasion, where it holds another link than the usual one.

    `release` and `reject` say what happens with a suspect when somebody of the team (`by=`) has
    looked at it. `waiting` answers the rows that wait for their sender. `export_columns` are what
    a spreadsheet shows besides: pairs of a heading and what it shows of a row, no person in it.
    """

    key: str
    label: str
    model: str
    link_name: str
    link_ends: Callable[[Any], datetime | None]
    row: Callable[[Any], Row]
    forget: Callable[[Any], None]
    policy: Callable[[], Any]
    documents: Mapping[str, Callable[["Submission"], Document]] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    search_words: Callable[[Any], str] = no_words
    kept: Callable[[], list[Kept]] = list
    subject_data: Callable[[Any], Mapping[str, Any]] = lambda submission: {}
    mail_links: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    release: Callable[..., None] | None = None
    reject: Callable[..., None] | None = None
    waiting: Callable[[], "QuerySet"] | None = None
    export_columns: tuple[tuple[str, Callable[[Any], Any]], ...] = ()

    @property
    def releases(self) -> bool:
        """Whether a suspect can be taken in. (Templates would call `release` itself.)"""
        return self.release is not None

    @property
    def rejects(self) -> bool:
        """Whether a suspect can be refused."""
        return self.reject is not None

    def children(self) -> "QuerySet":
        """All rows of the kind's own model, with what a list of them needs."""
        from django.apps import apps

        children = apps.get_model(self.model)._base_manager.filter(kind=self.key)
        return children.select_related(*self.related) if self.related else children


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind known. Registering a key twice replaces the first."""
    _kinds[kind.key] = kind


def kind_of(submission: "Submission") -> Kind:
    """The kind of a submission. Raises KeyError for one whose app is gone."""
    return _kinds[submission.kind]


def child_of(submission: "Submission") -> Any:
    """The row of the kind's own model that belongs to a submission."""
    return kind_of(submission).children().get(pk=submission.pk)


def all_kinds() -> list[Kind]:
    """Every registered kind, by its label."""
    return sorted(_kinds.values(), key=lambda kind: kind.label)
