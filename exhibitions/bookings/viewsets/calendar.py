"""All sets, day by day: what is lent, on the way, closed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from exhibitions.bookings.holidays import SchoolDays
from exhibitions.bookings.models import Booking, LendingRules, Occupancy, PosterSet
from exhibitions.bookings.policy import may_change
from exhibitions.bookings.viewsets.today import ForViewers
from submissions.months import add_months
from submissions.references import new_link_key

ONE_DAY = timedelta(days=1)
NARROW = 1, 3  # days whose cell holds no word: of one month, of three
LONGEST_MONTH = 31
SPANS = (1, 3)  # months that are shown at once
FIRST_YEAR, LAST_YEAR = 2020, 2100


@dataclass(frozen=True)
class Cell:
    """Some days of a set in which it is in one situation."""

    kind: str
    days: int
    first: date
    last: date
    words: str = ""
    url: str = ""
    note: str = ""
    arrow: str = ""  # stands for the words where they do not fit

    @property
    def dates(self) -> str:
        return f"{self.first:%d.%m.%Y} bis {self.last:%d.%m.%Y}"


@dataclass(frozen=True)
class Row:
    """One set."""

    poster_set: PosterSet
    cells: list[Cell]


@dataclass(frozen=True)
class Day:
    """A column: whether somebody can bring a set on it, and if not, why."""

    day: date
    is_free_day: bool
    why: str


class SetCalendar:
    """The sets between two days, the last one not included."""

    def __init__(self, first: date, end: date):
        self.first, self.end = first, end

    @cached_property
    def days(self) -> list[Day]:
        school_days = SchoolDays.load()
        found = []
        for number in range((self.end - self.first).days):
            day = self.first + ONE_DAY * number
            why = school_days.holiday(day) or ("Wochenende" if day.weekday() > 4 else "")
            found.append(Day(day, bool(why), why))
        return found

    @cached_property
    def months(self) -> list[tuple[str, int]]:
        """The head above the days: each month and how many days of it are shown."""
        names = [f"{MONTHS[each.day.month]} {each.day.year}" for each in self.days]
        return [(name, names.count(name)) for name in dict.fromkeys(names)]

    @cached_property
    def rows(self) -> list[Row]:
        taken = (
            Occupancy.objects.filter(start__lt=self.end, end__gt=self.first)
            .select_related("booking", "closure")
            .order_by("start")
        )
        by_set: dict[int, list[Occupancy]] = {}
        for occupancy in taken:
            by_set.setdefault(occupancy.poster_set_id, []).append(occupancy)
        sets = PosterSet.objects.all()
        return [
            Row(each, self._cells(by_set.get(each.pk, [])))
            for each in sets
            if each.in_service or each.pk in by_set
        ]

    def _cells(self, taken: list[Occupancy]) -> list[Cell]:
        cells, day = [], self.first
        for occupancy in taken:
            cells += self._stretch("free", day, occupancy.start)
            cells += self._cells_of(occupancy)
            day = max(day, occupancy.end)
        return cells + self._stretch("free", day, self.end)

    def _cells_of(self, occupancy: Occupancy) -> list[Cell]:
        start, end = occupancy.start, occupancy.end
        if occupancy.closure:
            words = f"Gesperrt: {occupancy.closure.reason}"
            url = reverse("closures:edit", args=[occupancy.closure_id])
            return self._stretch("blocked", start, end, words, url)
        booking = occupancy.booking
        after = min(booking.last_day + ONE_DAY, end)
        words = f"{booking.institution}, {booking.town}".strip(", ") or booking.reference
        url = reverse("bookings:inspect", args=[booking.pk])
        return [
            *self._stretch("way", start, min(booking.first_day, end), "Hinweg", arrow="→"),
            *self._stretch(
                booking.state, booking.first_day, after, words, url, booking.get_state_display()
            ),
            *self._stretch("way", max(after, start), end, "Rückweg", arrow="←"),
        ]

    def _stretch(self, kind, start, end, words="", url="", note="", arrow="") -> list[Cell]:
        """The part of it that is shown; nothing, if none is."""
        first, last = max(start, self.first), min(end, self.end)
        if first >= last:
            return []
        days = (last - first).days
        if days > NARROW[len(self.days) > LONGEST_MONTH]:
            arrow = ""
        return [Cell(kind, days, start, end - ONE_DAY, words, url, note, arrow)]


class CalendarView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """`/admin/ausleihe/kalender/?monat=2027-04&monate=3`"""

    template_name = "bookings/admin/calendar.html"
    page_title = "Kalender"
    header_icon = "calendar-alt"
    any_permission_required = ["view", "change", "add"]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def span(self) -> int:
        return 3 if self.request.GET.get("monate") == "3" else 1

    @cached_property
    def month(self) -> date:
        """The first day of the month that was asked for, else of this one."""
        this = timezone.localdate().replace(day=1)
        try:
            asked = date.fromisoformat(self.request.GET.get("monat", "") + "-01")
        except ValueError:
            return this
        return asked if FIRST_YEAR <= asked.year <= LAST_YEAR else this

    def address(self, month: date, span: int) -> str:
        return f"?monat={month:%Y-%m}&monate={span}"

    def get_context_data(self, **kwargs):
        end = add_months(self.month, self.span)
        today = timezone.localdate().replace(day=1)
        others = {span: self.address(self.month, span) for span in SPANS}
        name = _name(self.month)
        if self.span > 1:
            name = f"{name} bis {_name(end - ONE_DAY)}"
        return super().get_context_data(**kwargs) | {
            "calendar": SetCalendar(self.month, end),
            "name": name,
            "span": self.span,
            "spans": others,
            "previous": self.address(add_months(self.month, -self.span), self.span),
            "next": self.address(end, self.span),
            "now": self.address(today, self.span),
            "today": timezone.localdate(),
            "may_change": may_change(self.request.user),
            "may_see_closures": self.request.user.has_perm("bookings.change_closure"),
            "feed": feed_address(LendingRules.load(self.request)),
        }


def _name(month: date) -> str:
    return f"{MONTHS[month.month]} {month.year}"


def feed_address(rules: LendingRules) -> str:
    """Where the team subscribes to its calendar."""
    return f"{settings.BASE_URL}/vorgang/ausleihe-kalender/{rules.feed_key}/"


class NewFeedView(PermissionCheckedMixin, View):
    """A new address of the team's calendar; the old one ends."""

    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        rules = LendingRules.load()
        rules.feed_key = new_link_key()
        rules.save(update_fields=["feed_key"])
        log(rules, "bookings.new_feed")
        messages.success(
            request, "Der Kalender hat eine neue Adresse. Unter der alten kommt nichts mehr."
        )
        return redirect("loans_calendar:index")


class CalendarViewSet(ViewSet):
    """The calendar of all sets."""

    name = "loans_calendar"
    url_prefix = "ausleihe/kalender"
    icon = "calendar-alt"
    menu_label = "Kalender"

    @property
    def permission_policy(self):
        return ModelPermissionPolicy(Booking)

    @cached_property
    def menu_item_class(self):
        return ForViewers

    def get_urlpatterns(self):
        policy = self.permission_policy
        return [
            path("", self.construct_view(CalendarView, permission_policy=policy), name="index"),
            path(
                "neue-adresse/",
                self.construct_view(NewFeedView, permission_policy=policy),
                name="new_feed",
            ),
        ]
