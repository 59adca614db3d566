"""Impressum, Datenschutz and the statement on accessibility."""

from dataclasses import replace

from django.db import models
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from content.body_outline import ContentsEntry
from content.models import BasePage, WithBody
from home.organisation import organisation_lines
from submissions.kinds import Kept, Kind, all_kinds


class ImprintPage(WithBody, BasePage):
    """The Impressum: its particulars come from the settings, so that they stand once (§ 5 DDG)."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("organisation_lines"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "Impressum"

    @property
    def organisation_lines(self) -> list[str]:
        """The particulars that the page shows."""
        return organisation_lines(
            self, "represented_by", "register_entry", "vat_id", "editorial_responsible"
        )


class PrivacyPage(WithBody, BasePage):
    """What happens with personal data (Art. 13 DSGVO); who answers for it: the settings."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("organisation_lines"),
        index.SearchField("body"),
        index.SearchField("kept_lines"),
    ]

    class Meta:
        verbose_name = "Datenschutzerklärung"

    @property
    def organisation_lines(self) -> list[str]:
        """Who answers for the data."""
        return organisation_lines(self, "data_protection_officer")

    @property
    def contents(self) -> list[ContentsEntry]:
        """The table of contents: who answers for it comes before the body."""
        return [
            ContentsEntry("verantwortlich", "Wer verantwortlich ist"),
            *self.outline.contents,
            ContentsEntry("wie-lange-wir-speichern", "Wie lange wir speichern"),
        ]

    @property
    def kept(self) -> list[tuple[Kind, list[Kept]]]:
        """How long data stay, kind by kind: what the nightly job goes by, never typed a second
        time."""
        told = [(kind, [_unbroken(each) for each in kind.kept()]) for kind in all_kinds()]
        return [(kind, kept) for kind, kept in told if kept]

    @property
    def kept_lines(self) -> list[str]:
        """The same as the rows of the page's table."""
        return [
            f"{kind.label}: {each.what}, {each.how_long}"
            for kind, kept in self.kept
            for each in kept
        ]


def _unbroken(kept: Kept) -> Kept:
    """A number and its unit stay on one line."""
    return replace(kept, how_long=kept.how_long.replace(" ", "\N{NO-BREAK SPACE}"))


class AccessibilityStatementPage(WithBody, BasePage):
    """The statement that Durchführungsbeschluss (EU) 2018/1523 prescribes, section by section."""

    class Conformity(models.TextChoices):
        FULL = "full", "vollständig vereinbar"
        PARTIAL = "partial", "teilweise vereinbar"
        NONE = "none", "nicht vereinbar"

    conformity = models.CharField(
        "Stand der Vereinbarkeit",
        max_length=10,
        choices=Conformity,
        default=Conformity.PARTIAL,
        help_text="Nur „vollständig“, wenn die Liste der Barrieren leer ist.",
    )
    method = models.TextField(
        "Wie geprüft wurde",
        max_length=600,
        help_text="Selbstbewertung oder Prüfung durch andere, mit Datum.",
    )
    created_on = models.DateField(
        "Erstellt am", help_text="Wann die Erklärung zum ersten Mal veröffentlicht wurde."
    )
    reviewed_on = models.DateField(
        "Zuletzt überprüft am", help_text="Höchstens zwölf Monate her, sonst warnt die Prüfung."
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("conformity"),
        InlinePanel("barriers", label="Barriere", heading="Was noch nicht barrierefrei ist"),
        FieldPanel("method"),
        FieldPanel("created_on"),
        FieldPanel("reviewed_on"),
        FieldPanel("body", heading="Weitere Abschnitte"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("get_conformity_display"),
        index.RelatedFields(
            "barriers",
            [
                index.SearchField("content"),
                index.SearchField("reason"),
                index.SearchField("alternative"),
            ],
        ),
        index.SearchField("method"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "Erklärung zur Barrierefreiheit"

    @cached_property
    def published_barriers(self) -> list["AccessibilityBarrier"]:
        """What is not accessible yet."""
        return list(self.barriers.all())


class AccessibilityBarrier(Orderable):
    """Something that not everybody can use yet, why, and what helps until then."""

    page = ParentalKey(
        AccessibilityStatementPage, on_delete=models.CASCADE, related_name="barriers"
    )
    content = models.CharField(
        "Inhalt", max_length=200, help_text="Was noch nicht alle benutzen können."
    )
    reason = models.TextField("Grund", max_length=400, help_text="Warum das so ist.")
    alternative = models.TextField(
        "Was bis dahin hilft",
        max_length=400,
        blank=True,
        help_text="Wie man trotzdem an den Inhalt kommt.",
    )

    panels = [FieldPanel("content"), FieldPanel("reason"), FieldPanel("alternative")]

    class Meta(Orderable.Meta):
        verbose_name = "Barriere"
        verbose_name_plural = "Barrieren"
