"""Yes, no, another time, not at all: each on a page of its own."""

from datetime import date, timedelta

from django.forms import model_to_dict
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.views import View
from wagtail.admin import messages

from exhibitions.bookings import actions
from exhibitions.bookings.availability import Availability
from exhibitions.bookings.forms.admin import ConfirmForm, FeedbackForm, MoveForm, ReasonForm
from exhibitions.bookings.models import Booking, Feedback
from exhibitions.bookings.planner import Period
from exhibitions.bookings.viewsets.steps import LoanView, StepView

WINDOWS = 6  # free periods that are offered


def written_to(booking: Booking) -> str:
    """Whether the school learns of it by mail."""
    if booking.contact_email:
        return f"Die E-Mail an {booking.contact_email} ist unterwegs."
    return "Die Schule hat keine E-Mail-Adresse angegeben: Bitte rufen Sie dort an."


class ConfirmAddressView(StepView):
    """The school said on another way that the request is its own."""

    name = "confirm_address"
    explanation = (
        "Die Schule hat am Telefon bestätigt, dass die Anfrage von ihr ist. Danach steht der"
        " Vorgang auf „Angefragt“, und Sie können zusagen."
    )
    success_message = "Die Adresse gilt als bestätigt."

    def act(self, form):
        actions.confirm_address(self.booking)


class ConfirmView(StepView):
    """Promise the loan."""

    name = "confirm"
    form_class = ConfirmForm
    explanation = (
        "Die Schule bekommt die Zusage per E-Mail, mit Leihvertrag, Packliste und Kalendereintrag."
    )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"missing": actions.missing_in_contract(self.booking)}

    def act(self, form):
        for name in form.missing:
            setattr(self.booking, name, form.cleaned_data[name])
        if form.missing:
            actions.edit_booking(self.booking, set(form.missing), by=self.request.user)
        actions.confirm_booking(self.booking, by=self.request.user, seen=form.cleaned_data["seen"])

    def get_success_message(self):
        return f"Zugesagt. {written_to(self.booking)}"


class DeclineView(StepView):
    """Say no, with a reason."""

    name = "decline"
    form_class = ReasonForm
    explanation = (
        "Die Schule bekommt den Grund und andere freie Zeiträume per E-Mail. Der Satz ist sofort"
        " wieder frei."
    )

    def act(self, form):
        actions.decline_booking(
            self.booking,
            by=self.request.user,
            seen=form.cleaned_data["seen"],
            reason=form.reason,
        )

    def get_success_message(self):
        return f"Abgesagt. {written_to(self.booking)}"


class CancelView(StepView):
    """Call it off for the school or against it."""

    name = "cancel"
    form_class = ReasonForm
    explanation = (
        "Storniert wird, was die Schule nicht mehr will oder was wir nicht halten können. Die"
        " Schule bekommt den Grund per E-Mail, und der Termin verschwindet aus ihrem Kalender."
    )

    def act(self, form):
        actions.cancel_booking(
            self.booking,
            seen=form.cleaned_data["seen"],
            by=self.request.user,
            reason=form.reason,
        )

    def get_success_message(self):
        return f"Storniert. {written_to(self.booking)}"


class OffersPeriods:
    """A form with a period: free ones stand beside it, and a button takes one over.

    Taking one over writes nothing; whatever else was typed stays.
    """

    alternatives: list[Period] | None = None

    def taken_over(self) -> dict[str, str] | None:
        """What was typed, with the days of the button that was pressed; None without one."""
        try:
            first, last = map(
                date.fromisoformat, self.request.POST.get("take", "").split("_", maxsplit=1)
            )
        except ValueError:
            return None
        return {**self.request.POST.dict(), "first_day": first, "last_day": last}

    def free_periods(self, wanted: Period | None, ignoring: int | None) -> list[Period]:
        """The next ones of that length, from somewhat before the wanted one on."""
        if self.alternatives is not None:
            return self.alternatives
        availability = Availability.load()
        weeks, start = availability.planner.rules.usual_weeks, None
        if wanted:
            weeks, start = wanted.weeks, wanted.first - timedelta(weeks=2)
        windows = availability.windows(weeks, start=start, ignoring=ignoring)
        return [window for window, _ in zip(windows, range(WINDOWS), strict=False)]


class MoveView(OffersPeriods, StepView):
    """Other days or another set. The old days go only when the new ones are won."""

    name = "move"
    form_class = MoveForm
    template_name = "bookings/admin/move.html"
    explanation = (
        "Die Schule bekommt den neuen Zeitraum per E-Mail; war er schon zugesagt, mit neuem"
        " Vertrag und Kalendereintrag. Der alte Zeitraum wird erst frei, wenn der neue sicher ist."
    )

    def get_initial(self):
        return super().get_initial() | {
            "seen_version": self.booking.version,
            "first_day": self.booking.first_day,
            "last_day": self.booking.last_day,
        }

    def post(self, request, *args, **kwargs):
        taken = self.taken_over()
        if taken:
            form = self.form_class(initial=taken)
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def act(self, form):
        try:
            actions.move_booking(
                self.booking,
                form.period,
                seen_version=form.cleaned_data["seen_version"],
                by=self.request.user,
                poster_set=form.cleaned_data["poster_set"],
            )
        except actions.NotAvailable as problem:
            self.alternatives = problem.alternatives
            raise

    def get_success_message(self):
        return f"Verschoben auf {Period(*self.booking.days)}. {written_to(self.booking)}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "windows": self.free_periods(Period(*self.booking.days), self.booking.pk),
            "is_taken": self.alternatives is not None,
        }


class FeedbackView(StepView):
    """What the school reported by telephone."""

    name = "feedback"
    form_class = FeedbackForm
    explanation = "Für Zahlen, die am Telefon oder per Brief kamen. Bitte ohne Namen."

    def get_initial(self):
        said = getattr(self.booking, "feedback", None)
        return super().get_initial() | (
            model_to_dict(said, FeedbackForm.Meta.fields) if said else {}
        )

    success_message = "Die Rückmeldung ist eingetragen."

    def get_form_kwargs(self):
        known = Feedback.objects.filter(booking=self.booking).first()
        return super().get_form_kwargs() | {"instance": known}

    def act(self, form):
        actions.receive_feedback(self.booking, form.cleaned_data)


class SendLinkView(LoanView, View):
    """Send the school its link once more."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs) -> HttpResponseRedirect:
        email = self.booking.contact_email
        if not email or self.booking.is_over:
            messages.error(request, "Zu diesem Vorgang gibt es keinen Link mehr.")
            return redirect(self.detail_url)
        actions.send_link(self.booking)
        messages.success(request, f"Der Link an {email} ist unterwegs.")
        return redirect(self.detail_url)
