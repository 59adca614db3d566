"""What a sender asks for about her own data: a copy of them, or that they go."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.views import View

from content.pdf import render
from networks.ideas import actions
from networks.ideas.actions.steps import record
from networks.ideas.forms.steps import EraseForm
from networks.ideas.models import GroupOpinion, ProjectIdea, Vote
from networks.ideas.policy import ERASE, may
from networks.ideas.viewsets.steps import OfIdea, StepView
from submissions.private_answers import seal
from submissions.subject_export import subject_zip

OWN_WORDS = ("title", "description", "benefit", "place", "sponsor")
CONTACT = ("contact_name", "contact_email", "contact_phone")


@dataclass(frozen=True)
class Going:
    """A kind of data that goes, and how many of it there are."""

    what: str
    number: int


def going(idea: ProjectIdea) -> list[Going]:
    """All that an erasure takes away, counted. What there is none of is not named."""
    filled = Counter(bool(getattr(idea, name)) for name in OWN_WORDS)
    contact = Counter(bool(getattr(idea, name)) for name in CONTACT)
    votes = Vote.objects.filter(round__idea=idea).exclude(text="")
    opinions = GroupOpinion.objects.filter(round__idea=idea).exclude(text="")
    counted = [
        Going("Angaben zur Person (Name, E-Mail-Adresse, Telefon)", contact[True]),
        Going("Texte der Idee (Titel, Vorhaben, Nutzen, Ort, Projektträger)", filled[True]),
        Going("Antworten auf zusätzliche Fragen", idea.answers.count()),
        Going("Anlagen", idea.attachments.count()),
        Going("Nachrichten", idea.messages.count()),
        Going("E-Mails", idea.mails.count()),
        Going("Interne Notizen", idea.notes.count()),
        Going("Schlagwörter", idea.tagged_items.count()),
        Going("Begründungen in Voten", votes.count()),
        Going("Protokolle der Gruppen", opinions.count()),
        Going("Empfehlungen", idea.rounds.exclude(recommendation="").count()),
        Going("Gründe von Interessenkonflikten", idea.conflicts.count()),
    ]
    return [each for each in counted if each.number]


class PrivacyView(StepView):
    """Both on one page: the copy for who asks for it, and the erasure with what it takes away."""

    name = "privacy"
    form_class = EraseForm
    template_name = "ideas/admin/privacy.html"
    success_message = "Die personenbezogenen Daten sind gelöscht."

    @cached_property
    def may_erase(self) -> bool:
        return may(self.request.user, ERASE, self.idea)

    def post(self, request, *args, **kwargs):
        if not self.may_erase:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def act(self, form):
        actions.erase_idea(self.idea, by=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "going": going(self.idea),
            "may_erase": self.may_erase,
        }


class SubjectExportView(OfIdea, View):
    """The copy, to be saved and handed to who asked for it. The log says that it was made."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs) -> HttpResponse:
        content = subject_zip(self.idea, render=render)
        record(self.idea, "subject_export", by=request.user)
        response = HttpResponse(content, content_type="application/zip")
        name = f"auskunft-{self.idea.reference}.zip"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["X-Content-Type-Options"] = "nosniff"
        return seal(response)
