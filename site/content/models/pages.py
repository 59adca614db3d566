"""The page that all pages are: title, lead, picture, date, place in the navigation."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from content.blocks import BodyBlocks
from content.body_outline import BodyOutline
from content.illustrations import Illustration
from content.models.facets import FACETS_PANEL, WithFacets
from content.models.images import SiteImage

HOME_DEPTH = 2  # of a language's start page in the tree


class Placement(models.TextChoices):
    """Where every page of the site links to this one."""

    NONE = "", "Nirgends von selbst"
    HEADER = "header", "Oben rechts (Zugänge wie Leichte Sprache)"
    FOOTER = "footer", "Im Fuß der Seite"


class BasePage(WithFacets, Page):
    """What every page has. A table of its own, so that search can filter all kinds alike."""

    introduction = models.TextField(
        "Vorspann",
        max_length=500,
        blank=True,
        help_text="Zwei, drei Sätze unter der Überschrift: worum es geht und für wen.",
    )
    picture = models.ForeignKey(
        SiteImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Bild",
        help_text="Ein eigenes Foto geht der Zeichnung vor.",
    )
    illustration = models.CharField(
        "Zeichnung",
        max_length=30,
        choices=Illustration,
        blank=True,
        default=Illustration.NONE,
        help_text="Erscheint, solange die Seite kein eigenes Foto hat.",
    )
    as_of = models.DateField(
        "Stand", null=True, blank=True, help_text="Wann wurde der Inhalt zuletzt geprüft?"
    )
    placement = models.CharField(
        "Verweis auf jeder Seite",
        max_length=10,
        choices=Placement,
        blank=True,
        default="",
        help_text="Für Seiten, die von überall erreichbar sein müssen.",
    )
    kind = models.CharField(editable=False, max_length=40, default="", db_index=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("illustration")], heading="Bild"),
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading="Suchmaschinen und geteilte Verweise",
        ),
        MultiFieldPanel(
            [FieldPanel("show_in_menus"), FieldPanel("placement")], heading="Navigation"
        ),
        FieldPanel("as_of"),
        FACETS_PANEL,
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction", boost=2),
        index.SearchField("search_description", boost=2),
        index.SearchField("seo_title"),
        index.SearchField("kicker"),
        index.FilterField("kind"),
    ]

    kicker = ""  # the word above the heading that says what kind of page this is
    search_kind = "Seite"  # the page's kind as the search names it
    structured_type = "WebPage"  # its type in schema.org's words
    routed_ancestors: list[Page] | None = None  # the pages that its address ran through

    class Meta:
        verbose_name = "Seite"

    def save(self, *args, **kwargs):
        self.kind = self.search_kind
        super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"html_lang": self.html_lang}

    @property
    def html_lang(self) -> str:
        """The language of the page's text, a BCP 47 tag."""
        return self.locale.language_code

    @property
    def is_default_language(self) -> bool:
        """Whether the page is written in the site's first language."""
        return self.locale.language_code == settings.LANGUAGE_CODE

    @cached_property
    def breadcrumbs(self) -> list[Page]:
        """The pages above this one, the start page of its language first."""
        if self.depth == HOME_DEPTH:
            return []
        if self.routed_ancestors is not None:
            return self.routed_ancestors
        return list(self.get_ancestors().filter(depth__gt=1).order_by("depth"))

    @cached_property
    def other_languages(self) -> list[Page]:
        """This page in every language it is published in, itself included (for hreflang).

        Empty when there is one language only: then there is nothing to tell apart.
        """
        versions = BasePage.objects.filter(translation_key=self.translation_key).live()
        versions = versions.select_related("locale")
        found = list(versions.order_by("path"))
        return found if len(found) > 1 else []

    @property
    def description(self) -> str:
        """What search engines and shared links say of the page."""
        return self.search_description or self.introduction

    @property
    def tile_text(self) -> str:
        """What a tile on another page says of this one."""
        return self.introduction or self.search_description


class WithBody(models.Model):
    """A page with a freely arranged body."""

    body = StreamField(BodyBlocks(), blank=True, verbose_name="Inhalt")

    class Meta:
        abstract = True

    @cached_property
    def outline(self) -> BodyOutline:
        """The body by its headings."""
        return BodyOutline(self.body)
