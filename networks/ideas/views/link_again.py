"""Who lost the link has it sent again. Nobody learns from the answer who has handed in what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.visitor_address import visitor_address
from networks.ideas import actions
from networks.ideas.forms.links import LinkAgainForm
from networks.ideas.models import IdeaRules
from networks.ideas.views.answers import INVALID, TOO_MANY, go_to
from submissions.guards import count, public_form
from submissions.private_answers import private

PER_VISITOR, HOUR = 20, 60 * 60
SENT = "gesendet"  # in the query, after the form went out


@private
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def link_again(request: HttpRequest) -> HttpResponse:
    """`/projektidee/link/`: the same answer for every address."""
    if request.method != "POST":
        return _page(request, LinkAgainForm(), is_sent=SENT in request.GET)
    form = LinkAgainForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=INVALID)
    visitor = visitor_address(request)
    if visitor and count("idea-link-again", visitor, seconds=HOUR) > PER_VISITOR:
        form.add_error(
            None, _("Von hier kamen sehr viele Bitten. Versuchen Sie es in einer Stunde wieder.")
        )
        return _page(request, form, status=TOO_MANY)
    actions.send_links_again(form.cleaned_data["email"])
    return go_to(f"{reverse('idea_link_again')}?{SENT}")


def _page(request, form, *, is_sent=False, status=200) -> HttpResponse:
    values = {"form": form, "is_sent": is_sent, "phone": IdeaRules.load().phone}
    return render(request, "ideas/link_again.html", values, status=status)
