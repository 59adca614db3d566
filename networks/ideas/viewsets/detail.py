"""One idea, readable: what it says, who is in charge, what can be done with it now."""

from networks.ideas import duplicates
from networks.ideas.models import KIND
from networks.ideas.policy import ideas_for
from networks.ideas.results import advice_of
from networks.ideas.viewsets.steps import steps_for
from submissions.inbox.detail import SubmissionDetailView


class IdeaDetailView(SubmissionDetailView):
    """The page that everything about an idea leads to."""

    kind = KIND
    template_name = "ideas/admin/detail.html"
    page_title = "Projektidee"
    header_icon = "form"

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("consent", "decided_by", "duplicate_of")
            .prefetch_related("answers", "networks")
        )

    def get_context_data(self, **kwargs):
        idea, user = self.object, self.request.user
        seen = ideas_for(user)
        steps = steps_for(idea, user)
        return super().get_context_data(**kwargs) | {
            "idea": idea,
            "steps": steps,
            "may_mark": any(step.name == "duplicate" for step, _ in steps),
            "hints": duplicates.hints(idea, seen) if self.may_change else [],
            "original": seen.filter(pk=idea.duplicate_of_id).first(),
            "copies": list(seen.filter(duplicate_of=idea.pk)),
            "advice": advice_of(idea, user),
            "may_see_days": user.has_perm("ideas.view_adviceday"),
            "conflicts": idea.conflicts.select_related("person") if self.may_change else [],
        }
