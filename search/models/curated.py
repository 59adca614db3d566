"""What editors tell the search: what means the same, what it must know, what goes first."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from german.lexicon import SHORTEST_LISTED_PART
from german.words import fold, words_in
from search.meaning import stems_of
from search.models.index import IndexState

_between_expressions = re.compile(r"[,;\n]")


class TellsTheSearch(models.Model):
    """A change of such a row is a change of the words that the search knows."""

    counted = ("words",)  # in `IndexState`

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        IndexState.count(*self.counted)

    def delete(self, *args, **kwargs):
        result = super().delete(*args, **kwargs)
        IndexState.count(*self.counted)
        return result


class SynonymGroup(TellsTheSearch):
    """Expressions that mean the same to those who search."""

    expressions = models.TextField(
        "Ausdrücke",
        max_length=500,
        unique=True,
        help_text="Mit Komma getrennt: „KI, Künstliche Intelligenz“. Wer eines davon sucht, findet"
        " auch die Seiten mit den anderen. Gilt sofort.",
    )

    panels = [FieldPanel("expressions")]

    class Meta:
        verbose_name = "Synonyme"
        verbose_name_plural = "Synonyme"
        ordering = ["expressions"]

    def __str__(self):
        return self.expressions

    @property
    def members(self) -> list[str]:
        """The expressions one by one."""
        parts = _between_expressions.split(self.expressions)
        return [" ".join(part.split()) for part in parts if words_in(part)]

    @property
    def example(self) -> str:
        """What to search for to see what it does."""
        return self.members[0]

    def clean(self):
        """At least two expressions that the search does not take for one anyway; no group twice."""
        super().clean()
        if not self.expressions:
            return  # the form says so
        if len(self._meanings) < 2:
            raise ValidationError(
                {
                    "expressions": "Nennen Sie mindestens zwei verschiedene Ausdrücke, mit Komma"
                    " getrennt. Andere Endungen und Schreibweisen findet die Suche von selbst."
                }
            )
        for other in SynonymGroup.objects.exclude(pk=self.pk):
            if other._meanings == self._meanings:
                raise ValidationError({"expressions": f"Diese Synonyme gibt es schon: {other}"})
        self.expressions = ", ".join(self.members)

    @property
    def _meanings(self) -> set[tuple[str, ...]]:
        return {stems_of(member) for member in self.members}


class ListedWord(TellsTheSearch):
    """A word that the search knows as a part of compounds, though no page has it alone."""

    counted = ("words", "parts")

    word = models.CharField(
        "Wort",
        max_length=60,
        unique=True,
        help_text="Ein einzelnes Wort, das in zusammengesetzten Wörtern vorkommt: „Wander“ für"
        " „Wanderausstellung“. Wirkt nach einigen Minuten.",
    )

    panels = [FieldPanel("word")]

    class Meta:
        verbose_name = "Wort der Wortliste"
        verbose_name_plural = "Wortliste"
        ordering = ["word"]

    def __str__(self):
        return self.word

    def clean(self):
        """One word and nothing else."""
        super().clean()
        if not self.word:
            return  # the form says so
        if words_in(self.word) != [self.word]:
            raise ValidationError({"word": "Bitte ein einzelnes Wort ohne Leer- und Satzzeichen."})
        if len(self.word) < SHORTEST_LISTED_PART:
            raise ValidationError({"word": "Bitte ein Wort, keinen einzelnen Buchstaben."})
        for other in ListedWord.objects.exclude(pk=self.pk):
            if fold(other.word) == fold(self.word):
                raise ValidationError({"word": f"Dieses Wort steht schon in der Liste: {other}"})


class Promotion(TellsTheSearch):
    """A page that stands first when somebody searches for this."""

    query = models.CharField(
        "Suchbegriff",
        max_length=200,
        help_text="Groß- und Kleinschreibung, Endungen und Umlaute sind gleich: „Ausleihe“ gilt"
        " auch für „ausleihen“.",
    )
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="Seite"
    )
    order = models.PositiveSmallIntegerField(
        "Reihenfolge", default=1, help_text="Die kleinste Zahl steht oben."
    )

    panels = [FieldPanel("query"), FieldPanel("page"), FieldPanel("order")]

    class Meta:
        verbose_name = "Hervorgehobener Treffer"
        verbose_name_plural = "Hervorgehobene Treffer"
        ordering = ["query", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["query", "page"],
                name="search_promotion_once",
                violation_error_message="Diese Seite ist für den Suchbegriff schon hervorgehoben.",
            )
        ]

    def __str__(self):
        return f"{self.query} → {self.page}"

    @property
    def example(self) -> str:
        """What to search for to see what it does."""
        return self.query

    def clean(self):
        """There is a word to search for."""
        super().clean()
        if self.query and not words_in(self.query):
            raise ValidationError({"query": "Bitte mindestens ein Wort."})
