"""When the exhibition is free, and the form to ask for it: one page, one address."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from content.fixed_pages import live_page, published_page, show
from content.visitor_address import visitor_address
from exhibitions.bookings import actions, mail
from exhibitions.bookings.availability import Availability
from exhibitions.bookings.forms.request import RequestForm
from exhibitions.bookings.models import LendingPage, LoanTerms, TermsPage
from exhibitions.bookings.planner import Period
from exhibitions.bookings.views.receipts import receipt_address
from exhibitions.bookings.views.windows import FreeTimes, chosen_by_button
from submissions.guards import public_form

INVALID, TAKEN, TOO_MANY, DONE = 422, 409, 429, 303


@dataclass(frozen=True)
class Answer:
    """What came of a form that was sent: where to go on, or why it comes back."""

    address: str = ""
    status: int = INVALID
    values: dict[str, Any] = field(default_factory=dict)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def lending(request: HttpRequest) -> HttpResponse:
    """`/wanderausstellung/ausleihen/`: free periods, a month, the form."""
    page = live_page(LendingPage)
    availability = Availability.load()
    if request.method != "POST":
        times = FreeTimes(availability, request.GET)
        form = _form(availability, initial=_initial(times.chosen))
        return show(request, page, _context(availability, times, form))
    form = _form(availability, data=chosen_by_button(request.POST))
    answer = send(form, request) if form.is_valid() else Answer()
    if answer.address:
        response = HttpResponseRedirect(answer.address)
        response.status_code = DONE
        return response
    typed = {name: form.data.get(name, "") for name in ("first_day", "last_day")}
    times = FreeTimes(availability, {"von": typed["first_day"], "bis": typed["last_day"]})
    response = show(
        request, page, _context(availability, times, form) | answer.values, status=answer.status
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def send(form: RequestForm, request: HttpRequest) -> Answer:
    """Ask for what stands in the valid form."""
    try:
        booking = actions.request_booking(
            form.details,
            form.period,
            key=form.key,
            digest=form.content_digest,
            visitor=visitor_address(request) or "",
            waits_until=form.cleaned_data["waits_until"],
        )
    except actions.RuleBroken as problem:
        form.refuse(problem.refusal)
        return Answer()
    except actions.NotAvailable as problem:
        form.renew_token()
        return Answer(status=TAKEN, values={"conflict": str(problem), "ways": problem.alternatives})
    except actions.AskedBefore as problem:
        return Answer(status=TAKEN, values={"limit": str(problem)})
    except actions.LimitReached as problem:
        return Answer(status=TOO_MANY, values={"limit": str(problem)})
    except actions.SentBefore as problem:
        return Answer(status=TAKEN, values={"sent_before": problem.booking})
    return Answer(address=receipt_address(booking))


def _form(availability: Availability, **values) -> RequestForm:
    page = published_page(TermsPage)
    return RequestForm(
        planner=availability.planner,
        terms=LoanTerms.current(),
        terms_url=page.url if page else "",
        **values,
    )


def _initial(chosen: Period | None) -> dict[str, Any]:
    return {"first_day": chosen.first, "last_day": chosen.last} if chosen else {}


def _context(availability: Availability, times: FreeTimes, form: RequestForm) -> dict[str, Any]:
    return {
        "availability": availability,
        "times": times,
        "month": times.month,
        "rules": availability.planner.rules,
        "form": form,
        "phone": mail.phone(),
    }
