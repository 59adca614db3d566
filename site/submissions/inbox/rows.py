"""The lines of the list: one query for each kind, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from submissions.inbox.filters import is_overdue
from submissions.inbox.people import name_of
from submissions.inbox.unread import is_unread, unread_of
from submissions.kinds import Kind, Row, all_kinds
from submissions.models import Stage, Submission, SubmissionTag
from submissions.models.submissions import TaggedSubmission
from submissions.policy import submissions_for
from submissions.working_days import working_days_between


@dataclass
class Line:
    """One submission as the list shows it."""

    submission: Submission
    kind: Kind
    row: Row
    child: Any
    tags: list[str] = field(default_factory=list)
    list_address: str = ""

    @property
    def url(self) -> str:
        """Its own page, which knows the list that one comes from."""
        if not self.list_address:
            return self.row.url
        return f"{self.row.url}?{urlencode({'liste': self.list_address})}"

    @property
    def assignee(self) -> str:
        return name_of(self.submission.assignee)

    @property
    def is_unread(self) -> bool:
        return getattr(self.submission, "unread", False)

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.submission)

    @property
    def days_late(self) -> int:
        """Working days since it was due."""
        return working_days_between(self.submission.due, timezone.localdate())

    @property
    def is_suspect(self) -> bool:
        return self.submission.stage == Stage.SUSPECT

    @property
    def state(self) -> str:
        """What its kind calls the state, else what all kinds do."""
        return self.row.state or self.submission.get_stage_display()


def with_marks(submissions: QuerySet[Submission], user) -> QuerySet[Submission]:
    """In one query: whom each is given to, its row of its kind's own model, whether it is new for
    `user`; and of all that is found, whatever the page, how many, and a sum that tells them from
    others. `unread_total` is the number on the badge."""
    everything = unread_of(user, submissions_for(user)).order_by().annotate(one=Value(1))
    unread = everything.values("one").annotate(total=Count("*")).values("total")
    return submissions.select_related("assignee", *_children()).annotate(
        unread=Case(
            When(is_unread(user), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        number=Window(Count("pk")),
        sum=Window(Sum("pk")),
        sum_of_squares=Window(Sum(F("pk") * F("pk"))),
        unread_total=Coalesce(Subquery(unread), 0),
    )


def _children() -> list[str]:
    """Names by which the rows of the kinds' own models come along."""
    names = {}
    for kind in all_kinds():
        child = _accessor(kind)
        names |= dict.fromkeys([child, *(f"{child}__{name}" for name in kind.related)])
    return list(names)


def _accessor(kind: Kind) -> str:
    link = apps.get_model(kind.model)._meta.get_ancestor_link(Submission)
    return link.remote_field.get_accessor_name()


def lines_of(
    submissions: Iterable[Submission],
    *,
    list_address: str = "",
    tags: Mapping[int, list[str]] | None = None,
) -> list[Line]:
    """Lines in the order of the submissions. One whose app is gone has none."""
    submissions = list(submissions)
    kinds = {kind.key: kind for kind in all_kinds()}
    children = _children_of(submissions, kinds)
    tags = tags_of(submissions) if tags is None else tags
    return [
        Line(each, kind, kind.row(child), child, tags.get(each.pk, []), list_address)
        for each in submissions
        if (child := children.get(each.pk)) and (kind := kinds[each.kind])
    ]


def _children_of(submissions: list[Submission], kinds: dict[str, Kind]) -> dict[int, Any]:
    """Those that came along, and the others in one query for each kind."""
    children, missing = {}, defaultdict(list)
    for each in submissions:
        if each.kind not in kinds:
            continue
        child = each._state.fields_cache.get(_accessor(kinds[each.kind]))
        if child:
            children[each.pk] = child
        else:
            missing[each.kind].append(each.pk)
    for key, pks in missing.items():
        children |= {child.pk: child for child in kinds[key].children().filter(pk__in=pks)}
    return children


def tags_of(submissions: list[Submission]) -> dict[int, list[str]]:
    """The words on each of them."""
    words = defaultdict(list)
    tagged = TaggedSubmission.objects.filter(content_object__in=[each.pk for each in submissions])
    for pk, name in tagged.order_by("tag__name").values_list("content_object_id", "tag__name"):
        words[pk].append(name)
    return words


def all_tags_and_those_of(
    submissions: list[Submission],
) -> tuple[list[SubmissionTag], dict[int, list[str]]]:
    """All words there are, and the words on each of these, in one query."""
    on_page = Q(items__content_object__in=[each.pk for each in submissions])
    found = SubmissionTag.objects.annotate(
        here=FilteredRelation("items", condition=on_page),
        on_submission=F("here__content_object"),
    ).order_by("name")
    tags, words = {}, defaultdict(list)
    for tag in found:
        tags[tag.pk] = tag
        if tag.on_submission:
            words[tag.on_submission].append(tag.name)
    return list(tags.values()), words
