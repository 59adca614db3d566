"""Who gets in: a place in the inbox for some, one submission for whoever may see it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from submissions.inbox.rows import Line, lines_of
from submissions.models import Submission
from submissions.policy import CHANGE, VIEW, may, submissions_for, uses_inbox
from submissions.private_answers import seal

HIGHEST_ID = 2**63 - 1


class InboxPage(WagtailAdminTemplateMixin):
    """A page for those who use the inbox. Nobody's browser keeps it."""

    header_icon = "tasks"

    def dispatch(self, request, *args, **kwargs):
        if not uses_inbox(request.user):
            raise PermissionDenied
        return seal(super().dispatch(request, *args, **kwargs))

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("inbox:list"), "label": "Eingang"},
            {"url": "", "label": self.get_page_title()},
        ]


class OfOneSubmission(InboxPage):
    """A page about one submission. Who may not see it learns nothing, not even that it is there."""

    needs = VIEW

    @cached_property
    def submission(self) -> Submission:
        found = submissions_for(self.request.user).filter(pk=min(self.kwargs["pk"], HIGHEST_ID))
        submission = found.select_related("assignee").first()
        if submission is None:
            raise Http404
        return submission

    @cached_property
    def line(self) -> Line:
        """How the list shows it, with its own page."""
        return lines_of([self.submission])[0]

    @cached_property
    def may_change(self) -> bool:
        """Whether she works on it; nobody does on what is forgotten."""
        is_there = not self.submission.forgotten_at
        return is_there and may(self.request.user, CHANGE, self.submission)

    def dispatch(self, request, *args, **kwargs):
        if self.needs == CHANGE and not self.may_change:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def back(self) -> str:
        """Where she came from, if that is here; else the page of the submission."""
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or ""
        if url_has_allowed_host_and_scheme(wanted, allowed_hosts={self.request.get_host()}):
            return wanted
        return self.line.row.url

    def get_page_subtitle(self):
        return self.submission.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("inbox:list"), "label": "Eingang"},
            {"url": self.line.row.url, "label": self.submission.reference},
            {"url": "", "label": self.get_page_title()},
        ]
