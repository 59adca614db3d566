"""The posters: readable, printable, reachable by number."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from content.models import BasePage, SiteDocument, WithBody
from content.pictures import with_pictures
from exhibitions.models.institutions import ResearchInstitution


class PosterIndexPage(BasePage):
    """All posters, in the order of their numbers."""

    parent_page_types = ["exhibitions.ExhibitionPage"]
    subpage_types = ["exhibitions.PosterPage"]
    max_count_per_parent = 1
    structured_type = "CollectionPage"

    class Meta:
        verbose_name = "Plakate: Übersicht"

    @cached_property
    def posters(self) -> list["PosterPage"]:
        """The posters below this page."""
        return list(
            with_pictures(PosterPage.objects.child_of(self).live())
            .select_related("institution")
            .order_by("number")
        )


class PosterPage(WithBody, BasePage):
    """A poster. Its body is the poster's full text, so that nobody depends on the picture."""

    number = models.PositiveSmallIntegerField(
        "Nummer", help_text="Steht auf dem Plakat und in der Adresse /p/NUMMER."
    )
    institution = models.ForeignKey(
        ResearchInstitution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="posters",
        verbose_name="Forschungseinrichtung",
        help_text="Wer das Plakat gemacht hat.",
    )
    pdf = models.ForeignKey(
        SiteDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Plakat als PDF",
        help_text="Zum Ausdrucken.",
    )
    audio = models.ForeignKey(
        SiteDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Hörfassung (MP3)",
        help_text="Das Plakat vorgelesen oder erklärt.",
    )
    transcript = RichTextField(
        "Text der Hörfassung", blank=True, help_text="Nötig, sobald es eine Hörfassung gibt."
    )

    parent_page_types = ["exhibitions.PosterIndexPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("number"),
        FieldPanel("picture"),
        FieldPanel("institution"),
        FieldPanel("body", heading="Volltext des Plakats"),
        FieldPanel("pdf"),
        MultiFieldPanel([FieldPanel("audio"), FieldPanel("transcript")], heading="Hörfassung"),
    ]
    promote_panels = BasePage.promote_panels[1:]  # the picture stands with the contents
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("number_in_words", boost=2),
        index.SearchField("body"),
        index.SearchField("transcript"),
        index.FilterField("number"),
        index.RelatedFields("institution", [index.SearchField("name"), index.SearchField("place")]),
        index.RelatedFields("pdf", [index.SearchField("title")]),
        index.RelatedFields("audio", [index.SearchField("title")]),
    ]
    kicker = "Plakat"
    search_kind = "Plakat"

    class Meta:
        verbose_name = "Plakat"
        verbose_name_plural = "Plakate"

    def full_clean(self, *args, **kwargs):
        """The address of a poster is its number."""
        if self.number is not None:
            self.slug = str(self.number)
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.audio and not self.transcript:
            raise ValidationError(
                {"transcript": "Eine Hörfassung braucht ihren Text zum Nachlesen (WCAG 1.2.1)."}
            )
        taken = PosterPage.objects.filter(number=self.number, locale=self.locale_id)
        if taken.exclude(pk=self.pk).exists():
            raise ValidationError({"number": "Diese Nummer hat schon ein anderes Plakat."})

    @property
    def number_in_words(self) -> str:
        """The number as it stands over the title."""
        return f"{self.kicker} {self.number}"

    @property
    def short_address(self) -> str:
        """The address as it stands on the printed poster."""
        return reverse("poster_by_number", kwargs={"number": self.number})

    @property
    def downloads(self) -> list[SiteDocument]:
        """The files to take along."""
        return [document for document in (self.pdf, self.audio) if document]

    @cached_property
    def neighbours(self) -> dict[str, "PosterPage | None"]:
        """The posters before and after this one."""
        others = PosterPage.objects.sibling_of(self, inclusive=False).live()
        return {
            "previous": others.filter(number__lt=self.number).order_by("-number").first(),
            "next": others.filter(number__gt=self.number).order_by("number").first(),
        }
