"""The public index: what can be found, and the words that it is made of.

Beside `SearchEntry` stands a structure that only the database's own full-text search reads: see
`search.engines`. Everything here can be made anew by `manage.py update_index`.
"""

from django.db import models
from django.db.models import F


class SearchEntry(models.Model):
    """A published page that everybody may read, as the search sees it. There is no other kind."""

    page = models.OneToOneField(
        "wagtailcore.Page",
        # A page goes while the worker writes, or before it: that sees the entry left, and takes all
        # that engines keep of the page with it.
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        primary_key=True,
        related_name="+",
    )
    # What is asked of every hit stands before the long texts, where it is read without them.
    facets = models.CharField(max_length=2000, db_index=True)  # see `search.filters`
    title = models.TextField()
    title_words = models.TextField(blank=True)  # its words, folded
    headings = models.TextField(blank=True)  # the words of each heading on the page, folded, a line
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    files = models.TextField(blank=True)  # what stands in the documents that the page offers
    fingerprint = models.CharField(max_length=32)  # of all that an engine keeps of it

    class Meta:
        verbose_name = "Eintrag der Suche"
        verbose_name_plural = "Einträge der Suche"

    def __str__(self):
        return self.title


class DocumentText(models.Model):
    """What can be read in a file; empty if nothing can."""

    document = models.OneToOneField(
        "content.SiteDocument",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
    )
    file_hash = models.CharField(max_length=40)  # of the file that was read
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = "Text einer Datei"
        verbose_name_plural = "Texte der Dateien"

    def __str__(self):
        return str(self.document)


class LearnedWord(models.Model):
    """A word that stands on the site."""

    word = models.CharField(max_length=60, primary_key=True)  # folded
    shown = models.CharField(max_length=60)  # as it is written most often
    pages = models.PositiveIntegerField()  # on how many pages

    class Meta:
        verbose_name = "Gelerntes Wort"
        verbose_name_plural = "Gelernte Wörter"

    def __str__(self):
        return self.shown


class IndexState(models.Model):
    """The one row that says which state of index, words and settings holds.

    Every number only ever grows. What is kept in memory or cache is kept for its number.
    """

    entries = models.PositiveBigIntegerField(default=0)
    words = models.PositiveBigIntegerField(default=0)  # learned, listed, synonyms, promotions
    parts = models.PositiveBigIntegerField(default=0)  # learned, listed: they divide compounds
    learned_from = models.PositiveBigIntegerField(default=0)  # the `entries` that words are from
    split_with = models.PositiveBigIntegerField(default=0)  # the `parts` that entries are made with

    class Meta:
        verbose_name = "Stand der Suche"
        verbose_name_plural = "Stand der Suche"

    def __str__(self):
        return f"{self.entries}/{self.words}"

    @classmethod
    def now(cls) -> "IndexState":
        """The state that holds."""
        return cls.objects.filter(pk=1).first() or cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def count(cls, *names: str) -> None:
        """Say that entries or words have changed, in the transaction that changes them."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(**{name: F(name) + 1 for name in names})
