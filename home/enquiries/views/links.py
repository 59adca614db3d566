"""What is reached by the link of a mail. Opening it changes nothing; each button sends a form."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from home.enquiries import actions
from home.enquiries.forms.public import ReplyForm
from home.enquiries.models import Enquiry
from home.enquiries.standing import Standing
from submissions.guards import count, public_form
from submissions.links import opened_by, path_to
from submissions.private_answers import private

INVALID, CONFLICT, TOO_MANY, NOT_FOUND, DONE = 422, 409, 429, 404, 303
REPLIES, HOUR = 20, 60 * 60
# What may follow the address after something was done: nothing else is shown there.
DONE_WORDS = {"geantwortet", "zurueckgezogen", "loeschen"}


def by_link(*methods: str) -> Callable:
    """A view of one enquiry, found by reference and token. Whatever is wrong looks the same."""

    def decorate(view):
        @private
        @public_form
        @require_http_methods([*methods, "HEAD"] if "GET" in methods else methods)
        @wraps(view)
        def opened(request: HttpRequest, reference: str, token: str) -> HttpResponse:
            enquiry = opened_by(Enquiry, reference, token)
            if enquiry is None:
                return render(request, "enquiries/link_closed.html", status=NOT_FOUND)
            return view(request, enquiry)

        return opened

    return decorate


@by_link("GET")
def enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Where it stands, what the team wrote, and what can be done."""
    return show(request, enquiry)


@by_link("POST")
def reply(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Write back."""
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return show(request, enquiry, form=form, status=INVALID)
    if count("enquiry-replies", enquiry.reference, seconds=HOUR) > REPLIES:
        form.add_error(
            None, _("Das waren sehr viele Antworten. Bitte schreiben Sie in einer Stunde weiter.")
        )
        return show(request, enquiry, form=form, status=TOO_MANY)
    try:
        actions.reply(enquiry, form.cleaned_data["text"])
    except actions.Overtaken:
        return show(request, enquiry, form=form, problem=changed(), status=CONFLICT)
    return back(enquiry, "geantwortet")


@by_link("GET", "POST")
def withdraw(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Asks once, then withdraws what the sender has seen."""
    if not Standing(enquiry).can_withdraw:
        return show(request, enquiry, problem=changed(), status=CONFLICT)
    if request.method != "POST":
        return render(request, "enquiries/withdraw.html", page_values(enquiry))
    try:
        if request.POST.get("seen") != enquiry.state:
            raise actions.Overtaken(enquiry)
        actions.withdraw(enquiry, seen=enquiry.state)
    except actions.Overtaken:
        return show(request, enquiry, problem=changed(), status=CONFLICT)
    return back(enquiry, "zurueckgezogen")


@by_link("GET", "POST")
def ask_deletion(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Asks once, then gives the team the task."""
    if request.method != "POST":
        return render(request, "enquiries/deletion.html", page_values(enquiry))
    try:
        actions.ask_deletion(enquiry)
    except actions.Overtaken:
        return show(request, enquiry, problem=changed(), status=CONFLICT)
    return back(enquiry, "loeschen")


def back(enquiry: Enquiry, done: str) -> HttpResponse:
    """To the page of the enquiry, which says what was done."""
    response = HttpResponseRedirect(f"{path_to(enquiry)}?{done}")
    response.status_code = DONE
    return response


def show(
    request: HttpRequest,
    enquiry: Enquiry,
    *,
    form: ReplyForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of the enquiry."""
    enquiry.refresh_from_db()
    done = next((word for word in DONE_WORDS if word in request.GET), "")
    values = page_values(enquiry) | {
        "form": form or ReplyForm(),
        "problem": problem,
        "done": done,
    }
    return render(request, "enquiries/enquiry.html", values, status=status)


def page_values(enquiry: Enquiry) -> dict:
    """What every page about an enquiry shows."""
    return {"enquiry": enquiry, "standing": Standing(enquiry), "link": path_to(enquiry)}


def changed() -> str:
    """For who wanted what cannot be done any more."""
    return _("Das geht jetzt nicht mehr: Der Stand hat sich geändert. Hier steht, was jetzt gilt.")
