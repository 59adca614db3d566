"""What came of the exhibition, by school year, Kreis and kind of school. No person is in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.urls import path
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from exhibitions.bookings.filters import school_year_name, school_year_of
from exhibitions.bookings.models import Booking, Feedback, InstitutionType
from exhibitions.bookings.states import AGREED
from exhibitions.bookings.viewsets.today import ForViewers
from exhibitions.geography.districts import District
from submissions.exports import csv_response, xlsx_response

HEADINGS = [
    "Ausleihen",
    "Tage bei Schulen",
    "Besuche gezählt",
    "Besuche geschätzt",
    "Rückmeldung fehlt",
]
UNKNOWN_DISTRICT = "Kreis nicht eingetragen"


@dataclass(frozen=True)
class Loan:
    """What the figures need of one loan."""

    first_day: date
    last_day: date
    district: str
    kind: str
    visitors: int | None
    source: str | None


@dataclass
class Figures:
    """The sums of some loans."""

    loans: int = 0
    days: int = 0
    counted: int = 0
    estimated: int = 0
    missing: int = 0

    def add(self, loan: Loan, today: date) -> None:
        self.loans += 1
        self.days += (loan.last_day - loan.first_day).days + 1
        if loan.source == Feedback.Source.COUNTED:
            self.counted += loan.visitors
        elif loan.source == Feedback.Source.ESTIMATED:
            self.estimated += loan.visitors
        elif loan.last_day < today:
            self.missing += 1

    @property
    def row(self) -> list[int]:
        return [self.loans, self.days, self.counted, self.estimated, self.missing]


@dataclass(frozen=True)
class Breakdown:
    """The same loans, told apart by one thing; the rows add up to the sum."""

    title: str
    name: str
    rows: list[tuple[str, Figures]] = field(default_factory=list)
    total: Figures = field(default_factory=Figures)


def agreed_loans() -> list[Loan]:
    """All that came about: one query."""
    return [
        Loan(*values)
        for values in Booking.objects.in_states(AGREED)
        .order_by("first_day")
        .values_list(
            "first_day",
            "last_day",
            "district",
            "institution_type",
            "feedback__visitors",
            "feedback__source",
        )
    ]


def broken_down(
    title: str, name: str, loans: Iterable[Loan], by: Callable[[Loan], str], today: date
) -> Breakdown:
    """The figures of each group, in the order of the names, and their sum."""
    groups: dict[str, Figures] = {}
    total = Figures()
    for loan in loans:
        groups.setdefault(by(loan), Figures()).add(loan, today)
        total.add(loan, today)
    return Breakdown(title, name, sorted(groups.items()), total)


def year_of(loan: Loan) -> str:
    return school_year_name(school_year_of(loan.first_day))


def district_of(loan: Loan) -> str:
    return District(loan.district).label if loan.district else UNKNOWN_DISTRICT


def kind_of(loan: Loan) -> str:
    return str(InstitutionType(loan.kind).label)


class StatisticsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """`/admin/ausleihe/statistik/?schuljahr=2026/27`; without a year: all of them."""

    template_name = "bookings/admin/statistics.html"
    page_title = "Statistik"
    header_icon = "table"
    any_permission_required = ["view", "change", "add"]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def loans(self) -> list[Loan]:
        return agreed_loans()

    @cached_property
    def years(self) -> list[str]:
        return sorted({year_of(loan) for loan in self.loans}, reverse=True)

    @cached_property
    def year(self) -> str:
        asked = self.request.GET.get("schuljahr", "")
        return asked if asked in self.years else ""

    @cached_property
    def breakdowns(self) -> list[Breakdown]:
        today = timezone.localdate()
        chosen = [loan for loan in self.loans if self.year in {"", year_of(loan)}]
        return [
            broken_down("Nach Schuljahr", "Schuljahr", chosen, year_of, today),
            broken_down("Nach Kreis", "Kreis", chosen, district_of, today),
            broken_down("Nach Art der Einrichtung", "Art", chosen, kind_of, today),
        ]

    def get(self, request, *args, **kwargs):
        answer = {"xlsx": xlsx_response, "csv": csv_response}.get(request.GET.get("export", ""))
        if answer is None:
            return super().get(request, *args, **kwargs)
        name = "ausleihen-statistik" + (f"-{self.year.replace('/', '-')}" if self.year else "")
        return answer(["Nach", "Was", *HEADINGS], self.exported_rows(), name)

    def exported_rows(self) -> list[list]:
        return [
            [breakdown.name, name, *figures.row]
            for breakdown in self.breakdowns
            for name, figures in [*breakdown.rows, ("Summe", breakdown.total)]
        ]

    @property
    def header_more_buttons(self):
        year = f"&schuljahr={self.year}" if self.year else ""
        return [
            Button("XLSX herunterladen", url=f"?export=xlsx{year}", icon_name="download"),
            Button("CSV herunterladen", url=f"?export=csv{year}", icon_name="download"),
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "breakdowns": self.breakdowns,
            "headings": HEADINGS,
            "years": self.years,
            "year": self.year,
        }


class StatisticsViewSet(ViewSet):
    """Figures without people."""

    name = "loans_statistics"
    url_prefix = "ausleihe/statistik"
    icon = "table"
    menu_label = "Statistik"

    @property
    def permission_policy(self):
        return ModelPermissionPolicy(Booking)

    @cached_property
    def menu_item_class(self):
        return ForViewers

    def get_urlpatterns(self):
        view = self.construct_view(StatisticsView, permission_policy=self.permission_policy)
        return [path("", view, name="index")]
