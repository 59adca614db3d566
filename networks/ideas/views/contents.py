"""What was sent, for ten minutes: to read, to print, to answer, to take back."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from content.pdf import render as render_pdf
from networks.ideas import actions
from networks.ideas.actions.steps import erasure_due
from networks.ideas.forms.links import AnswerForm
from networks.ideas.periods import REQUEST_DAYS
from networks.ideas.views.answers import CONFLICT, INVALID, TOO_MANY, kept_of
from networks.ideas.views.opened import Opened, by_contents_link
from networks.ideas.views.standing import Standing
from networks.ideas.views.status import DONE_WORDS
from networks.ideas.views.words import parts_of
from submissions.attachments import download_answer
from submissions.guards import count
from submissions.subject_export import subject_zip

ANSWERS, HOUR = 20, 60 * 60


@by_contents_link("GET")
def contents(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything that was sent and written."""
    return show(request, opened)


@by_contents_link("GET", "POST")
def answer(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Write to the team."""
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _answer_page(request, opened, form, status=200)
    if not form.is_valid():
        return _answer_page(request, opened, form, status=INVALID)
    if count("idea-answers", opened.idea.reference, seconds=HOUR) > ANSWERS:
        form.add_error(
            None, _("Das waren sehr viele Nachrichten. Bitte schreiben Sie in einer Stunde weiter.")
        )
        return _answer_page(request, opened, form, status=TOO_MANY)
    try:
        actions.answer(opened.idea, form.cleaned_data["text"])
    except actions.NotAllowed as problem:
        form.add_error(None, str(problem))
        return _answer_page(request, opened, form, status=CONFLICT)
    return opened.back("geantwortet")


@by_contents_link("POST")
def show_publicly(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Whether it may be shown on the public site: that may be changed at any time."""
    actions.allow_showing(opened.idea, allowed=request.POST.get("zeigen") == "ja")
    return opened.back("gezeigt")


@by_contents_link("GET", "POST")
def withdraw(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Asks once, then takes back what the sender has seen."""
    idea = opened.idea
    if request.method != "POST" and idea.is_withdrawable:
        return render(request, "ideas/contents/withdraw.html", opened.values)
    try:
        if request.method != "POST":
            raise actions.Overtaken(idea, to_sender=True)
        actions.withdraw_idea(idea, seen=request.POST.get("seen", ""))
    except (actions.Overtaken, actions.NotAllowed) as problem:
        return refuse(request, opened, str(problem))
    return opened.back("zurueckgezogen")


@by_contents_link("GET", "POST")
def ask_for_erasure(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Asks once, then the team has a task and a day by which it is done."""
    if request.method != "POST":
        until = timezone.localdate() + timedelta(days=REQUEST_DAYS)
        return render(request, "ideas/contents/erasure.html", opened.values | {"until": until})
    try:
        actions.ask_for_erasure(opened.idea)
    except actions.NotAllowed as problem:
        return refuse(request, opened, str(problem))
    return opened.back("loeschen")


@by_contents_link("GET")
def attachment(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """One of the sender's own files."""
    found = opened.idea.attachments.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404
    return download_answer(found)


@by_contents_link("GET")
def own_data(request: HttpRequest, opened: Opened) -> HttpResponse:
    """All that we keep of the sender, to take along: data, PDF, files."""
    response = HttpResponse(
        subject_zip(opened.idea, render=render_pdf), content_type="application/zip"
    )
    name = f"projektidee-{opened.idea.reference}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def refuse(request: HttpRequest, opened: Opened, problem: str, fields=()) -> HttpResponse:
    """What cannot be done any more, and why. What was typed stands there to be copied."""
    values = opened.values | {"problem": problem, "kept": kept_of(fields)}
    return render(request, "ideas/contents/refused.html", values, status=CONFLICT)


def show(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The page with everything."""
    idea = opened.idea
    values = opened.values | {
        "standing": Standing(idea),
        "parts": parts_of(idea),
        "files": list(idea.attachments.all()),
        "form": AnswerForm(),
        "erased_by": erasure_due(idea) if idea.erasure_asked_at else None,
        "done": next((word for word in sorted(DONE_WORDS) if word in request.GET), ""),
    }
    return render(request, "ideas/contents/contents.html", values)


def _answer_page(request, opened: Opened, form: AnswerForm, *, status: int) -> HttpResponse:
    return render(
        request, "ideas/contents/answer.html", opened.values | {"form": form}, status=status
    )
