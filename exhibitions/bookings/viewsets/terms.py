"""What the lending goes by: holidays that somebody enters, and the terms, version by version."""

from django.db.models import Exists, OuterRef
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CopyView, CreateView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from exhibitions.bookings.forms.admin import HolidayForm, TermsForm
from exhibitions.bookings.holidays import SchoolDays
from exhibitions.bookings.models import Booking, HolidayPeriod, LoanTerms
from exhibitions.bookings.viewsets.sets import ProtectedDeleteView


class HolidayIndexView(IndexView):
    """What was entered by hand; above it what is known anyway."""

    page_title = "Ferien und freie Tage"
    template_name = "bookings/admin/holidays.html"

    @cached_property
    def columns(self):
        return [
            self._get_title_column("name"),
            Column(
                "first_day",
                label="Erster Tag",
                accessor=lambda each: f"{each.first_day:%d.%m.%Y}",
                sort_key="first_day",
            ),
            Column(
                "last_day",
                label="Letzter Tag",
                accessor=lambda each: f"{each.last_day:%d.%m.%Y}",
                sort_key="last_day",
            ),
            BooleanColumn("is_school_time", label="Ist Schulzeit"),
        ]

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, **kwargs) | {
            "library_until": SchoolDays().known_until,
            "known_until": SchoolDays.load().known_until,
        }


class HolidayViewSet(ModelViewSet):
    """Holidays that the library does not know, or knows wrongly."""

    model = HolidayPeriod
    name = "holiday_periods"
    url_prefix = "ausleihe/ferien"
    icon = "calendar"
    menu_label = "Ferien und freie Tage"
    ordering = "-first_day"
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = HolidayIndexView
    edit_handler = ObjectList(HolidayPeriod.panels, base_form_class=HolidayForm)


class TermsIndexView(IndexView):
    """All versions, the newest first."""

    page_title = "Leihbedingungen"
    add_item_label = "Neue Fassung"

    def get_base_queryset(self):
        accepted = Booking.objects.filter(terms=OuterRef("pk"))
        return LoanTerms.objects.annotate(was_accepted=Exists(accepted))

    def get_edit_url(self, instance):
        return None if instance.was_accepted else super().get_edit_url(instance)

    def get_delete_url(self, instance):
        return None if instance.was_accepted else super().get_delete_url(instance)

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        for button in buttons:
            if button.url == self.get_copy_url(instance):
                button.label = "Neue Fassung daraus"
        return buttons

    @cached_property
    def columns(self):
        return [
            self._get_title_column("__str__"),
            Column(
                "valid_from",
                label="Gilt ab",
                accessor=lambda each: f"{each.valid_from:%d.%m.%Y}",
                sort_key="valid_from",
            ),
            BooleanColumn("was_accepted", label="Schon angenommen"),
        ]


class TermsCreateView(CreateView):
    """A new version. It begins as the one that holds."""

    def get_initial_form_instance(self):
        current = LoanTerms.current()
        return LoanTerms(text=current.text) if current else None


class TermsCopyView(CopyView):
    """A new version that begins as the old one."""

    def get_initial_form_instance(self):
        return LoanTerms(text=self.get_object().text)


class TermsEditView(EditView):
    """A version that nobody has accepted yet."""

    def dispatch(self, request, *args, **kwargs):
        terms = self.get_object()
        if self.user_has_permission("change") and terms.is_accepted:
            messages.info(
                request,
                f"{terms} ist schon angenommen und bleibt, wie sie ist. Legen Sie daraus"
                " eine neue Fassung an.",
            )
            return redirect("loan_terms:inspect", terms.pk)
        return super().dispatch(request, *args, **kwargs)


class TermsDeleteView(ProtectedDeleteView):
    """A version that nobody has accepted yet."""

    def get_kept_message(self):
        if not self.object.is_accepted:
            return ""
        return f"{self.object} kann nicht gelöscht werden: Nach ihr wurde ausgeliehen."


class TermsInspectView(InspectView):
    """A version, as everybody reads it."""

    page_title = "Leihbedingungen"
    template_name = "bookings/admin/terms.html"

    def get_edit_url(self):
        return None if self.object.is_accepted else super().get_edit_url()

    def get_delete_url(self):
        return None if self.object.is_accepted else super().get_delete_url()

    def get_context_data(self, **kwargs):
        may_copy = self.permission_policy.user_has_permission(self.request.user, "add")
        return super().get_context_data(**kwargs) | {
            "terms": self.object,
            "copy_url": reverse("loan_terms:copy", args=[self.object.pk]) if may_copy else "",
        }


class TermsViewSet(ModelViewSet):
    """The terms of lending."""

    model = LoanTerms
    name = "loan_terms"
    url_prefix = "ausleihe/bedingungen"
    icon = "doc-full"
    ordering = "-version"
    menu_label = "Leihbedingungen"
    add_to_reference_index = False
    inspect_view_enabled = True
    index_view_class = TermsIndexView
    add_view_class = TermsCreateView
    edit_view_class = TermsEditView
    copy_view_class = TermsCopyView
    delete_view_class = TermsDeleteView
    inspect_view_class = TermsInspectView
    edit_handler = ObjectList(LoanTerms.panels, base_form_class=TermsForm)
