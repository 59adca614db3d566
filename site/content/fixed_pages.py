"""Pages of the tree whose contents depend on the day: a view shows them at their fixed address."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from content.models import BasePage


def live_page(model: type[BasePage]) -> BasePage:
    """The published German page of this kind. Raises Http404."""
    page = published_page(model)
    if page is None:
        raise Http404
    return page


def published_page(model: type[BasePage]) -> BasePage | None:
    """The published German page of this kind, if there is one."""
    pages = model.objects.live().public().filter(locale__language_code=settings.LANGUAGE_CODE)
    return pages.select_related("locale").first()


def show(
    request: HttpRequest, page: BasePage, values: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page as Wagtail would serve it, with `values` for its template."""
    context = page.get_context(request) | values
    return render(request, page.get_template(request), context, status=status)
