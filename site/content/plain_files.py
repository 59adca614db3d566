"""Small files that machines ask for by a fixed name."""

from datetime import timedelta

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from content.models import OrganisationSettings
from content.placeholder_mark import is_placeholder

SECURITY_TXT_DAYS = 180  # RFC 9116: less than a year


def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: all may be read but the editor's pages and lists of search results."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /anmeldung/",
        "Disallow: /suche/",
        "Disallow: /vorgang/",
        "",
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def security_txt(request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt` (RFC 9116): whom to tell about a weakness."""
    email = OrganisationSettings.for_request(request).security_email
    contact = (
        f"{settings.BASE_URL}/kontakt/" if not email or is_placeholder(email) else f"mailto:{email}"
    )
    expires = timezone.now().replace(microsecond=0) + timedelta(days=SECURITY_TXT_DAYS)
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: de, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """`/favicon.ico`, which browsers ask for without being told."""
    try:
        return HttpResponseRedirect(staticfiles_storage.url("icons/favicon.ico"))
    except ValueError as error:  # the file is not among the collected ones
        raise Http404 from error
