"""A school phones: the team enters its request."""

from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView

from exhibitions.bookings import actions
from exhibitions.bookings.planner import Period
from exhibitions.bookings.viewsets.decisions import OffersPeriods


class PhoneBookingView(OffersPeriods, CreateView):
    """A school has phoned: somebody enters its request."""

    page_title = "Ausleihe eintragen"
    template_name = "bookings/admin/phone_booking.html"
    submit_button_label = "Eintragen"
    submit_button_active_label = "Wird eingetragen …"
    error_message = (
        "Die Ausleihe konnte nicht eingetragen werden. Bitte sehen Sie die Angaben durch."
    )

    def get_page_subtitle(self):
        return "Eine Schule hat angerufen"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "Vorgänge"},
            {"url": "", "label": self.page_title},
        ]

    def post(self, request, *args, **kwargs):
        taken = self.taken_over()
        if taken:
            self.object = None
            self.form = self.get_form_class()(initial=taken, for_user=request.user)
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        self.form = form
        try:
            booking = actions.request_booking(
                form.details,
                form.period,
                key=form.cleaned_data["key"] or None,
                digest=form.digest,
                by=self.request.user,
            )
        except actions.NotAvailable as problem:
            self.alternatives = problem.alternatives
            form.add_error("first_day", f"{problem} Freie Zeiträume stehen unter dem Formular.")
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        except actions.SentBefore as problem:
            messages.warning(self.request, str(problem))
            return redirect("bookings:inspect", problem.booking.pk)
        messages.success(
            self.request,
            f"Eingetragen unter der Vorgangsnummer {booking.reference}. Der Zeitraum ist gehalten;"
            " die Zusage geben Sie hier.",
        )
        return redirect("bookings:inspect", booking.pk)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "windows": self.free_periods(_typed_period(context["form"]), None),
            "is_taken": self.alternatives is not None,
        }


def _typed_period(form) -> Period | None:
    values = getattr(form, "cleaned_data", form.initial)
    first, last = values.get("first_day"), values.get("last_day")
    return Period(first, last) if first and last and first <= last else None
