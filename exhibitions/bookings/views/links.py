"""What is reached by the link of a mail. Opening it changes nothing; each button sends a form."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exhibitions.bookings import actions, mail
from exhibitions.bookings.calendars import entry_of
from exhibitions.bookings.documents import contract_of, packing_list_of
from exhibitions.bookings.forms.links import DeliveryForm, FeedbackForm
from exhibitions.bookings.models import Booking
from exhibitions.bookings.standing import Standing
from exhibitions.bookings.states import BookingState
from submissions.guards import public_form
from submissions.kinds import Document
from submissions.links import opened_by, path_to
from submissions.private_answers import private

INVALID, CONFLICT, NOT_FOUND, DONE = 422, 409, 404, 303
# What may follow the address after something was done: nothing else is shown there.
DONE_WORDS = {"bestaetigt", "angenommen", "geaendert", "abgesagt", "lieferung", "rueckmeldung"}
DONE_WORDS |= {"abgelehnt", "gestrichen"}  # by who was on the waiting list


def by_link(*methods: str) -> Callable:
    """A view of one loan, found by reference and token. Whatever is wrong looks the same."""

    def decorate(view):
        @private
        @public_form
        @require_http_methods([*methods, "HEAD"] if "GET" in methods else methods)
        @wraps(view)
        def opened(request: HttpRequest, reference: str, token: str) -> HttpResponse:
            booking = opened_by(Booking, reference, token)
            if booking is None:
                return closed_link(request)
            return view(request, booking)

        return opened

    return decorate


def closed_link(request: HttpRequest) -> HttpResponse:
    """Wrong, foreign or over: the way to have the link sent again."""
    return render(request, "bookings/link_closed.html", {"phone": mail.phone()}, status=NOT_FOUND)


@by_link("GET")
def booking(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Where the loan stands, and what can be done."""
    return show(request, booking)


@by_link("POST")
def confirm(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The button "Anfrage bestätigen"."""
    if booking.confirmed_address_at and not booking.is_over:
        return back(booking, "bestaetigt")  # pressed twice
    return attempt(request, booking, actions.confirm_address, done="bestaetigt")


@by_link("POST")
def accept(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The button that takes what the waiting list offers."""
    return attempt(request, booking, actions.accept_offer, done="angenommen")


@by_link("POST")
def refuse(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The button that leaves it to the next school."""
    if Standing(booking).was_called_off:
        return back(booking, "abgelehnt")  # pressed twice
    return attempt(
        request,
        booking,
        lambda each: actions.cancel_booking(each, seen=BookingState.OFFERED),
        done="abgelehnt",
    )


@by_link("GET", "POST")
def cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Asks once, then cancels what the school has seen."""
    standing = Standing(booking)
    done = "gestrichen" if booking.waits_until else "abgesagt"
    if standing.was_called_off:
        return back(booking, done)  # in another tab
    if not standing.can_cancel:
        return show(request, booking, problem=late_or_changed(standing), status=CONFLICT)
    seen = request.POST.get("seen", "")
    if request.method != "POST":
        return render(request, "bookings/cancel.html", page_values(booking))
    if seen != booking.state:
        return show(request, booking, problem=changed(), status=CONFLICT)
    return attempt(
        request,
        booking,
        lambda each: actions.cancel_booking(each, seen=seen),
        done=done,
    )


@by_link("GET", "POST")
def delivery(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Who takes the delivery, and when somebody is there."""
    if not Standing(booking).can_deliver:
        return show(request, booking, problem=changed(), status=CONFLICT)
    form = DeliveryForm.of(booking, request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.add_delivery_details(booking, form.cleaned_data)
        return back(booking, "lieferung")
    return form_page(request, "bookings/delivery.html", booking, form)


@by_link("GET", "POST")
def feedback(request: HttpRequest, booking: Booking) -> HttpResponse:
    """How many came, and how it was."""
    if not Standing(booking).can_report:
        return show(request, booking, problem=changed(), status=CONFLICT)
    form = FeedbackForm.of(booking, request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.receive_feedback(booking, form.cleaned_data)
        return back(booking, "rueckmeldung")
    return form_page(request, "bookings/feedback.html", booking, form)


@by_link("GET")
def contract(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The contract, as it went out with the promise."""
    return paper(request, booking, contract_of)


@by_link("GET")
def packing_list(request: HttpRequest, booking: Booking) -> HttpResponse:
    """What is in the set."""
    return paper(request, booking, packing_list_of)


@by_link("GET")
def calendar_entry(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The loan for the school's calendar."""
    return paper(request, booking, _entry)


def _entry(booking: Booking) -> Document:
    name = f"wanderausstellung-{booking.reference}.ics"
    return Document(name, "text/calendar; charset=utf-8", entry_of(booking).encode())


def paper(
    request: HttpRequest, booking: Booking, make: Callable[[Booking], Document]
) -> HttpResponse:
    """A file of a promised loan, to be saved and never run."""
    if not Standing(booking).has_papers:
        return show(request, booking, problem=changed(), status=NOT_FOUND)
    made = make(booking)
    response = HttpResponse(made.content, content_type=made.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def attempt(
    request: HttpRequest, booking: Booking, action: Callable[[Booking], object], *, done: str
) -> HttpResponse:
    """Do it and go back to the page; who was overtaken is told so."""
    try:
        action(booking)
    except actions.Overtaken:
        return show(request, booking, problem=changed(), status=CONFLICT)
    except actions.TooLate as problem:
        return show(request, booking, problem=str(problem), status=CONFLICT)
    return back(booking, done)


def back(booking: Booking, done: str) -> HttpResponse:
    """To the page of the loan, which says what was done."""
    response = HttpResponseRedirect(f"{path_to(booking)}?{done}")
    response.status_code = DONE
    return response


def show(
    request: HttpRequest, booking: Booking, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """The page of the loan."""
    booking.refresh_from_db()
    done = next((word for word in DONE_WORDS if word in request.GET), "")
    values = page_values(booking) | {"problem": problem, "done": done}
    return render(request, "bookings/booking.html", values, status=status)


def form_page(
    request: HttpRequest, template: str, booking: Booking, form, **values
) -> HttpResponse:
    """A page with one form about the loan."""
    status = INVALID if form.is_bound else 200
    return render(request, template, page_values(booking) | {"form": form} | values, status=status)


def page_values(booking: Booking) -> dict:
    """What every page about a loan shows."""
    return {"booking": booking, "standing": Standing(booking), "link": path_to(booking)}


def changed() -> str:
    """For who wanted what cannot be done any more."""
    return _("Das geht jetzt nicht mehr: Der Stand hat sich geändert. Hier steht, was jetzt gilt.")


def late_or_changed(standing: Standing) -> str:
    """The same, or that the school's own time is over."""
    if not standing.is_late:
        return changed()
    return _("Über diese Seite ging das bis %(day)s. Bitte rufen Sie uns an.") % {
        "day": mail.day(standing.own_until)
    }
