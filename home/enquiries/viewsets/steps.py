"""What somebody of the team does with one enquiry: each a form that is sent, none by a link."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages

from home.enquiries import actions
from home.enquiries.forms.team import ReleaseForm
from home.enquiries.models import Enquiry
from home.enquiries.states import UNDER_WAY, EnquiryState, states_before
from submissions.correspondence import MessageGone
from submissions.inbox.views.access import OfOneSubmission
from submissions.models import Message
from submissions.policy import CHANGE

S = EnquiryState
MESSAGE_GONE = "Jemand war schneller: Dieser Entwurf ist schon freigegeben oder verworfen."


@dataclass(frozen=True)
class Step:
    """A thing to do next: what its button says, in which states it is offered, what was done."""

    name: str
    label: str
    states: frozenset[str]
    done: str
    act: Callable[..., None]
    is_main: bool = False
    is_grave: bool = False
    needs_contact: bool = False

    def url(self, enquiry: Enquiry) -> str:
        return reverse(f"enquiries:{self.name}", args=[enquiry.pk])


STEPS = [
    Step(
        "release",
        "Doch kein Spam",
        frozenset({S.SPAM}),  # of a suspect the inbox asks
        "Zurückgeholt. Hat die Person eine Adresse genannt, geht die Bestätigung jetzt hinaus.",
        actions.release,
        is_main=True,
    ),
    Step(
        "take",
        "Übernehmen",
        frozenset({S.NEW}),
        "Sie sind jetzt für diesen Vorgang zuständig.",
        actions.take,
        is_main=True,
    ),
    Step(
        "mark_question",
        "Wir warten auf Antwort",
        frozenset({S.NEW, S.OPEN, S.ANSWERED}),
        "Vermerkt: Die Person ist am Zug.",
        partial(actions.mark, to=S.QUESTION),
        needs_contact=True,
    ),
    Step(
        "mark_answered",
        "Ist beantwortet",
        frozenset({S.NEW, S.OPEN, S.QUESTION}),
        "Vermerkt: Die Person hat ihre Antwort.",
        partial(actions.mark, to=S.ANSWERED),
        needs_contact=True,
    ),
    Step(
        "close",
        "Abschließen",
        frozenset(UNDER_WAY),
        "Der Vorgang ist abgeschlossen.",
        actions.close,
    ),
    Step(
        "reopen",
        "Wieder öffnen",
        frozenset(actions.REOPENED),
        "Der Vorgang ist wieder in Bearbeitung.",
        actions.reopen,
    ),
    Step(
        "spam",
        "Als Spam ablegen",
        states_before(S.SPAM) - {S.SUSPECT},
        "Als Spam abgelegt. Bis zum Löschen können Sie den Vorgang zurückholen.",
        actions.reject,
        is_grave=True,
    ),
]


def steps_for(enquiry: Enquiry) -> list[tuple[Step, str]]:
    """What can be done with an enquiry now, with the addresses."""
    can_be_reached = bool(enquiry.contact_email or enquiry.contact_phone)
    return [
        (step, step.url(enquiry))
        for step in STEPS
        if enquiry.state in step.states and (can_be_reached or not step.needs_contact)
    ]


class OfEnquiry(OfOneSubmission):
    """What all pages about one enquiry share: only who works on it gets in."""

    needs = CHANGE

    @cached_property
    def enquiry(self) -> Enquiry:
        return get_object_or_404(Enquiry.objects.select_related("assignee"), pk=self.submission.pk)

    @property
    def detail_url(self) -> str:
        return reverse("enquiries:inspect", args=[self.kwargs["pk"]])

    def refuse(self, problem: object) -> HttpResponseRedirect:
        messages.error(self.request, str(problem))
        return redirect(self.detail_url)


class ActView(OfEnquiry, View):
    """One action, done by one click from the state that somebody has seen."""

    http_method_names = ["post"]
    step: ClassVar[Step | None] = None

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        seen = request.POST.get("seen", "")
        if seen not in self.step.states:
            return self.refuse(actions.Overtaken(self.enquiry))
        try:
            self.step.act(self.enquiry, by=request.user, seen=seen)
        except actions.EnquiryProblem as problem:
            return self.refuse(problem)
        messages.success(request, self.step.done)
        return redirect(self.detail_url)


class SendView(OfEnquiry, FormView):
    """Let a draft leave, as a question or as the answer."""

    template_name = "enquiries/admin/send.html"
    form_class = ReleaseForm
    page_title = "Nachricht freigeben"
    header_icon = "mail"

    @property
    def drafts(self) -> QuerySet[Message]:
        return self.enquiry.messages.filter(state=Message.State.DRAFT)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.enquiry.state not in UNDER_WAY or not self.drafts.exists():
            return self.refuse("Das geht jetzt nicht: Es gibt nichts freizugeben.")
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"drafts": self.drafts}

    def get_initial(self):
        return {"seen": self.enquiry.state, "message": self.drafts.last()}

    def form_valid(self, form):
        try:
            self.act(form.cleaned_data)
        except MessageGone:
            return self.refuse("Jemand war schneller: Der Entwurf ist nicht mehr, wie er war.")
        except actions.EnquiryProblem as problem:
            return self.refuse(problem)
        messages.success(self.request, "Die Nachricht ist freigegeben.")
        return redirect(self.detail_url)

    def act(self, given: dict) -> None:
        message, seen, then = given["message"], given["seen"], given["then"]
        if seen not in UNDER_WAY:
            raise actions.Overtaken(self.enquiry)
        if then == ReleaseForm.ASK:
            actions.ask(self.enquiry, message, by=self.request.user, seen=seen)
        else:
            closes = then == ReleaseForm.CLOSE
            actions.answer(self.enquiry, message, by=self.request.user, seen=seen, closes=closes)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "submission": self.submission,
            "row": self.line.row,
        }
