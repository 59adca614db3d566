"""The log: read by few, changed by nobody."""

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction

from submissions import audit
from submissions.models import AuditEntry
from tests.accounts.factories import UserFactory
from tests.exhibitions.bookings.admin_places import opens
from tests.exhibitions.bookings.factories import BookingFactory

pytestmark = pytest.mark.django_db
LOG = "/admin/protokoll/"


@pytest.fixture
def auditor(empty):
    person = UserFactory(first_name="Rita", last_name="Revision")
    for codename in ("view_auditentry", "access_admin"):
        person.user_permissions.add(Permission.objects.get(codename=codename))
    return person


def found(client, **query) -> list[str]:
    return [each.action for each in client.get(LOG, query).context["object_list"]]


def test_it_opens_for_those_who_have_the_right_and_stands_in_their_menu(client, auditor, worker):
    client.force_login(worker)
    assert not opens(client, LOG)
    assert LOG not in client.get("/admin/").content.decode()

    client.force_login(auditor)
    assert opens(client, LOG)
    assert LOG in client.get("/admin/").content.decode()


def test_it_is_narrowed_by_number_person_and_action(client, auditor, worker):
    booking, other = BookingFactory(), BookingFactory()
    audit.write(audit.READ, by=worker, about=booking)
    audit.write(audit.EXPORT, by=auditor, about=booking)
    audit.write("inbox.due", by=worker, about=other, changes={"due": [None, "2027-01-04"]})
    client.force_login(auditor)

    assert found(client) == ["inbox.due", "export", "read"]
    assert found(client, reference=f" {booking.reference.lower()} ") == ["export", "read"]
    assert found(client, actor=worker.pk) == ["inbox.due", "read"]
    assert found(client, action="export") == ["export"]
    text = client.get(LOG).content.decode()
    assert "Frist: – → 04.01.2027" in text
    assert "In eine Tabelle exportiert" in text


def test_who_has_no_account_any_more_can_still_be_looked_for(client, auditor, colleague):
    audit.write(audit.READ, by=colleague, about=BookingFactory())
    number = colleague.pk
    colleague.delete()
    client.force_login(auditor)

    assert found(client, actor=number) == ["read"]
    assert "Karl Kollege (ohne Konto)" in client.get(LOG).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"reference": "\x00"},
        {"actor": "x"},
        {"action": "nope"},
        {"at_from": "x"},
        {"p": "x"},
        {"ordering": "x"},
        {"q": "x\x00"},
    ],
)
def test_no_question_breaks_it(client, auditor, query):
    client.force_login(auditor)

    assert client.get(LOG, query, follow=True).status_code in {200, 404}


def test_nothing_in_it_can_be_written_from_the_admin(admin_client):
    entry = audit.write(audit.READ, about=BookingFactory())

    for path in ("new/", f"edit/{entry.pk}/", f"delete/{entry.pk}/", f"copy/{entry.pk}/"):
        assert admin_client.get(LOG + path).status_code == 404
        assert admin_client.post(LOG + path).status_code == 404


# --- Append-only ---------------------------------------------------------------------------------
def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


CHANGES = {
    "update": lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(actor_name="x"),
    "save": lambda entry: AuditEntry(pk=entry.pk, action="x").save(),
    "delete": lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
    "by hand": lambda entry: connection.cursor().execute(
        "UPDATE submissions_auditentry SET action = 'x'"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses_every_change(empty, change):
    entry = audit.write(audit.READ, about=BookingFactory())

    assert refused(lambda: change(entry))
    assert AuditEntry.objects.get(pk=entry.pk).action == "read"


def test_without_the_trigger_it_would_not(empty):
    """The negative control: what the test above sees is the trigger's work."""
    entry = audit.write(audit.READ, about=BookingFactory())
    (guard,) = [each for each in AuditEntry._meta.constraints if hasattr(each, "triggers")]
    assert guard.is_in(connection, AuditEntry)

    editor = connection.SchemaEditorClass(connection, atomic=False)
    guard.remove_sql(AuditEntry, editor)  # the test's own transaction brings it back

    assert not guard.is_in(connection, AuditEntry)
    assert not refused(lambda: CHANGES["update"](entry))
    assert not refused(lambda: CHANGES["delete"](entry))


def test_lines_about_many_are_written_in_one_query(empty, worker, django_assert_num_queries):
    loans = [BookingFactory() for _ in range(20)]

    with django_assert_num_queries(1):
        batch = audit.write_each(audit.EXPORT, by=worker, about=loans)

    assert AuditEntry.objects.filter(batch=batch).count() == 20


def test_it_outlives_the_account_of_whoever_acted(empty, colleague):
    entry = audit.write(audit.READ, by=colleague, about=BookingFactory())
    number = colleague.pk
    colleague.delete()

    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor_name) == (number, "Karl Kollege")
