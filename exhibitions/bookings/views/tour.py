"""Where the exhibition was, is and will be: as a page, as a calendar, as data."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from content.fixed_pages import live_page, show
from exhibitions.bookings.calendars import team_feed, tour_feed
from exhibitions.bookings.models import Booking, LendingRules, TourPage
from exhibitions.bookings.states import HOLDING
from exhibitions.bookings.tour import COMING, NOW, PAST, Stop, Tour
from exhibitions.bookings.views.links import closed_link
from submissions.private_answers import private

LICENCE = "https://www.govdata.de/dl-de/zero-2-0"
CALENDAR = "text/calendar; charset=utf-8"
PHASES = {PAST: "vorbei", NOW: "jetzt", COMING: "geplant"}


@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """`/wanderausstellung/termine/`: map and list."""
    page = live_page(TourPage)
    host = settings.BASE_URL.partition("://")[2]
    loaded = Tour.load()
    return show(
        request,
        page,
        {
            "tour": loaded,
            "tour_map": loaded.map,
            "subscription": f"webcal://{host}{reverse('tour_calendar')}",
        },
    )


@require_safe
def tour_calendar(request: HttpRequest) -> HttpResponse:
    """`/wanderausstellung/termine.ics`: to subscribe to."""
    address = settings.BASE_URL + reverse("tour")
    return HttpResponse(tour_feed(Booking.objects.on_tour(), address), content_type=CALENDAR)


@require_safe
def tour_data(request: HttpRequest) -> HttpResponse:
    """`/wanderausstellung/termine.json`: for whoever wants to reuse it."""
    response = JsonResponse(
        {
            "titel": "Wanderausstellung der MISSION SACHSEN 2038: Termine",
            "lizenz": {"name": "Datenlizenz Deutschland – Zero – Version 2.0", "adresse": LICENCE},
            "termine": [_as_data(stop) for stop in Tour.load().stops],
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@private
@require_safe
def team_calendar(request: HttpRequest, key: str) -> HttpResponse:
    """All loans that take a set, for the team's own calendars. The key can be renewed."""
    if not constant_time_compare(key, LendingRules.load().feed_key):
        return closed_link(request)
    loans = Booking.objects.in_states(HOLDING).select_related("occupancy__poster_set")
    return HttpResponse(team_feed(loans.order_by("first_day", "pk")), content_type=CALENDAR)


def _as_data(stop: Stop) -> dict:
    loan = stop.booking
    return {
        "name": loan.institution,
        "art": loan.get_institution_type_display(),
        "ort": loan.town,
        "kreis": loan.get_district_display() if loan.district else None,
        "erster_tag": loan.first_day.isoformat(),
        "letzter_tag": loan.last_day.isoformat(),
        "phase": PHASES[stop.phase],
        "breite": loan.latitude,
        "laenge": loan.longitude,
    }
