"""The page of one submission: what every kind has, around what only this kind has."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from submissions import audit
from submissions.correspondence import mark_read
from submissions.inbox import history
from submissions.inbox.actions import tag_pks
from submissions.inbox.filters import InboxFilters, is_overdue
from submissions.inbox.forms import AssignForm, DraftForm, DueForm, NoteForm, TagsForm
from submissions.inbox.rows import lines_of
from submissions.kinds import Kind, kind_of
from submissions.models import Message, OutboxMail, Stage, Submission, SubmissionTag
from submissions.policy import CHANGE, may, submissions_for, who_may_see
from submissions.private_answers import seal

LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class Neighbours:
    """The way on within the list that one came from."""

    list_url: str
    earlier: str = ""
    later: str = ""


class SubmissionDetailView(WagtailAdminTemplateMixin, TemplateView):
    """To be taken over by a kind: `kind` is its key, its template extends
    `submissions/inbox/detail.html` and fills the blocks summary, actions, submitted, extra.

    `self.object` is the row of the kind's own model, `self.submission` the same as a Submission.
    Who may not see it gets 404. Opening it is written to the log and makes it read.
    """

    kind = ""
    template_name = "submissions/inbox/detail.html"
    page_title = "Vorgang"
    header_icon = "tasks"

    def get_queryset(self) -> QuerySet:
        """The rows of the kind, with what the page needs."""
        return self.registered_kind.children()

    @property
    def registered_kind(self) -> Kind:
        return kind_of(Submission(kind=self.kind))

    def dispatch(self, request, *args, **kwargs):
        self.submission = self.find_submission()
        self.object = self.get_queryset().filter(pk=self.submission.pk).first()
        if self.object is None:
            raise Http404
        return seal(super().dispatch(request, *args, **kwargs))

    def find_submission(self) -> Submission:
        """Through the one rule of who sees what."""
        visible = submissions_for(self.request.user).filter(kind=self.kind)
        found = visible.select_related("assignee").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get(self, request, *args, **kwargs):
        self.neighbours = self.find_neighbours()
        # Before anything is shown: what comes in from now on is new again.
        opened(self.submission, request.user)
        return super().get(request, *args, **kwargs)

    @cached_property
    def may_change(self) -> bool:
        """Whether she works on it; nobody does on what is forgotten."""
        return not self.submission.forgotten_at and may(self.request.user, CHANGE, self.submission)

    def get_page_subtitle(self):
        return self.submission.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("inbox:list"), "label": "Eingang"},
            {"url": "", "label": self.submission.reference},
        ]

    def get_context_data(self, **kwargs):
        return (
            super().get_context_data(**kwargs)
            | detail_context(self.submission, self.object, self.request.user, self.may_change)
            | {"neighbours": self.neighbours}
        )

    def find_neighbours(self) -> Neighbours:
        """The next and the one before in the list, also when this one is not in it any more."""
        address = self.request.GET.get("liste", "")[:LONGEST_ADDRESS]
        found = InboxFilters(self.request.user, QueryDict(address)).queryset
        this = self.submission
        newer = Q(created_at__gt=this.created_at) | Q(created_at=this.created_at, pk__gt=this.pk)
        older = Q(created_at__lt=this.created_at) | Q(created_at=this.created_at, pk__lt=this.pk)
        before = found.filter(newer).order_by("created_at", "pk").first()
        after = found.filter(older).first()
        lines = lines_of([each for each in (before, after) if each], list_address=address)
        urls = {line.submission.pk: line.url for line in lines}
        return Neighbours(
            f"{reverse('inbox:list')}?{address}",
            urls.get(getattr(before, "pk", None), ""),
            urls.get(getattr(after, "pk", None), ""),
        )


def opened(submission: Submission, user) -> None:
    """Somebody has opened its page: for her it is read, and the log says so."""
    mark_read(submission, user)
    audit.write(audit.READ, by=user, about=submission)


def detail_context(submission: Submission, child: Any, user, may_change: bool) -> dict[str, Any]:
    """What the page of any kind shows."""
    kind = kind_of(submission)
    people = who_may_see(submission)
    tags = list(SubmissionTag.objects.filter(pk__in=tag_pks(submission)).order_by("name"))
    return {
        "submission": submission,
        "object": child,
        "kind": kind,
        "row": kind.row(child),
        "may_change": may_change,
        "is_overdue": is_overdue(submission),
        "is_suspect": submission.stage == Stage.SUSPECT,
        "tags": tags,
        "attachments": list(submission.attachments.all()),
        "notes": submission.notes.select_related("author").prefetch_related("mentioned"),
        "messages_to_sender": _messages(submission, child, may_change),
        "mails": list(submission.mails.defer("body", "calendar")) if may_change else [],
        "sendable": {OutboxMail.State.SENT, OutboxMail.State.FAILED, OutboxMail.State.WAITING},
        "history": history.history(submission),
        "looks": history.looks(submission),
        **_forms(submission, user, people, tags),
    }


def _forms(submission: Submission, user, people: list, tags: list) -> dict[str, Any]:
    assignee = submission.assignee_id or ""
    due = submission.due.isoformat() if submission.due else ""
    return {
        "note_form": NoteForm(people=[each for each in people if each != user]),
        "draft_form": DraftForm(auto_id="draft_%s"),
        "assign_form": AssignForm(
            people=people, initial={"person": str(assignee), "seen": assignee}, auto_id="assign_%s"
        ),
        "due_form": DueForm(initial={"due": submission.due, "seen": due}, auto_id="due_%s"),
        "tags_form": TagsForm(
            initial={
                "words": ", ".join(tag.name for tag in tags),
                "seen": ",".join(str(tag.pk) for tag in tags),
            },
            auto_id="tags_%s",
        ),
        "words": list(SubmissionTag.objects.order_by("name").values_list("name", flat=True)),
    }


def _messages(submission: Submission, child: Any, may_change: bool) -> list[Message]:
    """What was said to and by the sender; drafts only for those who may let them leave."""
    shown = submission.messages.select_related("author", "released_by", "mail")
    if not may_change:
        shown = shown.exclude(state__in=[Message.State.DRAFT, Message.State.DISCARDED])
    found = list(shown.order_by("created_at", "pk"))
    for message in found:
        message.is_outdated = is_outdated(message, child)
    return found


def is_outdated(message: Message, child: Any) -> bool:
    """Whether a draft was written for another state than the one of now."""
    state = getattr(child, "state", "")
    return message.state == Message.State.DRAFT and message.written_in != state
