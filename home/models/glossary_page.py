"""Terms and abbreviations, explained once."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from content.models import BasePage
from content.prose import as_html


@dataclass(frozen=True)
class GlossaryLetter:
    """A letter of the alphabet and where its first term stands."""

    text: str
    anchor: str


class GlossaryPage(BasePage):
    """The glossary. A word marked as a term in any text links to its entry here."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        InlinePanel("terms", label="Begriff", heading="Begriffe (die Seite ordnet sie selbst)"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.RelatedFields(
            "terms",
            [
                index.SearchField("term"),
                index.SearchField("long_form"),
                index.SearchField("explanation"),
            ],
        ),
    ]
    structured_type = "DefinedTermSet"

    class Meta:
        verbose_name = "Glossar"

    @cached_property
    def sorted_terms(self) -> list["GlossaryTerm"]:
        """The terms by the alphabet; Ä stands with A, as in a German dictionary (DIN 5007-1)."""
        return sorted(self.terms.all(), key=lambda term: slugify(term.term))

    @cached_property
    def entries(self) -> list[tuple["GlossaryTerm", SafeString]]:
        """Each term with its explanation as HTML. Expanded in one go: one query for all links."""
        texts = as_html([term.explanation for term in self.sorted_terms])
        return list(zip(self.sorted_terms, texts, strict=True))

    @property
    def letters(self) -> list[GlossaryLetter]:
        """The initial letters that there are terms for."""
        first_terms: dict[str, GlossaryTerm] = {}
        for term in self.sorted_terms:
            first_terms.setdefault(term.slug[:1].upper(), term)
        return [GlossaryLetter(text, term.anchor) for text, term in first_terms.items()]


class GlossaryTerm(Orderable):
    """A term and what it means."""

    page = ParentalKey(GlossaryPage, on_delete=models.CASCADE, related_name="terms")
    term = models.CharField("Begriff", max_length=80, help_text="So, wie er in Texten steht.")
    long_form = models.CharField(
        "Ausgeschrieben", max_length=200, blank=True, help_text="Bei Abkürzungen."
    )
    explanation = RichTextField(
        "Erklärung", features=["bold", "link"], help_text="Zwei, drei kurze Sätze."
    )

    panels = [FieldPanel("term"), FieldPanel("long_form"), FieldPanel("explanation")]

    class Meta(Orderable.Meta):
        verbose_name = "Begriff"
        verbose_name_plural = "Begriffe"

    def __str__(self):
        return self.term

    @property
    def slug(self) -> str:
        """The term as texts look it up, and as it is sorted."""
        return slugify(self.term)

    @property
    def anchor(self) -> str:
        """Where the term stands on the page; no other part of the page is called so."""
        return f"begriff-{self.slug}"

    def clean(self):
        super().clean()
        if not self.slug:
            raise ValidationError({"term": "Ein Begriff braucht Buchstaben oder Ziffern."})
