"""What an operator is told before the site goes public or is deployed again."""

from datetime import timedelta

from django.core.checks import Warning, register
from django.db import Error as DatabaseError
from django.utils import timezone

REVIEW_DAYS = 365  # Durchführungsbeschluss (EU) 2018/1523: the statement is reviewed every year


@register(deploy=True)
def the_accessibility_statement_is_fresh(app_configs, **kwargs):
    """A published statement that nobody has reviewed for a year is out of date."""
    from home.models import AccessibilityStatementPage

    oldest = timezone.localdate() - timedelta(days=REVIEW_DAYS)
    try:
        stale = list(AccessibilityStatementPage.objects.live().filter(reviewed_on__lt=oldest))
    except DatabaseError:
        return []  # the tables are not there yet
    return [
        Warning(
            f"Erklärung zur Barrierefreiheit: zuletzt am {page.reviewed_on:%d.%m.%Y} geprüft.",
            hint="Prüfen Sie die Website und tragen Sie das neue Datum ein.",
            id="home.W001",
        )
        for page in stale
    ]
