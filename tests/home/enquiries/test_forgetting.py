"""What is kept how long, and that nothing is left when its time is over."""

import logging

import pytest

from home.enquiries import actions
from home.enquiries.models import Enquiry
from home.enquiries.periods import KEEP_MONTHS, SPAM_DAYS, WITHDRAWN_DAYS
from home.enquiries.registration import subject_data
from home.enquiries.states import EnquiryState
from networks.models import Region
from submissions.correspondence import add_note, draft_message
from submissions.links import path_to
from submissions.models import OutboxMail
from submissions.months import add_months
from submissions.retention import due_to_forget, forget_due
from tests.exhibitions.bookings.factories import send_all
from tests.home.enquiries.factories import (
    BARRIER_FORM,
    CONTACT_FORM,
    TODAY,
    EnquiryFactory,
    question,
    report,
)
from tests.submissions.every_table import everything_stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "nothing_came_in")]
S = EnquiryState
MARKER = "Zaunkönig"
IN_AN_ADDRESS = "zaunkoenig"


def left_of_it() -> list[str]:
    text = everything_stored().lower()
    return [word for word in (MARKER.lower(), IN_AN_ADDRESS) if word in text]


def send_one(client, kind) -> Enquiry:
    """One with the marker in every field that somebody can type in."""
    if kind == "contact":
        values = question(
            message=f"Frage zum {MARKER}",
            contact_name=f"Erika {MARKER}",
            contact_email=f"{IN_AN_ADDRESS}@post.example",
            contact_phone=f"0351 {MARKER}",
            region=Region.objects.first().pk,
        )
        assert client.post(CONTACT_FORM, values).status_code == 303
    else:
        values = report(
            page=f"/{MARKER}/",
            message=f"Der {MARKER} hält mich auf",
            contact_name=f"Erika {MARKER}",
            contact_email=f"{IN_AN_ADDRESS}@post.example",
        )
        assert client.post(BARRIER_FORM, values).status_code == 303
    return Enquiry.objects.get()


@pytest.mark.parametrize("kind", ["contact", "barrier"])
def test_nothing_of_a_person_is_left_in_the_database_or_the_log(
    client, administrator, clock, caplog, kind
):
    caplog.set_level(logging.DEBUG)
    enquiry = send_one(client, kind)
    link = path_to(enquiry)
    client.post(f"{link}antworten/", {"text": f"Noch ein {MARKER}"})
    add_note(enquiry, by=administrator, text=f"Der mit dem {MARKER}")
    draft = draft_message(enquiry, by=administrator, text=f"Guten Tag, {MARKER}")
    actions.answer(enquiry, draft, by=administrator, seen=S.NEW, closes=True)
    draft_message(enquiry, by=administrator, text=f"Entwurf {MARKER}")
    send_all()
    assert left_of_it() == [MARKER.lower(), IN_AN_ADDRESS]

    clock.now += add_months(TODAY, KEEP_MONTHS[kind]) - TODAY
    forget_due()

    assert left_of_it() == []
    assert not [each for each in caplog.messages if MARKER in each or IN_AN_ADDRESS in each]
    assert client.get(link).status_code == 404
    enquiry.refresh_from_db()
    assert (enquiry.kind, enquiry.state, enquiry.created_at.date()) == (kind, S.CLOSED, TODAY)


def test_a_suspect_is_forgotten_too(client, clock):
    client.post(CONTACT_FORM, question(message=MARKER, website="x"))

    clock.pass_by(days=SPAM_DAYS - 1)
    assert forget_due() == 0
    clock.pass_by(days=1)
    assert forget_due() == 1

    assert left_of_it() == []


def test_nobody_is_forgotten_who_still_waits_for_us(administrator, clock):
    for state in (S.NEW, S.OPEN, S.QUESTION, S.ANSWERED):
        EnquiryFactory(state=state)
    clock.pass_by(days=800)

    assert not due_to_forget().filter(pk__in=Enquiry.objects.values("pk")).exists()


def test_what_is_withdrawn_goes_after_its_days(clock):
    enquiry = EnquiryFactory()
    actions.withdraw(enquiry, seen=S.NEW)

    clock.pass_by(days=WITHDRAWN_DAYS - 1)
    assert forget_due() == 0
    clock.pass_by(days=1)
    assert forget_due() == 1


def test_who_asked_for_deletion_is_forgotten_in_the_night_after_it_was_closed(administrator):
    enquiry = EnquiryFactory()
    actions.ask_deletion(enquiry)
    assert forget_due() == 0

    actions.close(enquiry, by=administrator, seen=S.NEW)

    assert forget_due() == 1
    assert not OutboxMail.objects.filter(submission=enquiry).exists()


def test_what_is_opened_again_is_kept(administrator):
    enquiry = EnquiryFactory(state=S.CLOSED, forget_on=TODAY)

    actions.reopen(enquiry, by=administrator)

    assert forget_due() == 0


def test_labels_and_histories_name_nobody(client, administrator):
    enquiry = send_one(client, "contact")

    assert str(enquiry) == enquiry.reference
    actions.take(enquiry, by=administrator)
    from submissions.models import AuditEntry

    said = " ".join(f"{each.action} {each.changes}" for each in AuditEntry.objects.all())
    assert MARKER not in said


def test_the_sender_gets_what_he_said(client):
    enquiry = send_one(client, "barrier")

    data = subject_data(enquiry)

    assert data["Seite"] == f"/{MARKER}/"
    assert data["Nachricht"] == f"Der {MARKER} hält mich auf"


def test_the_privacy_page_names_the_periods_that_hold(client):
    text = client.get("/datenschutz/").text.replace("\u00ad", "")
    months = {6: "sechs", 12: "zwölf"}

    assert f"{months[KEEP_MONTHS['contact']]} Monate nach dem Abschluss" in text
    assert f"Barrieren löschen wir {months[KEEP_MONTHS['barrier']]} Monate" in text
    assert {WITHDRAWN_DAYS, SPAM_DAYS} == {30}
    assert "nach dreißig Tagen" in text
