"""The list of all addresses for search engines."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import http_date

from content.models import BasePage


def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml` by two queries: flat in cost, and without instances of every page type."""
    pages = (
        BasePage.objects.live()
        .public()
        .filter(depth__gte=2)
        .select_related("locale")
        .only("url_path", "last_published_at", "locale__language_code", "depth", "translation_key")
        .order_by("path")
    )
    entries, newest = [], None
    for page in pages:
        url = page.get_url(request)
        if url:
            entries.append({"url": settings.BASE_URL + url, "modified": page.last_published_at})
            newest = max(filter(None, (newest, page.last_published_at)), default=None)
    body = render_to_string("sitemap.xml", {"entries": entries})
    response = HttpResponse(body, content_type="application/xml; charset=utf-8")
    if newest:
        response.headers["Last-Modified"] = http_date(newest.timestamp())
    return response
