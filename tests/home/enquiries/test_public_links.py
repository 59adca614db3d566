"""What is reached by the link of a mail: each state, each button, and nobody else."""

import re

import pytest
from django.test import Client

from home.enquiries import actions
from home.enquiries.models import Enquiry
from home.enquiries.states import EnquiryState
from submissions.links import path_to
from submissions.models import Message
from submissions.retention import forget
from tests.exhibitions.bookings.factories import BookingFactory, mails_to, send_all
from tests.exhibitions.bookings.public_site import errors, words
from tests.home.enquiries.factories import CONTACT_FORM, DraftFactory, EnquiryFactory, question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "nothing_came_in")]
S = EnquiryState


def page(client, enquiry) -> str:
    return words(client.get(path_to(enquiry)).text)


def test_the_link_of_the_mail_opens_the_page_and_opening_changes_nothing(client, mailoutbox):
    client.post(CONTACT_FORM, question())
    send_all()
    address = re.search(r"https?://[^/]+(/vorgang/\S+)", mailoutbox[0].body)[1]
    before = Enquiry.objects.values().get()

    for _ in range(3):
        response = client.get(address)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert Enquiry.objects.values().get() == before


SAYS = {
    S.SUSPECT: ("Ihre Nachricht ist bei uns", "Stand Eingegangen"),
    S.NEW: ("Ihre Nachricht ist bei uns", "Antwort bis Dienstag, 1. Dezember 2026"),
    S.OPEN: ("Ihre Nachricht ist in Arbeit", "Stand In Bearbeitung"),
    S.QUESTION: ("Wir haben eine Frage an Sie", "Antwort senden"),
    S.ANSWERED: ("Ihre Nachricht ist beantwortet", "Antwort senden"),
    S.CLOSED: ("Ihre Nachricht ist abgeschlossen", "Antwort senden"),
    S.SPAM: ("Ihre Nachricht ist abgeschlossen", "Stand Abgeschlossen"),
    S.WITHDRAWN: ("Ihre Nachricht ist zurückgezogen", "Um Löschung bitten"),
}


@pytest.mark.parametrize("state", EnquiryState)
def test_the_page_says_where_it_stands_in_the_words_of_its_sender(client, state):
    text = page(client, EnquiryFactory(state=state))

    assert [each for each in SAYS[state] if each not in text] == []
    for internal in ("Verdacht", "Spam", "Erika", "tagt", "post.example"):
        assert internal not in text


@pytest.mark.parametrize("state", EnquiryState)
def test_what_is_offered_can_be_done_and_nothing_else(client, state):
    enquiry = EnquiryFactory(state=state)
    link = path_to(enquiry)

    html = client.get(link).text
    for word, name in (("zurueckziehen", "seen"), ("antworten", "text")):
        offered = f"{link}{word}/" in html
        response = client.post(f"{link}{word}/", {name: state})
        assert (response.status_code == 303) == offered, word
        Message.objects.all().delete()
        Enquiry.objects.filter(pk=enquiry.pk).update(state=state)


def test_messages_are_shown_once_released_and_drafts_and_notes_never(client, administrator):
    from submissions.correspondence import add_note

    enquiry = EnquiryFactory()
    DraftFactory(submission=enquiry, text="NUR-ENTWURF")
    add_note(enquiry, by=administrator, text="NUR-INTERN")
    shown = DraftFactory(submission=enquiry, text="Im März <b>fett</b>")
    actions.ask(enquiry, shown, by=administrator, seen=S.NEW)
    actions.reply(enquiry, "GEHEIMES VON MIR")

    html = client.get(path_to(enquiry)).text

    assert "Im März &lt;b&gt;fett" in html
    assert re.search(r"Sie haben uns am \d+\. \w+ \d{4}, \d\d:\d\d Uhr geschrieben\.", words(html))
    for hidden in ("NUR-ENTWURF", "NUR-INTERN", "GEHEIMES", administrator.username):
        assert hidden not in html


def test_writing_back_by_the_link(client):
    enquiry = EnquiryFactory(state=S.QUESTION)

    said = "Am Dienstag.\r\nOder später."

    response = client.post(f"{path_to(enquiry)}antworten/", {"text": said})

    assert response.status_code == 303
    assert "Danke, Ihre Antwort ist bei uns." in words(client.get(response["Location"]).text)
    assert Enquiry.objects.get().state == S.OPEN
    assert Message.objects.get().text == said


@pytest.mark.parametrize("text", ["", "   ", "x" * 5001, "a\x00b"])
def test_a_reply_that_does_not_go_is_said_at_its_field(client, text):
    enquiry = EnquiryFactory()

    response = client.post(f"{path_to(enquiry)}antworten/", {"text": text})

    assert response.status_code == 422
    assert list(errors(response)) == ["text"]
    assert re.search(r"<title>\s*Fehler: ", response.text)


def test_replies_have_a_limit_and_what_was_typed_stays(client):
    enquiry = EnquiryFactory()
    address = f"{path_to(enquiry)}antworten/"

    answers = [client.post(address, {"text": f"Nummer {each}"}) for each in range(21)]

    assert [answer.status_code for answer in answers] == [303] * 20 + [429]
    assert "Nummer 20" in answers[-1].text


def test_withdrawing_asks_first_and_holds_what_was_seen(client):
    enquiry = EnquiryFactory()
    address = f"{path_to(enquiry)}zurueckziehen/"

    assert "Wirklich zurückziehen?" in words(client.get(address).text)
    assert Enquiry.objects.get().state == S.NEW
    stale = client.post(address, {"seen": "open"})
    assert (stale.status_code, Enquiry.objects.get().state) == (409, S.NEW)
    done = client.post(address, {"seen": "new"})

    assert done.status_code == 303
    assert "Sie haben den Vorgang zurückgezogen." in words(client.get(done["Location"]).text)
    assert mails_to(enquiry) == ["enquiries.withdrawn"]
    assert client.get(address).status_code == 409


def test_asking_for_deletion_is_shown_and_asked_for_once(client):
    enquiry = EnquiryFactory()
    address = f"{path_to(enquiry)}loeschen/"

    assert "Angaben löschen lassen?" in words(client.get(address).text)
    assert Enquiry.objects.get().deletion_asked_at is None
    for _ in range(2):
        assert client.post(address).status_code == 303

    assert "Löschung erbeten Dienstag, 24. November 2026" in page(client, enquiry)
    assert mails_to(enquiry) == ["enquiries.deletion"]


def test_buttons_are_no_links(client):
    enquiry = EnquiryFactory()

    assert client.get(f"{path_to(enquiry)}antworten/").status_code == 405


def test_another_site_cannot_press_a_button(client):
    enquiry = EnquiryFactory()

    for word in ("antworten", "zurueckziehen", "loeschen"):
        response = client.post(
            f"{path_to(enquiry)}{word}/",
            {"text": "x", "seen": "new"},
            headers={"Sec-Fetch-Site": "cross-site"},
        )
        assert response.status_code == 403
    assert Enquiry.objects.get().state == S.NEW
    assert not Message.objects.exists()


def test_a_wrong_foreign_or_expired_link_gives_one_and_the_same_page(client, clock):
    enquiry, other = EnquiryFactory(), EnquiryFactory()
    forgotten = EnquiryFactory()
    gone = path_to(forgotten)
    forget(forgotten)
    over = EnquiryFactory()
    actions.withdraw(over, seen=S.NEW)
    clock.pass_by(days=31)
    right = path_to(enquiry)
    loan = BookingFactory()
    wrong = [
        right[:-5] + "AAAA/",
        right.replace(enquiry.reference, other.reference),
        right.replace(enquiry.reference, "X2XX2XX2"),
        right.replace(enquiry.reference, loan.reference),
        path_to(loan).replace("/ausstellung/", "/anfrage/"),
        gone,
        path_to(over),
    ]

    answers = [client.get(address) for address in wrong]

    assert {answer.status_code for answer in answers} == {404}
    assert {words(answer.text) for answer in answers} == {words(answers[0].text)}
    assert "Link noch einmal senden" in words(answers[0].text)
    for word in ("antworten/", "zurueckziehen/", "loeschen/"):
        assert client.post(wrong[0] + word).status_code == 404
    assert client.get(right).status_code == 200


def test_a_page_behind_a_link_sets_no_cookie_and_names_no_key(client):
    enquiry = EnquiryFactory()

    response = Client(enforce_csrf_checks=True).get(path_to(enquiry))

    assert response.cookies == {}
    assert "/barriere-melden/?seite=%2Fvorgang%2F&" not in response.text
    foot = response.text.partition("<footer")[2]
    assert enquiry.reference not in foot
