"""Figures about ideas: as pictures that the server draws, and the same as tables beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.numberformat import format as format_number
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button

from networks.ideas import figures
from networks.ideas.figures import CrossTable, Lasting, Number
from networks.ideas.policy import IdeaPolicy
from networks.ideas.viewsets.votes import ForReaders
from submissions import audit
from submissions.exports import csv_response, xlsx_response

WIDEST, LINE_HEIGHT = 300, 44  # of a bar, and from one bar to the next


@dataclass(frozen=True)
class Bar:
    """One bar of a picture. Whole numbers: a comma would break the drawing."""

    label: str
    shown: str
    top: int
    width: int

    @property
    def label_line(self) -> int:
        return self.top + 14

    @property
    def bar_top(self) -> int:
        return self.top + 20

    @property
    def number_line(self) -> int:
        return self.top + 34

    @property
    def number_start(self) -> int:
        return self.width + 8


@dataclass(frozen=True)
class Picture:
    """Bars below each other."""

    bars: list[Bar]

    @property
    def height(self) -> int:
        return len(self.bars) * LINE_HEIGHT


def bars(values: Iterable[tuple[str, float | None, str]]) -> Picture:
    """From a name, a size, and how the size is written."""
    values = list(values)
    most = max((size or 0 for _, size, _ in values), default=0)
    drawn = [
        Bar(label, shown, number * LINE_HEIGHT, round(WIDEST * (size or 0) / most) if most else 0)
        for number, (label, size, shown) in enumerate(values)
    ]
    return Picture(drawn)


def days_in_words(lasting: Lasting) -> str:
    """A number of days as Germans write it, or a dash."""
    return "–" if lasting.days is None else format_number(lasting.days, ",", decimal_pos=1)


@dataclass(frozen=True)
class Linked:
    """A number and where the same ideas are listed."""

    number: int
    url: str


def linked(number: Number) -> Linked:
    return Linked(number.number, f"{reverse('inbox:list')}?{urlencode(number.parameters)}")


class FiguresView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """`/admin/projektideen/zahlen/`: about the ideas that the person may see."""

    template_name = "ideas/admin/advice/figures.html"
    page_title = "Zahlen"
    header_icon = "table"
    any_permission_required = ["view", "change"]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def ideas(self):
        return figures.counted_ideas(self.request.user)

    @cached_property
    def funnel(self) -> list[Number]:
        return figures.funnel(self.ideas)

    @cached_property
    def lasting(self) -> list[Lasting]:
        return figures.days_in_states(self.ideas)

    @cached_property
    def cross_table(self) -> CrossTable:
        return figures.by_focus_area_and_region(self.ideas)

    def get(self, request, *args, **kwargs):
        answer = {"xlsx": xlsx_response, "csv": csv_response}.get(request.GET.get("export", ""))
        if answer is None:
            return super().get(request, *args, **kwargs)
        audit.write(audit.EXPORT, by=request.user, changes={"list": "Zahlen"})
        return answer(["Tabelle", "Zeile", "Spalte", "Zahl"], self.exported_rows(), "ideen-zahlen")

    def exported_rows(self) -> list[list]:
        rows = [["Wie weit Ideen kamen", each.label, "Ideen", each.number] for each in self.funnel]
        for each in self.lasting:
            name = "Tage im Stand"
            rows.append([name, each.label, "Median", "" if each.days is None else each.days])
            rows.append([name, each.label, "Ideen", each.ideas])
        table = self.cross_table
        sums = [("Summe", table.totals, table.total)]
        for label, cells, total in [
            *[(line.label, line.cells, line.total) for line in table.lines],
            *sums,
        ]:
            for column, number in zip([*table.columns, "Summe"], [*cells, total], strict=True):
                rows.append(["Schwerpunkt und Revier", label, column, number.number])
        return rows

    @property
    def header_more_buttons(self):
        return [
            Button("XLSX herunterladen", url="?export=xlsx", icon_name="download"),
            Button("CSV herunterladen", url="?export=csv", icon_name="download"),
        ]

    def get_context_data(self, **kwargs):
        table = self.cross_table
        lasting = [(each.label, each.days, days_in_words(each)) for each in self.lasting]
        return super().get_context_data(**kwargs) | {
            "funnel": [(each.label, linked(each)) for each in self.funnel],
            "funnel_bars": bars(
                (each.label, each.number, str(each.number)) for each in self.funnel
            ),
            "lasting": [(each.label, days_in_words(each), each.ideas) for each in self.lasting],
            "lasting_bars": bars(lasting),
            "columns": table.columns,
            "lines": [
                (line.label, [linked(each) for each in [*line.cells, line.total]])
                for line in table.lines
            ],
            "totals": [linked(each) for each in [*table.totals, table.total]],
            "area_bars": bars(
                (line.label, line.total.number, str(line.total.number)) for line in table.lines
            ),
        }


class FiguresViewSet(ViewSet):
    """Figures without people."""

    name = "idea_figures"
    url_prefix = "projektideen/zahlen"
    icon = "table"
    menu_label = "Zahlen"

    @property
    def permission_policy(self):
        return IdeaPolicy()

    @cached_property
    def menu_item_class(self):
        return ForReaders

    def get_urlpatterns(self):
        view = self.construct_view(FiguresView, permission_policy=self.permission_policy)
        return [path("", view, name="index")]
