"""Leichte Sprache and Deutsche Gebärdensprache (BITV 2.0 § 4 with Anlage 2)."""

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content.blocks import VideoBlock
from content.models import BasePage, WithBody


class EasyLanguagePage(WithBody, BasePage):
    """The essentials in Leichte Sprache."""

    parent_page_types = ["home.HomePage", "home.EasyLanguagePage"]
    subpage_types = ["home.EasyLanguagePage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    search_kind = "Leichte Sprache"

    class Meta:
        verbose_name = "Leichte Sprache"

    @property
    def html_lang(self) -> str:
        """Simple German, by the variant registered for it (BCP 47)."""
        return "de-simple"

    @cached_property
    def pages_below(self) -> list[BasePage]:
        """The published pages below this one, in Leichte Sprache too."""
        return list(
            BasePage.objects.child_of(self).live().select_related("locale").order_by("path")
        )


class SignLanguagePage(WithBody, BasePage):
    """The essentials in Deutsche Gebärdensprache. Without a video the page says so."""

    videos = StreamField(
        [("video", VideoBlock())],
        blank=True,
        verbose_name="Videos",
        help_text="Ohne Video sagt die Seite, dass es noch keines gibt.",
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    content_panels = [*BasePage.content_panels, FieldPanel("videos"), FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("videos"),
        index.SearchField("body"),
    ]
    search_kind = "Gebärdensprache"

    class Meta:
        verbose_name = "Gebärdensprache"
