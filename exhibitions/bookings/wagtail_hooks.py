"""How the admin meets the loans."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from exhibitions.bookings.policy import may_view
from exhibitions.bookings.viewsets.bookings import BookingViewSet
from exhibitions.bookings.viewsets.calendar import CalendarViewSet
from exhibitions.bookings.viewsets.sets import ClosureViewSet, PosterSetViewSet
from exhibitions.bookings.viewsets.statistics import StatisticsViewSet
from exhibitions.bookings.viewsets.terms import HolidayViewSet, TermsViewSet
from exhibitions.bookings.viewsets.today import LoansPanel, TodayViewSet

# What the history of a loan says. Never a person's words or address.
ACTIONS = {
    "request": "Anfrage eingegangen",
    "confirm_address": "Adresse bestätigt",
    "accept": "Angebot angenommen",
    "confirm": "Zugesagt",
    "decline": "Abgesagt",
    "cancel": "Storniert",
    "move": "Zeitraum geändert",
    "offer": "Aus der Warteliste angeboten",
    "expire": "Verfallen",
    "hand_over": "Ausgegeben",
    "take_back": "Zurückgenommen",
    "delivery_details": "Angaben zur Lieferung erhalten",
    "feedback": "Rückmeldung erhalten",
    "close": "Abgeschlossen",
    "edit": "Angaben bearbeitet",
    "new_feed": "Neue Adresse des Team-Kalenders",
}


@hooks.register("register_log_actions")
def register_history(actions):
    """Every action on a loan has a name in its history."""
    for name, label in ACTIONS.items():
        actions.register_action(f"bookings.{name}", label, label)


class LoansGroup(ModelViewSetGroup):
    """All about lending, in one place of the menu."""

    menu_label = "Ausleihe"
    menu_icon = "calendar-check"
    menu_order = 320
    items = (
        TodayViewSet,
        BookingViewSet,
        CalendarViewSet,
        PosterSetViewSet,
        ClosureViewSet,
        HolidayViewSet,
        TermsViewSet,
        StatisticsViewSet,
    )


@hooks.register("register_admin_viewset")
def register_loans():
    """The pages of the manager."""
    return LoansGroup()


@hooks.register("construct_homepage_panels")
def show_loans(request, panels):
    """What is to be done, on the first page, for those who see loans."""
    if may_view(request.user):
        panels.append(LoansPanel(request))


@hooks.register("insert_global_admin_css")
def style_loans():
    """Calendar, agenda and condition pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-bookings.css"))
