"""Enquiries in the admin: each has a page and its steps. The list of all is the inbox."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from home.enquiries.viewsets.detail import EnquiryDetailView
from home.enquiries.viewsets.steps import STEPS, ActView, SendView

WORDS = {
    "release": "doch-kein-spam",
    "take": "uebernehmen",
    "mark_question": "wartet",
    "mark_answered": "beantwortet",
    "close": "abschliessen",
    "reopen": "wieder-oeffnen",
    "spam": "spam",
}


class EnquiryViewSet(ViewSet):
    """What is reached from a row of the inbox."""

    name = "enquiries"
    url_prefix = "eingang/anfragen"

    def get_urlpatterns(self):
        return [
            path("<int:pk>/", EnquiryDetailView.as_view(), name="inspect"),
            path("<int:pk>/nachricht-freigeben/", SendView.as_view(), name="send"),
            *[
                path(f"<int:pk>/{WORDS[step.name]}/", ActView.as_view(step=step), name=step.name)
                for step in STEPS
            ],
        ]
