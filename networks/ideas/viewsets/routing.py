"""`/admin/projektideen/zustaendigkeiten/`: Schwerpunkt by Revier, saved at once."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from networks.ideas import actions
from networks.ideas.forms.routing import RoutingForm, digest
from networks.ideas.routing import all_focus_areas
from networks.ideas.viewsets.steps import RELOAD
from networks.models import Region

MAY = "ideas.change_route"
OVERTAKEN = (
    "Jemand war schneller: Die Zuständigkeiten wurden in der Zwischenzeit geändert. Gespeichert ist"
    " nichts; Ihre Auswahl steht noch hier. Speichern Sie noch einmal, wenn sie gelten soll."
)


class RoutingView(WagtailAdminTemplateMixin, FormView):
    """The whole table is one form."""

    form_class = RoutingForm
    template_name = "ideas/admin/routing.html"
    page_title = "Zuständigkeiten"
    header_icon = "site"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MAY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "focus_areas": all_focus_areas(),
            "regions": list(Region.objects.all()),
        }

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def form_invalid(self, form):
        if "seen" in form.errors:  # a field that nobody sees
            form.add_error(None, RELOAD)
        return super().form_invalid(form)

    def form_valid(self, form):
        now = digest(form.decided)
        if form.cleaned_data["seen"] != now:
            form.data = form.data.copy()
            form.data["seen"] = now
            form.add_error(None, OVERTAKEN)
            return self.form_invalid(form)
        changed = actions.change_routes(form.wanted, by=self.request.user)
        said = "Gespeichert." if changed else "Es war nichts zu ändern."
        messages.success(self.request, said)
        return redirect("idea_routes:index")


class ForRouters(MenuItem):
    """A line of the menu for those who say who is in charge."""

    def is_shown(self, request):
        return request.user.has_perm(MAY)


class RoutingViewSet(ViewSet):
    """One page."""

    name = "idea_routes"
    url_prefix = "projektideen/zustaendigkeiten"
    icon = "site"
    menu_label = "Zuständigkeiten"

    @cached_property
    def menu_item_class(self):
        return ForRouters

    def get_urlpatterns(self):
        return [path("", self.construct_view(RoutingView), name="index")]
