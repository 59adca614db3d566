"""The contact form and the report of a barrier: each on its page, at its fixed address."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from content.fixed_pages import live_page, show
from content.models import BasePage
from content.visitor_address import visitor_address
from home.enquiries import actions
from home.enquiries.forms.public import BarrierForm, ContactForm, EnquiryForm
from home.enquiries.models import BARRIER, CONTACT
from home.enquiries.periods import ANSWER_WORKING_DAYS
from home.enquiries.views.receipts import receipt_address
from home.models import BarrierReportPage, ContactPage
from home.models.contact_pages import own_path
from submissions.guards import public_form

INVALID, TOO_MANY, DONE = 422, 429, 303


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """`/kontakt/`: whom to ask, and the form."""
    return _page_with_form(request, live_page(ContactPage), CONTACT, ContactForm)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def barrier(request: HttpRequest) -> HttpResponse:
    """`/barriere-melden/?seite=/adresse/`: the form, with the page that somebody came from."""
    page = live_page(BarrierReportPage)
    said = {"page": own_path(request.GET.get("seite", ""))}
    return _page_with_form(request, page, BARRIER, BarrierForm, initial=said)


def _page_with_form(
    request: HttpRequest, page: BasePage, kind: str, form_class: type[EnquiryForm], initial=None
) -> HttpResponse:
    if request.method != "POST":
        return show(request, page, _values(form_class(initial=initial)))
    form = form_class(request.POST)
    form.visitor = visitor_address(request) or ""
    status = INVALID
    if form.is_valid():
        try:
            enquiry = actions.receive_enquiry(
                kind,
                form.details,
                actions.Sending(form.key, form.content_digest, form.visitor, form.suspicion),
            )
        except actions.LimitReached as problem:
            form.add_error(None, str(problem))
            status = TOO_MANY
        else:
            response = HttpResponseRedirect(receipt_address(enquiry))
            response.status_code = DONE
            return response
    response = show(request, page, _values(form), status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _values(form: EnquiryForm) -> dict:
    return {"form": form, "answer_working_days": ANSWER_WORKING_DAYS}
