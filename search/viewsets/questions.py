"""The report: what people search for, and what they do not find."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from search.models import SearchedQuery
from search.questions import KEPT_FOR, LONGEST, MOST_WORDS
from search.report import MOST_ROWS, PERIODS, USUAL_PERIOD, all_rows, report
from submissions.exports import csv_response, xlsx_response

HEADINGS = ["Suchbegriff", "Anzahl", "Treffer beim letzten Mal", "Zuletzt gesucht am"]


class QuestionsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """`/admin/suche/anfragen/?tage=30`; as a file with `?export=csv`."""

    template_name = "search/admin/questions.html"
    page_title = "Suchanfragen"
    header_icon = "search"
    any_permission_required = ["view"]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def days(self) -> int:
        """The period that is asked for, else the usual one."""
        asked = self.request.GET.get("tage", "")
        return {str(days): days for days in PERIODS}.get(asked, USUAL_PERIOD)

    def get(self, request, *args, **kwargs):
        answer = {"xlsx": xlsx_response, "csv": csv_response}.get(request.GET.get("export", ""))
        if answer is None:
            return super().get(request, *args, **kwargs)
        return answer(HEADINGS, all_rows(self.days), f"suchanfragen-{self.days}-tage")

    @property
    def header_more_buttons(self):
        address = f"?tage={self.days}&export="
        return [
            Button("XLSX herunterladen", url=f"{address}xlsx", icon_name="download"),
            Button("CSV herunterladen", url=f"{address}csv", icon_name="download"),
        ]

    def get_context_data(self, **kwargs):
        may = self.request.user.has_perm
        return super().get_context_data(**kwargs) | {
            "report": report(self.days),
            "days": self.days,
            "periods": PERIODS,
            "most_rows": MOST_ROWS,
            "kept_for": KEPT_FOR.days,
            "longest": LONGEST,
            "most_words": MOST_WORDS,
            "search_url": reverse("search"),
            "may_promote": may("search.add_promotion"),
            "may_add_synonyms": may("search.add_synonymgroup"),
        }


class ForReaders(MenuItem):
    """A line of the menu for those who may read the report."""

    def is_shown(self, request):
        return request.user.has_perm("search.view_searchedquery")


class QuestionsViewSet(ViewSet):
    """The report."""

    name = "search_questions"
    url_prefix = "suche/anfragen"
    icon = "table"
    menu_label = "Suchanfragen"
    menu_item_class = ForReaders

    @property
    def permission_policy(self):
        return ModelPermissionPolicy(SearchedQuery)

    def get_urlpatterns(self):
        view = self.construct_view(QuestionsView, permission_policy=self.permission_policy)
        return [path("", view, name="index")]
