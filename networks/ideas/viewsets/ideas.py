"""The pages about one idea. The list of all ideas is the inbox."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from networks.ideas.viewsets import triage
from networks.ideas.viewsets.detail import IdeaDetailView
from networks.ideas.viewsets.privacy import PrivacyView, SubjectExportView

STEP_VIEWS = {
    "in-pruefung": triage.TakeUpView,
    "rueckfrage": triage.AskView,
    "weiter": triage.ResumeView,
    "absage": triage.DeclineView,
    "dublette": triage.DuplicateView,
    "weiterfuehren": triage.CarryOnView,
    "zuweisen": triage.AssignNetworkView,
    "beratungstag": triage.ScheduleView,
    "beratungstag-absetzen": triage.UnscheduleView,
    "datenschutz": PrivacyView,
}


class IdeaViewSet(ViewSet):
    """`/admin/projektideen/NUMBER/`"""

    name = "ideas"
    url_prefix = "projektideen"
    icon = "form"

    def get_urlpatterns(self):
        return [
            path("<int:pk>/", self.construct_view(IdeaDetailView), name="detail"),
            path(
                "<int:pk>/auskunft/",
                self.construct_view(SubjectExportView),
                name="subject_export",
            ),
            *[
                path(f"<int:pk>/{word}/", self.construct_view(view), name=view.name)
                for word, view in STEP_VIEWS.items()
            ],
        ]
