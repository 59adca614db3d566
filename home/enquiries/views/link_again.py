"""Who lost the link has it sent again. Nobody learns from the answer who has written."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.visitor_address import visitor_address
from home.enquiries import actions
from home.enquiries.forms.public import LinkAgainForm
from submissions.guards import count, public_form
from submissions.private_answers import private

PER_VISITOR, HOUR = 20, 60 * 60
INVALID, TOO_MANY, DONE = 422, 429, 303
SENT = "gesendet"  # in the query, after the form went out


@private
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def link_again(request: HttpRequest) -> HttpResponse:
    """`/kontakt/link/`: the same answer for every address."""
    if request.method != "POST":
        return _page(request, LinkAgainForm(), is_sent=SENT in request.GET)
    form = LinkAgainForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=INVALID)
    visitor = visitor_address(request)
    if visitor and count("enquiry-link-again", visitor, seconds=HOUR) > PER_VISITOR:
        form.add_error(
            None, _("Von hier kamen sehr viele Bitten. Versuchen Sie es in einer Stunde wieder.")
        )
        return _page(request, form, status=TOO_MANY)
    actions.send_link_again(form.cleaned_data["email"])
    response = HttpResponseRedirect(f"{reverse('enquiry_link_again')}?{SENT}")
    response.status_code = DONE
    return response


def _page(request, form, *, is_sent=False, status=200) -> HttpResponse:
    values = {"form": form, "is_sent": is_sent}
    return render(request, "enquiries/link_again.html", values, status=status)
