"""The page of one submission that every kind may take over."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from submissions.correspondence import add_note, draft_message, receive_message
from submissions.inbox.unread import unread_count
from submissions.models import Attachment, AuditEntry, Message, OutboxMail, Stage, Submission
from submissions.outbox import queue_mail
from submissions.retention import forget
from tests.exhibitions.bookings.factories import BookingFactory
from tests.submissions.inbox.kinds import OnlyThese, loans_with, reject, release
from tests.submissions.inbox.places import page_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.submissions.inbox.probe_pages"),
]


def probe(submission, query="") -> str:
    return f"/admin/probe/{submission.pk}/{query}"


def attach(submission, name="Plan.pdf", scan=Attachment.Scan.CLEAN):
    return Attachment.objects.create(
        submission=submission,
        name=name,
        content_type="text/html",
        size=3,
        sha256="x",
        scan=scan,
        scanned_at=timezone.now() if scan in {"clean", "infected"} else None,
        file="" if scan == "infected" else ContentFile(b"<p>", name="x"),
    )


def test_opening_it_is_in_the_log_and_makes_it_read(office, worker, colleague):
    booking = BookingFactory()

    response = office.get(probe(booking))

    assert response.status_code == 200
    assert list(AuditEntry.objects.values_list("action", "reference", "actor_id")) == [
        ("read", booking.reference, worker.pk)
    ]
    assert (unread_count(worker), unread_count(colleague)) == (0, 1)
    assert response.headers["Cache-Control"] == "private, no-store"


def test_the_page_of_a_loan_does_the_same(office, worker):
    booking = BookingFactory()

    office.get(f"/admin/ausleihe/vorgaenge/inspect/{booking.pk}/")

    assert AuditEntry.objects.get().action == "read"
    assert unread_count(worker) == 0


def test_who_may_not_see_it_learns_nothing_of_it(client, office, outsider):
    booking, arriving = BookingFactory(), BookingFactory(stage=Stage.ARRIVING)

    with loans_with(policy=lambda: OnlyThese(booking.pk + 1000)):
        assert office.get(probe(booking)).status_code == 404
    assert office.get(probe(arriving)).status_code == 404
    assert office.get("/admin/probe/99999999999999999999/").status_code == 404
    client.force_login(outsider)
    assert client.get(probe(booking)).status_code == 404
    assert not AuditEntry.objects.exists()


def test_it_takes_few_queries_whatever_was_said(office, worker, django_assert_max_num_queries):
    booking = BookingFactory()
    for _ in range(30):
        add_note(booking, by=worker, text="x", mentions=[])
        draft_message(booking, by=worker, text="x")
        attach(booking)
    office.get(probe(booking))

    with django_assert_max_num_queries(60):
        office.get(probe(booking))


def test_notes_and_messages_stand_apart(office, worker):
    booking = BookingFactory()
    add_note(booking, by=worker, text="Intern-XYZ", mentions=[])
    receive_message(booking, "Aussen-XYZ")

    text = office.get(probe(booking)).content.decode()
    notes, _, rest = text.partition('id="tab-nachrichten"')
    notes = notes.partition('id="tab-notizen"')[2]

    assert "Intern-XYZ" in notes
    assert "Aussen-XYZ" not in notes
    assert "Aussen-XYZ" in rest
    assert "Intern-XYZ" not in rest
    assert text.index("Interne Notizen") < text.index("Nachrichten nach außen")


def test_a_draft_of_another_state_is_marked(office, worker):
    booking = BookingFactory()
    message = draft_message(booking, by=worker, text="x")
    assert "veraltet" not in office.get(probe(booking)).content.decode()

    Message.objects.filter(pk=message.pk).update(written_in="unconfirmed")

    assert "veraltet" in office.get(probe(booking)).content.decode()
    page = office.get(page_of("message", booking, message.pk)).content.decode()
    assert "Veraltet?" in page


def test_who_only_reads_sees_no_draft_no_mail_and_no_form(client, worker, reader):
    booking = BookingFactory(contact_email="geheim@x.example")
    draft_message(booking, by=worker, text="Entwurf-XYZ")
    queue_mail(booking, "submissions.message", {"text": "Mail-XYZ"})
    client.force_login(reader)

    text = client.get(probe(booking)).content.decode()

    assert not any(each in text for each in ("Entwurf-XYZ", "geheim@x", "/zustaendig/"))
    assert page_of("note", booking) in text


def test_a_mail_that_failed_can_be_sent_again(office):
    booking = BookingFactory()
    mail = OutboxMail.objects.create(
        submission=booking, key="x", subject="Betreff", body="x", state="failed", last_error="550"
    )

    text = office.get(probe(booking)).content.decode()
    assert "nicht zugestellt" in text
    office.post(f"/admin/postausgang/erneut-senden/{mail.pk}/", {"next": probe(booking)})
    mail.refresh_from_db()
    assert mail.state != "failed"


def test_the_way_goes_on_in_the_list_that_one_came_from(office):
    third, second, other, first = (
        BookingFactory(stage=Stage.DONE if each == 2 else Stage.NEW) for each in range(4)
    )
    rows = [first, other, second, third]
    for number, each in enumerate(rows):
        when = timezone.now() - timedelta(hours=number)
        Submission.objects.filter(pk=each.pk).update(created_at=when)

    response = office.get(probe(second, "?liste=stand%3Dnew"))

    way = response.context["neighbours"]
    assert f"/{first.pk}/?liste=stand%3Dnew" in way.earlier
    assert f"/{third.pk}/?liste=stand%3Dnew" in way.later
    assert way.list_url == "/admin/eingang/?stand=new"
    assert office.get(probe(first)).context["neighbours"].earlier == ""
    assert office.get(probe(third, "?liste=%00&x=%ff")).status_code == 200


def test_the_next_unread_one_is_found_after_this_one_is_read(office):
    second, first = BookingFactory(), BookingFactory()

    way = office.get(probe(first, "?liste=ungelesen%3D1")).context["neighbours"]

    assert f"/{second.pk}/" in way.later


def test_what_is_forgotten_is_not_worked_on_any_more(office):
    booking = BookingFactory()
    forget(booking)

    text = office.get(probe(booking)).content.decode()

    assert "gelöscht" in text
    assert "<form" not in text.partition('class="inbox"')[2].partition("</main>")[0]
    assert office.post(page_of("note", booking), {"text": "Name"}).status_code == 200
    assert booking.notes.count() == 0
    assert office.post(page_of("due", booking), {"due": "2027-01-04"}).status_code == 302
    assert Submission.objects.get().due is None


# --- Attachments ---------------------------------------------------------------------------------
def test_a_file_is_saved_and_never_shown(office, worker):
    booking = BookingFactory()
    file = attach(booking, "Plan_Löbau.html")

    response = office.get(page_of("attachment", booking, file.pk))

    assert b"".join(response.streaming_content) == b"<p>"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response.headers["Cache-Control"]
    line = AuditEntry.objects.get()
    assert (line.action, line.reference, line.actor_id) == (
        "download",
        booking.reference,
        worker.pk,
    )
    assert "Löbau" not in str(line.changes)


@pytest.mark.parametrize("scan", ["pending", "infected"])
def test_what_the_scanner_has_not_let_through_opens_for_nobody(office, scan):
    booking = BookingFactory()
    file = attach(booking, scan=scan)

    assert office.get(page_of("attachment", booking, file.pk)).status_code == 404
    page = office.get(probe(booking)).content.decode()
    assert page_of("attachment", booking, file.pk) not in page
    assert not AuditEntry.objects.filter(action="download").exists()


def test_a_file_opens_only_by_its_own_submission_and_for_who_may_see_it(office):
    booking, other = BookingFactory(), BookingFactory()
    file = attach(booking)

    assert office.get(page_of("attachment", other, file.pk)).status_code == 404
    with loans_with(policy=lambda: OnlyThese(other.pk)):
        assert office.get(page_of("attachment", booking, file.pk)).status_code == 404


# --- Suspects ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "stage", "action"),
    [("release", Stage.NEW, "inbox.release"), ("reject", Stage.DONE, "inbox.reject")],
)
def test_one_click_ends_a_suspicion(office, name, stage, action):
    booking = BookingFactory(stage=Stage.SUSPECT)
    with loans_with(release=release, reject=reject):
        listed = office.get("/admin/eingang/", {"stand": "suspect"}).content.decode()
        assert f'formaction="{page_of(name, booking)}"' in listed
        assert page_of(name, booking) in office.get(probe(booking)).content.decode()
        assert office.get(page_of(name, booking)).status_code == 405

        office.post(page_of(name, booking))
        again = office.post(page_of(name, booking), follow=True)

    assert Submission.objects.get().stage == stage
    assert AuditEntry.objects.filter(action=action).count() == 1
    assert "Jemand war schneller" in again.content.decode()


def test_a_kind_without_such_functions_offers_no_click(office):
    booking = BookingFactory(stage=Stage.SUSPECT)
    with loans_with(release=None, reject=None):
        assert "kein-spam" not in office.get(probe(booking)).content.decode()
        office.post(page_of("release", booking))

    assert Submission.objects.get().stage == Stage.SUSPECT


def test_who_only_reads_ends_no_suspicion(client, reader):
    booking = BookingFactory(stage=Stage.SUSPECT)
    client.force_login(reader)
    with loans_with(release=release):
        client.post(page_of("release", booking))

    assert Submission.objects.get().stage == Stage.SUSPECT
