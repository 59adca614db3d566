"""Views that somebody keeps: saved, named anew, shared, deleted. Only by whom they are."""

from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages

from submissions.inbox.filters import InboxFilters
from submissions.inbox.forms import SavedViewForm
from submissions.inbox.saved_views import stored_parameters
from submissions.inbox.views.access import InboxPage
from submissions.models import SavedView

MOST = 50


class SaveViewView(InboxPage, TemplateView):
    """Keep the filters as they are; without a name the page asks for one."""

    template_name = "submissions/inbox/view_form.html"
    page_title = "Ansicht speichern"

    @cached_property
    def filters(self) -> InboxFilters:
        address = self.request.POST.get("filter", "") or self.request.GET.urlencode()
        return InboxFilters(self.request.user, QueryDict(address[:4000]))

    @cached_property
    def view(self) -> SavedView:
        return SavedView(owner=self.request.user)

    @cached_property
    def form(self) -> SavedViewForm:
        return SavedViewForm(self.request.POST or None, instance=self.view)

    def post(self, request, *args, **kwargs):
        if SavedView.objects.filter(owner=request.user).count() >= MOST:
            self.form.add_error("name", f"Sie haben schon {MOST} Ansichten. Löschen Sie eine.")
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        self.form.instance.parameters = self.filters.parameters
        view = self.form.save()
        messages.success(request, f"Die Ansicht „{view.name}“ ist gespeichert.")
        return redirect(f"{reverse('inbox:list')}?{self.filters.address}")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "filters": self.filters,
            "address": self.filters.address,
        }


class ViewsView(InboxPage, TemplateView):
    """Her own views, to name anew and to delete."""

    template_name = "submissions/inbox/views.html"
    page_title = "Meine Ansichten"

    def get_context_data(self, **kwargs):
        views = SavedView.objects.filter(owner=self.request.user)
        return super().get_context_data(**kwargs) | {
            "views": [
                (each, InboxFilters(self.request.user, stored_parameters(each))) for each in views
            ]
        }


class EditViewView(SaveViewView):
    """Another name, or shared or not."""

    page_title = "Ansicht ändern"

    @cached_property
    def view(self) -> SavedView:
        return get_object_or_404(SavedView, owner=self.request.user, pk=self.kwargs["pk"])

    @cached_property
    def filters(self) -> InboxFilters:
        return InboxFilters(self.request.user, stored_parameters(self.view))

    def post(self, request, *args, **kwargs):
        if "loeschen" in request.POST:
            self.view.delete()
            messages.success(request, f"Die Ansicht „{self.view.name}“ ist gelöscht.")
            return redirect("inbox:views")
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        self.form.save()  # with its filters as they were kept
        messages.success(request, "Die Ansicht ist geändert.")
        return redirect("inbox:views")
