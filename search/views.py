"""The search page."""

import re

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.models import BasePage

LONGEST_QUERY = 200  # characters; more is cut
HITS_PER_PAGE = 10

_words = re.compile(r"\w+")


def search(request: HttpRequest) -> HttpResponse:
    """`/suche/?q=…&seite=…`: published pages in the visitor's words. Any string gets an answer."""
    query = request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", " ").strip()
    words = " ".join(_words.findall(query.replace("\u00ad", "")))
    hits = []
    if words:
        hits = BasePage.objects.live().public().select_related("locale").search(words)
    return render(
        request,
        "search/search.html",
        {
            "query": query,
            "hits": Paginator(hits, HITS_PER_PAGE).get_page(request.GET.get("seite")),
            "html_lang": "de",
        },
    )
