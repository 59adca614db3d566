"""What people agree to when they hand in an idea, version by version."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView, InspectView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet

from networks.ideas import actions
from networks.ideas.forms.setup import ConsentTextForm, one_kind_of_line_end
from networks.ideas.models import ConsentText


def standing_of(text: ConsentText) -> str:
    """Whether people agree to it, have done so, or will."""
    if text.published_at is None:
        return "Entwurf"
    return "Gilt" if text == ConsentText.current() else "Galt früher"


class ConsentIndexView(IndexView):
    """All versions, the newest first."""

    page_title = "Einwilligung"
    add_item_label = "Neue Fassung"

    def get_edit_url(self, instance):
        return None if instance.published_at else super().get_edit_url(instance)

    @cached_property
    def columns(self):
        return [
            self._get_title_column("__str__"),
            StatusTagColumn(
                "standing",
                label="Stand",
                accessor=standing_of,
                primary=lambda each: standing_of(each) == "Gilt",
            ),
            Column(
                "published_at",
                label="Gilt seit",
                accessor=lambda each: f"{each.published_at:%d.%m.%Y}" if each.published_at else "–",
            ),
        ]


class ConsentCreateView(CreateView):
    """A new version begins as the one that holds. One draft at a time is enough."""

    def dispatch(self, request, *args, **kwargs):
        draft = ConsentText.objects.filter(published_at=None).first()
        if draft and self.user_has_permission("add"):
            messages.info(request, f"Es gibt schon einen Entwurf: {draft}.")
            return redirect("idea_consents:edit", draft.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_initial_form_instance(self):
        current = ConsentText.current()
        return ConsentText(text=current.text if current else "")

    def get_success_url(self):
        return reverse("idea_consents:inspect", args=[self.object.pk])


class ConsentEditView(EditView):
    """A version that does not hold yet."""

    can_delete = False

    def dispatch(self, request, *args, **kwargs):
        text = self.get_object()
        if self.user_has_permission("change") and text.published_at:
            messages.info(
                request,
                f"{text} gilt oder galt und bleibt, wie sie ist. Legen Sie eine neue Fassung an.",
            )
            return redirect("idea_consents:inspect", text.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        return reverse("idea_consents:inspect", args=[self.object.pk])


class ConsentInspectView(InspectView):
    """A version as people read it; a draft with the button that makes it hold."""

    page_title = "Einwilligung"
    template_name = "ideas/admin/consent.html"

    def get_edit_url(self):
        return None if self.object.published_at else super().get_edit_url()

    def get_delete_url(self):
        return None

    def get_context_data(self, **kwargs):
        may_publish = self.permission_policy.user_has_permission(self.request.user, "change")
        return super().get_context_data(**kwargs) | {
            "text": self.object,
            "standing": standing_of(self.object),
            "may_publish": may_publish and not self.object.published_at,
            "publish_url": reverse("idea_consents:publish", args=[self.object.pk]),
            "current": ConsentText.current(),
        }


class PublishConsentView(PermissionCheckedMixin, View):
    """From now on it holds."""

    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        text = get_object_or_404(ConsentText, pk=kwargs["pk"])
        seen = one_kind_of_line_end(request.POST.get("seen", "").replace("\x00", ""))
        try:
            actions.publish_consent(text, by=request.user, seen=seen)
        except actions.IdeaProblem as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"Ab jetzt gilt: {text}.")
        return redirect("idea_consents:inspect", text.pk)


class ConsentTextViewSet(ModelViewSet):
    """The versions."""

    model = ConsentText
    name = "idea_consents"
    url_prefix = "projektideen/einwilligung"
    icon = "doc-full"
    menu_label = "Einwilligung"
    ordering = "-version"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = ConsentIndexView
    add_view_class = ConsentCreateView
    edit_view_class = ConsentEditView
    inspect_view_class = ConsentInspectView
    edit_handler = ObjectList([FieldPanel("text")], base_form_class=ConsentTextForm)

    def get_urlpatterns(self):
        publish = self.construct_view(PublishConsentView, permission_policy=self.permission_policy)
        return [*super().get_urlpatterns(), path("publish/<int:pk>/", publish, name="publish")]
