"""The last step: everything at a glance, the consent, and off it goes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.visitor_address import visitor_address
from networks.ideas import actions
from networks.ideas.forms.sending import SendForm
from networks.ideas.models import ConsentText, ProjectIdea
from networks.ideas.states import IdeaState
from networks.ideas.views.answers import INVALID, go_to
from networks.ideas.views.drafts import by_draft, page_values, sent_already
from networks.ideas.views.receipts import has_receipt, receipt_address
from networks.ideas.views.steps import CHECK, missing_in, questions
from networks.ideas.views.words import parts_of


@by_draft
def check(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
    """Shows all answers; sent twice or fifty times, each sending leads to the same receipt."""
    if idea.state != IdeaState.DRAFT:
        return _after(request, idea)
    text = ConsentText.current()
    missing = missing_in(idea, questions())
    if request.method != "POST":
        form = SendForm(text=text, initial={"may_be_shown": idea.may_be_shown})
        return _page(request, idea, form, missing)
    form = SendForm(request.POST, text=text)
    form.visitor = visitor_address(request) or ""
    if missing or not form.is_valid():
        return _page(request, idea, form, missing, status=INVALID)
    try:
        actions.save_draft(idea, {"may_be_shown": form.cleaned_data["may_be_shown"]})
        actions.receive_idea(idea, consent=text, suspicion=form.suspicion or idea.suspicion)
    except actions.NotAllowed:  # another sending of the same page was faster
        idea.refresh_from_db()
    return _after(request, idea)


def _after(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
    if request.method == "POST" and has_receipt(idea):
        return go_to(receipt_address(idea))
    return sent_already(request, idea)


def _page(request, idea, form, missing, *, status=200) -> HttpResponse:
    values = page_values(idea, CHECK) | {
        "form": form,
        "missing": missing,
        "parts": parts_of(idea),
        "files": list(idea.attachments.all()),
    }
    return render(request, "ideas/draft/idea_draft_check.html", values, status=status)
