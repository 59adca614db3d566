"""The search page, suggestions as somebody types, and what a browser wants to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.models import FocusAreaPage
from networks.models import Region
from search import filters as facets
from search.asking import HITS_PER_PAGE, Answer, readable, search, suggestions
from search.filters import Filters
from search.questions import keep

LAST_PAGE = 500


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """`/suche/?q=&art=&schwerpunkt=&revier=&jahr=&seite=`. Any string gets an answer."""
    query = readable(request.GET.get("q", ""))
    filters = Filters.read({key: readable(value) for key, value in request.GET.items()})
    result = None
    if query:
        number = _number(request.GET.get("seite", ""))
        answer = search(query, filters, number)
        if number > 1 and answer.total and not answer.hits:  # behind the last page
            number = ceil(answer.total / HITS_PER_PAGE)
            answer = search(query, filters, number)
        result = Result(query, filters, number, answer)
        if number == 1 and not filters.chosen:
            keep(query, result.total)
    context = {"query": query, "result": result, "html_lang": "de"}
    return render(request, "search/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """`/suche/vorschlaege/?q=`: pages whose titles begin like what was typed so far."""
    found = suggestions(readable(request.GET.get("q", "")))
    return JsonResponse(
        {
            "vorschlaege": [
                {"titel": page.title, "url": page.get_url(request), "art": place}
                for page, place in found
            ]
        }
    )


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """`/opensearch.xml`: how a browser may search this site by itself."""
    return render(
        request,
        "search/opensearch.xml",
        {"base_url": settings.BASE_URL},
        content_type="application/opensearchdescription+xml",
    )


def _number(text: str) -> int:
    return (
        min(max(int(text[:9]), 1), LAST_PAGE)
        if text.isascii() and text.isdigit() and len(text) < 9
        else 1
    )


@dataclass(frozen=True)
class Choice:
    """A value of a facet: a link that chooses it, or takes it back."""

    label: str
    count: int
    url: str
    is_chosen: bool = False


@dataclass(frozen=True)
class FacetLinks:
    """A facet and what can be chosen."""

    heading: str
    choices: list[Choice]


@dataclass(frozen=True)
class Result:
    """An answer as the template shows it."""

    query: str
    filters: Filters
    number: int
    answer: Answer

    @property
    def total(self) -> int:
        """How many pages were found."""
        return self.answer.total

    @property
    def hits(self):
        """The hits of this page of results."""
        return self.answer.hits

    @property
    def searched_for(self) -> str:
        """The words that were searched for in place of the typed ones."""
        return self.answer.searched_for

    @property
    def some_words(self) -> bool:
        """Whether the hits have only some of the words."""
        return self.answer.some_words

    @cached_property
    def page(self) -> ResultPage:
        """The numbers of the pages of results."""
        return Paginator(range(self.total), HITS_PER_PAGE).get_page(self.number)

    @property
    def encoded_query(self) -> str:
        """The search and its choices, for links to other pages of results."""
        return urlencode({"q": self.query} | self.filters.parameters)

    @property
    def all_url(self) -> str:
        """The same search without choices."""
        return self._address(Filters())

    @cached_property
    def chosen(self) -> list[Choice]:
        """What was chosen, each a link that takes it back."""
        return [
            Choice(
                self._label(name, value),
                0,
                self._address(self.filters.with_choice(name, "")),
                is_chosen=True,
            )
            for name, value in self.filters.chosen.items()
        ]

    @cached_property
    def facets(self) -> list[FacetLinks]:
        """What the hits can be narrowed down by, if that makes a difference."""
        return list(self._facets())

    def _facets(self) -> Iterator[FacetLinks]:
        headings = {
            "kind": _("Art"),
            "focus_area": _("Schwerpunkt"),
            "region": _("Revier"),
            "year": _("Jahr"),
        }
        for name, heading in headings.items():
            counted = facets.choices(self.answer.groups, self.filters, name)
            chosen = self.filters.chosen.get(name, "")
            if len(counted) < 2 and not chosen:
                continue
            order = sorted(counted, reverse=True) if name == "year" else None
            values = order or [value for value, _number in counted.most_common()]
            yield FacetLinks(heading, [self._choice(name, value, counted) for value in values])

    def _choice(self, name, value, counted) -> Choice:
        is_chosen = self.filters.chosen.get(name) == value
        target = self.filters.with_choice(name, "" if is_chosen else value)
        return Choice(self._label(name, value), counted[value], self._address(target), is_chosen)

    def _address(self, filters: Filters) -> str:
        return reverse("search") + "?" + urlencode({"q": self.query} | filters.parameters)

    def _label(self, name: str, value: str) -> str:
        if name == "focus_area":
            return self._focus_areas.get(value, value)
        if name == "region":
            return self._regions.get(value, value)
        return value

    @cached_property
    def _focus_areas(self) -> dict[str, str]:
        pages = FocusAreaPage.objects.live().filter(locale__language_code="de")
        return dict(pages.values_list("slug", "title"))

    @cached_property
    def _regions(self) -> dict[str, str]:
        return dict(Region.objects.values_list("slug", "name"))
