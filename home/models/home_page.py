"""The start page, one per language."""

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content.models import BasePage, Placement
from content.pictures import with_pictures
from home.managed_regions import ManagedRegion, managed_regions
from home.models.focus_area_pages import FocusAreaPage
from home.models.news_pages import NewsPage
from home.routing import pages_along
from home.sections import HomeSections, PathBlock
from home.structure import Structure


class HomePage(BasePage):
    """Where a visit begins. The translation of this page is the root of its language."""

    headline = models.CharField(
        "Überschrift",
        max_length=120,
        help_text="Der erste Satz, den Besucherinnen und Besucher lesen.",
    )
    paths = StreamField(
        [("path", PathBlock())],
        blank=True,
        max_num=3,
        verbose_name="Wege hinein",
        help_text="Genau drei Aufgaben, mit denen Menschen kommen.",
    )
    paths_title = models.CharField(
        "Überschrift der Wege",
        max_length=80,
        blank=True,
        help_text="Zum Beispiel: „Drei Wege hinein“.",
    )
    sections = StreamField(
        HomeSections(),
        blank=True,
        verbose_name="Abschnitte",
        help_text="Die meisten Abschnitte füllen sich selbst. Leere erscheinen nicht.",
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.MissionPage",
        "home.FocusAreaIndexPage",
        "networks.NetworkIndexPage",
        "exhibitions.ExhibitionPage",
        "home.NewsIndexPage",
        "home.ContactPage",
        "home.GlossaryPage",
        "home.PublicationIndexPage",
        "home.EasyLanguagePage",
        "home.SignLanguagePage",
        "home.StandardPage",
        "home.ImprintPage",
        "home.PrivacyPage",
        "home.AccessibilityStatementPage",
        "home.BarrierReportPage",
        "home.ImageCreditsPage",
        "home.ContentsPage",
    ]
    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("headline"),
        FieldPanel("introduction"),
        FieldPanel("paths_title"),
        FieldPanel("paths"),
        FieldPanel("sections"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("headline", boost=2),
        index.SearchField("paths_title"),
        index.SearchField("paths"),
        index.SearchField("sections"),
    ]
    search_kind = "Startseite"

    class Meta:
        verbose_name = "Startseite"

    @cached_property
    def published_paths(self) -> list:
        """The ways in, as far as their pages are published."""
        paths = [path.value for path in self.paths]
        return [path for path in paths if path["page"] and path["page"].live]

    def route(self, request, path_components):
        """Find the page of an address by one query, however deep it stands."""
        chain = pages_along(self, path_components)
        if not chain:
            return super().route(request, path_components)
        page = chain[-1].specific
        page.locale = chain[-1].locale
        page.routed_ancestors = [self, *chain[:-1]]
        return page.route(request, path_components[len(chain) :])

    @cached_property
    def structure(self) -> Structure:
        """Missions, Schwerpunkte and networks, for the diagram."""
        return Structure.published(self.locale)

    @cached_property
    def published_focus_areas(self) -> list[FocusAreaPage]:
        """The Schwerpunkte as tiles."""
        focus_areas = FocusAreaPage.objects.live().filter(locale=self.locale)
        return list(with_pictures(focus_areas).order_by("path"))

    @cached_property
    def managed_regions(self) -> list[ManagedRegion]:
        """The Reviere that have somebody to ask."""
        return managed_regions(self.locale_id)

    @cached_property
    def latest_news(self) -> list[NewsPage]:
        """The three newest news."""
        return list(NewsPage.objects.live().filter(locale=self.locale).newest_first()[:3])

    @cached_property
    def accesses(self) -> list[BasePage]:
        """The pages that every page links to at its top."""
        return list(
            BasePage.objects.live()
            .filter(placement=Placement.HEADER, locale=self.locale)
            .order_by("path")
        )
