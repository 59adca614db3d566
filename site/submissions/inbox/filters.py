"""How the inbox is narrowed: one reading of the address behind list, counts, bulk and export."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from submissions.inbox.facets import Choices, Facet, all_facets
from submissions.inbox.people import name_of
from submissions.inbox.search import Query
from submissions.inbox.unread import is_unread
from submissions.kinds import all_kinds
from submissions.models import Message, OutboxMail, Stage, Submission, SubmissionTag
from submissions.models.submissions import TaggedSubmission
from submissions.policy import CHANGE, VIEW, inbox_people, submissions_for

ME, NOBODY, ON = "ich", "niemand", "1"
NOT_FILTERS = {"seite", "export", "liste"}
TO_DO = (Stage.NEW, Stage.OPEN)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
SHOWN_SIGNS = 40
A_MINUTE = 60  # seconds


@dataclass(frozen=True)
class Filter:
    """One of the filters of the inbox. Several values of it mean: one of these."""

    key: str
    label: str
    choices: Callable[[], Choices]
    narrow: Callable[[QuerySet, str], QuerySet]
    is_multiple: bool = False
    is_switch: bool = False


@dataclass
class Choice:
    """A filter as the form shows it, with what is chosen."""

    filter: Filter
    chosen: list[str]
    choices: Choices = field(default_factory=list)


@dataclass(frozen=True)
class Chip:
    """A filter that is on, in words, and the address of the list without it."""

    label: str
    without: str


class InboxFilters:
    """What `user` asks the inbox for.

    What an address says that does not exist, or not any more, is left out; `remarks` say so.
    """

    def __init__(self, user, data: QueryDict | Mapping[str, list[str]]):
        self.user = user
        self.data = dict(data.lists()) if isinstance(data, QueryDict) else _as_lists(data)
        self.remarks: list[str] = []
        self.values: dict[str, list[str]] = {}
        self._read()

    # --- What it finds ------------------------------------------------------------------------
    @property
    def queryset(self) -> QuerySet[Submission]:
        """What is found, the newest first."""
        found = submissions_for(self.user)
        if "stand" not in self.values:
            found = found.exclude(stage=Stage.SUSPECT)
        for key, values in self.values.items():
            if key in self._filters:
                found = self._narrowed(found, self._filters[key], values)
        if self._first_day:
            found = found.filter(created_at__gte=_begin_of(self._first_day))
        if self._last_day:
            found = found.filter(created_at__lt=_begin_of(self._last_day, next_day=True))
        return self.query.narrow(found, self.user).order_by("-created_at", "-pk")

    @property
    def parameters(self) -> dict[str, list[str]]:
        """What was understood, as it is kept in a saved view."""
        return {key: list(values) for key, values in sorted(self.values.items())}

    @property
    def address(self) -> str:
        """The query string, always the same for the same filters."""
        return urlencode(self.parameters, doseq=True)

    # --- What the page shows ------------------------------------------------------------------
    @property
    def form(self) -> list[Choice]:
        """The filters that there is something to choose in, with what is chosen."""
        shown = []
        for each in self._filters.values():
            choices = each.choices()
            if choices:
                shown.append(Choice(each, self.values.get(each.key, []), choices))
        return shown

    @property
    def chips(self) -> list[Chip]:
        """The filters that are on."""
        chips = []
        for key, values in sorted(self.values.items()):
            for value in values:
                rest = {**self.parameters, key: [each for each in values if each != value]}
                chips.append(Chip(self._in_words(key, value), urlencode(rest, doseq=True)))
        return chips

    def _in_words(self, key: str, value: str) -> str:
        match key:
            case "q":
                return f"Suche: {_short(value)}"
            case "von" | "bis":
                day = self._first_day if key == "von" else self._last_day
                return f"Eingegangen {key} {day:%d.%m.%Y}"
        chosen = self._filters[key]
        label = dict(chosen.choices()).get(value, value)
        return chosen.label if chosen.is_switch else f"{chosen.label}: {label}"

    # --- Reading ------------------------------------------------------------------------------
    def _read(self) -> None:
        self.query = Query.of(self._last("q"))
        self.remarks += self.query.remarks
        if self._last("q").strip():
            self.values["q"] = [self._last("q").strip()]
        self._first_day = self._day("von", "Eingegangen von")
        self._last_day = self._day("bis", "Eingegangen bis")
        for key, values in self.data.items():
            if key in self._filters:
                self._read_choice(self._filters[key], values)
            elif key not in {"q", "von", "bis"} | NOT_FILTERS:
                self.remarks.append(f"Einen Filter „{_short(key)}“ gibt es nicht.")

    def _last(self, key: str) -> str:
        return ["", *self.data.get(key, [])][-1]

    def _day(self, key: str, label: str) -> date | None:
        text = self._last(key).strip()
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or not FIRST_DAY <= day < LAST_DAY:
            self.remarks.append(
                f"„{label}“ ist kein Tag, den es hier gibt: {_short(text)}. Der Filter gilt nicht."
            )
            return None
        self.values[key] = [day.isoformat()]
        return day

    def _read_choice(self, chosen: Filter, values: list[str]) -> None:
        wanted = list(dict.fromkeys(each for each in values if each))
        if not wanted:
            return
        possible = dict(chosen.choices())
        known = [each for each in wanted if each in possible]
        if len(known) < len(wanted):
            self.remarks.append(
                f"Was unter „{chosen.label}“ gesucht wird, gibt es nicht (mehr). Es wird nicht"
                " beachtet."
            )
        if known:
            self.values[chosen.key] = known

    @staticmethod
    def _narrowed(found: QuerySet, chosen: Filter, values: list[str]) -> QuerySet:
        if len(values) == 1:
            return chosen.narrow(found, values[0])
        one_of = Q()
        for value in values:
            one_of |= Q(pk__in=chosen.narrow(Submission.objects.all(), value).values("pk"))
        return found.filter(one_of)

    # --- The filters --------------------------------------------------------------------------
    @cached_property
    def _filters(self) -> dict[str, Filter]:
        own = [
            Filter("art", "Art", self._kinds, _by("kind"), is_multiple=True),
            Filter("stand", "Stand", _stages, _by("stage"), is_multiple=True),
            Filter("zustaendig", "Zuständig", self._people, self._of_person),
            Filter("schlagwort", "Schlagwort", self._tags, _tagged),
            *[self._of_kind(facet) for facet in all_facets()],
            _switch("ungelesen", "Ungelesen", lambda found: found.filter(is_unread(self.user))),
            _switch("ueberfaellig", "Überfällig", overdue),
            _switch("wartet", "Wartet auf Rückmeldung", _waiting),
            _switch("entwurf", "Entwurf freizugeben", self._with_draft),
            _switch("zustellung", "E-Mail nicht zugestellt", self._with_failed_mail),
        ]
        return {each.key: each for each in own}

    def _of_kind(self, facet: Facet) -> Filter:
        return Filter(facet.key, facet.label, lambda: self._facet_choices(facet), facet.narrow)

    def _facet_choices(self, facet: Facet) -> Choices:
        """Kept for a minute: there are many facets, and they seldom change."""
        key = f"inbox-facet-{facet.key}-{self.user.pk}"
        choices = cache.get(key)
        if choices is None:
            choices = [(str(value), str(label)) for value, label in facet.choices(self.user)]
            cache.set(key, choices, A_MINUTE)
        return choices

    def _kinds(self) -> Choices:
        return [
            (kind.key, kind.label)
            for kind in all_kinds()
            if kind.policy().user_has_any_permission(self.user, {VIEW, CHANGE})
        ]

    @cached_property
    def people(self) -> list:
        """Whom something can be given to, if she may see it."""
        return list(inbox_people())

    def _people(self) -> Choices:
        own = [(ME, "Ich"), (NOBODY, "Niemand")]
        return own + [(str(each.pk), name_of(each)) for each in self.people]

    def _of_person(self, found: QuerySet, value: str) -> QuerySet:
        if value == NOBODY:
            return found.filter(assignee=None)
        return found.filter(assignee=self.user.pk if value == ME else int(value))

    @cached_property
    def tags(self) -> list[SubmissionTag]:
        """All words by which the team groups what came in."""
        return list(SubmissionTag.objects.order_by("name"))

    def _tags(self) -> Choices:
        return [(str(each.pk), each.name) for each in self.tags]

    def _with_draft(self, found: QuerySet) -> QuerySet:
        drafts = Message.objects.filter(submission=OuterRef("pk"), state=Message.State.DRAFT)
        return found.filter(Exists(drafts), pk__in=self._workable)

    def _with_failed_mail(self, found: QuerySet) -> QuerySet:
        failed = OutboxMail.objects.filter(submission=OuterRef("pk"), state=OutboxMail.State.FAILED)
        return found.filter(Exists(failed), pk__in=self._workable)

    @property
    def _workable(self) -> QuerySet:
        return submissions_for(self.user, CHANGE).order_by().values("pk")


def overdue(found: QuerySet) -> QuerySet:
    """What should have been done before today."""
    return found.filter(due__lt=timezone.localdate(), stage__in=TO_DO)


def is_overdue(submission: Submission) -> bool:
    """The same for one that is there."""
    return bool(
        submission.due and submission.due < timezone.localdate() and submission.stage in TO_DO
    )


def _waiting(found: QuerySet) -> QuerySet:
    waiting = Q(pk__in=[])
    for kind in all_kinds():
        if kind.waiting:
            waiting |= Q(kind=kind.key, pk__in=kind.waiting().order_by().values("pk"))
    return found.filter(waiting)


def _stages() -> Choices:
    return [(each.value, each.label) for each in Stage if each != Stage.ARRIVING]


def _by(name: str) -> Callable[[QuerySet, str], QuerySet]:
    return lambda found, value: found.filter(**{name: value})


def _tagged(found: QuerySet, value: str) -> QuerySet:
    tagged = TaggedSubmission.objects.filter(tag=int(value))
    return found.filter(pk__in=tagged.values("content_object"))


def _switch(key: str, label: str, narrow: Callable[[QuerySet], QuerySet]) -> Filter:
    return Filter(
        key, label, lambda: [(ON, "ja")], lambda found, value: narrow(found), is_switch=True
    )


def _begin_of(day: date, *, next_day: bool = False) -> datetime:
    begin = timezone.make_aware(datetime.combine(day, time.min))
    return (
        begin
        if not next_day
        else timezone.make_aware(datetime.combine(date.fromordinal(day.toordinal() + 1), time.min))
    )


def _as_lists(data: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {
        str(key): [str(each) for each in values]
        for key, values in data.items()
        if isinstance(values, list)
    }


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_SIGNS else f"{text[:SHOWN_SIGNS]}…"
