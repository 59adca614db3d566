"""The page about ideas with the first step of the form."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from content.fixed_pages import live_page, show
from content.visitor_address import visitor_address
from networks.ideas import actions
from networks.ideas.forms.idea import BeginForm
from networks.ideas.links import draft_path
from networks.ideas.models import IdeaRules, IdeaStoryIndexPage, ProjectIdeaPage
from networks.ideas.periods import DRAFT_DAYS
from networks.ideas.views.answers import INVALID, TOO_MANY, go_to
from networks.ideas.views.steps import FILES, STEPS
from submissions.attachments import limits_in_words
from submissions.guards import public_form

LATER = "spaeter"  # the name of the button


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """`/projektidee/`: what happens with an idea, and the first step."""
    page = live_page(ProjectIdeaPage)
    if request.method != "POST":
        return show(request, page, _values(page, BeginForm()))
    form = BeginForm(request.POST)
    form.visitor = visitor_address(request) or ""
    puts_aside = LATER in request.POST and form.only_misses and form.says_something
    status = INVALID
    if form.is_valid() or puts_aside:
        try:
            idea = actions.begin_idea(
                form.idea_values | {"suspicion": form.suspicion},
                key=key_of(form),
                visitor=form.visitor,
            )
        except actions.TooMany as problem:
            form.add_error(None, str(problem))
            status = TOO_MANY
        else:
            name = "idea_draft_later" if LATER in request.POST else FILES.name
            return go_to(draft_path(idea, name))
    response = show(request, page, _values(page, form), status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def key_of(form: BeginForm) -> str:
    """Knows the same form sent twice: caches may hand one mark to several visitors."""
    return hashlib.sha256(f"{form.key}:{form.content_digest}".encode()).hexdigest()[:32]


def _values(page: ProjectIdeaPage, form: BeginForm) -> dict:
    stories = IdeaStoryIndexPage.objects.child_of(page).live().public()
    return {
        "form": form,
        "steps": STEPS,
        "rules": IdeaRules.load(),
        "draft_days": DRAFT_DAYS,
        "limits": limits_in_words(),
        "stories": stories.first(),
    }
