"""What search engines read: organisation, breadcrumbs and the page itself (schema.org, JSON-LD)."""

from typing import Any

from django.conf import settings

from content.models import OrganisationSettings
from content.placeholders import without_placeholders


def absolute(url: str) -> str:
    """An address of this site with its host."""
    return url if url.startswith("http") else f"{settings.BASE_URL}{url}"


def page_graph(page, request) -> dict[str, Any]:
    """All that is said of a page, as one JSON-LD graph."""
    organisation = organisation_data(OrganisationSettings.for_request(request))
    graph = [organisation, breadcrumb_data(page, request), web_page_data(page, request)]
    extra = getattr(page, "structured_data", None)
    if extra:
        graph.extend(extra if isinstance(extra, list) else [extra])
    return {"@context": "https://schema.org", "@graph": [_compact(item) for item in graph]}


def organisation_data(organisation: OrganisationSettings) -> dict[str, Any]:
    """The body that runs the site; only what an editor has filled in."""
    said = without_placeholders(
        {name: getattr(organisation, name) for name in ("name", "phone", "email", "street", "town")}
    )
    contact = _compact(
        {
            "@type": "ContactPoint",
            "contactType": "Auskunft",
            "telephone": said["phone"],
            "email": said["email"],
            "availableLanguage": ["de"],
        }
    )
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{settings.BASE_URL}/#organisation",
        "name": said["name"] or settings.WAGTAIL_SITE_NAME,
        "url": f"{settings.BASE_URL}/",
        "contactPoint": contact if said["phone"] or said["email"] else None,
        "address": _compact(
            {
                "@type": "PostalAddress",
                "streetAddress": said["street"],
                "addressLocality": said["town"],
            }
        )
        if said["street"]
        else None,
    }


def breadcrumb_data(page, request) -> dict[str, Any]:
    """Where the page stands."""
    trail = [*page.breadcrumbs, page]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": step.title,
                "item": absolute(step.get_url(request) or "/"),
            }
            for position, step in enumerate(trail, start=1)
        ],
    }


def web_page_data(page, request) -> dict[str, Any]:
    """The page itself."""
    url = absolute(page.get_url(request) or "/")
    return {
        "@type": page.structured_type if page.structured_type != "NewsArticle" else "WebPage",
        "@id": url,
        "url": url,
        "name": page.seo_title or page.title,
        "description": page.description,
        "inLanguage": page.html_lang,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "publisher": {"@id": f"{settings.BASE_URL}/#organisation"},
    }


def _compact(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value}
