"""What people search for, counted by day. Never who, from where, or at what time."""

from django.db import models


class SearchedQuery(models.Model):
    """How often something was searched for on a day, and how much was found the last time."""

    query = models.CharField("Suchbegriff", max_length=100)
    day = models.DateField("Tag")
    times = models.PositiveIntegerField("Anzahl", default=0)
    hits = models.PositiveIntegerField("Treffer")

    class Meta:
        verbose_name = "Suchanfrage"
        verbose_name_plural = "Suchanfragen"
        constraints = [
            models.UniqueConstraint(fields=["query", "day"], name="search_query_once_a_day")
        ]

    def __str__(self):
        return self.query
