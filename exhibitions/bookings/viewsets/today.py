"""What has to be done now, in one view, and its counts on the first page of the admin."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from exhibitions.bookings import mail
from exhibitions.bookings.holidays import known_until
from exhibitions.bookings.models import Booking, LendingRules
from exhibitions.bookings.policy import may_change, may_view
from exhibitions.bookings.states import BookingState
from exhibitions.bookings.viewsets.steps import STEPS, Step
from submissions.models import OutboxMail
from submissions.policy import mails_for

AHEAD = timedelta(days=14)
HOLIDAYS_AHEAD = timedelta(days=400)  # a year, and time to enter them
ONE_DAY = timedelta(days=1)
S = BookingState


@dataclass(frozen=True)
class Line:
    """A loan, the day that counts, and the button for it."""

    booking: Booking
    day: date
    is_late: bool
    age: int = 0
    step: Step | None = None

    @property
    def step_url(self) -> str:
        return self.step.url(self.booking) if self.step else ""


@dataclass(frozen=True)
class Section:
    """Loans with which the same is to be done. `day` says what its days mean."""

    key: str
    title: str
    day: str
    empty: str
    lines: list[Line] = field(default_factory=list)

    @property
    def late(self) -> int:
        return sum(line.is_late for line in self.lines)


class Agenda:
    """The picture of this day: two queries for the loans, whatever their number."""

    def __init__(self, rules: LendingRules, today: date | None = None):
        self.rules = rules
        self.today = today or timezone.localdate()

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many loans stand where nobody has to act."""
        states = [S.UNCONFIRMED, S.WAITING, S.OFFERED]
        found = list(Booking.objects.in_states(states).values_list("state", flat=True))
        return {
            "unconfirmed": found.count(S.UNCONFIRMED),
            "waiting": found.count(S.WAITING),
            "offered": found.count(S.OFFERED),
        }

    @cached_property
    def _loans(self) -> list[Booking]:
        states = [S.REQUESTED, S.CONFIRMED, S.OUT, S.RETURNED]
        loans = Booking.objects.in_states(states).select_related(
            "occupancy__poster_set", "feedback"
        )
        return list(loans.order_by("first_day", "pk"))

    @cached_property
    def sections(self) -> list[Section]:
        return [self._requests(), self._overdue(), self._going(), self._coming(), self._reports()]

    def _in(self, *states: str) -> list[Booking]:
        return [each for each in self._loans if each.state in states]

    def _requests(self) -> Section:
        lines = []
        for booking in self._in(S.REQUESTED):
            day = mail.answer_by(booking, self.rules)
            since = timezone.localdate(booking.confirmed_address_at or booking.created_at)
            age = (self.today - since).days
            lines.append(Line(booking, day, day < self.today, age, STEPS["confirm"]))
        return Section(
            "anfragen",
            "Neue Anfragen",
            "Antwort versprochen bis",
            "Keine Anfrage wartet auf Antwort.",
            sorted(lines, key=lambda line: line.day),
        )

    def _going(self) -> Section:
        lines = [
            Line(booking, _starts(booking), _starts(booking) < self.today, 0, STEPS["hand_over"])
            for booking in self._in(S.CONFIRMED)
            if _starts(booking) <= self.today + AHEAD
        ]
        return Section(
            "hinaus",
            "Geht hinaus in den nächsten 14 Tagen",
            "Liefertag",
            "In den nächsten 14 Tagen geht kein Satz hinaus.",
            sorted(lines, key=lambda line: line.day),
        )

    def _coming(self) -> Section:
        lines = [
            Line(booking, booking.last_day, False, 0, STEPS["take_back"])
            for booking in self._in(S.OUT)
            if booking.last_day <= self.today + AHEAD and not self._is_overdue(booking)
        ]
        return Section(
            "zurueck",
            "Kommt zurück in den nächsten 14 Tagen",
            "Letzter Tag",
            "In den nächsten 14 Tagen kommt kein Satz zurück.",
            sorted(lines, key=lambda line: line.day),
        )

    def _overdue(self) -> Section:
        lines = [
            Line(
                booking,
                _ends(booking),
                True,
                (self.today - _ends(booking)).days,
                STEPS["take_back"],
            )
            for booking in self._in(S.OUT)
            if self._is_overdue(booking)
        ]
        return Section(
            "ueberfaellig",
            "Überfällig",
            "Sollte zurück sein bis",
            "Nichts ist überfällig.",
            sorted(lines, key=lambda line: line.day),
        )

    def _is_overdue(self, booking: Booking) -> bool:
        return _ends(booking) < self.today

    def _reports(self) -> Section:
        lines = []
        for booking in self._in(S.RETURNED):
            if getattr(booking, "feedback", None) is None and booking.last_day < self.today:
                day = booking.last_day + ONE_DAY * self.rules.report_days
                lines.append(Line(booking, day, day < self.today, 0, STEPS["feedback"]))
        return Section(
            "rueckmeldungen",
            "Rückmeldung fehlt",
            "Erbeten bis",
            "Alle Rückmeldungen sind da.",
            sorted(lines, key=lambda line: line.day),
        )


def _starts(booking: Booking) -> date:
    """The day on which the set leaves."""
    occupancy = getattr(booking, "occupancy", None)
    return occupancy.start if occupancy else booking.first_day


def _ends(booking: Booking) -> date:
    """The last day on which the set may still be on its way back."""
    occupancy = getattr(booking, "occupancy", None)
    return occupancy.end - ONE_DAY if occupancy else booking.last_day


class TodayView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """`/admin/ausleihe/heute/`"""

    template_name = "bookings/admin/today.html"
    page_title = "Heute"
    header_icon = "tasks"
    any_permission_required = ["view", "change", "add"]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        user = self.request.user
        agenda = Agenda(LendingRules.load(self.request))
        last = known_until()
        failed = 0
        if user.has_perm("submissions.view_outboxmail"):
            failed = mails_for(user).filter(state=OutboxMail.State.FAILED).count()
        return super().get_context_data(**kwargs) | {
            "sections": agenda.sections,
            "counts": agenda.counts,
            "list_url": reverse("bookings:index"),
            "today": agenda.today,
            "may_change": may_change(user),
            "holidays_known_until": last,
            "holidays_end_soon": last - agenda.today < HOLIDAYS_AHEAD,
            "may_enter_holidays": user.has_perm("bookings.add_holidayperiod"),
            "failed_mails": failed,
        }


class TodayViewSet(ViewSet):
    """The first thing in the menu."""

    name = "loans_today"
    url_prefix = "ausleihe/heute"
    icon = "tasks"
    menu_label = "Heute"

    @property
    def permission_policy(self):
        return ModelPermissionPolicy(Booking)

    @cached_property
    def menu_item_class(self):
        return ForViewers

    def get_urlpatterns(self):
        view = self.construct_view(TodayView, permission_policy=self.permission_policy)
        return [path("", view, name="index")]


class ForViewers(MenuItem):
    """A line of the menu for those who see loans."""

    def is_shown(self, request):
        return may_view(request.user)


class LoansPanel(Component):
    """On the first page of the admin: how much there is to do."""

    name = "loans"
    template_name = "bookings/admin/home_panel.html"
    order = 150

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        agenda = Agenda(LendingRules.load(self.request))
        return {
            "sections": [section for section in agenda.sections if section.lines],
            "url": reverse("loans_today:index"),
        }
