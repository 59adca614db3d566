"""An idea that is being written, step by step. Opening its link changes nothing."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from networks.ideas import actions
from networks.ideas.forms.contact import ContactForm, contact_of
from networks.ideas.forms.idea import IdeaForm, UnfinishedForm, initial_of
from networks.ideas.forms.questions import AttachmentsForm, answers_of
from networks.ideas.links import DRAFT, draft_path, opened_draft
from networks.ideas.models import ProjectIdea
from networks.ideas.states import IdeaState
from networks.ideas.views.answers import CONFLICT, INVALID, closed_link, go_to, kept_of
from networks.ideas.views.steps import (
    CHECK,
    CONTACT,
    FILES,
    IDEA,
    STEPS,
    Step,
    first_open,
    questions,
)
from submissions.attachments import FormWithAttachments, accepts_attachments
from submissions.guards import public_form
from submissions.links import token_of
from submissions.masking import masked
from submissions.private_answers import private

BACK, LATER = "zurueck", "spaeter"  # the names of the buttons that go elsewhere
TO_CHECK = "pruefen"  # in the query and in a hidden field: who came from there goes back there


def by_draft(view):
    """A view of one unfinished idea. One that was sent says so; whatever else is wrong looks the
    same."""

    @private
    @public_form
    @accepts_attachments
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, reference: str, token: str) -> HttpResponse:
        idea = opened_draft(reference, token)
        if idea is None:
            return closed_link(request)
        return view(request, idea)

    return opened


def unsent(view):
    """Only as long as the idea was not sent."""

    @wraps(view)
    def still(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
        if idea.state != IdeaState.DRAFT:
            return sent_already(request, idea)
        return view(request, idea)

    return still


@by_draft
@unsent
def draft(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
    """The link of the mail: on to where something is missing."""
    return HttpResponseRedirect(draft_path(idea, first_open(idea, questions()).name))


@by_draft
def idea_step(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
    """The first step, once more."""
    form = IdeaForm(*sent_to(request), initial=initial_of(idea))
    return _step(request, idea, IDEA, form, lambda: actions.save_draft(idea, form.idea_values))


@by_draft
def attachments_step(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
    """Files, and what the editors ask."""
    asked = questions()
    form = AttachmentsForm(
        *sent_to(request), attached_to=idea, questions=asked, initial=answers_of(idea, asked)
    )

    def save():
        actions.save_draft(idea, {})
        actions.save_answers(idea, form.answers)

    return _step(request, idea, FILES, form, save)


@by_draft
def contact_step(request: HttpRequest, idea: ProjectIdea) -> HttpResponse:
    """Whom to answer."""
    form = ContactForm(*sent_to(request), initial=contact_of(idea))
    return _step(
        request, idea, CONTACT, form, lambda: actions.save_draft(idea, form.contact_values)
    )


def _step(
    request: HttpRequest,
    idea: ProjectIdea,
    step: Step,
    form: UnfinishedForm,
    save: Callable[[], None],
) -> HttpResponse:
    """Show a step, or keep it and go on. Who goes elsewhere may leave gaps."""
    if idea.state != IdeaState.DRAFT:
        return sent_already(request, idea, form)
    if request.method != "POST":
        return _page(request, idea, step, form)
    removes = isinstance(form, FormWithAttachments) and form.wants_removal
    if isinstance(form, FormWithAttachments):
        form.keep_uploads(idea)
    if removes:
        form.remove_chosen()
    goes_elsewhere = removes or BACK in request.POST or LATER in request.POST
    if form.is_valid() or (goes_elsewhere and form.only_misses):
        try:
            save()
        except (actions.NotAllowed, actions.Overtaken):
            idea.refresh_from_db()
            return sent_already(request, idea, form)
        return go_to(_next(request, idea, step, stays=removes))
    return _page(request, idea, step, form, status=INVALID)


def _next(request: HttpRequest, idea: ProjectIdea, step: Step, *, stays: bool) -> str:
    """Where the button that was pressed leads."""
    comes_from_check = TO_CHECK in request.POST
    if stays:
        return draft_path(idea, step.name) + (f"?{TO_CHECK}" if comes_from_check else "")
    if LATER in request.POST:
        return draft_path(idea, "idea_draft_later")
    if comes_from_check:
        return draft_path(idea, CHECK.name)
    place = STEPS.index(step) + (-1 if BACK in request.POST else 1)
    return draft_path(idea, STEPS[max(place, 0)].name)


def _page(request, idea, step: Step, form, *, status=200) -> HttpResponse:
    comes_from_check = TO_CHECK in (request.POST or request.GET)
    values = page_values(idea, step) | {
        "form": form,
        "comes_from_check": comes_from_check,
        "has_back": step != IDEA or comes_from_check,
    }
    return render(request, f"ideas/draft/{step.name}.html", values, status=status)


def sent_to(request: HttpRequest) -> list[MultiValueDict]:
    """What a form is made of: what was sent, if anything was."""
    return [request.POST, request.FILES] if request.method == "POST" else []


def page_values(idea: ProjectIdea, step: Step) -> dict:
    """What every step shows."""
    return {
        "idea": idea,
        "step": step,
        "number": STEPS.index(step) + 1,
        "steps": STEPS,
        "token": token_of(idea, purpose=DRAFT),
        "here": draft_path(idea, step.name),
        "later": draft_path(idea, "idea_draft_later"),
    }


def sent_already(request: HttpRequest, idea: ProjectIdea, form=None) -> HttpResponse:
    """The idea is with us. What was typed in the meantime stands there to be copied."""
    is_post = request.method == "POST"
    values = {
        "idea": idea,
        "masked": masked(idea.contact_email),
        "kept": kept_of(form.visible_fields()) if form is not None and is_post else [],
    }
    return render(request, "ideas/sent_already.html", values, status=CONFLICT if is_post else 200)
