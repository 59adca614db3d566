"""A set goes out and comes back: one page for the phone, one tap when all is well."""

from exhibitions.bookings import actions
from exhibitions.bookings.forms.condition import ConditionForm, HandOverForm, TakeBackForm
from exhibitions.bookings.viewsets.steps import StepView


class ConditionView(StepView):
    """All parts of the set, each with what was found the last time."""

    template_name = "bookings/admin/condition.html"
    form_class = ConditionForm

    def get_form_kwargs(self):
        poster_set = self.booking.poster_set
        parts = list(poster_set.parts.all()) if poster_set else []
        return super().get_form_kwargs() | {"parts": parts}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"poster_set": self.booking.poster_set}


class HandOverView(ConditionView):
    """The set leaves."""

    name = "hand_over"
    form_class = HandOverForm
    success_message = "Ausgegeben. Der Zustand ist festgehalten."

    def get_form_kwargs(self):
        occupancy = getattr(self.booking, "occupancy", None)
        return super().get_form_kwargs() | {"delivery_day": occupancy.start if occupancy else None}

    def act(self, form):
        actions.hand_over(
            self.booking,
            by=self.request.user,
            findings=form.findings,
            note=form.cleaned_data["note"],
        )


class TakeBackView(ConditionView):
    """The set is back."""

    name = "take_back"
    form_class = TakeBackForm
    success_message = "Zurückgenommen. Der Satz ist ab morgen wieder frei."

    def act(self, form):
        self.is_withdrawn = form.cleaned_data["withdraw_set"]
        actions.take_back(
            self.booking,
            by=self.request.user,
            findings=form.findings,
            note=form.cleaned_data["note"],
            withdraw_set=self.is_withdrawn,
        )

    def get_success_message(self):
        if self.is_withdrawn:
            return "Zurückgenommen. Der Satz wird bis auf Weiteres nicht verliehen."
        return self.success_message
