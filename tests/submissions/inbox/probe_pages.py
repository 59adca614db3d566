"""The site with one page more: a loan on the page that every kind may take over."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from config.urls import urlpatterns as site
from submissions.inbox.detail import SubmissionDetailView


class ProbeDetailView(SubmissionDetailView):
    """Nothing of its own."""

    kind = "booking"


urlpatterns = [
    path("admin/probe/<int:pk>/", require_admin_access(ProbeDetailView.as_view())),
    *site,
]
