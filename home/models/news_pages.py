"""News, with a feed."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.db import models
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from content.facets import Facets
from content.models import BasePage, WithBody
from content.pictures import with_pictures
from home.feeds import news_feed

NEWS_PER_PAGE = 10


class NewsQuerySet(PageQuerySet):
    """Questions about many news."""

    def newest_first(self):
        """By date, the newest first."""
        return self.order_by("-date", "-pk")


class NewsIndexPage(RoutablePageMixin, BasePage):
    """All news, ten at a time; a feed at `feed/`."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1
    structured_type = "CollectionPage"

    class Meta:
        verbose_name = "Aktuelles: Übersicht"

    @property
    def published_news(self) -> NewsQuerySet:
        """The news below this page, the newest first."""
        return NewsPage.objects.child_of(self).live().newest_first()

    def get_context(self, request, *args, **kwargs):
        paginator = Paginator(with_pictures(self.published_news), NEWS_PER_PAGE)
        return super().get_context(request, *args, **kwargs) | {
            "news": paginator.get_page(request.GET.get("seite"))
        }

    @path("feed/", name="feed")
    def feed(self, request):
        """The newest news as an Atom feed."""
        return news_feed(self, request)


class NewsPage(WithBody, BasePage):
    """One piece of news."""

    date = models.DateField(
        "Datum", help_text="Steht über der Meldung und bestimmt die Reihenfolge."
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("date"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("date_in_words"),
        index.FilterField("date"),
    ]
    kicker = "Aktuelles"
    search_kind = "Meldung"
    structured_type = "NewsArticle"

    class Meta:
        verbose_name = "Meldung"
        verbose_name_plural = "Meldungen"

    def facets(self) -> Facets:
        """News are of the year of their date."""
        return replace(super().facets(), year=self.date.year)

    @property
    def date_in_words(self) -> str:
        """The date as the page shows it, in the page's language."""
        with translation.override(self.locale.language_code):
            return date_format(self.date, "j. F Y")

    @cached_property
    def structured_data(self) -> dict:
        """The news for search engines."""
        return {
            "@type": "NewsArticle",
            "headline": self.title,
            "datePublished": self.date.isoformat(),
            "dateModified": self.last_published_at.isoformat() if self.last_published_at else None,
            "inLanguage": self.html_lang,
        }
