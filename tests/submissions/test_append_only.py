"""The log is only added to: the database itself refuses all else."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from submissions import audit
from submissions.models import AuditEntry

pytestmark = pytest.mark.django_db


def drop_the_guard():
    (guard,) = AuditEntry._meta.constraints
    table = f" ON {AuditEntry._meta.db_table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in guard.triggers():
            cursor.execute(f"DROP TRIGGER {name}{table}")


def problems():
    return [each.id for each in run_checks(databases=["default"]) if each.id == "submissions.E002"]


def test_a_line_cannot_be_changed():
    entry = audit.write("submissions.note")

    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(action="other")

    assert AuditEntry.objects.get(pk=entry.pk).action == "submissions.note"


def test_a_line_cannot_be_deleted():
    entry = audit.write("submissions.note")

    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()

    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_after_more_than_ten_years_a_line_may_go():
    old = AuditEntry.objects.create(
        action="submissions.note", at=timezone.now() - timedelta(days=366 * 10 + 1)
    )
    young = audit.write("submissions.note")

    assert audit.forget_old_entries() == 1
    assert list(AuditEntry.objects.filter(pk__in=[old.pk, young.pk])) == [young]


def test_without_the_triggers_everything_goes_and_the_check_says_so():
    entry = audit.write("submissions.note")
    assert problems() == []

    drop_the_guard()

    assert problems() == ["submissions.E002"]
    AuditEntry.objects.filter(pk=entry.pk).delete()
    assert not AuditEntry.objects.filter(pk=entry.pk).exists()
