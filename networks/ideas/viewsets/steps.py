"""What somebody of the team can do with one idea, and the pages on which it is done."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from networks.ideas import actions
from networks.ideas.forms.steps import StepForm
from networks.ideas.models import ProjectIdea
from networks.ideas.policy import CHANGE, ERASE, ideas_for, may
from networks.ideas.states import MOVES, IdeaState
from submissions.inbox.views.access import HIGHEST_ID
from submissions.private_answers import seal

S = IdeaState
GONE = "Die Daten dieser Idee sind gelöscht. Sie wird nicht mehr bearbeitet."
RELOAD = "Diese Seite war nicht vollständig. Es ist nichts geschehen; bitte laden Sie sie neu."
ANY_STATE = frozenset(S) - {S.DRAFT}


def states_before(target: str) -> frozenset[str]:
    """From where an idea can get there."""
    return frozenset(seen for seen, to in MOVES if to == target)


@dataclass(frozen=True)
class Step:
    """A thing to do next: its button, in which states it is offered, which right it needs."""

    name: str
    label: str
    icon: str
    states: frozenset[str]
    needs: str = CHANGE
    is_main: bool = False
    is_grave: bool = False

    def url(self, idea: ProjectIdea) -> str:
        return reverse(f"ideas:{self.name}", args=[idea.pk])


STEPS = {
    step.name: step
    for step in [
        Step("take_up", "In Prüfung nehmen", "check", frozenset({S.NEW}), is_main=True),
        Step(
            "schedule",
            "Auf die Tagesordnung setzen",
            "date",
            states_before(S.SCHEDULED),
            is_main=True,
        ),
        Step("ask", "Rückfrage stellen", "help", states_before(S.QUESTION)),
        Step("carry_on", "Weiterführen", "arrow-right", states_before(S.CARRIED_ON), is_main=True),
        Step(
            "resume",
            "Weiter prüfen",
            "undo",
            states_before(S.REVIEW) - {S.NEW, S.SCHEDULED},
        ),
        Step("unschedule", "Von der Tagesordnung nehmen", "undo", frozenset({S.SCHEDULED})),
        Step(
            "assign_network",
            "Fachnetzwerk zuweisen",
            "group",
            frozenset({S.NEW, S.REVIEW, S.QUESTION}),
        ),
        Step("duplicate", "Als Dublette markieren", "copy", states_before(S.DUPLICATE)),
        Step("decline", "Nicht weiterverfolgen", "cross", states_before(S.DECLINED), is_grave=True),
        Step("privacy", "Auskunft und Löschung", "lock", ANY_STATE),
    ]
}


def steps_for(idea: ProjectIdea, user: Any) -> list[tuple[Step, str]]:
    """What this person can do with the idea now, with the addresses."""
    if idea.forgotten_at:
        return []
    rights = {need: may(user, need, idea) for need in (CHANGE, ERASE)}
    return [
        (step, step.url(idea))
        for step in STEPS.values()
        if idea.state in step.states and rights[step.needs]
    ]


class OfIdea(WagtailAdminTemplateMixin):
    """What all pages about one idea share. Who may not see it learns nothing of it (404)."""

    needs = CHANGE

    @cached_property
    def idea(self) -> ProjectIdea:
        ideas = ideas_for(self.request.user).filter(pk=min(self.kwargs["pk"], HIGHEST_ID))
        idea = ideas.select_related("focus_area", "region", "network", "decided_by").first()
        if idea is None:
            raise Http404
        return idea

    @property
    def detail_url(self) -> str:
        return reverse("ideas:detail", args=[self.idea.pk])

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, self.needs, self.idea):
            raise PermissionDenied
        if self.idea.forgotten_at:
            messages.info(request, GONE)
            return redirect(self.detail_url)
        return seal(super().dispatch(request, *args, **kwargs))

    def get_page_subtitle(self):
        return self.idea.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("inbox:list"), "label": "Eingang"},
            {"url": self.detail_url, "label": self.idea.reference},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "idea": self.idea,
            "detail_url": self.detail_url,
        }

    def leave(self) -> HttpResponse:
        """To its page, or to the list when it is not hers any more."""
        if ideas_for(self.request.user).filter(pk=self.idea.pk).exists():
            return redirect(self.detail_url)
        return redirect("inbox:list")


class StepView(OfIdea, FormView):
    """One step: shown by GET, done by POST, only from the state that somebody has seen.

    Who was too slow is told so, with what she typed; nothing has happened then.
    """

    template_name = "ideas/admin/step.html"
    form_class: ClassVar = StepForm
    name = ""
    explanation = ""
    success_message = ""

    @property
    def step(self) -> Step:
        return STEPS[self.name]

    @property
    def is_possible(self) -> bool:
        """Whether the idea stands where this can be done."""
        return self.idea.state in self.step.states

    def get_page_title(self):
        return self.step.label

    def get_header_icon(self):
        return self.step.icon

    def get_initial(self):
        return {"seen": self.idea.state}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"idea": self.idea, "user": self.request.user}

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.is_possible:
            state = self.idea.get_state_display()
            messages.warning(request, f"Das geht jetzt nicht: Die Idee steht auf „{state}“.")
            return redirect(self.detail_url)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            if form.cleaned_data["seen"] != self.idea.state or not self.is_possible:
                raise actions.Overtaken(self.idea)
            self.act(form)
        except actions.Overtaken as problem:
            return self.overtaken(form, problem)
        except actions.IdeaProblem as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        messages.success(self.request, self.get_success_message())
        return self.leave()

    def form_invalid(self, form):
        if form.errors.keys() & {"seen", "seen_version"}:  # fields that nobody sees
            form.add_error(None, RELOAD)
        return super().form_invalid(form)

    def overtaken(self, form, problem: actions.Overtaken) -> HttpResponse:
        """Somebody was faster. With nothing typed there is nothing to keep."""
        self.idea.refresh_from_db()
        if not form.visible_fields():
            messages.error(self.request, str(problem))
            return self.leave()
        form.data = form.data.copy()
        form.data["seen"] = self.idea.state
        if "seen_version" in form.fields:
            form.data["seen_version"] = self.idea.version
        form.add_error(None, f"{problem} Es ist nichts geschehen; Ihr Text steht noch hier.")
        return self.form_invalid(form)

    def act(self, form) -> None:
        """Call the action. May raise IdeaProblem."""
        raise NotImplementedError

    def get_success_message(self) -> str:
        return self.success_message

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "step": self.step,
            "explanation": self.explanation,
            "is_possible": self.is_possible,
        }
