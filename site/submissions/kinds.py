"""The kinds of things that the public sends in. Each app registers its own in `ready()`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from submissions.models import Submission


@dataclass(frozen=True)
class Document:
    """A file made for one submission: a contract, a calendar entry."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Row:
    """How a submission stands in a list of all that came in."""

    title: str
    note: str
    url: str


@dataclass(frozen=True)
class Kind:
    """What is the same for all submissions of a kind.

    `link_name` is the URL pattern behind the links in its mails (with reference and token), and
    `link_ends` says until when they open. `row` says what a list shows of one, `policy` who may
    see it there. `forget` takes the person out of one whose time is over. `documents` are made
    when a mail that carries them is sent.
    """

    key: str
    label: str
    model: str
    link_name: str
    link_ends: Callable[["Submission"], datetime | None]
    row: Callable[["Submission"], Row]
    forget: Callable[["Submission"], None]
    policy: Callable[[], Any]
    documents: Mapping[str, Callable[["Submission"], Document]] = field(default_factory=dict)


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind known. Registering a key twice replaces the first."""
    _kinds[kind.key] = kind


def kind_of(submission: "Submission") -> Kind:
    """The kind of a submission. Raises KeyError for one whose app is gone."""
    return _kinds[submission.kind]


def all_kinds() -> list[Kind]:
    """Every registered kind, by its label."""
    return sorted(_kinds.values(), key=lambda kind: kind.label)
