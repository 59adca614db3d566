"""The search page."""

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from content.models import BasePage

LONGEST_QUERY = 200  # characters; more is cut
HITS_PER_PAGE = 10

_words = re.compile(r"\w+")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/suche/?q=…&seite=…`: published pages in the visitor's words. Any string gets an answer."""
    query = request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", " ").strip()
    words = " ".join(_words.findall(query.replace("\u00ad", "")))
    hits = []
    if words:
        hits = BasePage.objects.live().public().select_related("locale").search(words)
    hits = Paginator(hits, HITS_PER_PAGE).get_page(request.GET.get("seite"))
    hits.object_list = located(hits.object_list)
    return render(
        request,
        "search/search.html",
        {
            "query": query,
            "encoded_query": urlencode({"q": query}),
            "hits": hits,
            "html_lang": "de",
        },
    )


def located(pages: Iterable[BasePage]) -> list[BasePage]:
    """The pages with `path_in_words`: where they stand, else their kind. One query for all."""
    pages = list(pages)
    below_start = 3 * Page.steplen  # the start page itself is the same for all
    above = {
        page.path[:end]
        for page in pages
        for end in range(below_start, len(page.path), Page.steplen)
    }
    titles = dict(
        Page.objects.filter(path__in=above).order_by("path").values_list("path", "title")
        if above
        else []
    )
    for page in pages:
        places = [title for path, title in titles.items() if page.path.startswith(path)]
        page.path_in_words = " / ".join(places) or page.kind
    return pages
