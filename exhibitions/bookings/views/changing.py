"""Other days for a loan. The old ones are kept until the new ones are won."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exhibitions.bookings import actions
from exhibitions.bookings.availability import Availability
from exhibitions.bookings.forms.links import ChangeForm
from exhibitions.bookings.models import Booking
from exhibitions.bookings.planner import Period
from exhibitions.bookings.standing import Standing
from exhibitions.bookings.views.links import (
    CONFLICT,
    INVALID,
    back,
    by_link,
    changed,
    late_or_changed,
    page_values,
    show,
)
from exhibitions.bookings.views.windows import chosen_by_button


@by_link("GET", "POST")
def change(request: HttpRequest, booking: Booking) -> HttpResponse:
    """A form with two days, and what is free around them."""
    standing = Standing(booking)
    if not standing.can_change:
        return show(request, booking, problem=late_or_changed(standing), status=CONFLICT)
    availability = Availability.load()
    if request.method != "POST":
        return _page(request, booking, _empty(booking, availability), availability)
    form = ChangeForm(chosen_by_button(request.POST), planner=availability.planner)
    if not form.is_valid():
        if "version" in form.errors:
            return show(request, booking, problem=changed(), status=CONFLICT)
        return _page(request, booking, form, availability, status=INVALID)
    try:
        actions.move_booking(booking, form.period, seen_version=form.cleaned_data["version"])
    except actions.RuleBroken as problem:
        form.refuse(problem.refusal)
        return _page(request, booking, form, availability, status=INVALID)
    except actions.AskedBefore as problem:
        booking.refresh_from_db()
        form.add_error("first_day", str(problem))
        return _page(request, booking, form, availability, status=INVALID)
    except actions.NotAvailable as problem:
        booking.refresh_from_db()
        return _page(
            request,
            booking,
            form,
            availability,
            status=CONFLICT,
            conflict=str(problem),
            ways=problem.alternatives,
        )
    except actions.Overtaken:
        return show(request, booking, problem=changed(), status=CONFLICT)
    except actions.TooLate as problem:
        return show(request, booking, problem=str(problem), status=CONFLICT)
    return back(booking, "geaendert")


def _page(request, booking, form, availability, *, status=200, ways=None, conflict=""):
    if ways is None:
        own = Period(*booking.days)
        ways = availability.alternatives(own, ignoring=booking.pk)
        ways = [each for each in ways if each != own]
    values = page_values(booking) | {"form": form, "ways": ways, "conflict": conflict}
    return render(request, "bookings/change.html", values, status=status)


def _empty(booking: Booking, availability: Availability) -> ChangeForm:
    initial = {
        "first_day": booking.first_day,
        "last_day": booking.last_day,
        "version": booking.version,
    }
    return ChangeForm(initial=initial, planner=availability.planner)
