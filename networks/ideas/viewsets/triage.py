"""What the team does with an idea until it is advised on, each on a page of its own."""

from django.db.models import Q
from django.urls import reverse

from networks.ideas import actions, duplicates
from networks.ideas.forms.steps import (
    LONGEST_ID,
    AssignNetworkForm,
    CarryOnForm,
    DeclineForm,
    DuplicateForm,
    QuestionForm,
    ScheduleForm,
)
from networks.ideas.models import ProjectIdea
from networks.ideas.policy import ideas_for
from networks.ideas.states import IdeaState
from networks.ideas.viewsets.steps import StepView
from submissions.correspondence import MESSAGE
from submissions.outbox import mail_in_words

FOUND_AT_MOST = 20
DRAFTED = "Die Nachricht ist entworfen. Lesen Sie sie, und geben Sie sie frei."


class TakeUpView(StepView):
    """Begin to judge."""

    name = "take_up"
    explanation = (
        "Ab jetzt können die Einreichenden ihre Idee nicht mehr ändern, bis Sie etwas zurückfragen."
        " Sind noch keine Zuständigen eingetragen, sind Sie es."
    )
    success_message = "Die Idee ist in Prüfung."

    def act(self, form):
        actions.take_up(self.idea, by=self.request.user, seen=form.cleaned_data["seen"])


class AskView(StepView):
    """Put a question: first seen as the sender will read it, then sent."""

    name = "ask"
    form_class = QuestionForm
    template_name = "ideas/admin/ask.html"
    explanation = (
        "Die Frage geht sofort hinaus und steht hinter dem Link der Einreichenden. Sie können"
        " antworten und ihre Idee wieder ändern."
    )
    preview: tuple[str, str] | None = None

    def form_valid(self, form):
        if "senden" not in self.request.POST:
            text = form.cleaned_data["text"]
            self.preview = mail_in_words(self.idea, MESSAGE, {"text": text})
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def act(self, form):
        actions.ask_sender(
            self.idea,
            by=self.request.user,
            seen=form.cleaned_data["seen"],
            text=form.cleaned_data["text"],
        )

    def get_success_message(self):
        if self.idea.contact_email:
            return "Die Rückfrage ist gestellt. Die E-Mail ist unterwegs."
        return (
            "Die Rückfrage steht hinter dem Link. Eine E-Mail-Adresse gibt es nicht: Bitte rufen"
            " Sie an."
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"preview": self.preview}


class ResumeView(StepView):
    """Go on judging."""

    name = "resume"
    success_message = "Die Idee ist wieder in Prüfung."
    reasons = {
        IdeaState.QUESTION: "Die Antwort kam auf einem anderen Weg, oder Sie warten nicht länger.",
        IdeaState.ADVISED: "Die Idee wurde weiterentwickelt und kommt noch einmal in die Beratung.",
        IdeaState.DECLINED: "Die Entscheidung wird zurückgenommen.",
        IdeaState.DUPLICATE: "Es war doch keine Dublette.",
    }

    @property
    def explanation(self):
        return self.reasons.get(IdeaState(self.idea.state), "")

    def act(self, form):
        actions.resume(self.idea, by=self.request.user, seen=form.cleaned_data["seen"])


class DeclineView(StepView):
    """Say no, and why."""

    name = "decline"
    form_class = DeclineForm
    success_message = f"Die Idee wird nicht weiterverfolgt. {DRAFTED}"

    def act(self, form):
        actions.decline_idea(
            self.idea,
            by=self.request.user,
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data["reason"],
        )


class DuplicateView(StepView):
    """It was handed in before: as one of those that look alike, or one that is looked for."""

    name = "duplicate"
    form_class = DuplicateForm
    template_name = "ideas/admin/duplicate.html"
    explanation = (
        "Beide Ideen bleiben, wie sie sind; diese wird nicht eigens weitergeführt. Die"
        " Einreichenden erfahren nichts über die andere Idee."
    )
    success_message = f"Als Dublette markiert. {DRAFTED}"

    def others(self):
        """The ideas that it can be the same as."""
        seen = ideas_for(self.request.user).exclude(pk=self.idea.pk).filter(forgotten_at=None)
        return seen.exclude(state__in=[IdeaState.SUSPECT, IdeaState.SPAM])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ideas": self.others()}

    @property
    def query(self) -> str:
        typed = self.request.POST.get("q") or self.request.GET.get("q") or ""
        return " ".join(typed.replace("\x00", "").split())[:120]

    def found(self) -> list[ProjectIdea]:
        """By number or by words of the title, all of them; without any, those that look alike."""
        if not self.query:
            return [hint.idea for hint in duplicates.hints(self.idea, self.others())]
        words = Q()
        for word in self.query.split():
            words &= Q(title__icontains=word) | Q(reference__iexact=word)
        ideas = self.others().filter(words).select_related("network")
        return list(ideas.order_by("-created_at", "-pk")[:FOUND_AT_MOST])

    def act(self, form):
        actions.mark_duplicate(
            self.idea,
            form.cleaned_data["target"],
            by=self.request.user,
            seen=form.cleaned_data["seen"],
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        chosen = str(context["form"]["target"].value() or self.request.GET.get("ziel", ""))
        found = self.found()
        if is_number(chosen) and chosen not in {str(each.pk) for each in found}:
            found = [*self.others().filter(pk=int(chosen)), *found]
        return context | {"query": self.query, "found": found, "chosen": chosen}


def is_number(text: str) -> bool:
    """Whether it can be the number of a row."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID


class CarryOnView(StepView):
    """The idea becomes a project."""

    name = "carry_on"
    form_class = CarryOnForm
    explanation = (
        "Die Idee ist beraten und wird zu einem Vorhaben. Über sie auf der Website zu berichten,"
        " bleibt Sache der Redaktion, und nur wenn die Einreichenden zugestimmt haben."
    )
    success_message = "Die Idee wird weitergeführt."

    def act(self, form):
        actions.carry_on(
            self.idea,
            by=self.request.user,
            seen=form.cleaned_data["seen"],
            text=form.cleaned_data["text"],
        )


class AssignNetworkView(StepView):
    """Put a network in charge."""

    name = "assign_network"
    form_class = AssignNetworkForm
    success_message = "Das Fachnetzwerk ist zugewiesen."

    @property
    def explanation(self):
        if self.idea.network_id:
            return (
                f"Zuständig ist jetzt: {self.idea.network}. Geben Sie die Idee an ein anderes"
                " Fachnetzwerk, sehen Sie sie danach vielleicht selbst nicht mehr."
            )
        candidates = ", ".join(str(each) for each in self.idea.networks.all())
        return f"Noch ist kein Fachnetzwerk zuständig. In Frage kommen: {candidates or 'alle'}."

    def get_initial(self):
        return super().get_initial() | {
            "seen_version": self.idea.version,
            "network": str(self.idea.network_id or ""),
        }

    def act(self, form):
        actions.assign_network(
            self.idea,
            form.cleaned_data["network"],
            by=self.request.user,
            seen_version=form.cleaned_data["seen_version"],
            reason=form.cleaned_data["reason"],
        )


class ScheduleView(StepView):
    """Put it on the agenda of a day."""

    name = "schedule"
    form_class = ScheduleForm
    template_name = "ideas/admin/schedule.html"
    explanation = "Die Fachgruppen sehen die Idee, sobald sie auf einer Tagesordnung steht."
    success_message = "Die Idee steht auf der Tagesordnung."

    def act(self, form):
        actions.schedule(
            self.idea,
            form.cleaned_data["day"],
            by=self.request.user,
            seen=form.cleaned_data["seen"],
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        may_add = self.request.user.has_perm("ideas.add_adviceday")
        return context | {
            "has_days": context["form"].fields["day"].queryset.exists(),
            "new_day_url": new_day_url() if may_add else "",
            "assign_url": reverse("ideas:assign_network", args=[self.idea.pk]),
        }


class UnscheduleView(StepView):
    """Take it off the agenda."""

    name = "unschedule"
    explanation = "Die Idee ist danach wieder in Prüfung. Schon abgegebene Voten bleiben."
    success_message = "Die Idee ist von der Tagesordnung genommen."

    def act(self, form):
        actions.unschedule(self.idea, by=self.request.user, seen=form.cleaned_data["seen"])


def new_day_url() -> str:
    """Where a day of advice is made."""
    return reverse("advice_days:add")
