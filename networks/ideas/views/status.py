"""The state of an idea, for years, to whoever has the receipt. Nothing that its sender typed."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from networks.ideas import actions
from networks.ideas.links import CONTENTS_MINUTES
from networks.ideas.models import IdeaRules, ProjectIdea
from networks.ideas.states import IdeaState
from networks.ideas.views.answers import TOO_MANY, closed_link, go_to
from networks.ideas.views.standing import Standing
from submissions.guards import public_form
from submissions.links import opened_by, path_to
from submissions.masking import masked
from submissions.private_answers import private

SENT = "link-gesendet"
# What may follow the address after something was done: nothing else is shown there.
DONE_WORDS = {SENT, "geaendert", "geantwortet", "zurueckgezogen", "gezeigt", "loeschen"}


def by_link(*methods: str):
    """A view of one idea by the long link. Whatever is wrong looks the same."""

    def decorate(view):
        @private
        @public_form
        @require_http_methods([*methods, "HEAD"] if "GET" in methods else methods)
        @wraps(view)
        def opened(request: HttpRequest, reference: str, token: str) -> HttpResponse:
            idea = opened_by(ProjectIdea, reference, token)
            if idea is None or idea.state == IdeaState.DRAFT:
                return closed_link(request)
            return view(request, idea)

        return opened

    return decorate


@by_link("GET")
def status(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
    """How far it is, who is in charge, what we wrote."""
    return _page(request, idea)


@by_link("POST")
def send_link(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
    """Send the link that opens what was written."""
    try:
        actions.send_contents_link(idea)
    except actions.TooMany as problem:
        return _page(request, idea, problem=str(problem), status=TOO_MANY)
    return go_to(f"{path_to(idea)}?{SENT}")


def _page(request, idea, *, problem="", status=200) -> HttpResponse:
    values = {
        "idea": idea,
        "standing": Standing(idea),
        "done": next((word for word in sorted(DONE_WORDS) if word in request.GET), ""),
        "problem": problem,
        "masked": masked(idea.contact_email),
        "minutes": CONTENTS_MINUTES,
        "phone": IdeaRules.load().phone,
        "send_link": path_to(idea, "idea_status_send_link"),
    }
    return render(request, "ideas/status.html", values, status=status)
