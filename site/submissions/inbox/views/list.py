"""`/admin/eingang/`: everything that came in, and what is done with many of it at once."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages

from submissions.inbox import actions, bulk, spreadsheet
from submissions.inbox.filters import InboxFilters
from submissions.inbox.forms import BulkForm, SavedViewForm
from submissions.inbox.numbers import is_number
from submissions.inbox.rows import all_tags_and_those_of, lines_of, with_marks
from submissions.inbox.saved_views import links_for
from submissions.inbox.views.access import InboxPage
from submissions.kinds import all_kinds
from submissions.models import Submission
from submissions.policy import CHANGE, submissions_for

PER_PAGE = 50
FORMATS = (spreadsheet.CSV, spreadsheet.XLSX)


class InboxView(InboxPage, TemplateView):
    """The list. A form that is sent from it acts on what it shows."""

    template_name = "submissions/inbox/list.html"
    page_title = "Eingang"
    ticked: frozenset[int] = frozenset()
    all_ticked = False

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def filters(self) -> InboxFilters:
        return InboxFilters(self.request.user, self.request.GET)

    @cached_property
    def pks(self) -> list[int]:
        """All that is found, in order: what is counted is what is shown and acted on."""
        return list(self.filters.queryset.values_list("pk", flat=True))

    @cached_property
    def bulk_form(self) -> BulkForm:
        return BulkForm(self.request.POST or None, people=self.filters.people)

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("export")
        if wanted in FORMATS:
            return self.export(self.pks, wanted)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        user, address = self.request.user, self.filters.address
        rows, page, seen = self.find_page()
        self.filters.tags, words = all_tags_and_those_of(rows)
        return super().get_context_data(**kwargs) | {
            "filters": self.filters,
            "lines": lines_of(rows, list_address=address, tags=words),
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
            "number": seen.number,
            "address": address,
            "mark": bulk.seal(seen, user),
            "views": links_for(user, self.filters),
            "view_form": SavedViewForm(),
            "bulk_form": self.bulk_form,
            "may_change": changes_any(user),
            "ticked": self.ticked,
            "all_ticked": self.all_ticked,
            "words": [tag.name for tag in self.filters.tags],
        }

    def find_page(self) -> tuple[list[Submission], Page, bulk.Seen]:
        """The rows of the page that was asked for, or of the last one."""
        found = with_marks(self.filters.queryset, self.request.user)
        wanted = self.request.GET.get("seite", "")
        place = max(int(wanted), 1) if is_number(wanted) else 1
        rows = list(found[(place - 1) * PER_PAGE : place * PER_PAGE])
        if not rows and place > 1:
            place = max(-(-len(self.pks) // PER_PAGE), 1)
            rows = list(found[(place - 1) * PER_PAGE : place * PER_PAGE])
        seen = bulk.Seen()
        if rows:
            first = rows[0]
            seen = bulk.Seen(first.number, int(first.sum), int(first.sum_of_squares))
            self.request.inbox_unread = first.unread_total  # the menu need not count again
        return rows, Paginator(range(seen.number), PER_PAGE).get_page(place), seen

    # --- What is done with many ---------------------------------------------------------------
    def post(self, request, *args, **kwargs):
        self.all_ticked = "alle" in request.POST
        self.ticked = frozenset(
            int(each) for each in request.POST.getlist("vorgang") if is_number(each)
        )
        what = request.POST.get("handlung", "")
        if what not in TO_DO | set(FORMATS):
            return self.refuse("Bitte wählen Sie, was geschehen soll.")
        if not self.all_ticked and not self.ticked:
            return self.refuse("Bitte kreuzen Sie zuerst Vorgänge an.")
        mark = request.POST.get("gesehen", "")
        if self.all_ticked and not bulk.is_same(mark, self.pks, request.user):
            return self.refuse(
                f"Die Liste hat sich geändert: Es sind jetzt {len(self.pks)} Vorgänge. Bitte sehen"
                " Sie noch einmal hin; es ist nichts geschehen."
            )
        pks = self.pks if self.all_ticked else sorted(self.ticked)
        if len(pks) > bulk.MOST:
            return self.refuse(
                f"Höchstens {bulk.MOST} auf einmal, bitte. Grenzen Sie die Liste ein."
            )
        if what in FORMATS:
            return self.export(pks, what)
        return self.act(what, pks)

    def act(self, what: str, pks: list[int]) -> HttpResponse:
        form, by = self.bulk_form, self.request.user
        field = NEEDS.get(what)
        form.is_valid()  # of its fields only one counts
        if field and field in form.errors:
            return self.refuse("Bitte sehen Sie die Angabe unter der Liste an.", field)
        value = form.cleaned_data.get(field) if field else None
        if field == "words" and not value:
            form.add_error("words", "Bitte nennen Sie ein Schlagwort.")
            return self.refuse("Bitte nennen Sie ein Schlagwort.", field)
        outcome = _do(what, pks, value, by)
        return render(
            self.request,
            "submissions/inbox/bulk_result.html",
            super().get_context_data()
            | {
                "outcome": outcome,
                "what": LABELS[what],
                "back": f"{reverse('inbox:list')}?{self.filters.address}",
            },
        )

    def refuse(self, reason: str, field: str = "") -> HttpResponse:
        """The list again, with what was ticked and typed."""
        self.bulk_form.is_valid()
        for name in set(self.bulk_form.errors) - {field}:
            del self.bulk_form.errors[name]
        messages.error(self.request, reason)
        return self.render_to_response(self.get_context_data())

    def export(self, pks: list[int], file_format: str) -> HttpResponse:
        found = submissions_for(self.request.user).filter(pk__in=pks).select_related("assignee")
        return spreadsheet.export(
            found.order_by("-created_at", "-pk"), file_format, user=self.request.user
        )


LABELS = {
    "assign": "Zuständig",
    "tag": "Schlagwort hinzufügen",
    "untag": "Schlagwort entfernen",
    "due": "Zu erledigen bis",
    "read": "Als gelesen merken",
    "unread": "Als ungelesen merken",
}
TO_DO = frozenset(LABELS)
NEEDS = {"assign": "person", "tag": "words", "untag": "words", "due": "due"}


def _do(what: str, pks: list[int], value, by) -> bulk.Outcome:
    match what:
        case "assign":
            return bulk.assign_all(pks, value, by=by)
        case "tag":
            return bulk.add_tags(pks, actions.tags_named(value), by=by)
        case "untag":
            return bulk.remove_tags(pks, actions.known_tags(value), by=by)
        case "due":
            return bulk.set_due_of_all(pks, value, by=by)
        case "read":
            return bulk.read_all(pks, by=by)
    return bulk.unread_all(pks, by=by)


def changes_any(user) -> bool:
    """Whether she works on anything of what comes in."""
    return any(kind.policy().user_has_any_permission(user, {CHANGE}) for kind in all_kinds())
