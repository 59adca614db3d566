"""One person's votes: what waits for her, what she thinks, and when she had better not vote."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from networks.ideas import actions
from networks.ideas.ballots import ballots_of, open_ballots
from networks.ideas.forms.advice import ConflictForm, VoteForm
from networks.ideas.interests import signs_of_interest
from networks.ideas.models import AdviceRound, Conflict, ProjectIdea, Vote
from networks.ideas.policy import IdeaPolicy, ideas_for, seats_of, steps_of
from networks.ideas.results import readers_rounds
from networks.ideas.states import AdviceStep, IdeaState
from submissions.inbox.detail import opened
from submissions.private_answers import seal


class VotesView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """`/admin/projektideen/voten/`"""

    template_name = "ideas/admin/advice/votes.html"
    page_title = "Meine Voten"
    header_icon = "check"
    permission_required = "view"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        ballots = ballots_of(self.request.user)
        days = {each.round.day_id: each.round.day for each in ballots}
        return super().get_context_data(**kwargs) | {
            "open_ballots": [each for each in ballots if each.is_open],
            "done_ballots": [each for each in ballots if not each.is_open],
            "days": list(days.values()),
            "has_seat": bool(seats_of(self.request.user)),
        }


class OfRound(WagtailAdminTemplateMixin):
    """What the pages about a vote share: only for whoever has a seat, on what she may see."""

    header_icon = "check"

    def dispatch(self, request, *args, **kwargs):
        if not self.own_steps:
            raise Http404
        return seal(super().dispatch(request, *args, **kwargs))

    @cached_property
    def round(self) -> AdviceRound:
        found = AdviceRound.objects.select_related(
            "day", "idea__network", "idea__focus_area", "idea__region"
        ).filter(pk=self.kwargs["pk"], idea__in=ideas_for(self.request.user).values("pk"))
        advice_round = found.first()
        if advice_round is None:
            raise Http404
        return advice_round

    @property
    def idea(self) -> ProjectIdea:
        return self.round.idea

    @cached_property
    def own_steps(self) -> list[str]:
        own = steps_of(self.request.user, self.idea)
        return [step for step in AdviceStep.values if step in own]

    @cached_property
    def conflict(self) -> Conflict | None:
        return Conflict.objects.filter(idea=self.idea, person=self.request.user).first()

    @property
    def is_open(self) -> bool:
        """Whether one can vote in this round now."""
        stands = self.round.decided_at is None and self.round.day_id is not None
        return stands and self.idea.state == IdeaState.SCHEDULED and not self.idea.forgotten_at

    @property
    def vote_url(self) -> str:
        step = self.kwargs.get("step", self.own_steps[0])
        return reverse("idea_votes:vote", args=[self.round.pk, step])

    def get_page_subtitle(self):
        return self.idea.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("idea_votes:index"), "label": "Meine Voten"},
            {"url": "", "label": self.idea.reference},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "round": self.round,
            "idea": self.idea,
            "conflict": self.conflict,
            "is_open": self.is_open,
            "vote_url": self.vote_url,
            "detail_url": reverse("ideas:detail", args=[self.idea.pk]),
        }


class VoteView(OfRound, FormView):
    """One vote in one step: kept as a draft, or handed in."""

    template_name = "ideas/admin/advice/vote.html"
    form_class = VoteForm
    page_title = "Votum"

    def dispatch(self, request, *args, **kwargs):
        if self.kwargs["step"] not in self.own_steps:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def step(self) -> str:
        return self.kwargs["step"]

    @cached_property
    def vote(self) -> Vote | None:
        votes = self.round.votes.filter(step=self.step, person=self.request.user)
        return votes.prefetch_related("ratings").first()

    @property
    def is_handed_in(self) -> bool:
        return bool(self.vote and self.vote.handed_in_at)

    @cached_property
    def signs(self) -> list[str]:
        """What to warn of, until she has voted."""
        return [] if self.is_handed_in else signs_of_interest(self.request.user, self.idea)

    def get(self, request, *args, **kwargs):
        opened(self.idea, request.user)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "step": self.step,
            "vote": self.vote,
            "hand_in": "draft" not in self.request.POST,
            "warned": bool(self.signs),
        }

    def form_valid(self, form):
        try:
            actions.save_vote(
                self.round,
                self.step,
                by=self.request.user,
                opinion=form.cleaned_data["opinion"],
                text=form.cleaned_data["text"],
                points=form.points,
                hand_in=form.hand_in,
            )
        except actions.IdeaProblem as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        if form.hand_in:
            messages.success(self.request, "Ihr Votum ist abgegeben.")
            return redirect(self.vote_url)
        messages.success(self.request, "Als Entwurf gespeichert. Er zählt erst, wenn Sie abgeben.")
        return redirect(self.vote_url)

    def form_invalid(self, form):
        context = self.get_context_data(form=form)
        context["page_title"] = f"Fehler: {self.page_title}"
        return self.render_to_response(context)

    def get_context_data(self, **kwargs):
        (seen,) = readers_rounds(self.request.user, [self.round])
        return super().get_context_data(**kwargs) | {
            "step_label": AdviceStep(self.step).label,
            "vote": self.vote,
            "is_handed_in": self.is_handed_in,
            "signs": self.signs,
            "seen": seen,
            "answers": self.idea.answers.all(),
            "attachments": self.idea.attachments.all(),
            "conflict_url": reverse("idea_votes:conflict", args=[self.round.pk]),
            "other_steps": [
                (AdviceStep(step).label, reverse("idea_votes:vote", args=[self.round.pk, step]))
                for step in self.own_steps
                if step != self.step
            ],
        }


class ConflictView(OfRound, FormView):
    """Somebody has an interest of her own, and says so before she reads or votes."""

    template_name = "ideas/admin/advice/conflict.html"
    form_class = ConflictForm
    page_title = "Interessenkonflikt"
    header_icon = "warning"

    def get_initial(self):
        return {"reason": self.conflict.reason if self.conflict else ""}

    def form_valid(self, form):
        try:
            actions.declare_conflict(
                self.idea, by=self.request.user, reason=form.cleaned_data["reason"]
            )
        except actions.IdeaProblem as problem:
            form.add_error("reason", str(problem))
            return self.form_invalid(form)
        messages.success(
            self.request, "Ihr Interessenkonflikt ist erklärt. Zu dieser Idee stimmen Sie nicht ab."
        )
        return redirect("idea_votes:index")


class NoConflictView(OfRound, View):
    """It was a mistake."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if self.conflict:
            actions.withdraw_conflict(self.idea, by=request.user)
            messages.success(request, "Die Erklärung ist zurückgenommen. Sie können abstimmen.")
        return redirect(self.vote_url)


class ForReaders(MenuItem):
    """A line of the menu for those who read ideas. Asks the database nothing."""

    def is_shown(self, request):
        return request.user.has_perm("ideas.view_projectidea")


class VotesViewSet(ViewSet):
    """Votes of whoever is signed in; nobody sees another one's here."""

    name = "idea_votes"
    url_prefix = "projektideen/voten"
    icon = "check"
    menu_label = "Meine Voten"

    @property
    def permission_policy(self):
        return IdeaPolicy()

    @cached_property
    def menu_item_class(self):
        return ForReaders

    def get_urlpatterns(self):
        index = self.construct_view(VotesView, permission_policy=self.permission_policy)
        return [
            path("", index, name="index"),
            path(
                "<int:pk>/interessenkonflikt/", self.construct_view(ConflictView), name="conflict"
            ),
            path(
                "<int:pk>/kein-interessenkonflikt/",
                self.construct_view(NoConflictView),
                name="no_conflict",
            ),
            path("<int:pk>/<slug:step>/", self.construct_view(VoteView), name="vote"),
        ]


class VotesPanel(Component):
    """On the first page of the admin, for those who give advice: how many votes wait."""

    name = "votes"
    template_name = "ideas/admin/advice/home_panel.html"
    order = 110

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        return {
            "number": len(open_ballots(self.request.user)),
            "url": reverse("idea_votes:index"),
        }
