"""Other words, as long as nobody judges. Who was overtaken keeps what was typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from networks.ideas import actions
from networks.ideas.forms.contact import contact_of
from networks.ideas.forms.idea import initial_of
from networks.ideas.forms.links import ChangeForm
from networks.ideas.forms.questions import answers_of
from networks.ideas.models import ProjectIdea
from networks.ideas.views.answers import CONFLICT, INVALID
from networks.ideas.views.contents import refuse
from networks.ideas.views.drafts import sent_to
from networks.ideas.views.opened import Opened, by_contents_link
from networks.ideas.views.steps import questions


@by_contents_link("GET", "POST")
def change(request: HttpRequest, opened: Opened) -> HttpResponse:
    """All that was said, on one page."""
    idea = opened.idea
    form = _form(idea, *sent_to(request), initial=_initial(idea))
    if not idea.is_editable:
        problem = actions.Overtaken(idea, to_sender=True)
        return refuse(request, opened, str(problem), fields_of(form))
    if request.method != "POST":
        return _page(request, opened, form)
    form.keep_uploads(idea)
    if form.wants_removal:
        form.remove_chosen()
        if "attachments" not in form.errors:
            typed = {name: form[name].value() for name in form.fields if name != "attachments"}
            return _page(request, opened, _form(idea, initial=typed))
    if not form.is_valid():
        return _page(request, opened, form, status=INVALID)
    try:
        actions.change_idea(
            idea,
            form.idea_values | form.contact_values,
            seen_version=form.cleaned_data["version"],
            answers=form.answers,
        )
    except actions.Overtaken as problem:
        return _overtaken(request, opened, form, str(problem))
    except actions.NotAllowed as problem:
        return refuse(request, opened, str(problem), fields_of(form))
    return opened.back("geaendert")


def _overtaken(request, opened: Opened, form: ChangeForm, problem: str) -> HttpResponse:
    """Changed elsewhere: what was typed may be sent over it, as long as nobody judges."""
    opened.idea.refresh_from_db()
    if not opened.idea.is_editable:
        return refuse(request, opened, problem, fields_of(form))
    form.data = form.data.copy()
    form.data["version"] = str(opened.idea.version)
    return _page(request, opened, form, status=CONFLICT, is_overtaken=True)


def fields_of(form: ChangeForm):
    """The fields in which people write."""
    return [*form.idea_fields, *form.question_fields, *form.contact_fields] if form.is_bound else []


def _form(idea: ProjectIdea, *sent, initial) -> ChangeForm:
    return ChangeForm(*sent, attached_to=idea, questions=questions(), initial=initial)


def _initial(idea: ProjectIdea) -> dict:
    return (
        initial_of(idea)
        | contact_of(idea)
        | answers_of(idea, questions())
        | {"version": idea.version}
    )


def _page(request, opened: Opened, form, *, status=200, is_overtaken=False) -> HttpResponse:
    values = opened.values | {"form": form, "is_overtaken": is_overtaken}
    return render(request, "ideas/contents/change.html", values, status=status)
