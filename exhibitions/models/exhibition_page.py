"""The exhibition itself."""

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.models import BasePage, WithBody
from content.pictures import with_pictures
from content.structured_data import absolute
from exhibitions.models.poster_pages import PosterIndexPage, PosterPage


class ExhibitionPage(WithBody, BasePage):
    """What the exhibition shows, who stands behind it, its posters."""

    full_title = models.CharField(
        "Voller Titel der Ausstellung",
        max_length=200,
        help_text="Steht groß über der Seite; der Seitentitel bleibt kurz.",
    )
    patrons = models.CharField(
        "Schirmherrschaft", max_length=250, blank=True, help_text="Namen und Ämter in einem Satz."
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "exhibitions.PosterIndexPage",
        "bookings.LendingPage",
        "bookings.TourPage",
        "bookings.TermsPage",
        "home.StandardPage",
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("full_title"),
        FieldPanel("patrons"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("full_title", boost=2),
        index.SearchField("patrons"),
        index.SearchField("body"),
    ]
    kicker = "Wanderausstellung"
    search_kind = "Ausstellung"
    structured_type = "CollectionPage"

    class Meta:
        verbose_name = "Wanderausstellung"

    @cached_property
    def posters(self) -> list[PosterPage]:
        """The posters in the order of their numbers."""
        return list(
            with_pictures(PosterPage.objects.descendant_of(self).live())
            .select_related("institution")
            .order_by("number")
        )

    @cached_property
    def poster_index(self) -> PosterIndexPage | None:
        """The page that lists the posters."""
        return PosterIndexPage.objects.child_of(self).live().select_related("locale").first()

    @property
    def structured_data(self) -> dict:
        """The exhibition as a work, for search engines. Its dates come with the tour."""
        return {
            "@type": "CreativeWork",
            "name": self.full_title,
            "url": absolute(self.url or "/"),
            "inLanguage": self.html_lang,
        }
