"""What is sent from the page of a submission: refused at its place, never written over."""

import pytest
from django.core import mail

from submissions.correspondence import add_note, discard_message, draft_message
from submissions.inbox.views.posts import digest
from submissions.models import AuditEntry, Message, Note, Notice, OutboxMail, Stage, Submission
from tests.exhibitions.bookings.factories import BookingFactory
from tests.submissions.inbox.kinds import OnlyThese, loans_with
from tests.submissions.inbox.places import page_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking(empty):
    return BookingFactory(contact_email="schule@x.example")


def refusals(response) -> str:
    assert response.status_code == 200
    return str(response.context["form"].errors)


# --- Notes ---------------------------------------------------------------------------------------
def test_a_note_tells_who_is_ticked_and_who_is_called(office, booking, colleague, reader):
    response = office.post(
        page_of("note", booking),
        {"text": "Bitte @karl, nicht @lenas", "mentions": [str(reader.pk)]},
    )

    assert response.url.endswith("#tab-notizen")
    note = Note.objects.get()
    assert set(note.mentioned.all()) == {colleague, reader}
    assert set(Notice.objects.values_list("user", "about")) == {
        (colleague.pk, "mentioned"),
        (reader.pk, "mentioned"),
    }


@pytest.mark.parametrize("call", ["@Karl Kollege", "@KarlKollege", "@KARL", "x@karl:"])
def test_a_call_is_known_in_each_way_of_writing(office, booking, colleague, call):
    office.post(page_of("note", booking), {"text": f"Frage: {call}"})

    assert list(Note.objects.get().mentioned.all()) == [colleague]


def test_who_may_not_see_it_is_neither_offered_nor_called(office, booking, outsider):
    response = office.post(
        page_of("note", booking), {"text": "Bitte @olga", "mentions": [str(outsider.pk)]}
    )
    assert "gibt es nicht (mehr)" in refusals(response)
    assert response.context["form"]["text"].value() == "Bitte @olga"
    assert "Aussen" not in response.content.decode()

    office.post(page_of("note", booking), {"text": "Bitte @olga"})
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "Bitte schreiben Sie die Notiz."),
        ("  ", "Bitte schreiben Sie die Notiz."),
        ("x" * 5001, "auf 5000 Zeichen"),
        ("a\x00b", "Steuerzeichen"),
    ],
)
def test_a_note_that_does_not_do_is_refused_and_kept(office, booking, text, refusal):
    response = office.post(page_of("note", booking), {"text": text})

    assert refusal in refusals(response)
    assert response.context["form"]["text"].value() == text
    assert not Note.objects.exists()


def test_nobody_is_told_of_her_own_note(office, booking, worker):
    office.post(page_of("note", booking), {"text": "@wilma merken"})

    assert not Notice.objects.exists()


# --- Who, until when, which words ----------------------------------------------------------------
def test_small_forms_change_what_was_seen(office, booking, colleague):
    office.post(page_of("assign", booking), {"person": str(colleague.pk), "seen": ""})
    office.post(page_of("due", booking), {"due": "2027-01-04", "seen": ""})
    office.post(page_of("tags", booking), {"words": "Lausitz, wichtig", "seen": ""})

    found = Submission.objects.get()
    assert (found.assignee, str(found.due)) == (colleague, "2027-01-04")
    assert set(found.tags.names()) == {"Lausitz", "wichtig"}
    assert AuditEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("due", {"due": "2027-01-04", "seen": ""}, {"due": "2027-02-01", "seen": ""}),
        ("tags", {"words": "Eins", "seen": ""}, {"words": "Zwei", "seen": ""}),
    ],
)
def test_the_second_is_told_and_may_send_again(office, booking, name, first, second):
    office.post(page_of(name, booking), first)

    response = office.post(page_of(name, booking), second)

    assert "Jemand war schneller" in refusals(response)
    typed = next(iter(second))
    assert response.context["form"][typed].value() == second[typed]
    again = {typed: second[typed], "seen": response.context["form"]["seen"].value()}
    assert office.post(page_of(name, booking), again).status_code == 302


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("assign", {"person": "999999"}),
        ("assign", {"person": "\x00"}),
        ("due", {"due": "morgen"}),
        ("due", {"due": "9999-12-31"}),
        ("tags", {"words": "x" * 61}),
        ("tags", {"words": ",".join(map(str, range(21)))}),
        ("draft", {"text": ""}),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(office, booking, name, values):
    response = office.post(page_of(name, booking), values)

    assert [*response.context["form"].errors] == [*values]
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("seen", ["x", "\x00", "9" * 19, "-1", "1,2,x"])
def test_what_was_seen_may_be_anything(office, booking, seen):
    for name, values in (("assign", {"person": ""}), ("due", {"due": ""}), ("tags", {"words": ""})):
        assert office.post(page_of(name, booking), values | {"seen": seen}).status_code in {
            200,
            302,
        }


def test_asked_for_by_get_they_lead_to_the_page(office, booking):
    for name in ("note", "assign", "due", "tags", "draft"):
        assert str(booking.pk) in office.get(page_of(name, booking)).url


def test_the_way_back_never_leads_elsewhere(office, booking):
    values = {"due": "2027-01-04", "seen": "", "next": "https://evil.example/"}

    assert office.post(page_of("due", booking), values).url.startswith("/admin/")


# --- Messages ------------------------------------------------------------------------------------
def sent(message, **values):
    return {"gesehen": digest(message)} | values


def test_a_message_is_drafted_seen_and_released(
    office, booking, worker, django_capture_on_commit_callbacks
):
    response = office.post(page_of("draft", booking), {"text": "Wo entsteht es?"})
    message = Message.objects.get()
    page = office.get(response.url).content.decode()
    assert response.url == page_of("message", booking, message.pk)
    assert "Wo entsteht es?" in page
    assert booking.reference in page
    assert not OutboxMail.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        office.post(response.url, sent(message, handlung="freigeben"))

    message.refresh_from_db()
    assert (message.state, message.released_by) == ("released", worker)
    assert message.mail.state == "sent" or OutboxMail.objects.get().state == "sent"
    assert [each.to for each in mail.outbox] == [["schule@x.example"]]
    assert "Wo entsteht es?" in mail.outbox[0].body


def test_released_twice_it_leaves_once(office, booking, worker):
    message = draft_message(booking, by=worker, text="x")
    address, values = page_of("message", booking, message.pk), sent(message, handlung="freigeben")
    office.post(address, values)

    response = office.post(address, values, follow=True)

    assert "Jemand war schneller" in said(response)[-1]
    assert OutboxMail.objects.count() == 1


def test_a_draft_that_somebody_worded_anew_does_not_leave_unseen(office, booking, worker):
    message = draft_message(booking, by=worker, text="alt")
    values = sent(message, handlung="freigeben")
    office.post(
        page_of("message", booking, message.pk), sent(message, handlung="speichern", text="neu")
    )

    response = office.post(page_of("message", booking, message.pk), values, follow=True)

    assert "Jemand war schneller" in said(response)[-1]
    message.refresh_from_db()
    assert (message.state, message.text) == ("draft", "neu")
    assert not OutboxMail.objects.exists()


def test_a_draft_is_thrown_away(office, booking, worker):
    message = draft_message(booking, by=worker, text="x")

    office.post(page_of("message", booking, message.pk), sent(message, handlung="verwerfen"))

    message.refresh_from_db()
    assert message.state == "discarded"
    response = office.get(page_of("message", booking, message.pk))
    assert "Verworfen" in response.content.decode()
    assert "freigeben" not in response.content.decode()


def test_words_that_do_not_do_stay_in_the_form(office, booking, worker):
    message = draft_message(booking, by=worker, text="x")

    response = office.post(
        page_of("message", booking, message.pk),
        sent(message, handlung="speichern", text="y" * 5001),
    )

    assert "auf 5000 Zeichen" in refusals(response)
    assert response.context["form"]["text"].value() == "y" * 5001


def test_nothing_leaves_for_a_suspect(office, booking, worker):
    message = draft_message(booking, by=worker, text="x")
    Submission.objects.update(stage=Stage.SUSPECT)

    response = office.post(
        page_of("message", booking, message.pk), sent(message, handlung="freigeben")
    )

    assert "geht keine Nachricht hinaus" in said(response)[0]
    assert not OutboxMail.objects.exists()
    message.refresh_from_db()
    assert message.state == "draft"


def test_a_message_belongs_to_its_submission(office, booking, worker):
    message = draft_message(booking, by=worker, text="x")
    other = BookingFactory()

    assert office.get(page_of("message", other, message.pk)).status_code == 404


def test_a_note_never_leaves(office, booking, worker, django_capture_on_commit_callbacks):
    add_note(booking, by=worker, text="Intern-XYZ", mentions=[])
    message = draft_message(booking, by=worker, text="Hallo")
    with django_capture_on_commit_callbacks(execute=True):
        office.post(page_of("message", booking, message.pk), sent(message, handlung="freigeben"))

    assert "Intern-XYZ" not in "".join(each.body for each in mail.outbox)


# --- Who may -------------------------------------------------------------------------------------
NEEDS_CHANGE = ["assign", "due", "tags", "draft"]


@pytest.mark.parametrize("name", NEEDS_CHANGE)
def test_who_only_reads_changes_nothing(client, reader, booking, name):
    client.force_login(reader)

    client.post(page_of(name, booking), {"text": "x", "due": "2027-01-04", "words": "x"})

    assert not AuditEntry.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("name", ["note", *NEEDS_CHANGE, "release", "reject"])
def test_of_what_somebody_may_not_see_there_is_no_address(office, booking, name):
    with loans_with(policy=lambda: OnlyThese(booking.pk + 1000)):
        assert office.post(page_of(name, booking), {"text": "x"}).status_code == 404
    assert not AuditEntry.objects.exists()


def test_a_draft_of_what_somebody_may_not_see_has_no_address(office, booking, worker):
    message = draft_message(booking, by=worker, text="x")

    with loans_with(policy=lambda: OnlyThese(booking.pk + 1000)):
        address = page_of("message", booking, message.pk)
        assert office.get(address).status_code == 404
        assert office.post(address, sent(message, handlung="freigeben")).status_code == 404
    discard_message(message, by=worker)  # it was still a draft
