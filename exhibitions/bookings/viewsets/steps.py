"""Pages on which somebody does one thing with one loan."""

from dataclasses import dataclass, replace
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from exhibitions.bookings import actions
from exhibitions.bookings.forms.admin import StepForm
from exhibitions.bookings.models import Booking
from exhibitions.bookings.states import MOVES, BookingState

S = BookingState


def states_before(target: str) -> frozenset[str]:
    """From where a loan can get there."""
    return frozenset(seen for seen, to in MOVES if to == target)


@dataclass(frozen=True)
class Step:
    """A thing to do next: what the button says, where it leads, in which states it is offered."""

    name: str
    label: str
    icon: str
    states: frozenset[str]
    is_main: bool = False
    is_grave: bool = False

    def url(self, booking: Booking) -> str:
        return reverse(f"bookings:{self.name}", args=[booking.pk])


STEPS = {
    step.name: step
    for step in [
        Step("confirm_address", "Adresse bestätigen", "check", frozenset({S.UNCONFIRMED})),
        Step("confirm", "Zusagen", "check", states_before(S.CONFIRMED), is_main=True),
        Step("hand_over", "Ausgeben", "arrow-right", states_before(S.OUT), is_main=True),
        Step("take_back", "Zurücknehmen", "arrow-left", states_before(S.RETURNED), is_main=True),
        Step("feedback", "Rückmeldung eintragen", "form", frozenset({S.OUT, S.RETURNED, S.CLOSED})),
        Step(
            "move",
            "Verschieben",
            "date",
            frozenset({S.UNCONFIRMED, S.REQUESTED, S.CONFIRMED}),
        ),
        Step("decline", "Absagen", "cross", states_before(S.DECLINED), is_grave=True),
        Step("cancel", "Stornieren", "bin", states_before(S.CANCELLED), is_grave=True),
    ]
}


def steps_for(booking: Booking) -> list[tuple[Step, str]]:
    """What can be done with a loan now, with the addresses."""
    steps = [each for each in STEPS.values() if booking.state in each.states]
    if hasattr(booking, "feedback"):
        steps = [
            replace(each, label="Rückmeldung ändern") if each.name == "feedback" else each
            for each in steps
        ]
    return [(step, step.url(booking)) for step in steps]


class LoanView(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """What all pages about one loan share."""

    model = Booking
    permission_required = "change"
    index_url_name = None
    inspect_url_name = None

    @cached_property
    def booking(self) -> Booking:
        loans = Booking.objects.select_related("occupancy__poster_set", "decided_by", "terms")
        return get_object_or_404(loans, pk=self.kwargs["pk"])

    @property
    def detail_url(self) -> str:
        return reverse("bookings:inspect", args=[self.kwargs["pk"]])

    def get_page_subtitle(self):
        return self.booking.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("bookings:index"), "label": "Vorgänge"},
            {"url": self.detail_url, "label": self.booking.reference},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "booking": self.booking,
            "detail_url": self.detail_url,
        }

    def overtaken(self, problem: actions.Overtaken) -> HttpResponseRedirect:
        messages.error(self.request, f"Bereits entschieden: {problem}")
        return redirect(self.detail_url)


class StepView(LoanView, FormView):
    """One action: shown by GET, done by POST, only from the state that somebody has seen."""

    template_name = "bookings/admin/step.html"
    form_class: ClassVar = StepForm
    name = ""
    explanation = ""
    success_message = ""

    @property
    def step(self) -> Step:
        return STEPS[self.name]

    def get_page_title(self):
        return self.step.label

    def get_header_icon(self):
        return self.step.icon

    def get_initial(self):
        return {"seen": self.booking.state}

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.booking.state not in self.step.states:
            state = self.booking.get_state_display()
            messages.warning(request, f"Das geht jetzt nicht: Der Vorgang steht auf „{state}“.")
            return redirect(self.detail_url)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        seen = request.POST.get("seen", "")
        if seen != self.booking.state or seen not in self.step.states:
            return self.overtaken(actions.Overtaken(self.booking))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            self.act(form)
        except actions.Overtaken as problem:
            return self.overtaken(problem)
        except actions.BookingProblem as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        messages.success(self.request, self.get_success_message())
        return redirect(self.detail_url)

    def act(self, form) -> None:
        """Call the action. May raise BookingProblem."""
        raise NotImplementedError

    def get_success_message(self) -> str:
        return self.success_message

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "step": self.step,
            "explanation": self.explanation,
            "media": kwargs["form"].media if "form" in kwargs else self.get_form().media,
        }
