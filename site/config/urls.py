"""All addresses of the site, the fixed ones first, the page tree last."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("operations.urls")),
    path("", include("content.urls")),
    path("", include("accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("dokumente/", include(wagtaildocs_urls)),
    path("", include("search.urls")),
    path("", include("networks.urls")),
    path("", include("networks.ideas.urls")),
    path("", include("exhibitions.urls")),
    path("", include("exhibitions.bookings.urls")),
    path("", include("home.enquiries.urls")),
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]

handler400 = "submissions.attachments.request_bodies.refused_request"
