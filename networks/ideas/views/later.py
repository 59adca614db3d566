"""To go on later by a link, or not at all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from networks.ideas import actions
from networks.ideas.forms.links import LaterForm
from networks.ideas.links import draft_link, draft_path
from networks.ideas.models import ProjectIdea
from networks.ideas.periods import DRAFT_DAYS
from networks.ideas.views.answers import INVALID, TOO_MANY, go_to
from networks.ideas.views.drafts import by_draft, sent_already, unsent
from submissions.masking import masked
from submissions.private_answers import private

SENT = "gesendet"  # in the query, after the link went out


@by_draft
@unsent
def later(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
    """The link to go on: to copy, and by mail to whoever wants it so."""
    if request.method != "POST":
        return _page(request, idea, LaterForm(initial={"email": idea.contact_email}))
    form = LaterForm(request.POST)
    if not form.is_valid():
        return _page(request, idea, form, status=INVALID)
    try:
        actions.send_draft_link(idea, form.cleaned_data["email"])
    except actions.TooMany as problem:
        form.add_error(None, str(problem))
        return _page(request, idea, form, status=TOO_MANY)
    except actions.NotAllowed:
        idea.refresh_from_db()
        return sent_already(request, idea)
    return go_to(f"{draft_path(idea, 'idea_draft_later')}?{SENT}")


@by_draft
@unsent
def delete(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
    """Asks once, then it is gone."""
    if request.method != "POST":
        return render(request, "ideas/draft/delete.html", _values(idea))
    try:
        actions.delete_draft(idea)
    except actions.NotAllowed:
        idea.refresh_from_db()
        return sent_already(request, idea)
    return go_to(reverse("idea_draft_deleted"))


@private
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Says that it is gone."""
    return render(request, "ideas/draft/deleted.html")


def _page(request, idea, form, *, status=200) -> HttpResponse:
    is_sent = SENT in request.GET and not form.is_bound
    values = _values(idea) | {
        "form": form,
        "masked": masked(idea.contact_email) if is_sent else "",
        "draft_link": draft_link(idea),
        "draft_days": DRAFT_DAYS,
    }
    return render(request, "ideas/draft/later.html", values, status=status)


def _values(idea: ProjectIdea) -> dict:
    return {
        "idea": idea,
        "here": draft_path(idea),
        "later": draft_path(idea, "idea_draft_later"),
        "delete": draft_path(idea, "idea_draft_delete"),
    }
