"""What people search for, counted by day. Never who, from where, or at what time."""

from datetime import timedelta

from django.db import models
from django.db.models import Max, OuterRef, Subquery, Sum
from django.utils import timezone


class SearchedQueries(models.QuerySet):
    """Questions about many days."""

    def of_the_last(self, days: int) -> "SearchedQueries":
        """Those of today and the days before, so many in all."""
        return self.filter(day__gt=timezone.localdate() - timedelta(days=days))

    def summed(self) -> "SearchedQueries":
        """A row for each query, the most frequent first: how often it was `asked`, what was
        `found` the last time, and on which `last_day` that was."""
        latest = self.model.objects.filter(query=OuterRef("query")).order_by("-day")
        return (
            self.values("query")
            .annotate(
                asked=Sum("times"),
                last_day=Max("day"),
                found=Subquery(latest.values("hits")[:1]),
            )
            .order_by("-asked", "query")
        )


class SearchedQuery(models.Model):
    """How often something was searched for on a day, and how much was found the last time."""

    query = models.CharField("Suchbegriff", max_length=100)
    day = models.DateField("Tag")
    times = models.PositiveIntegerField("Anzahl", default=0)
    hits = models.PositiveIntegerField("Treffer")

    objects = SearchedQueries.as_manager()

    class Meta:
        verbose_name = "Suchanfrage"
        verbose_name_plural = "Suchanfragen"
        constraints = [
            models.UniqueConstraint(fields=["query", "day"], name="search_query_once_a_day")
        ]

    def __str__(self):
        return self.query
