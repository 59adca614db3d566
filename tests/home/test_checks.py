"""What an operator is told before the site goes public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.checks import REVIEW_DAYS, the_accessibility_statement_is_fresh
from home.models import AccessibilityStatementPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "warnings"), [(REVIEW_DAYS, []), (REVIEW_DAYS + 1, ["home.W001"])]
)
def test_a_statement_is_to_be_reviewed_every_year(days, warnings):
    reviewed_on = timezone.localdate() - timedelta(days=days)
    AccessibilityStatementPage.objects.update(reviewed_on=reviewed_on)

    assert [warning.id for warning in the_accessibility_statement_is_fresh(None)] == warnings
