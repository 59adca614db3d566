"""The links that every page carries: one query, however large the site grows."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from content.models import BasePage, Placement

BARRIER_PATH = "/barriere-melden/"
KEYED_PATHS = "/vorgang/"  # what comes behind it is somebody's key
SEARCH_PATH = "/suche/"
LANGUAGE_NAMES = {  # each in its own language
    "de": "Deutsch",
    "en": "English",
    "hsb": "Hornjoserbsce",
    "pl": "Polski",
    "cs": "Čeština",
}


@dataclass(frozen=True)
class NavigationLink:
    """A link; `current` is "page" on the page itself, "true" on pages below it, else empty.

    `language` is that of the page behind where it is not the language around, else empty.
    """

    title: str
    url: str
    current: str = ""
    language: str = ""


@dataclass(frozen=True)
class LanguageLink:
    """The start page of another language."""

    code: str
    name: str
    url: str


@dataclass
class Navigation:
    """All links of the frame around a page, in its language.

    `fallback_language` is the language of what the site has only once (search, barrier report,
    the organisation's words) where it is not the language around, else empty.
    """

    home: str = "/"
    main: list[NavigationLink] = field(default_factory=list)
    header: list[NavigationLink] = field(default_factory=list)
    footer: list[NavigationLink] = field(default_factory=list)
    languages: list[LanguageLink] = field(default_factory=list)
    barrier_url: str = BARRIER_PATH
    search_url: str = SEARCH_PATH
    fallback_language: str = ""


def navigation_for(request: HttpRequest) -> Navigation:
    """The navigation around the page that is asked for."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    shown = KEYED_PATHS if request.path.startswith(KEYED_PATHS) else request.path
    result = Navigation(
        barrier_url=f"{BARRIER_PATH}?{urlencode({'seite': shown})}",
        fallback_language=_if_foreign(settings.LANGUAGE_CODE, language),
    )
    pages = _linked_pages(language)
    translated = {page.translation_key for page in pages if page.locale.language_code == language}
    for page in pages:
        url = page.get_url(request)
        code = page.locale.language_code
        if page.depth == 2:
            if code == language:
                result.home = url
            else:
                result.languages.append(LanguageLink(code, LANGUAGE_NAMES.get(code, code), url))
            continue
        if code != language and page.translation_key in translated:
            continue
        current = _current(url, request.path)
        link = NavigationLink(page.title, url, current, _if_foreign(code, language))
        if page.placement == Placement.HEADER:
            result.header.append(link)
        elif page.placement == Placement.FOOTER:
            result.footer.append(link)
        if page.show_in_menus and page.depth == 3 and code == language:
            result.main.append(link)
    return result


def _linked_pages(language: str) -> list[BasePage]:
    """Start pages, pages of this language, and those of the default one to fall back on.

    Which pages those are is asked first: of no other is anything read from a second table."""
    in_menus = Page.objects.filter(Q(depth=2) | Q(depth=3, show_in_menus=True)).order_by()
    placed = BasePage.objects.exclude(placement=Placement.NONE).order_by()
    languages = {language, settings.LANGUAGE_CODE}
    return list(
        BasePage.objects.live()
        .filter(
            Q(depth=2) | Q(locale__language_code__in=languages),
            pk__in=in_menus.values_list("pk").union(placed.values_list("pk")),
        )
        .select_related("locale")
        .order_by("path")
    )


def _if_foreign(code: str, language: str) -> str:
    return code if code != language else ""


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
